import { parseRaceTime } from '../../shared/time/parse.ts';
import type { RaceTime } from '../../shared/time/time.ts';

/** What `GET /api/races/:slug/standings` was asked. */
export interface BoardQuery {
  /** Since the last valid gun; null for the live edge. */
  readonly t: RaceTime | null;
  readonly from: number;
  readonly count: number;
  readonly category: string | null;
  /** Lower case; part of a name, or a whole bib. */
  readonly find: string | null;
}

export type ParsedQuery =
  | { readonly ok: true; readonly query: BoardQuery }
  | { readonly ok: false; readonly message: string };

const USUAL_COUNT = 100;
const MOST_COUNT = 500;
const LONGEST_FIND = 80;

export function parseBoardQuery(asked: (name: string) => string | undefined): ParsedQuery {
  const from = wholeNumber(asked('from'), 0);
  const count = wholeNumber(asked('count'), USUAL_COUNT);
  if (from === null) return no(`from wants a whole number from 0, not "${asked('from')}"`);
  if (count === null || count < 1 || count > MOST_COUNT)
    return no(`count wants a number from 1 to ${MOST_COUNT}, not "${asked('count')}"`);
  const find = asked('find')?.trim().toLowerCase() ?? '';
  if (find.length > LONGEST_FIND) return no(`find wants at most ${LONGEST_FIND} characters`);
  const time = parseT(asked('t'));
  if (time === 'bad') return no(`t wants a race time such as 3:12.4, not "${asked('t')}"`);
  return {
    ok: true,
    query: { t: time, from, count, category: asked('category') || null, find: find || null },
  };
}

function parseT(text: string | undefined): RaceTime | null | 'bad' {
  if (text === undefined || text === '') return null;
  const parsed = parseRaceTime(text);
  return parsed.ok ? parsed.time : 'bad';
}

function wholeNumber(text: string | undefined, usual: number): number | null {
  if (text === undefined || text === '') return usual;
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function no(message: string): ParsedQuery {
  return { ok: false, message };
}
