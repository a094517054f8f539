import type { RoundingRule } from '../../shared/race/definition.ts';
import type { RacePoint } from '../../shared/race/race.ts';
import type { Behind, Standing } from '../../shared/timeline/answers.ts';
import { formatGap, formatRaceTime } from '../../shared/time/format.ts';
import { officialTime, type KnownTime } from '../../shared/time/rounding.ts';
import type { Words } from '../i18n/words.ts';

/** A figure as a cell shows it, and how it is to be taken. */
export interface Figure {
  readonly text: string;
  /** Not known but worked out: in italics, with ≈. */
  readonly estimated: boolean;
}

/** A time as the sport prints it, marked h where a hand took it. */
export function timeText(rule: RoundingRule, known: KnownTime): string {
  const official = officialTime(rule, known);
  return formatRaceTime(official.time, official);
}

/** The last split as the sport prints it; null where there is none. */
export function splitFigure(standing: Standing, rule: RoundingRule): Figure | null {
  const { split } = standing;
  if (split === null) return null;
  return {
    text: timeText(rule, split),
    estimated: split.kind === 'reconstructed',
  };
}

/** To the leader or the one ahead; null where nothing can be said. */
export function behindFigure(behind: Behind | null, words: Words): Figure | null {
  if (behind === null) return null;
  if (behind.by === 'laps') return { text: words.board.laps(behind.laps), estimated: false };
  return {
    text: formatGap(behind.us, { digits: behind.digits }),
    estimated: behind.ink === 'estimated',
  };
}

/** Which race it is: "Men 100 m · Heats · 2". */
export function raceTitle({
  event,
  round,
  heat,
}: {
  readonly event: string;
  readonly round?: string;
  readonly heat?: number;
}): string {
  return [event, round, heat].filter((part) => part !== undefined).join(' · ');
}

/** What people call a timing point: its name, its lap, or its distance. */
export function pointName(point: RacePoint | undefined, words: Words): string {
  if (point === undefined) return '';
  if (point.label !== undefined && point.lap === 0) return point.label;
  if (point.lap > 0) return words.board.lap(point.lap);
  return words.common.metres(metresText(point.distanceM));
}

/** The same in a sentence: "at the bell". */
export function pointInSentence(point: RacePoint | undefined, words: Words): string {
  const name = pointName(point, words);
  return words.common.points[name] ?? name;
}

/** `1500`, `42,195`: no more decimals than there are. */
export function metresText(distanceM: number): string {
  const rounded = Math.round(distanceM * 10) / 10;
  return rounded >= 10_000 ? countText(rounded) : String(rounded);
}

/** How many: `13`, `20,000`. */
export function countText(count: number): string {
  return count.toLocaleString('en');
}

/** Hebrew, Arabic and their neighbours. */
export const RIGHT_TO_LEFT = /[\u0590-\u08ff]/;

/**
 * What of a name stands before the surname, with its space, and gives way first; null where nothing
 * does. Who has no short name is called by the last word, unless that is a number. A name that is
 * written from right to left stays in one piece, which alone keeps the order of its words.
 */
export function givenName(name: string, shortName: string): string | null {
  if (RIGHT_TO_LEFT.test(name)) return null;
  const family = shortName === name ? (/ [^\s\d]+$/.exec(name)?.[0].slice(1) ?? name) : shortName;
  return name !== family && name.endsWith(` ${family}`) ? name.slice(0, -family.length) : null;
}

/** Two letters for a dot or a chip where there is no bib: Jakob Ingebrigtsen is JI. */
export function initialsOf(name: string): string {
  const parts = name.split(/[\s-]+/).filter((part) => part !== '');
  const first = parts[0]?.[0] ?? '';
  const last = parts.length > 1 ? (parts.at(-1)?.[0] ?? '') : (parts[0]?.slice(1, 3) ?? '');
  return (first + last).toUpperCase();
}
