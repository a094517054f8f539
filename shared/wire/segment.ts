import type { Entry } from '../race/entry.ts';
import type { PassingRecorded, Stamp, Who } from '../race/events.ts';
import { instant, raceTime } from '../time/time.ts';
import { KINDS, packEntry, unpackEntry } from './codec.ts';
import { ColumnReader, ColumnWriter, commonUnit } from './columns.ts';
import type { WireEntry } from './messages.ts';
import { StringTable, listStrings, type NumberedTexts } from './string-table.ts';

/**
 * A block of a log that never changes again, for any cache to keep: plain passings as columns, so
 * that a split of a mass race takes a few bytes once compressed, and all else as the tuples of the
 * wire. Entries come out as they went in.
 *
 *   "HLS1" · length of the header, 4 bytes, low first · header as JSON · columns, one after another
 *
 * `strings`, and after them `numbered`, are the table of texts (`string-table.ts`).
 *
 * Columns, each `count` minus the header's `others` long, as varints (`columns.ts`; s: signed):
 *
 *   device   place in the table
 *   n        s: more than the device's last one + 1
 *   recorded s: µs since the entry before, in `units[0]`; the first since `base`
 *   by       what `who` is: 0 an entrant, 1 a bib, 2 a tag
 *   who, line, point, source, wave   place in the table + 1, 0 for none (who and line always are)
 *   basis    digits × 2, + 1 when the time counts from a gun
 *   offset   recordedAt − time: place in `offsets`, or where that is null s: more than the one before, in `units[1]`
 *   kind     place in KINDS
 */
export interface SegmentHeader {
  readonly first: number;
  readonly count: number;
  readonly base: number;
  readonly units: readonly [number, number];
  readonly offsets: readonly number[] | null;
  readonly strings: readonly string[];
  readonly numbered: readonly NumberedTexts[];
  /** Entries that are no plain passings, in order. */
  readonly others: readonly WireEntry[];
  /** Bytes of each column, in the order of COLUMNS. */
  readonly columns: readonly number[];
}

/** The order of these is part of the format. */
export const COLUMNS = [
  'device',
  'n',
  'recorded',
  'by',
  'who',
  'line',
  'point',
  'source',
  'wave',
  'basis',
  'offset',
  'kind',
] as const;

type ColumnName = (typeof COLUMNS)[number];

/** More distinct offsets than this are written as differences: every clock has its own delay. */
const MOST_OFFSETS = 256;
const MAGIC = 'HLS1';
const HEADER_AT = 8;

/** `entries` follow one another without holes; at least one. */
export function encodeSegment(entries: readonly Entry[]): Uint8Array {
  const [head] = entries;
  if (!head) throw new RangeError('a segment holds at least one entry');
  const plain = entries.filter(isPlain);
  const strings = new StringTable(textsOf(plain));
  const columns = writeColumns(plain, strings, head.recordedAt);
  const bytes = COLUMNS.map((name) => columns.writers[name].finish());
  const header: SegmentHeader = {
    first: head.seq,
    count: entries.length,
    base: head.recordedAt,
    units: columns.units,
    offsets: columns.offsets,
    ...strings.packed,
    others: entries.filter((entry) => !isPlain(entry)).map(packEntry),
    columns: bytes.map((column) => column.length),
  };
  return join(header, bytes);
}

/** Throws on bytes that are no segment: they come from our own server or from a broken cache. */
export function decodeSegment(bytes: Uint8Array): Entry[] {
  return [...readSegment(bytes)];
}

/** The same one by one, for a reader that must not be busy for long: each costs when it is taken. */
export function* readSegment(bytes: Uint8Array): Generator<Entry, void, undefined> {
  const { header, columns } = split(bytes);
  const plain = passingReader(header, columns);
  let nextOther = 0;
  for (let seq = header.first; seq < header.first + header.count; seq++) {
    const packed = header.others[nextOther];
    if (packed?.[0] === seq) {
      yield unpackEntry(packed);
      nextOther += 1;
    } else yield plain(seq);
  }
}

/** The same entries as text, one JSON tuple a line, for readers that want no columns. */
export function segmentLines(entries: readonly Entry[]): string {
  return entries.map((entry) => `${JSON.stringify(packEntry(entry))}\n`).join('');
}

type NamedWho = Extract<Who, { entrant: string } | { bib: string } | { tag: string }>;

interface PlainPassing extends Entry {
  readonly event: PassingRecorded & { readonly who: NamedWho };
}

/** A passing that names somebody by a text and has no raw bytes: nearly all of a mass race. */
function isPlain(entry: Entry): entry is PlainPassing {
  const { event } = entry;
  if (event.type !== 'passingRecorded' || event.raw !== undefined) return false;
  return !('lane' in event.who || 'unknown' in event.who);
}

