import type { Course, PaceLine, RecordMark, TimingPoint } from '../race/definition.ts';
import { parseRaceTime } from '../time/parse.ts';
import type { Micros } from '../time/time.ts';
import { everyOf, metres, ovalPoints, routePoints } from './oval-points.ts';
import type { Format } from './preset.ts';

/** Changes of a definition, each giving a whole new one. What they make is checked by `definitionProblem`. */

/** These points, in the order of their distance; the race is as long as the last says. */
export function withPoints<D extends Format>(definition: D, points: readonly TimingPoint[]): D {
  const rising = points.toSorted((a, b) => a.distanceM - b.distanceM);
  const last = rising.at(-1)?.distanceM;
  if (definition.laps !== undefined || last === undefined) return { ...definition, points: rising };
  return {
    ...definition,
    points: rising,
    distanceM: last,
    course: ofLength(definition.course, last),
  };
}

/** A road or a straight is as long as the race; a lap or a pool stays what it is. */
function ofLength(course: Course, lengthM: number): Course {
  return course.kind === 'route' || course.kind === 'straight' ? { ...course, lengthM } : course;
}

/** Adds a point, or replaces the one with its id. */
export function withPoint<D extends Format>(definition: D, point: TimingPoint): D {
  const others = definition.points.filter(({ id }) => id !== point.id);
  return withPoints(definition, [...others, point]);
}

/** Takes a point away; the last one, which is the finish, stays. */
export function withoutPoint<D extends Format>(definition: D, id: string): D {
  const last = definition.points.at(-1)?.id;
  if (id === last) return definition;
  return withPoints(
    definition,
    definition.points.filter((point) => point.id !== id),
  );
}

/** Times at the finish alone: whoever crosses the line there is home. A mat at the start stays. */
export function finishOnly<D extends Format>(definition: D): D {
  const finish = definition.points.at(-1);
  return withPoints(
    definition,
    definition.points.filter((point) => point === finish || point.distanceM === 0),
  );
}

/** Points this far apart: along the lap of an oval, along the road elsewhere; in laps, within each. A mat at the start stays. */
export function spaced<D extends Format>(definition: D, everyM: number): D {
  const { course, distanceM, laps, points } = definition;
  const mat = points.filter((point) => point.distanceM === 0);
  if (laps !== undefined) {
    const ends = everyOf(laps.lengthM, everyM);
    return {
      ...definition,
      points: [...mat, ...ends.map((m) => lapPoint(m, laps.lengthM, points))],
    };
  }
  const lengthM = distanceM ?? 0;
  const onTheWay =
    course.kind === 'oval'
      ? ovalPoints({ lapM: course.lapM, distanceM: lengthM, everyM })
      : routePoints(everyOf(lengthM, everyM));
  return withPoints(definition, [...mat, ...onTheWay]);
}

function lapPoint(m: number, lapM: number, before: readonly TimingPoint[]): TimingPoint {
  const end = before.at(-1);
  if (m === lapM && end !== undefined) return end;
  return { id: `${m}`, line: `${m}`, distanceM: m };
}

/** A race of another length on the same course; the points follow, as far apart as they were. */
export function ofDistance<D extends Format>(definition: D, distanceM: number): D {
  const { laps, points, course } = definition;
  if (laps !== undefined)
    return laps.limit.kind === 'count'
      ? {
          ...definition,
          distanceM,
          laps: { ...laps, limit: { kind: 'count', laps: Math.ceil(distanceM / laps.lengthM) } },
        }
      : definition;
  const onTheWay = points.filter((point) => point.distanceM > 0);
  const apart = onTheWay.length < 2 ? distanceM : spacingOf(onTheWay);
  const everyM = course.kind === 'oval' ? Math.min(apart, course.lapM) : apart;
  return spaced({ ...definition, distanceM, course: ofLength(course, distanceM) }, everyM);
}

function spacingOf(points: readonly TimingPoint[]): number {
  return metres((points[1]?.distanceM ?? 0) - (points[0]?.distanceM ?? 0));
}

