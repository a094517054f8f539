import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRace } from '../../shared/race/apply.ts';
import { entryId, type Entry } from '../../shared/race/entry.ts';
import { oval1500 } from '../../shared/testkit/definitions.ts';
import { competitors, RaceBuilder } from '../../shared/testkit/race-builder.ts';
import type { OutboxEntry } from './outbox.ts';
import { raceFold } from './race-fold.ts';

/** A race of which this desk brought the passings, and somebody else the rest. */
function entriesOf(taps: number): readonly Entry[] {
  const builder = new RaceBuilder();
  builder.define(oval1500);
  builder.list(...competitors('e1', 'e2', 'e3'));
  builder.gun();
  builder.device = 'op-anna.1';
  for (let tap = 0; tap < taps; tap += 1) {
    const id = builder.passes({ bib: String((tap % 3) + 1) }, 'finish', `0:${42 + tap}.10`);
    if (tap % 4 === 3) builder.voids(id);
  }
  return builder.entries.map((entry, index) => ({ ...entry, seq: index + 1 }));
}

function row(entry: Entry, where: OutboxEntry['where']): OutboxEntry {
  const { seq, ...submission } = entry;
  const refused = where === 'refused' ? { code: 'NOT_ALLOWED', message: 'not you' } : null;
  const stored = where === 'stored' ? seq : null;
  return {
    race: 'oslo',
    epoch: 'a',
    submission,
    refused,
    dismissed: false,
    where,
    seq: stored,
    mine: true,
  };
}

function hashOf(entries: readonly Entry[]): string {
  const race = createRace();
  for (const entry of entries) race.apply(entry);
  return race.hash();
}

const isOwn = (device: string) => device.startsWith('op-anna');

test('whatever the order in which entries come, are stored and are refused, the race is that of all but the refused', () => {
  const steps = fc.array(
    fc.tuple(fc.nat(30), fc.constantFrom('device', 'sending', 'frame', 'ack', 'refuse')),
    {
      maxLength: 80,
    },
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), steps, (taps, walk) => {
      const all = entriesOf(taps);
      const own = all.filter(({ device }) => isOwn(device));
      const fold = raceFold(isOwn);
      for (const entry of all) if (!isOwn(entry.device)) fold.store(entry);
      const wheres = new Map<Entry, OutboxEntry['where']>();
      const framed = new Set<Entry>();
      for (const [index, what] of walk) {
        const entry = own[index % own.length];
        if (!entry) continue;
        const now = wheres.get(entry);
        const isSettled = now === 'stored' || now === 'refused';
        if (what === 'frame' && now !== 'refused') {
          fold.store(entry);
          framed.add(entry);
          wheres.set(entry, 'stored');
        } else if (!isSettled && what !== 'frame')
          wheres.set(
            entry,
            what === 'ack' ? 'stored' : what === 'refuse' ? 'refused' : (what as 'device'),
          );
        fold.wait([...wheres].map(([each, where]) => row(each, where)));
        const counting = all.filter(
          (each) =>
            !isOwn(each.device) ||
            framed.has(each) ||
            !['refused', undefined].includes(wheres.get(each)),
        );
        expect(fold.race().hash()).toBe(hashOf(counting));
        const shown = fold.entries().map(({ id }) => id);
        expect(new Set(shown).size).toBe(shown.length);
        expect([...shown].sort()).toEqual(
          all
            .filter((each) => !isOwn(each.device) || wheres.has(each))
            .map(entryId)
            .sort(),
        );
      }
    }),
    { numRuns: 60 },
  );
});

test('another log takes nothing over but what is still on its way', () => {
  const [definition, list, gun, tap] = entriesOf(1);
  if (!definition || !list || !gun || !tap) throw new Error('a race has at least these');
  const fold = raceFold(isOwn);
  for (const entry of [definition, list, gun]) fold.store(entry);
  const waiting = row({ ...tap, n: 2 }, 'device');
  fold.wait([row(tap, 'stored'), waiting]);
  expect(fold.race().size).toBe(5);
  fold.fresh();
  expect(fold.race().size).toBe(1);
  expect(fold.entries().map(({ id }) => id)).toEqual([entryId(waiting.submission)]);
});

test('entries stand by their seq, though they come in any order', () => {
  const all = entriesOf(3);
  const fold = raceFold(isOwn);
  for (const entry of all.toReversed()) fold.store(entry);
  expect(fold.entries().map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq));
  expect(fold.race().hash()).toBe(hashOf(all));
});
