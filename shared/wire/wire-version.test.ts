import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Entry } from '../race/entry.ts';
import type { RaceEvent } from '../race/events.ts';
import { instant, raceTime } from '../time/time.ts';
import { KINDS, packEntry } from './codec.ts';
import { WIRE_VERSION } from './messages.ts';
import { fromServer, fromViewer } from './schemas.ts';
import { COLUMNS, encodeSegment } from './segment.ts';

/** One line for every version of the wire, never edited: what it looked like, in a number. */
const HISTORY: Readonly<Record<number, string>> = {
  1: '5405f8a426fe193b',
  2: '043b04f8fc7710f5',
  3: '748715c4248bad93',
  4: '3f9987fce54a0cd3',
  5: '0f88c295d7929f10',
};

test('the wire is what its version says', () => {
  const found = createHash('sha256').update(JSON.stringify(theWire())).digest('hex').slice(0, 16);
  expect(
    found,
    `The messages, tuples or segments changed. Raise WIRE_VERSION in shared/wire/messages.ts, add its line to HISTORY here (${found}) and describe the change in docs/protocol.md.`,
  ).toBe(HISTORY[WIRE_VERSION]);
});

function theWire(): unknown {
  const entries = samples.map(entryOf);
  return {
    fromViewer: shapes(fromViewer),
    fromServer: shapes(fromServer),
    kinds: KINDS,
    tuples: entries.map(packEntry),
    columns: COLUMNS,
    segment: Buffer.from(encodeSegment(entries)).toString('hex'),
  };
}

function shapes(messages: Readonly<Record<string, z.core.$ZodType>>): unknown {
  return Object.entries(messages).map(([name, schema]) => [name, z.toJSONSchema(schema)]);
}

function entryOf(event: RaceEvent, index: number): Entry {
  return {
    seq: index + 1,
    device: 'finish',
    n: index + 1,
    recordedAt: instant(1_000_000 + index),
    event,
  };
}

const since = { basis: 'gun', time: raceTime(209_740_000), digits: 2 } as const;
const at = { basis: 'instant', at: instant(1_000_004), digits: 6 } as const;

const samples: readonly RaceEvent[] = [
  { type: 'gunFired', at: instant(1_000_000), source: 'electronic', bandUs: 0 },
  {
    type: 'passingRecorded',
    who: { entrant: 'ing' },
    line: 'finish',
    time: since,
    kind: 'official',
  },
  {
    type: 'passingRecorded',
    who: { bib: '17' },
    line: 'finish',
    point: '1500',
    time: at,
    kind: 'measured',
    source: 'mat',
    raw: '@17',
  },
  {
    type: 'passingRecorded',
    who: { tag: 'A0' },
    line: 'finish',
    time: { ...since, wave: 'a' },
    kind: 'manual',
  },
  { type: 'passingRecorded', who: { lane: 4 }, line: 'finish', time: since, kind: 'reported' },
  {
    type: 'passingRecorded',
    who: { unknown: true },
    line: 'finish',
    time: since,
    kind: 'reconstructed',
    raw: '?',
  },
  {
    type: 'readingTaken',
    who: { entrant: 'ing' },
    point: '1500',
    time: since,
    kind: 'official',
    reader: 'judge',
  },
  { type: 'entrantPlaced', entrant: 'mechaal', place: 11, by: since },
  { type: 'sourceChosen', line: 'finish', source: 'backup', time: at, reason: 'the beam is down' },
  { type: 'entryVoided', target: 'finish:3', reason: 'a bird' },
  {
    type: 'queueBrought',
    devices: [{ device: 'op-7k2m9qab.p1', first: 1, last: 3, count: 3 }],
    sha256: '0'.repeat(64),
  },
];
