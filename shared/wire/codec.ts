import type { Entry } from '../race/entry.ts';
import type {
  PassingRecorded,
  RaceEvent,
  ReadingTaken,
  Stamp,
  TimeKind,
  Who,
} from '../race/events.ts';
import { instant, raceTime, type Instant } from '../time/time.ts';
import type { WireEntry } from './messages.ts';

/**
 * An entry as a JSON tuple. What comes by the hundred thousand, passings and readings, is a short
 * tuple; everything else is its type and its body. Nothing is lost: `unpackEntry(packEntry(e))`
 * equals `e`. No tuple depends on another, so a viewer that has just come reads the same frame.
 *
 *   passing  [seq, device, n, recordedAt, "p", who, line, point, time, kind, source?, raw?]
 *   reading  [seq, device, n, recordedAt, "r", who, point, time, kind, reader?]
 *   other    [seq, device, n, recordedAt, type, body]
 *
 *   who      "ing" an entrant · 4 a lane · ["b","17"] a bib · ["t","A0FF"] a tag · null unknown
 *   time     [digits, at − recordedAt] an instant · [digits, µs since the gun, wave or 0]
 *   kind     place in KINDS · point, source: null where there is none
 */
export function packEntry(entry: Entry): WireEntry {
  return [
    entry.seq,
    entry.device,
    entry.n,
    entry.recordedAt,
    ...packEvent(entry.event, entry.recordedAt),
  ];
}

/** What a tuple holds; throws `BadTuple` on anything that `packEntry` could not have made. */
export function unpackEntry(tuple: WireEntry): Entry {
  const [seq, device, n, recordedAt, ...rest] = tuple;
  const at = instant(integer(recordedAt, 'recordedAt'));
  return {
    seq: integer(seq, 'seq'),
    device: text(device, 'device'),
    n: integer(n, 'n'),
    recordedAt: at,
    event: unpackEvent(rest, at),
  };
}

/** A tuple that is not an entry: the sender is broken or speaks another version. */
export class BadTuple extends Error {
  override readonly name = 'BadTuple';
}

/** The order of these is part of the wire. */
export const KINDS: readonly TimeKind[] = [
  'official',
  'measured',
  'manual',
  'reported',
  'reconstructed',
];

function packEvent(event: RaceEvent, recordedAt: Instant): unknown[] {
  switch (event.type) {
    case 'passingRecorded':
      return packPassing(event, recordedAt);
    case 'readingTaken':
      return packReading(event, recordedAt);
    default: {
      const { type, ...body } = event;
      return [type, body];
    }
  }
}

function unpackEvent(rest: readonly unknown[], recordedAt: Instant): RaceEvent {
  const [code, ...fields] = rest;
  if (code === 'p') return unpackPassing(fields, recordedAt);
  if (code === 'r') return unpackReading(fields, recordedAt);
  const [body] = fields;
  if (typeof body !== 'object' || body === null)
    throw new BadTuple(`a body was expected after ${String(code)}`);
  // The fold checks every event against the vocabulary, so an unknown type is refused there by name.
  return { type: text(code, 'type'), ...body } as RaceEvent;
}

function packPassing(event: PassingRecorded, recordedAt: Instant): unknown[] {
  const time = packStamp(event.time, recordedAt);
  const tuple: unknown[] = [
    'p',
    packWho(event.who),
    event.line,
    event.point ?? null,
    time,
    KINDS.indexOf(event.kind),
  ];
  if (event.source !== undefined || event.raw !== undefined) tuple.push(event.source ?? null);
  if (event.raw !== undefined) tuple.push(event.raw);
  return tuple;
}

function unpackPassing(fields: readonly unknown[], recordedAt: Instant): PassingRecorded {
  const [who, line, point, time, kind, source, raw] = fields;
  return {
    type: 'passingRecorded',
    who: unpackWho(who),
    line: text(line, 'line'),
    ...(isThere(point) ? { point: text(point, 'point') } : {}),
    time: unpackStamp(time, recordedAt),
    kind: unpackKind(kind),
    ...(isThere(raw) ? { raw: text(raw, 'raw') } : {}),
    ...(isThere(source) ? { source: text(source, 'source') } : {}),
  };
}

function packReading(event: ReadingTaken, recordedAt: Instant): unknown[] {
  const time = packStamp(event.time, recordedAt);
  const tuple: unknown[] = ['r', packWho(event.who), event.point, time, KINDS.indexOf(event.kind)];
  if (event.reader !== undefined) tuple.push(event.reader);
  return tuple;
}

function unpackReading(fields: readonly unknown[], recordedAt: Instant): ReadingTaken {
  const [who, point, time, kind, reader] = fields;
  return {
    type: 'readingTaken',
    who: unpackWho(who),
    point: text(point, 'point'),
    time: unpackStamp(time, recordedAt),
    kind: unpackKind(kind),
    ...(isThere(reader) ? { reader: text(reader, 'reader') } : {}),
  };
}

function packWho(who: Who): unknown {
  if ('entrant' in who) return who.entrant;
  if ('lane' in who) return who.lane;
  if ('bib' in who) return ['b', who.bib];
  if ('tag' in who) return ['t', who.tag];
  return null;
}

function unpackWho(packed: unknown): Who {
  if (packed === null) return { unknown: true };
  if (typeof packed === 'string') return { entrant: packed };
  if (typeof packed === 'number') return { lane: packed };
  if (Array.isArray(packed) && packed[0] === 'b') return { bib: text(packed[1], 'bib') };
  if (Array.isArray(packed) && packed[0] === 't') return { tag: text(packed[1], 'tag') };
  throw new BadTuple(`nobody is named by ${JSON.stringify(packed)}`);
}

/** Most instants are recorded as they happen, so the difference is far shorter than the instant. */
function packStamp(stamp: Stamp, recordedAt: Instant): readonly unknown[] {
  if (stamp.basis === 'instant') return [stamp.digits, stamp.at - recordedAt];
  return [stamp.digits, stamp.time, stamp.wave ?? 0];
}

function unpackStamp(packed: unknown, recordedAt: Instant): Stamp {
  if (!Array.isArray(packed))
    throw new BadTuple(`a time was expected, found ${JSON.stringify(packed)}`);
  const digits = integer(packed[0], 'digits');
  const value = integer(packed[1], 'time');
  if (packed.length === 2) return { basis: 'instant', at: instant(recordedAt + value), digits };
  const time = { basis: 'gun', time: raceTime(value), digits } as const;
  return packed[2] === 0 ? time : { ...time, wave: text(packed[2], 'wave') };
}

function unpackKind(packed: unknown): TimeKind {
  const kind = KINDS[integer(packed, 'kind')];
  if (kind === undefined) throw new BadTuple(`no kind of time has the number ${String(packed)}`);
  return kind;
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function integer(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    throw new BadTuple(`${what}: a whole number was expected, found ${JSON.stringify(value)}`);
  return value;
}

function text(value: unknown, what: string): string {
  if (typeof value !== 'string')
    throw new BadTuple(`${what}: text was expected, found ${JSON.stringify(value)}`);
  return value;
}
