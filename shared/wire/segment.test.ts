import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../race/entry.ts';
import { instant, raceTime } from '../time/time.ts';
import { unpackEntry } from './codec.ts';
import { anyLog } from './entries.arbitrary.ts';
import { decodeSegment, encodeSegment, segmentLines } from './segment.ts';

describe('a segment of a log', () => {
  test('holds its entries as they were', () => {
    fc.assert(
      fc.property(anyLog, (entries) => {
        expect(decodeSegment(encodeSegment(entries))).toEqual(entries);
      }),
      { numRuns: 300 },
    );
  });

  test('as lines holds the same entries', () => {
    fc.assert(
      fc.property(anyLog, (entries) => {
        const lines = segmentLines(entries).trimEnd().split('\n');
        expect(lines.map((line) => unpackEntry(JSON.parse(line) as unknown[]))).toEqual(entries);
      }),
    );
  });

  test('of a mass race takes at most 4 bytes a split once compressed', () => {
    const entries = massRace(16_384);
    const bytes = encodeSegment(entries);
    expect(gzipSync(bytes).length / entries.length).toBeLessThan(4);
    expect(brotliCompressSync(bytes).length / entries.length).toBeLessThan(4);
  });

  test('cut short is refused', () => {
    const bytes = encodeSegment(massRace(100));
    expect(() => decodeSegment(bytes.subarray(0, bytes.length - 1))).toThrow(RangeError);
    expect(() => decodeSegment(new TextEncoder().encode('<!doctype html>'))).toThrow(RangeError);
  });
});

/** 20,000 runners in three waves past one mat after another, timed to the tenth, in the order of time. */
function massRace(count: number): Entry[] {
  const gun = 1_700_000_000_000_000;
  const random = seeded(7);
  const runners = Array.from({ length: 20_000 }, (_, index) => ({
    index,
    pace: 0.2 + random() * 0.25,
    wave: index % 3,
  }));
  const passings = runners.flatMap(({ index, pace, wave }) =>
    [5, 10, 15, 20].map((km) => ({
      index,
      km,
      wave,
      time: Math.round(km * 1_000 * pace * 10 * (0.98 + random() * 0.04)) * 100_000,
    })),
  );
  passings.sort((a, b) => a.wave * 6e8 + a.time - (b.wave * 6e8 + b.time));
  const counters = new Map<number, number>();
  return passings.slice(20_000, 20_000 + count).map(({ index, km, wave, time }, place) => ({
    seq: place + 1,
    device: `mat-${km}`,
    n: nextOf(counters, km),
    recordedAt: instant(gun + wave * 600_000_000 + time),
    event: {
      type: 'passingRecorded',
      who: { entrant: `m${index}` },
      line: `${km}k`,
      time: { basis: 'gun', time: raceTime(time), digits: 1 },
      kind: 'measured',
    },
  }));
}

function nextOf(counters: Map<number, number>, km: number): number {
  const n = (counters.get(km) ?? 0) + 1;
  counters.set(km, n);
  return n;
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
