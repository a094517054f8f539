import type { EntryId } from '../../../../shared/race/entry.ts';
import type { RaceEvent, Who } from '../../../../shared/race/events.ts';
import type { Race } from '../../../../shared/race/race.ts';
import type { TapRow } from '../../../../shared/feeding/tap-rows.ts';
import { parseRaceTime } from '../../../../shared/time/parse.ts';
import {
  afterGun,
  instant,
  MICROS_PER_SECOND,
  type Instant,
  type Micros,
} from '../../../../shared/time/time.ts';
import type { CorrectionKey } from './console-keys.ts';
import {
  amended,
  inserted,
  NOBODY_YET,
  restored,
  shifted,
  swapped,
  voided,
  type Place,
} from './corrections.ts';
import { rowCalled } from './typed-who.ts';

/** A correction of a row that is being put together; nothing of it counts until it is done. */
export interface Draft {
  readonly what: CorrectionKey;
  readonly row: EntryId;
  readonly bib: string;
  readonly time: string;
  /** Why `time` was proposed; null once somebody has written it. */
  readonly guess: Guess | null;
  readonly by: string;
  readonly scope: 'one' | 'after' | 'all';
  /** '' lets the rules find the point. */
  readonly point: string;
}

/** Half-way to the next row; when the correction was begun; a second after the last row. */
export type Guess = 'between' | 'now' | 'after';

/** The events of a draft; or why there are none yet, as a key of the words. */
export type Planned =
  | { readonly ok: true; readonly events: readonly RaceEvent[] }
  | { readonly ok: false; readonly problem: Problem };

export type Problem = 'badTime' | 'badShift' | 'noNext' | 'nothing';

export interface Ground {
  readonly race: Race;
  readonly rows: readonly TapRow[];
  readonly place: Place;
  readonly whoOf: (typed: string) => Who;
}

export function planned(draft: Draft, ground: Ground): Planned {
  const { race, rows, place } = ground;
  const at = rows.findIndex(({ id }) => id === draft.row);
  const row = rows[at];
  if (row === undefined) return NOTHING;
  switch (draft.what) {
    case 'void':
      return done(row.state.kind === 'void' ? restored(row.id) : voided([row.id]));
    case 'reassign':
      if (draft.bib === '') return NOTHING;
      return done([amended(race, row, { who: ground.whoOf(draft.bib) })]);
    case 'edit':
      return edited(draft, row, ground);
    case 'swap': {
      const next = rows.slice(at + 1).find((other) => other.state.kind !== 'void');
      return next === undefined ? { ok: false, problem: 'noNext' } : done(swapped(race, row, next));
    }
    case 'insert': {
      const moment = momentOf(race, draft.time);
      if (moment === null) return { ok: false, problem: 'badTime' };
      const who = draft.bib === '' ? NOBODY_YET : ground.whoOf(draft.bib);
      return done([inserted(moment, place, who)]);
    }
    case 'split':
      if (row.at === null) return NOTHING;
      return done([inserted(row.at, place, NOBODY_YET)]);
    case 'shift': {
      const by = parseShift(draft.by);
      if (by === null) return { ok: false, problem: 'badShift' };
      return done(shifted(race, scoped(draft, rows, at), by));
    }
    case 'point':
      return done([amended(race, row, { point: draft.point === '' ? null : draft.point })]);
  }
}

/** The rows that a shift moves: void ones stay where they are. */
function scoped(draft: Draft, rows: readonly TapRow[], at: number): readonly TapRow[] {
  const meant = { one: rows.slice(at, at + 1), after: rows.slice(at), all: rows }[draft.scope];
  return meant.filter(({ state }) => state.kind !== 'void' && state.kind !== 'refused');
}

function edited(draft: Draft, row: TapRow, { race, whoOf }: Ground): Planned {
  const moment = draft.time === '' ? row.at : momentOf(race, draft.time);
  const parsed = parseRaceTime(draft.time);
  if (moment === null) return { ok: false, problem: 'badTime' };
  const digits = parsed.ok ? parsed.digits : row.digits;
  // What was left as it stood is kept: a tag is no bib, and a time has more than its digits show.
  const isSame = draft.bib === (rowCalled(row, race) ?? '');
  const who = isSame ? row.who : draft.bib === '' ? NOBODY_YET : whoOf(draft.bib);
  const time = draft.time === '' ? {} : { time: { basis: 'instant', at: moment, digits } as const };
  return done([amended(race, row, { who, ...time })]);
}

/** Written as the race clock shows it. */
function momentOf(race: Race, text: string) {
  const parsed = parseRaceTime(text.trim());
  return parsed.ok && race.zero !== null ? afterGun(race.zero, parsed.time) : null;
}

/** `+0.3`, `-1.05`, `−1.05`, `0.3`: seconds. */
export function parseShift(text: string): Micros | null {
  const match = /^\s*([+\-−]?)\s*(\d+(?:[.,]\d{1,6})?)\s*$/.exec(text);
  if (match === null) return null;
  const [, sign = '', figures = ''] = match;
  const us = Math.round(Number(figures.replace(',', '.')) * MICROS_PER_SECOND);
  if (us === 0) return null;
  return sign === '-' || sign === '−' ? -us : us;
}

/** Whoever was missed after the last row has come in just now, or long ago and soon after it. */
const JUST_NOW_US = 30 * MICROS_PER_SECOND;

/** When one who was missed after this row may have come, and what makes one think so. */
export function missedAfter(
  rows: readonly TapRow[],
  id: EntryId,
  now: Instant,
): { readonly at: Instant; readonly guess: Guess } | null {
  const from = rows.findIndex((row) => row.id === id);
  const row = rows[from];
  if (row === undefined || row.at === null) return null;
  const next = rows.slice(from + 1).find(({ state, at }) => state.kind !== 'void' && at !== null);
  if (next !== undefined && next.at !== null)
    return { at: instant(Math.round((row.at + next.at) / 2)), guess: 'between' };
  return now > row.at && now - row.at <= JUST_NOW_US
    ? { at: now, guess: 'now' }
    : { at: instant(row.at + MICROS_PER_SECOND), guess: 'after' };
}

const NOTHING: Planned = { ok: false, problem: 'nothing' };

function done(events: readonly (RaceEvent | null)[]): Planned {
  const said = events.filter((event) => event !== null);
  return said.length === 0 ? NOTHING : { ok: true, events: said };
}
