import { afterEach, describe, expect, test } from 'vitest';
import { entryId, type Entry } from '../../shared/race/entry.ts';
import type { RaceEvent } from '../../shared/race/events.ts';
import { instant } from '../../shared/time/time.ts';
import type { Brought, Kept } from './kept.ts';

/** What every `Kept` promises; `open` gives what a tab opens, again and again the same for one name. */
export function keptContract(name: string, open: (name: string) => Promise<Kept>): void {
  describe(`${name} keeps the promises of a desk`, () => {
    const tabs: Kept[] = [];
    let next = 0;
    const fresh = () => {
      next += 1;
      return `contract ${String(Date.now())} ${String(next)}`;
    };
    const tab = async (of: string) => {
      const opened = await open(of);
      tabs.push(opened);
      return opened;
    };
    afterEach(() => {
      for (const opened of tabs.splice(0)) opened.close();
    });

    test('a device counts from 1, without holes, and each entry is recorded later than the last', async () => {
      const kept = await tab(fresh());
      const first = await kept.add(brought([tap, tap], 5));
      const then = await kept.add(brought([tap], 2));
      expect([...first, ...then].map(({ submission }) => submission.n)).toEqual([1, 2, 3]);
      const [, before] = first;
      const [after] = then;
      expect(after?.submission.recordedAt).toBeGreaterThan(before?.submission.recordedAt ?? 0);
      expect(await kept.unsent()).toEqual([...first, ...then]);
    });

    test('another device counts for itself', async () => {
      const kept = await tab(fresh());
      await kept.add(brought([tap, tap]));
      const [other] = await kept.add({ ...brought([tap]), device: 'op-b' });
      expect(other?.submission.n).toBe(1);
    });

    test('two tabs that bring at once never sign with the same counter', async () => {
      const name = fresh();
      const [one, two] = [await tab(name), await tab(name)];
      await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          (index % 2 === 0 ? one : two).add(brought(index % 5 === 0 ? [tap, tap] : [tap], index)),
        ),
      );
      const counters = (await one.unsent()).map(({ submission }) => submission.n);
      expect(counters).toEqual(Array.from({ length: 48 }, (_, index) => index + 1));
      expect(await two.unsent()).toEqual(await one.unsent());
    });

    test('what was stored is unsent no more, and its counter is not given again', async () => {
      const name = fresh();
      const kept = await tab(name);
      const entries = await kept.add(brought([tap, tap]));
      await kept.stored(entries.map(({ submission }) => entryId(submission)));
      expect(await kept.unsent()).toEqual([]);
      kept.close();
      const [later] = await (await tab(name)).add(brought([tap]));
      expect(later?.submission.n).toBe(3);
    });

    test('what was refused stays with its reason, until somebody looked at it and after', async () => {
      const kept = await tab(fresh());
      const [entry] = await kept.add(brought([tap]));
      if (!entry) throw new Error('one was brought');
      const id = entryId(entry.submission);
      const why = { code: 'OTHER_POINT', message: 'not here' };
      await kept.refused([{ id, why }]);
      await kept.dismissed(id);
      expect(await kept.unsent()).toEqual([{ ...entry, refused: why, dismissed: true }]);
      await kept.refused([{ id: 'op-a.1:99', why }]);
      expect(await kept.unsent()).toHaveLength(1);
    });

    test('the next page finds what the last one kept', async () => {
      const name = fresh();
      const before = await tab(name);
      const entries = await before.add(brought([tap]));
      await before.setNote('me', { label: 'Anna' });
      before.close();
      const after = await tab(name);
      expect(await after.unsent()).toEqual(entries);
      expect(await after.note('me')).toEqual({ label: 'Anna' });
      expect(await after.note('nothing')).toBeUndefined();
    });

    test('the part of a device in a race is named once for all tabs, and another race has its own', async () => {
      const name = fresh();
      const [one, two] = [await tab(name), await tab(name)];
      await Promise.all([
        one.add({ ...brought([tap]), part: 'p1' }),
        two.add({ ...brought([tap]), part: 'p2' }),
        two.add({ ...brought([tap]), race: 'bergen', part: 'p3' }),
      ]);
      const from = (await one.unsent()).map(
        ({ race, submission }) => `${race} ${submission.device}`,
      );
      expect(new Set(from).size).toBe(2);
      expect(from).toContain('bergen op-a.p3');
    });

    test('a race is there again as it was, by seq, and another log takes its place', async () => {
      const kept = await tab(fresh());
      expect(await kept.race('oslo')).toBeNull();
      await kept.keepEntries('oslo', 'first', [entry(2), entry(3)]);
      await kept.keepEntries('oslo', 'first', [entry(1), entry(3)]);
      await kept.keepEntries('bergen', 'b', [entry(1)]);
      await kept.keepRoster('oslo', { e1: { name: 'Jakob' } });
      expect(await kept.race('oslo')).toEqual({
        epoch: 'first',
        entries: [entry(1), entry(2), entry(3)],
        roster: { e1: { name: 'Jakob' } },
      });
      await kept.keepEntries('oslo', 'second', [entry(1)]);
      expect(await kept.race('oslo')).toMatchObject({ epoch: 'second', entries: [entry(1)] });
      expect((await kept.race('bergen'))?.entries).toHaveLength(1);
      await kept.add(brought([tap]));
      await kept.forgetRaces();
      expect(await kept.race('oslo')).toBeNull();
      expect(await kept.unsent()).toHaveLength(1);
    });
  });
}

const tap: RaceEvent = {
  type: 'passingRecorded',
  who: { unknown: true },
  line: 'finish',
  time: { basis: 'instant', at: instant(1_717_098_600_000_000), digits: 3 },
  kind: 'manual',
};

function brought(events: readonly RaceEvent[], at = 1): Brought {
  return { race: 'oslo', epoch: 'first', device: 'op-a', part: '1', at: instant(at), events };
}

function entry(seq: number): Entry {
  return {
    seq,
    device: 'mat',
    n: seq,
    recordedAt: instant(1_717_098_600_000_000 + seq),
    event: tap,
  };
}
