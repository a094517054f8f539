import type { Race, RaceEntrant, Split } from '../race/race.ts';
import { gapBetween, type RoundingRule } from '../time/rounding.ts';

/**
 * The standings at a moment, found the slow way: every split of everybody is read, then sorted and
 * counted as the rules say it in words. It shares nothing with the timeline, which it checks. `now`
 * is the present where `at` is the live edge.
 */
export interface SlowStanding {
  readonly id: string;
  readonly position: number | null;
  readonly shared: boolean;
  readonly point: number;
  readonly time: number | null;
  /** µs behind the leader of the ranked field, `+n laps`, or null. */
  readonly gap: number | string | null;
  readonly interval: number | string | null;
  readonly state: string;
  readonly place: number | null;
}

interface Runner {
  readonly line: RaceEntrant;
  readonly id: string;
  readonly isPacemaker: boolean;
  readonly out: 'DNS' | 'DNF' | 'DQ' | null;
  readonly place: number | null;
  /** The place that a row shows: a retired car's too, where it was classified. */
  readonly classified: number | null;
  readonly splits: readonly Split[];
  readonly last: Split | null;
  readonly isHome: boolean;
  readonly hasFinish: boolean;
}

export function slowStandings(race: Race, at: number, now = at): SlowStanding[] {
  const all = race.entrants.filter((line) => line.listed).map((line) => runnerOf(race, line, at));
  const running = all.filter(
    (one) => one.out === null && (one.last !== null || one.place !== null),
  );
  const numbers = numbersOf(running.filter((one) => !one.isPacemaker));
  const ranked = running
    .filter((one) => !one.isPacemaker)
    .sort((a, b) => (numbers.get(a) ?? 0) - (numbers.get(b) ?? 0) || amongEqual(a, b));
  const rows = withPacemakers(
    ranked,
    running.filter((one) => one.isPacemaker),
  );
  const waiting = all.filter((one) => one.out === null && !running.includes(one)).sort(neutrally);
  const out = all.filter((one) => one.out !== null).sort(asOut);
  const leader = ranked[0] ?? null;
  return [...rows, ...waiting, ...out].map((one) => {
    const position = numbers.get(one) ?? null;
    const level = [...numbers.values()].filter((number) => number === position).length;
    const ahead = ranked[ranked.indexOf(one) - 1] ?? null;
    const timeless = isTimeless(one);
    return {
      id: one.id,
      position,
      shared: position !== null && level > 1,
      point:
        one.place !== null && isTimeless(one) ? finishOrFar(race, all) : (one.last?.point ?? -1),
      time: timeless ? null : (one.last?.time ?? null),
      gap:
        timeless || one === leader || leader === null || one.out !== null
          ? null
          : behind(race, one, leader),
      interval:
        timeless || ahead === null || position === null || isTimeless(ahead)
          ? null
          : behind(race, one, ahead),
      state: stateOf(race, one, now),
      place: one.classified,
    };
  });
}

function isTimeless(one: Runner): boolean {
  return one.last === null || (one.place !== null && !one.isHome && one.hasFinish);
}

function runnerOf(race: Race, line: RaceEntrant, at: number): Runner {
  const passed = race.points
    .map((point) => race.split(line.index, point.index))
    .filter((split) => split !== null)
    .filter((split) => split.clock <= at);
  const { splits, isHome } = counted(race, passed, at);
  const isOut = line.status !== null && line.status.from <= at;
  const placed =
    line.entrant.role === 'competitor' && line.place !== null && line.place.by <= at
      ? line.place.place
      : null;
  const ranking = splits.filter((split) => (race.points[split.point]?.distanceM ?? 0) > 0);
  return {
    line,
    id: line.entrant.id,
    isPacemaker: line.entrant.role === 'pacemaker',
    out: isOut ? (line.status?.status ?? null) : null,
    // Who is out is not ranked, whatever was said before, and no pacemaker ever is.
    place: isOut ? null : placed,
    classified: !isOut || line.status?.status === 'DNF' ? placed : null,
    splits: ranking,
    last: ranking.at(-1) ?? null,
    isHome,
    hasFinish: race.definition?.laps?.limit.kind !== 'time',
  };
}

