import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../race/entry.ts';
import { instant, raceTime } from '../time/time.ts';
import { BadTuple, packEntry, unpackEntry } from './codec.ts';
import { anyLog } from './entries.arbitrary.ts';

const finish: Entry = {
  seq: 241,
  device: 'finish',
  n: 12,
  recordedAt: instant(1_717_098_809_740_000),
  event: {
    type: 'passingRecorded',
    who: { entrant: 'ingebrigtsen' },
    line: 'finish',
    time: { basis: 'gun', time: raceTime(209_740_000), digits: 2 },
    kind: 'official',
  },
};

describe('an entry on the wire', () => {
  test('comes out as it went in, through JSON', () => {
    fc.assert(
      fc.property(anyLog, (entries) => {
        for (const entry of entries) {
          expect(unpackEntry(JSON.parse(JSON.stringify(packEntry(entry))) as unknown[])).toEqual(
            entry,
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a passing is a short tuple', () => {
    expect(packEntry(finish)).toEqual([
      241,
      'finish',
      12,
      1_717_098_809_740_000,
      'p',
      'ingebrigtsen',
      'finish',
      null,
      [2, 209_740_000, 0],
      0,
    ]);
  });

  test('everything else is its type and its body', () => {
    const gun: Entry = {
      ...finish,
      event: { type: 'gunFired', at: finish.recordedAt, source: 'electronic', bandUs: 0 },
    };
    expect(packEntry(gun).slice(4)).toEqual([
      'gunFired',
      { at: finish.recordedAt, source: 'electronic', bandUs: 0 },
    ]);
  });

  test.each([
    ['no number', ['1', 'finish', 12, 5, 'gunFired', {}]],
    ['no body', [1, 'finish', 12, 5, 'gunFired']],
    ['an unknown kind of time', [1, 'finish', 12, 5, 'p', 'a', 'line', null, [2, 5], 9]],
    ['nobody', [1, 'finish', 12, 5, 'p', { name: 'a' }, 'line', null, [2, 5], 0]],
    ['half a microsecond', [1, 'finish', 12, 5, 'p', 'a', 'line', null, [2, 0.5], 0]],
    ['nothing', []],
  ])('a tuple with %s is refused by name', (_, tuple) => {
    expect(() => unpackEntry(tuple)).toThrow(BadTuple);
  });
});