/** Waves by name, each with a gun of its own; ranked by net time, the start has a mat. None: one gun. */
export function withWaves<D extends Format>(
  definition: D,
  names: readonly string[],
  rankBy: 'gun' | 'net',
): D {
  const waves = [...new Set(names)].map((name) => ({ id: name.slice(0, 64), name }));
  const mat = definition.points.find(({ distanceM }) => distanceM === 0);
  const others = definition.points.filter((point) => point !== mat);
  if (waves.length === 0) return { ...definition, start: { kind: 'gun' }, points: others };
  const start: TimingPoint = mat ?? { id: 'start', line: 'start', distanceM: 0, label: 'start' };
  return {
    ...definition,
    start: { kind: 'waves', waves, rankBy },
    points: rankBy === 'net' ? [start, ...others] : others,
  };
}

/** A line to race against of which the final time alone is known: the rest is arithmetic, and says so. */
export function evenPace(
  { id, label, kind }: Pick<PaceLine, 'id' | 'label' | 'kind'>,
  distanceM: number,
  finalUs: Micros,
): PaceLine {
  return { id, label, kind, basis: 'even', at: [[distanceM, finalUs]] };
}

export type ReadPace =
  | { readonly ok: true; readonly at: PaceLine['at'] }
  | {
      readonly ok: false;
      readonly line: number;
      readonly reason: 'time' | 'distance' | 'falling' | 'points' | 'empty';
      readonly text: string;
    };

/**
 * Splits as somebody pastes them: a distance and a time a line (`400 0:54.1`, `800 m; 1:51.0`), or a time a
 * line, one for each timing point. Times count from the gun and rise.
 */
export function readPaceSplits(text: string, points: readonly TimingPoint[]): ReadPace {
  const lines = text
    .split(/\r?\n/)
    .map((line, i) => ({ number: i + 1, text: line.trim() }))
    .filter(({ text: said }) => said !== '');
  const at: (readonly [number, Micros])[] = [];
  for (const [index, { number, text: said }] of lines.entries()) {
    const no = (reason: 'time' | 'distance' | 'falling' | 'points') =>
      ({ ok: false, line: number, reason, text: said }) as const;
    const found = /^(?:([\d.,]+)\s*m?[\s:;]\s*)?([\d:.,]+)$/.exec(said);
    if (found === null) return no('time');
    const [, distance, clock = ''] = found;
    const metresAt = distance === undefined ? points[index]?.distanceM : numberOf(distance);
    if (metresAt === undefined) return no('points');
    if (!Number.isFinite(metresAt)) return no('distance');
    const time = parseRaceTime(clock);
    if (!time.ok) return no('time');
    const before = at.at(-1);
    if (before !== undefined && (metresAt <= before[0] || time.time <= before[1]))
      return no('falling');
    at.push([metresAt, time.time]);
  }
  return at.length === 0 ? { ok: false, line: 1, reason: 'empty', text: '' } : { ok: true, at };
}

/** `1,500` and `1500` are metres, `21.0975` too: a comma before three figures parts thousands. */
function numberOf(text: string): number {
  return Number(text.replaceAll(/,(?=\d{3}(\D|$))/g, '').replace(',', '.'));
}

export type ReadRecord =
  | { readonly ok: true; readonly record: RecordMark }
  | { readonly ok: false; readonly line: number; readonly text: string };

/** Records as on a programme: a code, a time, and who holds it (`WR 3:26.00 Hicham El Guerrouj`), one a line. */
export function readRecords(text: string): readonly ReadRecord[] {
  return text.split(/\r?\n/).flatMap((line, i): ReadRecord[] => {
    const said = line.trim();
    if (said === '') return [];
    const [, code = '', clock = '', holder = ''] = /^(\S+)\s+(\S+)\s*(.*)$/.exec(said) ?? [];
    const time = parseRaceTime(clock);
    if (!time.ok || code.length > 64) return [{ ok: false, line: i + 1, text: said }];
    const record = { code, timeUs: time.time, digits: time.digits };
    return [
      { ok: true, record: holder === '' ? record : { ...record, holder: holder.slice(0, 200) } },
    ];
  });
}