function writeColumns(plain: readonly PlainPassing[], strings: StringTable, base: number) {
  const writers = Object.fromEntries(COLUMNS.map((name) => [name, new ColumnWriter()])) as Record<
    ColumnName,
    ColumnWriter
  >;
  const recorded = differences(
    plain.map((entry) => entry.recordedAt),
    base,
  );
  const offsetValues = plain.map(offsetOf);
  const distinct = new Map([...new Set(offsetValues)].map((value, index) => [value, index]));
  const listed = distinct.size <= MOST_OFFSETS;
  const offsetSteps = differences(offsetValues, 0);
  const units = [commonUnit(recorded), listed ? 1 : commonUnit(offsetSteps)] as const;
  const lastOfDevice = new Map<string, number>();

  plain.forEach(({ device, n, event }, index) => {
    writers.device.unsigned(strings.place(device));
    writers.n.signed(n - 1 - (lastOfDevice.get(device) ?? 0));
    lastOfDevice.set(device, n);
    writers.recorded.signed((recorded[index] ?? 0) / units[0]);
    const [by, name] = nameOf(event.who);
    writers.by.unsigned(by);
    writers.who.unsigned(strings.place(name) + 1);
    writers.line.unsigned(strings.place(event.line) + 1);
    writers.point.unsigned(strings.placeOrNone(event.point));
    writers.source.unsigned(strings.placeOrNone(event.source));
    writers.wave.unsigned(
      strings.placeOrNone(event.time.basis === 'gun' ? event.time.wave : undefined),
    );
    writers.basis.unsigned(event.time.digits * 2 + (event.time.basis === 'gun' ? 1 : 0));
    if (listed) writers.offset.unsigned(distinct.get(offsetValues[index] ?? 0) ?? 0);
    else writers.offset.signed((offsetSteps[index] ?? 0) / units[1]);
    writers.kind.unsigned(KINDS.indexOf(event.kind));
  });
  return { writers, units, offsets: listed ? [...distinct.keys()] : null };
}

function passingReader(
  header: SegmentHeader,
  columns: Record<ColumnName, ColumnReader>,
): (seq: number) => Entry {
  const lastOfDevice = new Map<string, number>();
  const { units, offsets } = header;
  const strings = listStrings(header);
  let recordedAt = header.base;
  let offset = 0;
  const named = (place: number): string => {
    const found = strings[place];
    if (found === undefined) throw new RangeError(`a segment has no string ${place}`);
    return found;
  };
  return (seq) => {
    const device = named(columns.device.unsigned());
    const n = (lastOfDevice.get(device) ?? 0) + 1 + columns.n.signed();
    lastOfDevice.set(device, n);
    recordedAt += columns.recorded.signed() * units[0];
    const by = columns.by.unsigned();
    const name = named(columns.who.unsigned() - 1);
    const line = named(columns.line.unsigned() - 1);
    const point = columns.point.unsigned();
    const source = columns.source.unsigned();
    const wave = columns.wave.unsigned();
    const basis = columns.basis.unsigned();
    if (offsets === null) offset += columns.offset.signed() * units[1];
    else offset = offsets[columns.offset.unsigned()] ?? 0;
    const kind = KINDS[columns.kind.unsigned()];
    if (kind === undefined) throw new RangeError('a segment names an unknown kind of time');
    const event: PassingRecorded = {
      type: 'passingRecorded',
      who: whoOf(by, name),
      line,
      ...(point === 0 ? {} : { point: named(point - 1) }),
      time: stamp(basis, recordedAt - offset, wave === 0 ? undefined : named(wave - 1)),
      kind,
      ...(source === 0 ? {} : { source: named(source - 1) }),
    };
    return { seq, device, n, recordedAt: instant(recordedAt), event };
  };
}

function nameOf(who: NamedWho): readonly [by: number, name: string] {
  if ('entrant' in who) return [0, who.entrant];
  return 'bib' in who ? [1, who.bib] : [2, who.tag];
}

function whoOf(by: number, name: string): Who {
  if (by === 0) return { entrant: name };
  if (by === 1) return { bib: name };
  if (by === 2) return { tag: name };
  throw new RangeError(`a segment names somebody in way ${by}`);
}

function stamp(basis: number, time: number, wave: string | undefined): Stamp {
  const digits = Math.floor(basis / 2);
  if (basis % 2 === 0) return { basis: 'instant', at: instant(time), digits };
  return { basis: 'gun', time: raceTime(time), digits, ...(wave === undefined ? {} : { wave }) };
}

/** Of a time since the gun this is the gun, one number for all of a wave; of an instant, its delay. */
function offsetOf({ recordedAt, event }: PlainPassing): number {
  return recordedAt - (event.time.basis === 'gun' ? event.time.time : event.time.at);
}

function differences(values: readonly number[], start: number): number[] {
  return values.map((value, index) => value - (values[index - 1] ?? start));
}

function textsOf(plain: readonly PlainPassing[]): Set<string> {
  const found = new Set<string>();
  for (const { device, event } of plain) {
    found.add(device).add(nameOf(event.who)[1]).add(event.line);
    if (event.point !== undefined) found.add(event.point);
    if (event.source !== undefined) found.add(event.source);
    if (event.time.basis === 'gun' && event.time.wave !== undefined) found.add(event.time.wave);
  }
  return found;
}

function join(header: SegmentHeader, columns: readonly Uint8Array[]): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const size = columns.reduce((sum, column) => sum + column.length, HEADER_AT + text.length);
  const bytes = new Uint8Array(size);
  bytes.set(new TextEncoder().encode(MAGIC));
  new DataView(bytes.buffer).setUint32(4, text.length, true);
  bytes.set(text, HEADER_AT);
  let at = HEADER_AT + text.length;
  for (const column of columns) {
    bytes.set(column, at);
    at += column.length;
  }
  return bytes;
}

function split(bytes: Uint8Array): {
  header: SegmentHeader;
  columns: Record<ColumnName, ColumnReader>;
} {
  if (new TextDecoder().decode(bytes.subarray(0, 4)) !== MAGIC)
    throw new RangeError(`a segment begins with ${MAGIC}`);
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(4, true);
  const header = JSON.parse(
    new TextDecoder().decode(bytes.subarray(HEADER_AT, HEADER_AT + length)),
  ) as SegmentHeader;
  let at = HEADER_AT + length;
  const readers = COLUMNS.map((name, index) => {
    const from = at;
    at += header.columns[index] ?? 0;
    return [name, new ColumnReader(bytes.subarray(from, at))] as const;
  });
  return { header, columns: Object.fromEntries(readers) as Record<ColumnName, ColumnReader> };
}
