import type { EntryId } from '../../../../shared/race/entry.ts';
import type {
  EntryAmended,
  PassingRecorded,
  RaceEvent,
  Stamp,
  Who,
} from '../../../../shared/race/events.ts';
import type { Race } from '../../../../shared/race/race.ts';
import type { TapRow } from '../../../../shared/feeding/tap-rows.ts';
import { makeStampNote, type StampClock } from '../../../../shared/feeding/stamp-note.ts';
import { instant, raceTime, type Instant, type Micros } from '../../../../shared/time/time.ts';

/** What each correction of the console appends. Nothing is edited: every one of these is an entry. */

export const NOBODY_YET: Who = { unknown: true };

/** A tap as its device took it. */
export interface Taken {
  readonly at: Instant;
  /** How far the clock may be from the server's; null where nobody can say. */
  readonly errorUs: Micros | null;
  /** The clock it was told by, which the passing carries with it. */
  readonly clock?: StampClock | null;
}

export interface Place {
  readonly line: string;
  /** What the device is called. */
  readonly source: string;
}

/** A time taken by hand, with as many digits as its clock is good for. */
export function tapped(taken: Taken, place: Place, who: Who): PassingRecorded {
  return passing(place, who, {
    time: { basis: 'instant', at: taken.at, digits: digitsOf(taken.errorUs) },
    raw: makeStampNote('tap', taken.clock ?? null),
  });
}

/** One that was missed, entered afterwards. */
export function inserted(at: Instant, place: Place, who: Who): PassingRecorded {
  return passing(place, who, {
    time: { basis: 'instant', at, digits: 2 },
    raw: 'entered afterwards',
  });
}

function passing(
  { line, source }: Place,
  who: Who,
  taken: Pick<PassingRecorded, 'time' | 'raw'>,
): PassingRecorded {
  return {
    type: 'passingRecorded',
    who,
    line,
    kind: 'manual',
    source,
    ...taken,
  };
}

/** A key tells a thousandth; the clock it is told by may be worth less. */
function digitsOf(errorUs: Micros | null): number {
  if (errorUs === null) return 1;
  if (errorUs <= 10_000) return 3;
  return errorUs <= 100_000 ? 2 : 1;
}

/** What a passing says now, voided or not, amended. */
export function amended(
  race: Race,
  row: TapRow,
  change: Partial<Pick<PassingRecorded, 'who' | 'time'>> & { readonly point?: string | null },
): EntryAmended | null {
  const holds = race.holds(row.id);
  if (holds?.type !== 'passingRecorded') return null;
  const { point: before, ...rest } = holds;
  const { point = before ?? null, ...others } = change;
  const event: PassingRecorded = {
    ...rest,
    ...others,
    ...(point === null ? {} : { point }),
  };
  return { type: 'entryAmended', target: row.id, event };
}

export function voided(ids: readonly EntryId[]): RaceEvent[] {
  return ids.map((target) => ({ type: 'entryVoided', target }));
}

export function restored(target: EntryId): RaceEvent[] {
  return [{ type: 'entryRestored', target }];
}

/** Each gets the other's name; the times stay where they were taken. */
export function swapped(race: Race, a: TapRow, b: TapRow): RaceEvent[] {
  return all([amended(race, a, { who: b.who }), amended(race, b, { who: a.who })]);
}

export function shifted(race: Race, rows: readonly TapRow[], by: Micros): RaceEvent[] {
  return all(
    rows.map((row) => {
      const holds = race.holds(row.id);
      if (holds?.type !== 'passingRecorded') return null;
      return amended(race, row, { time: later(holds.time, by) });
    }),
  );
}

function later(stamp: Stamp, by: Micros): Stamp {
  return stamp.basis === 'instant'
    ? { ...stamp, at: instant(stamp.at + by) }
    : { ...stamp, time: raceTime(stamp.time + by) };
}

function all(events: readonly (RaceEvent | null)[]): RaceEvent[] {
  return events.filter((event) => event !== null);
}