/** What of the passed counts, and whether the entrant is home with it. */
function counted(
  race: Race,
  passed: readonly Split[],
  at: number,
): { splits: readonly Split[]; isHome: boolean } {
  const laps = race.definition?.laps;
  const finish = race.points.at(-1)?.index;
  if (laps === undefined || (laps.limit.kind === 'count' && laps.finish === 'own')) {
    return { splits: passed, isHome: passed.some((split) => split.point === finish) };
  }
  if (laps.limit.kind === 'time' && laps.limit.lastLap === 'completed') {
    const { ended } = race;
    if (ended === null || ended > at) return { splits: passed, isHome: false };
    const whole = passed.filter((split) => split.clock <= ended);
    while (whole.length > 0 && !endsLap(race, whole.at(-1)?.point ?? -1)) whole.pop();
    return { splits: whole, isHome: true };
  }
  const flag = flagOf(race, at);
  const home = passed.findIndex((split) => split.clock >= flag && endsLap(race, split.point));
  // A pacemaker may have done the whole distance before any competitor takes the flag.
  const isWhole = laps.limit.kind === 'count' && passed.some((split) => split.point === finish);
  return home < 0
    ? { splits: passed, isHome: isWhole }
    : { splits: passed.slice(0, home + 1), isHome: true };
}

function flagOf(race: Race, at: number): number {
  const laps = race.definition?.laps;
  if (laps?.limit.kind === 'time' && (race.ended === null || race.ended > at)) return Infinity;
  if (laps?.finish === 'own') return race.ended ?? Infinity;
  const isCount = laps?.limit.kind === 'count';
  const point = isCount
    ? race.points.at(-1)
    : race.points.find((one) => one.lap === leadersLap(race) && endsLap(race, one.index));
  if (point === undefined) return Infinity;
  const clocks = race.entrants
    .filter((line) => line.entrant.role === 'competitor')
    .map((line) => race.split(line.index, point.index)?.clock ?? Infinity)
    .filter((clock) => clock <= at);
  return Math.min(Infinity, ...clocks);
}

/** The lap under way of whoever had done most when the time was up. */
function leadersLap(race: Race): number {
  const done = race.entrants.map((line) =>
    race.points
      .filter(
        (point) =>
          endsLap(race, point.index) &&
          (race.split(line.index, point.index)?.clock ?? Infinity) < (race.ended ?? 0),
      )
      .map((point) => point.lap),
  );
  return Math.max(0, ...done.flat()) + 1;
}

function endsLap(race: Race, point: number): boolean {
  const here = race.points[point];
  const last = race.definition?.points.at(-1)?.id;
  return (
    here !== undefined && race.definition?.laps !== undefined && here.id === `${last}@${here.lap}`
  );
}

/** Negative where `a` is ahead: further, or there sooner. */
function byTime(a: Runner, b: Runner): number {
  const [left, right] = [a.last, b.last];
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
  return right.point - left.point || left.time - right.time || (a.id < b.id ? -1 : 1);
}

/** At one place: by time, whoever has none last and by id. */
function amongEqual(a: Runner, b: Runner): number {
  if (!isTimeless(a) && !isTimeless(b)) return byTime(a, b);
  return Number(isTimeless(a)) - Number(isTimeless(b)) || (a.id < b.id ? -1 : 1);
}

function isAhead(a: Runner, b: Runner): boolean {
  const [left, right] = [a.last, b.last];
  if (left === null || right === null) return left !== null;
  return left.point > right.point || (left.point === right.point && left.time < right.time);
}

