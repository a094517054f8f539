import type { Race, RaceEntrant } from '../race/race.ts';
import { areLevel, THOUSANDTH, type OfficialTime } from '../time/rounding.ts';
import { LIVE_EDGE, type Instant } from '../time/time.ts';
import type { Behind, ShownTime, Standing } from './answers.ts';
import { distanceOf } from './course.ts';
import { officialOf } from './official.ts';
import { standingsAt } from './standings.ts';

/** One line of a result as it is printed: who is home by place, then who is out. */
export interface ResultLine {
  /** Entrant index, and id. */
  readonly entrant: number;
  readonly id: string;
  readonly place: number | null;
  /** Others have this place too. */
  readonly shared: boolean;
  /** The place was given by a person and not by the time. */
  readonly placedByHand: boolean;
  readonly status: 'OK' | 'out' | 'DNS' | 'DNF' | 'DQ';
  readonly rule: string | null;
  readonly reason: string | null;
  /** By the sport's rule out of the reading; null for a place without a time. */
  readonly official: OfficialTime | null;
  /** What ranks: the time as its source gave it. */
  readonly reading: ShownTime | null;
  readonly corrected: boolean;
  /** By the gun and the sport's rule, where net times rank; null elsewhere. */
  readonly gunTime: OfficialTime | null;
  /** Null where laps say it. */
  readonly gap: Behind | null;
  readonly lapsDown: number;
  /** How far, where a time limit ends the race: whole laps and their metres; null elsewhere. */
  readonly reached: { readonly laps: number; readonly distanceM: number } | null;
  /** PB, WR …, without what qualifies. */
  readonly marks: readonly string[];
  /** Q by place, q by time, or what a referee or jury decided (qR, qJ); null for none. */
  readonly qualified: string | null;
}

/** Marks that lead to the next round: by place, by time, by the referee, the jury, or the draw. */
const QUALIFIES: ReadonlySet<string> = new Set(['Q', 'q', 'qR', 'qJ', 'qD']);

function isQualifying(mark: string): boolean {
  return QUALIFIES.has(mark);
}

/**
 * The result as far as it is known at a moment. Those on the way are not in it, and a time stands
 * here only at the finish.
 */
export function resultSheet(race: Race, at: Instant = LIVE_EDGE): ResultLine[] {
  return standingsAt(race, at).rows.flatMap((row) => lineOf(race, row, at) ?? []);
}

function lineOf(race: Race, row: Standing, at: Instant): ResultLine | null {
  const { state } = row;
  if (state === 'waiting' || state === 'running') return null;
  const entrant = race.entrants[row.entrant];
  const home = state === 'finished';
  const reading = home ? row.split : null;
  const reached = home ? reachedBy(race, row.point) : null;
  return {
    entrant: row.entrant,
    id: row.id,
    place: row.place ?? (home ? row.position : null),
    shared: row.shared,
    placedByHand: row.place !== null,
    status: home ? 'OK' : state,
    ...saidOf(entrant, home),
    official: reading === null ? null : officialOf(race, reading),
    reading,
    corrected: reading?.corrected === true,
    gunTime: gunTimeOf(race, row, reading),
    gap: reached === null ? row.gap : null,
    lapsDown: row.lapsDown,
    reached,
    ...marksOf(entrant, at),
  };
}

function gunTimeOf(
  race: Race,
  { gunTime }: Standing,
  reading: ShownTime | null,
): OfficialTime | null {
  if (gunTime === null || reading === null) return null;
  return officialOf(race, { ...reading, time: gunTime });
}

/** How far somebody is who has come to a point, where a time limit ends the race; null elsewhere. */
export function reachedBy(race: Race, point: number): ResultLine['reached'] {
  if (race.definition?.laps?.limit.kind !== 'time') return null;
  return { laps: race.points[point]?.lap ?? 0, distanceM: distanceOf(race, point) };
}

/** Of a status why it was given; of who is home why the place is not the one of the time, or why the mark. */
function saidOf(
  entrant: RaceEntrant | undefined,
  home: boolean,
): Pick<ResultLine, 'rule' | 'reason'> {
  const of = home ? entrant?.place : entrant?.status;
  const why = home ? entrant?.marks?.reason : undefined;
  return { rule: of?.rule ?? null, reason: of?.reason ?? why ?? null };
}

function marksOf(
  entrant: RaceEntrant | undefined,
  at: Instant,
): Pick<ResultLine, 'marks' | 'qualified'> {
  const known = entrant?.marks ?? null;
  const marks = known !== null && known.by <= at ? known.marks : [];
  return {
    marks: marks.filter((mark) => !isQualifying(mark)),
    qualified: marks.find(isQualifying) ?? null,
  };
}

/** Two or more at the finish whom their times do not tell apart. */
export interface Tie {
  /** Entrant indexes, in the order of the sheet. */
  readonly entrants: readonly number[];
  /**
   * `thousandth`: equal to 0.001 s, which is a dead heat. `coarse`: equal as far as the source
   * knows, which is less than that: the image or the judges have to say.
   */
  readonly known: 'thousandth' | 'coarse';
  /** They have one place. */
  readonly shared: boolean;
}

