import { dueAt } from '../../../../shared/feeding/likely-next.ts';
import { marry, type Marriage } from '../../../../shared/feeding/marriage.ts';
import { entrantNamed, namesOf } from '../../../../shared/feeding/names.ts';
import { isOf } from '../../../../shared/feeding/pairing-devices.ts';
import type { TapRow } from '../../../../shared/feeding/tap-rows.ts';
import type { EntryId } from '../../../../shared/race/entry.ts';
import type { RaceEvent } from '../../../../shared/race/events.ts';
import type { Race } from '../../../../shared/race/race.ts';
import type { Instant } from '../../../../shared/time/time.ts';

/** Two streams at one line: taps that name nobody, and calls that name somebody at about the time. */
export interface Streams {
  readonly taps: readonly TapRow[];
  readonly calls: readonly TapRow[];
  /** Pairs that were married before, the last ones. */
  readonly married: readonly { readonly tap: TapRow; readonly call: TapRow }[];
}

/** How long a call can come after its tap, or before it. */
const LATEST_US = 20_000_000;
const EARLIEST_US = 1_000_000;
/** So many of the last ones say how the two tap and call. */
const MARRIED = 60;

/** `tapper` null: whoever taps without a bib. */
export function streamsOf(rows: readonly TapRow[], tapper: string | null, caller: string): Streams {
  const counts = rows.filter(
    ({ at, state }) => at !== null && state.kind !== 'void' && state.kind !== 'refused',
  );
  return {
    taps: counts.filter(
      (row) =>
        row.state.kind === 'unassigned' &&
        (tapper === null || isOf(row, tapper)) &&
        !isOf(row, caller),
    ),
    calls: counts.filter((row) => isOf(row, caller) && calledBib(row) !== null),
    married: marriedOf(rows, caller),
  };
}

/** Calls that were taken out, with the tap that has got their bib. */
function marriedOf(rows: readonly TapRow[], caller: string): Streams['married'] {
  const named = new Map<string, TapRow[]>();
  for (const row of rows) {
    const bib = calledBib(row);
    if (bib === null || row.state.kind === 'void' || !row.amended || isOf(row, caller)) continue;
    named.set(bib, [...(named.get(bib) ?? []), row]);
  }
  const found = new Map<TapRow, TapRow>();
  for (const call of rows) {
    if (call.state.kind !== 'void' || !isOf(call, caller)) continue;
    const tap = named.get(calledBib(call) ?? '')?.find((row) => isCalledBy(row, call));
    if (tap !== undefined && !found.has(tap)) found.set(tap, call);
  }
  return [...found].slice(-MARRIED).map(([tap, call]) => ({ tap, call }));
}

function isCalledBy(tap: TapRow, call: TapRow): boolean {
  const after = (call.at ?? NaN) - (tap.at ?? NaN);
  return after > -EARLIEST_US && after < LATEST_US;
}

/** What was called: a bib, or a lane where there are none. */
export function calledBib({ who }: Pick<TapRow, 'who'>): string | null {
  if ('bib' in who) return who.bib;
  if ('lane' in who) return String(who.lane);
  return 'entrant' in who ? who.entrant : null;
}

export function marriageOf(race: Race, { taps, calls, married }: Streams, now: Instant): Marriage {
  const timed = (row: TapRow) => ({ id: row.id, at: row.at ?? now });
  const known = new Set(
    calls
      .filter(({ who }) => typeof entrantNamed(namesOf(race), who) === 'number')
      .map((row) => calledBib(row)),
  );
  // A call is a split of its own until it is married: what came before it tells when it was due.
  const due = new Map(
    calls.map((row) => [
      calledBib(row),
      row.entrant === null || row.state.kind !== 'split'
        ? null
        : dueAt(race, row.entrant, row.state.point),
    ]),
  );
  const said = (row: TapRow) => ({ ...timed(row), bib: calledBib(row) ?? '' });
  return marry(taps.map(timed), calls.map(said), {
    married: married.map(({ tap, call }) => ({ tap: timed(tap), call: said(call) })),
    isKnown: (bib) => known.has(bib),
    due: (bib) => due.get(bib) ?? null,
    now,
    againUs: againUs(race, calls[0]?.line),
  });
}

/** Who comes to a line again does so no sooner than its reads are taken for one crossing. */
function againUs(race: Race, line: string | undefined): number {
  const laps = race.points.filter((point) => point.line === line).length;
  return laps > 1 ? (race.definition?.dedupeUs ?? Infinity) : Infinity;
}

/** A tap and a call that belong together. `again`: more calls of the same bib, about the same crossing. */
export interface Match {
  readonly tap: string;
  readonly call: string;
  readonly again?: readonly string[];
}

/** Gives the tap whom the call names, and takes its calls out: they were about the tap, no crossings of their own. */
export function marrying(
  race: Race,
  pairs: readonly Match[],
  reason: string,
): readonly RaceEvent[] {
  return pairs.flatMap(({ tap, call, again = [] }): RaceEvent[] => {
    const tapped = race.holds(tap as EntryId);
    const called = race.holds(call as EntryId);
    if (tapped?.type !== 'passingRecorded' || called?.type !== 'passingRecorded') return [];
    return [
      {
        type: 'entryAmended',
        target: tap as EntryId,
        event: { ...tapped, who: called.who },
        reason: `${reason} ${call}`,
      },
      ...[call, ...again].map((target): RaceEvent => ({
        type: 'entryVoided',
        target: target as EntryId,
        reason: `${reason} ${tap}`,
      })),
    ];
  });
}

/** A device, or a named source, that has taps at a line, the busiest first. */
export interface LineSource {
  readonly source: string;
  readonly taps: number;
  /** How many of all that it brought, taken out or not, named somebody from the first. */
  readonly named: number;
  readonly all: number;
}

export function sourcesOf(rows: readonly TapRow[]): readonly LineSource[] {
  const found = new Map<string, { source: string; taps: number; named: number; all: number }>();
  for (const row of rows) {
    if (row.state.kind === 'refused') continue;
    const source = row.source ?? row.device;
    const known = found.get(source) ?? { source, taps: 0, named: 0, all: 0 };
    known.all += 1;
    if (row.state.kind !== 'void') known.taps += 1;
    if (calledBib(row) !== null && !row.amended) known.named += 1;
    found.set(source, known);
  }
  return [...found.values()].sort((a, b) => b.taps - a.taps || (a.source < b.source ? -1 : 1));
}

/** Who most likely calls: the one of whose entries the most named somebody. */
export function likelyCaller(sources: readonly LineSource[]): string | null {
  const best = sources.toSorted((a, b) => b.named / b.all - a.named / a.all)[0];
  return best === undefined || best.named === 0 ? null : best.source;
}

/** How many taps and calls of a line are near enough to one another that they may belong together. */
export function streamsToMarry(
  rows: readonly TapRow[],
  sources: readonly LineSource[],
): { readonly taps: number; readonly calls: number } {
  const caller = sources.length < 2 ? null : likelyCaller(sources);
  if (caller === null) return { taps: 0, calls: 0 };
  const { taps, calls } = streamsOf(rows, null, caller);
  const near = (ones: readonly TapRow[], others: readonly TapRow[], is: typeof isCalledBy) =>
    ones.filter((one) => others.some((other) => is(one, other))).length;
  return {
    taps: near(taps, calls, isCalledBy),
    calls: near(calls, taps, (call, tap) => isCalledBy(tap, call)),
  };
}