/** Places hold; those home without one take the free numbers; the running follow. */
function numbersOf(field: readonly Runner[]): Map<Runner, number> {
  const placed = field.filter((one) => one.place !== null);
  const numbers = new Map<Runner, number>(placed.map((one) => [one, one.place ?? 0]));
  const taken = new Set<number>();
  for (const one of placed) {
    let number = one.place ?? 0;
    while (taken.has(number)) number++;
    taken.add(number);
  }
  const free = field.filter((one) => one.place === null);
  const groups = [free.filter((one) => one.isHome), free.filter((one) => !one.isHome)];
  for (const group of placed.length === 0 ? [free] : groups) {
    const isRunning = placed.length > 0 && group[0]?.isHome === false;
    const numbersFree: number[] = [];
    for (
      let number = isRunning ? Math.max(0, ...taken) + 1 : 1;
      numbersFree.length < group.length;
      number++
    )
      if (!taken.has(number)) numbersFree.push(number);
    for (const one of group) {
      const ahead = group.filter((other) => isAhead(other, one)).length;
      numbers.set(one, numbersFree[ahead] ?? 0);
    }
    for (const number of numbersFree) taken.add(number);
  }
  return numbers;
}

function withPacemakers(ranked: readonly Runner[], pacemakers: readonly Runner[]): Runner[] {
  const rows = [...ranked];
  for (const pacemaker of [...pacemakers].sort(byTime)) {
    const behind = rows.findIndex((one) => !isTimeless(one) && byTime(pacemaker, one) < 0);
    rows.splice(behind < 0 ? rows.length : behind, 0, pacemaker);
  }
  return rows;
}

function behind(race: Race, one: Runner, other: Runner): number | string | null {
  const lapM = race.definition?.laps?.lengthM;
  if (lapM !== undefined && one.last !== null) {
    const { clock, point } = one.last;
    const theirs = other.splits.filter((split) => split.clock <= clock).at(-1)?.point ?? -1;
    const metres = (race.points[theirs]?.distanceM ?? 0) - (race.points[point]?.distanceM ?? 0);
    if (metres >= lapM) return `+${Math.floor(metres / lapM)} laps`;
  }
  const common = one.splits.findLast((split) =>
    other.splits.some((theirs) => theirs.point === split.point),
  );
  const theirs = other.splits.find((split) => split.point === common?.point);
  if (common === undefined || theirs === undefined) return null;
  const { us } = gapBetween(ruleOf(race), theirs, common);
  return us < 0 && !one.isPacemaker ? null : us;
}

/** O3: with a gun that a hand took or that is known no better, on the track, that of hand times. */
function ruleOf({ definition, guns }: Race): RoundingRule {
  const sport = definition?.rounding ?? 'thousandths';
  const byHand = Array.from(guns.values()).some(
    ({ source, bandUs }) =>
      source === 'manual' || (['audio', 'entered'].includes(source) && bandUs >= 100_000),
  );
  const onTrack = ['athletics-track', 'athletics-long-track'].includes(sport);
  return onTrack && byHand ? 'athletics-hand' : sport;
}

function finishOrFar(race: Race, all: readonly Runner[]): number {
  if (race.definition?.laps?.limit.kind !== 'time') return race.points.length - 1;
  return Math.max(...all.map((one) => one.last?.point ?? -1));
}

function stateOf(race: Race, one: Runner, now: number): string {
  if (one.out !== null) return one.isPacemaker && one.out === 'DNF' ? 'out' : one.out;
  if (one.isHome || one.place !== null) return 'finished';
  if (one.last !== null) return 'running';
  const isInterval = race.definition?.start.kind === 'interval';
  const { origin, gun } = one.line;
  const start = (isInterval ? origin : Math.min(origin ?? Infinity, gun ?? Infinity)) ?? Infinity;
  return start <= now ? 'running' : 'waiting';
}

const OUT = ['out', 'DNF', 'DQ', 'DNS'];

function asOut(a: Runner, b: Runner): number {
  const group = (one: Runner): number => (one.isPacemaker ? 0 : OUT.indexOf(one.out ?? 'DNF'));
  return group(a) - group(b) || byTime(a, b) || (a.id < b.id ? -1 : 1);
}

function neutrally(a: Runner, b: Runner): number {
  const [left, right] = [a.line.entrant, b.line.entrant];
  return (
    (left.lane ?? 1e9) - (right.lane ?? 1e9) ||
    (left.grid ?? 1e9) - (right.grid ?? 1e9) ||
    Number(left.bib ?? 1e9) - Number(right.bib ?? 1e9) ||
    (a.id < b.id ? -1 : 1)
  );
}
