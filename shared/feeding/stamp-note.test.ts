import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeStampNote, parseStampNote } from './stamp-note.ts';

const clock = { offsetUs: 3_214, errorUs: 1_100, kept: false, stepped: false };

describe('what a hand-taken time says of its clock', () => {
  test.each([
    [clock, 'tap; clock +3.214 ms ± 1.1 ms'],
    [
      { offsetUs: -12_045_880, errorUs: 60_400, kept: true, stepped: true },
      'tap; clock −12045.880 ms ± 61 ms; kept; stepped',
    ],
    [null, 'tap; clock not compared'],
  ])('is a line that a person reads', (stood, note) => {
    expect(makeStampNote('tap', stood)).toBe(note);
  });

  test('reads back to the microsecond, and its error never smaller than it was', () => {
    fc.assert(
      fc.property(
        fc.record({
          offsetUs: fc.integer({ min: -4_000_000_000, max: 4_000_000_000 }),
          errorUs: fc.nat(4_000_000_000),
          kept: fc.boolean(),
          stepped: fc.boolean(),
        }),
        (stood) => {
          const read = parseStampNote(makeStampNote('gun key', stood));
          expect(read).toMatchObject({
            how: 'gun key',
            clock: { offsetUs: stood.offsetUs + 0, kept: stood.kept, stepped: stood.stepped },
          });
          const errorUs = read?.clock?.errorUs ?? -1;
          expect(errorUs).toBeGreaterThanOrEqual(stood.errorUs);
          expect(errorUs).toBeLessThan(stood.errorUs + 1_000);
        },
      ),
    );
  });

  test('of a clock that nobody compared reads as such', () => {
    expect(parseStampNote('tap; clock not compared')).toEqual({ how: 'tap', clock: null });
  });

  test.each(['', 'tap', 'tap; clock about right', '$01;lynx;clock', 'entered afterwards'])(
    'is not found in %j',
    (note) => expect(parseStampNote(note)).toBeNull(),
  );
});