/**
 * Those next to each other on a sheet whose readings are equal to the thousandth, or to what the
 * coarser of them knows. Where a person has placed them all, that is settled and not told.
 */
export function tiesOf(lines: readonly ResultLine[]): Tie[] {
  const ties: Tie[] = [];
  let group: ResultLine[] = [];
  const close = (): void => {
    const open = group.length > 1 && !group.every(({ placedByHand }) => placedByHand);
    if (open) ties.push(tieOf(group));
    group = [];
  };
  for (const line of lines) {
    const last = group.at(-1);
    if (last === undefined || !areTied(last, line)) close();
    if (line.reading !== null) group.push(line);
  }
  close();
  return ties;
}

function tieOf(group: readonly ResultLine[]): Tie {
  const digits = Math.min(...group.map(({ reading }) => reading?.digits ?? 0));
  return {
    entrants: group.map(({ entrant }) => entrant),
    known: digits >= THOUSANDTH ? 'thousandth' : 'coarse',
    shared: group.every(({ place }) => place === group[0]?.place),
  };
}

function areTied(a: ResultLine, b: ResultLine): boolean {
  if (a.reading === null || b.reading === null) return false;
  return a.lapsDown === b.lapsDown && areLevel(a.reading, b.reading);
}

/** A place that is to be given by `entrantPlaced`. */
export interface PlaceGiven {
  readonly id: string;
  readonly place: number;
}

/** A dead heat: all of them get the best place among them, those after keep their numbers. */
export function placesShared(lines: readonly ResultLine[], ids: ReadonlySet<string>): PlaceGiven[] {
  const level = lines.filter(({ id, place }) => ids.has(id) && place !== null);
  const best = Math.min(...level.map(({ place }) => place ?? 0));
  return level
    .filter(({ place, placedByHand }) => place !== best || !placedByHand)
    .map(({ id }) => ({ id, place: best }));
}

/**
 * Places that a person gave and that no longer fit, because somebody before them has gone: a slower
 * one, placed by time, has moved into the free number. They are closed up to where their times belong;
 * whoever was placed with a rule or a reason stays where that was meant.
 */
export function placesClosed(lines: readonly ResultLine[]): PlaceGiven[] {
  const timed = lines.filter(({ status, reading }) => status === 'OK' && reading !== null);
  const pinned = timed.filter(
    (line) => line.placedByHand && line.rule === null && line.reason === null,
  );
  return pinned.flatMap((line) => {
    const group = pinned.filter(({ place }) => place === line.place);
    const best = Math.min(...group.map(timeOf));
    const isPassed = timed.some(
      (other) => !other.placedByHand && isBefore(other, line) && timeOf(other) > timeOf(line),
    );
    const place = 1 + timed.filter((one) => !group.includes(one) && timeOf(one) < best).length;
    return isPassed && place !== line.place ? [{ id: line.id, place }] : [];
  });
}

function timeOf({ reading }: ResultLine): number {
  return reading?.time ?? Number.POSITIVE_INFINITY;
}

function isBefore(a: ResultLine, b: ResultLine): boolean {
  return (a.place ?? Number.POSITIVE_INFINITY) < (b.place ?? Number.POSITIVE_INFINITY);
}

/**
 * Puts one entrant at another place and says whose places that changes: `behind` names whom it is
 * to stand directly behind, or, where `level`, whose place it is to share; null puts it first. Who
 * shared a place goes on sharing it, but for the one that moves.
 */
export function placesMoved(
  lines: readonly ResultLine[],
  id: string,
  behind: string | null,
  level = false,
): PlaceGiven[] {
  const placed = lines.filter(({ place }) => place !== null);
  const moved = placed.find((line) => line.id === id);
  const rest = placed.filter((line) => line !== moved);
  const ahead = rest.find((line) => line.id === behind);
  // Behind all who share that place, where it is to be shared.
  const after = rest.findLastIndex(
    (line) => line === ahead || (level && ahead !== undefined && line.place === ahead.place),
  );
  if (moved === undefined || (behind !== null && after < 0)) return [];
  const order = [...rest.slice(0, after + 1), moved, ...rest.slice(after + 1)];
  const places: number[] = [];
  order.forEach((line, i) => {
    const before = order[i - 1];
    const wasShared = before !== undefined && before.place === line.place;
    const isShared = line === moved ? level : wasShared && before !== moved;
    places.push(isShared ? (places[i - 1] ?? i + 1) : i + 1);
  });
  // A place by time would give way to one by hand: who is in a dead heat is given it all the same.
  const isLevel = (line: ResultLine): boolean =>
    level && (line === moved || line.place === ahead?.place);
  return order.flatMap((line, i) => {
    const place = places[i] ?? i + 1;
    const stands = place === line.place && (line.placedByHand || !isLevel(line));
    return stands ? [] : [{ id: line.id, place }];
  });
}
