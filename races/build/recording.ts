import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Entrant, RaceDefinition } from '../../shared/race/definition.ts';
import type { LogLine } from '../../shared/race/entry.ts';
import type { RaceEvent, Stamp, TimeKind } from '../../shared/race/events.ts';
import type { Roster } from '../../shared/race/roster.ts';
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

// The programme time of a race is known, its start to the second is not.
const FIVE_MINUTES = 300 * MICROS_PER_SECOND;

/** The definition and the start list, ten seconds before the gun, and the gun. */
export function opening(
  definition: RaceDefinition,
  entrants: readonly Entrant[],
  gun: Instant,
): Known[] {
  const before = instant(gun - 10 * MICROS_PER_SECOND);
  return [
    { at: before, event: { type: 'raceDefined', definition } },
    { at: before, event: { type: 'entrantsListed', entrants } },
    {
      at: gun,
      event: { type: 'gunFired', at: gun, source: 'reconstructed', bandUs: FIVE_MINUTES },
    },
  ];
}

/** A split of a past race: who, where, when, and how far the figure can be trusted. */
export interface SheetSplit {
  readonly entrant: string;
  readonly line: string;
  readonly point: string;
  readonly seconds: number;
  readonly digits: number;
  readonly kind: TimeKind;
  readonly source: string;
}

/** The passing of a split sheet; it became known when it happened. */
export function passing(split: SheetSplit, gun: Instant): Known {
  const time = stamp(split.seconds, split.digits);
  const { entrant, line, point, kind, source } = split;
  return {
    at: momentOf(time, gun),
    event: { type: 'passingRecorded', who: { entrant }, line, point, time, kind, source },
  };
}

/** Seconds from the gun as a stamp; tables carry decimals, a stamp whole microseconds. */
export function stamp(seconds: number, digits: number): Stamp & { readonly basis: 'gun' } {
  return { basis: 'gun', time: raceTime(Math.round(seconds * MICROS_PER_SECOND)), digits };
}

/** An event that became known at its own time from the gun. */
export function knownAt<Event extends RaceEvent>(
  time: Stamp & { readonly basis: 'gun' },
  gun: Instant,
  event: Event,
): Known {
  return { at: momentOf(time, gun), event };
}

function momentOf(time: Stamp & { readonly basis: 'gun' }, gun: Instant): Instant {
  return afterGun(gun, time.time);
}

/** The text of log.ndjson: one line an entry, in order of time, each chained to the one before. */
export function logText(recording: Recording): string {
  const ordered = recording.known.toSorted((a, b) => a.at - b.at);
  let prev = '0'.repeat(64);
  return ordered
    .map(({ at, event }, index) => {
      const line = logLine({
        device: recording.slug,
        event,
        n: index + 1,
        prev,
        recordedAt: at,
        seq: index + 1,
        v: 1,
      });
      prev = createHash('sha256').update(line).digest('hex');
      return `${line}\n`;
    })
    .join('');
}

function logLine(unsummed: Omit<LogLine, 'sum'>): string {
  const sum = crc32(canonicalJson(unsummed)).toString(16).padStart(8, '0');
  return canonicalJson({ ...unsummed, sum });
}

/** JSON with sorted keys and no spaces, so that equal values are equal texts. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
}
