import type { Entrant } from '../race/definition.ts';
import type { Race, RaceEntrant } from '../race/race.ts';
import { firstRankingPoint } from './course.ts';
import { clockOf } from './search.ts';

/**
 * What the timeline keeps per revision of a race so that no question walks the whole field: who is
 * out of the ordinary, and the moments at which something other than a passing changes the board.
 * Found again when the revision has moved; nothing here depends on a moment.
 */
export interface Facts {
  readonly revision: number;
  /** The first point that ranks. */
  readonly first: number;
  /** How many are on the start list. */
  readonly listed: number;
  readonly pacemakers: readonly number[];
  readonly isPacemaker: Uint8Array;
  /** From when an entrant is DNS, DNF or DQ; NaN for those in the race. */
  readonly outFrom: Float64Array;
  /** Those with a status, by index. */
  readonly out: readonly number[];
  /** Those who passed a point when they were out already: such a passing counts for nothing. */
  readonly ghosts: readonly number[];
  /** Those with an official place, in the order of places. */
  readonly placed: readonly number[];
  /** The earliest moment at which a place is known; NaN for none. */
  readonly firstPlaceBy: number;
  /** Moments of status, places, marks and starts, rising. */
  readonly moments: Float64Array;
  /** When each entrant's ranking clock started, NaN before that is known; empty where all have one gun. */
  readonly origins: Float64Array;
  /** True where all rank from one gun, so that arrival order is rank order. */
  readonly oneClock: boolean;
}

const kept = new WeakMap<Race, Facts>();

export function factsOf(race: Race): Facts {
  const known = kept.get(race);
  if (known !== undefined && known.revision === race.revision) return known;
  const facts = gather(race);
  kept.set(race, facts);
  return facts;
}

function gather(race: Race): Facts {
  const size = race.entrants.length;
  const isPacemaker = new Uint8Array(size);
  const outFrom = new Float64Array(size).fill(Number.NaN);
  const pacemakers: number[] = [];
  const out: number[] = [];
  const placed: number[] = [];
  let listed = 0;
  const moments: number[] = [];
  const isInterval = race.definition?.start.kind === 'interval';
  let firstPlaceBy = Number.NaN;
  if (race.ended !== null) moments.push(race.ended);
  for (const gun of race.guns.values()) moments.push(gun.at);
  for (const line of race.entrants) {
    if (!line.listed) continue;
    listed++;
    if (line.entrant.role === 'pacemaker') {
      isPacemaker[line.index] = 1;
      pacemakers.push(line.index);
    }
    if (line.status !== null) {
      outFrom[line.index] = line.status.from;
      out.push(line.index);
      moments.push(line.status.from);
    }
    if (line.place !== null) {
      placed.push(line.index);
      if (!(firstPlaceBy <= line.place.by)) firstPlaceBy = line.place.by;
      moments.push(line.place.by);
    }
    if (line.marks !== null) moments.push(line.marks.by);
    if (isInterval && line.origin !== null) moments.push(line.origin);
  }
  const placeOf = (entrant: number): number => race.entrants[entrant]?.place?.place ?? 0;
  placed.sort((a, b) => placeOf(a) - placeOf(b) || byId(race, a, b));
  return {
    revision: race.revision,
    first: firstRankingPoint(race),
    listed,
    pacemakers,
    isPacemaker,
    outFrom,
    out,
    ghosts: out.filter((entrant) => passedWhenOut(race, entrant, outFrom[entrant] ?? Number.NaN)),
    placed,
    firstPlaceBy,
    moments: Float64Array.from(moments).sort(),
    origins: originsOf(race),
    oneClock: ranksFromOneClock(race),
  };
}

function passedWhenOut(race: Race, entrant: number, from: number): boolean {
  return race.columns.some((column) => clockOf(column, entrant) >= from);
}

/** Whether a passing counts: its entrant competes and was not out at that moment. */
export function countsAt(facts: Facts, entrant: number, clock: number): boolean {
  return facts.isPacemaker[entrant] !== 1 && !((facts.outFrom[entrant] ?? Number.NaN) <= clock);
}

function ranksFromOneClock(race: Race): boolean {
  const kind = race.definition?.start.kind;
  return kind !== 'waves' && kind !== 'interval';
}

function originsOf(race: Race): Float64Array {
  if (ranksFromOneClock(race)) return new Float64Array();
  return Float64Array.from(race.entrants, ({ origin }) => origin ?? Number.NaN);
}

export function byId(race: Race, a: number, b: number): number {
  const left = race.entrants[a]?.entrant.id ?? '';
  const right = race.entrants[b]?.entrant.id ?? '';
  return left < right ? -1 : left > right ? 1 : 0;
}

interface Neutral {
  readonly revision: number;
  readonly lines: readonly (Entrant | null)[];
  readonly order: Uint32Array;
}

const keptNeutral = new WeakMap<Race, Neutral>();

/** The order of a start list, which says nothing about the race: lane, grid, bib, id. */
export function neutralOrder(race: Race): Uint32Array {
  const known = keptNeutral.get(race);
  if (known !== undefined && (known.revision === race.revision || sameLines(race, known.lines)))
    return known.order;
  const lines = race.entrants.map(lineIfListed);
  const order = Uint32Array.from(lines.keys()).filter((i) => lines[i] !== null);
  order.sort((a, b) => compareNeutral(lines[a], lines[b]));
  keptNeutral.set(race, { revision: race.revision, lines, order });
  return order;
}

function lineIfListed({ entrant, listed }: RaceEntrant): Entrant | null {
  return listed ? entrant : null;
}

function sameLines(race: Race, lines: readonly (Entrant | null)[]): boolean {
  return (
    race.entrants.length === lines.length &&
    race.entrants.every((one, i) => lineIfListed(one) === lines[i])
  );
}

function compareNeutral(a: Entrant | null | undefined, b: Entrant | null | undefined): number {
  if (a === undefined || b === undefined || a === null || b === null) return 0;
  return (
    compareNumbers(a.lane, b.lane) ||
    compareNumbers(a.grid, b.grid) ||
    compareBibs(a.bib, b.bib) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

function compareNumbers(a: number | undefined, b: number | undefined): number {
  return (a ?? Number.MAX_SAFE_INTEGER) - (b ?? Number.MAX_SAFE_INTEGER);
}

/** "9" before "10", numbers before words, no bib last; the same in every locale. */
function compareBibs(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
  const numbers = compareNumbers(bibNumber(a), bibNumber(b));
  return numbers || (a < b ? -1 : 1);
}

function bibNumber(bib: string): number | undefined {
  return /^\d{1,9}$/.test(bib) ? Number(bib) : undefined;
}
