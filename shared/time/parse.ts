import { MICROS_PER_SECOND, raceTime, type RaceTime } from './time.ts';
import { unitOf } from './rounding.ts';

/** Only these functions read times out of text; `format.ts` writes them. */

export type ParsedTime =
  | {
      readonly ok: true;
      readonly time: RaceTime;
      /** How many decimals stood there: `3:29.70` knows two. */
      readonly digits: number;
      /** It was marked h. */
      readonly hand: boolean;
    }
  | { readonly ok: false; readonly reason: TimeProblem };

export type TimeProblem =
  | 'empty'
  | 'notATime'
  /** Seconds or minutes of 60 or more where a larger unit stands before them. */
  | 'sixty'
  /** More decimals than microseconds can hold. */
  | 'tooFine'
  /** Beyond 9999 hours. */
  | 'tooLong';

// [sign] [hours:] [minutes:] seconds [. or , decimals] [h]
const SHAPE = /^([-+\u2212]?)(?:(?:(\d+):)?(\d+):)?(\d+)(?:[.,](\d+))?(h?)$/;
const FINEST = 6;
const LONGEST_HOURS = 9999;

/**
 * Reads `3:29.74`, `209.74`, `2:05:08`, `−0.42`, `10.2h`; a decimal comma is a decimal point. Whole
 * numbers only, so that what was written is what is kept.
 */
export function parseRaceTime(text: string): ParsedTime {
  const trimmed = text.trim();
  if (trimmed === '') return no('empty');
  const found = SHAPE.exec(trimmed);
  if (found === null) return no('notATime');
  const [, sign = '', hours = '', minutes = '', seconds = '', decimals = '', hand = ''] = found;
  const problem = problemOf({ hours, minutes, seconds, decimals });
  if (problem !== null) return no(problem);
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  const micros = whole * MICROS_PER_SECOND + Number(decimals) * unitOf(decimals.length);
  const negative = (sign === '-' || sign === '\u2212') && micros > 0;
  return {
    ok: true,
    time: raceTime(negative ? -micros : micros),
    digits: decimals.length,
    hand: hand === 'h',
  };
}

interface Parts {
  readonly hours: string;
  readonly minutes: string;
  readonly seconds: string;
  readonly decimals: string;
}

function problemOf({ hours, minutes, seconds, decimals }: Parts): TimeProblem | null {
  if (decimals.length > FINEST) return 'tooFine';
  if (minutes !== '' && !isSixtieth(seconds)) return 'sixty';
  if (hours !== '' && !isSixtieth(minutes)) return 'sixty';
  const total = Number(hours) + Number(minutes) / 60 + Number(seconds) / 3600;
  return total > LONGEST_HOURS ? 'tooLong' : null;
}

/** Two figures below sixty, as they must be behind a colon. */
function isSixtieth(figures: string): boolean {
  return figures.length === 2 && Number(figures) < 60;
}

function no(reason: TimeProblem): ParsedTime {
  return { ok: false, reason };
}
