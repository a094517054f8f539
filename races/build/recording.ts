import { CHAIN_START, makeLogLine } from '../../server/log/log-line.ts';
import type { Entrant, RaceDefinition, TimingPoint } from '../../shared/race/definition.ts';
import type { RaceEvent, Stamp, TimeKind } from '../../shared/race/events.ts';
import type { Roster } from '../../shared/race/roster.ts';
import { parseRaceTime } from '../../shared/time/parse.ts';
import {
  MICROS_PER_SECOND,
  afterGun,
  instant,
  raceTime,
  type Instant,
} from '../../shared/time/time.ts';

/** One event of a past race and the moment at which it became known. */
export interface Known {
  readonly at: Instant;
  readonly event: RaceEvent;
}

/** A past race as its table file states it, ready to be written as a log. */
export interface Recording {
  readonly slug: string;
  readonly roster: Roster;
  /** In any order; the log is written in the order of their moments. */
  readonly known: readonly Known[];
}

/** A time from the gun. */
export type GunStamp = Stamp & { readonly basis: 'gun' };

/** A time as a source prints it; it knows as many digits as are printed. */
export function printed(text: string): GunStamp {
  const parsed = parseRaceTime(text);
  if (!parsed.ok) throw new Error(`"${text}" is not a race time: ${parsed.reason}`);
  return { basis: 'gun', time: parsed.time, digits: parsed.digits };
}

/** A time that we made: kept as it is counted, shown to `digits` decimals. */
export function counted(seconds: number, digits: number): GunStamp {
  return { basis: 'gun', time: raceTime(Math.round(seconds * MICROS_PER_SECOND)), digits };
}

/** An event that became known at its own time from the gun. */
export function knownAt(gun: Instant, time: GunStamp, event: RaceEvent): Known {
  return { at: afterGun(gun, time.time), event };
}

// The day of a race is known, its start to the second is not.
const START_BAND = 300 * MICROS_PER_SECOND;

/** The definition and the start list, ten seconds before the gun, and the gun. */
export function opening(
  gun: Instant,
  definition: RaceDefinition,
  entrants: readonly Entrant[],
): Known[] {
  const before = instant(gun - 10 * MICROS_PER_SECOND);
  return [
    { at: before, event: { type: 'raceDefined', definition } },
    { at: before, event: { type: 'entrantsListed', entrants } },
    {
      at: gun,
      event: { type: 'gunFired', at: gun, source: 'reconstructed', bandUs: START_BAND },
    },
  ];
}

/** Where a figure comes from, by a key of SOURCES.md, and what it is worth. */
export interface Trust {
  readonly kind: TimeKind;
  readonly source: string;
}

/** One split of a sheet that names the point; it became known when it happened. */
export function passing(
  gun: Instant,
  entrant: string,
  point: TimingPoint,
  time: GunStamp,
  trust: Trust,
): Known {
  return knownAt(gun, time, {
    type: 'passingRecorded',
    who: { entrant },
    line: point.line,
    point: point.id,
    time,
    ...trust,
  });
}

/** A row of a split sheet: the entrant's cumulative times as printed, one for each point. */
export function sheetRow(
  gun: Instant,
  entrant: string,
  points: readonly TimingPoint[],
  times: readonly string[],
  trust: Trust,
): Known[] {
  if (times.length !== points.length) throw new Error(`${entrant} lacks a split`);
  return points.map((point, index) => {
    return passing(gun, entrant, point, printed(times[index] ?? ''), trust);
  });
}

/** The result stands. When that was said is not known for a past race: the moment is made. */
export function declaredOfficial(gun: Instant, seconds: number): Known {
  const time = counted(seconds, 0);
  return knownAt(gun, time, { type: 'resultDeclared', state: 'official', time });
}

/** The text of log.ndjson: one line an entry, in order of time, each chained to the one before. */
export function logText(recording: Recording): string {
  let end = CHAIN_START;
  return recording.known
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, event }, index) => {
      const submission = { device: recording.slug, n: index + 1, recordedAt: at, event };
      const made = makeLogLine(end, submission);
      end = made.end;
      return `${made.text}\n`;
    })
    .join('');
}
