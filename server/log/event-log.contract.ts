import { afterEach, describe, expect, test } from 'vitest';
import type { Submission } from '../../shared/race/entry.ts';
import { instant } from '../../shared/time/time.ts';
import type { Created, EventLog, Exists, Gone, LogHead, NotStored } from './event-log.ts';
import { CHAIN_START, lineHash, makeLogLine } from './log-line.ts';

/** What every `EventLog` promises, whatever it keeps its lines in. `open` gives a new empty one. */
export function eventLogContract(name: string, open: () => Promise<EventLog>): void {
  describe(`${name} keeps the promises of an event log`, { timeout: 30_000 }, () => {
    const opened: EventLog[] = [];
    const newLog = async () => {
      const log = await open();
      opened.push(log);
      return log;
    };
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((log) => log.close()));
    });

    test('a new log is empty and has an epoch', async () => {
      const log = await newLog();
      expect(await log.head('oslo')).toBeNull();
      const created = await log.create('oslo');
      expect(created).toMatchObject({ kind: 'created', head: { slug: 'oslo', seq: 0 } });
      expect(await log.head('oslo')).toEqual(headOf(created));
      expect(await log.list()).toEqual([headOf(created)]);
    });

    test('creating a race that is there leaves it as it is', async () => {
      const log = await newLog();
      const { epoch } = headOf(await log.create('oslo', { entries: passings(2) }));
      const again = await log.create('oslo', { entries: passings(5) });
      expect(again).toEqual({ kind: 'exists', head: { slug: 'oslo', epoch, seq: 2 } });
    });

    test('entries are numbered from 1 without holes and read back as they were', async () => {
      const log = await newLog();
      const { epoch } = headOf(await log.create('oslo'));
      const [first, second, third] = passings(3);
      await log.append('oslo', epoch, 0, [first]);
      const appended = await log.append('oslo', epoch, 1, [second, third]);
      expect(appended).toEqual({
        kind: 'appended',
        entries: [
          { ...second, seq: 2 },
          { ...third, seq: 3 },
        ],
      });
      const read = await log.read('oslo', epoch, 0, 100);
      expect(read).toMatchObject({
        kind: 'read',
        lines: [
          { ...first, seq: 1 },
          { ...second, seq: 2 },
          { ...third, seq: 3 },
        ],
      });
      expect((await log.head('oslo'))?.seq).toBe(3);
    });

    test('each line is chained to the one before and carries its own sum', async () => {
      const log = await newLog();
      const { epoch } = headOf(await log.create('oslo', { entries: passings(2) }));
      const [first, second] = passings(2);
      const made = makeLogLine(CHAIN_START, first);
      const next = makeLogLine(made.end, second);
      expect(JSON.parse(next.text)).toMatchObject({ prev: lineHash(made.text) });
      const read = await log.read('oslo', epoch, 1, 1);
      expect(read).toEqual({ kind: 'read', lines: [JSON.parse(next.text)] });
    });

    test('reading gives what lies after a number, and no more than asked', async () => {
      const log = await newLog();
      const { epoch } = headOf(await log.create('oslo', { entries: passings(10) }));
      const seqs = async (after: number, limit: number) => {
        const read = await log.read('oslo', epoch, after, limit);
        return read.kind === 'read' ? read.lines.map(({ seq }) => seq) : read.kind;
      };
      expect(await seqs(3, 2)).toEqual([4, 5]);
      expect(await seqs(8, 100)).toEqual([9, 10]);
      expect(await seqs(10, 100)).toEqual([]);
    });

    test('of two writers at the same place exactly one wins, the other is told where the log stands', async () => {
      const log = await newLog();
      const { epoch } = headOf(await log.create('oslo'));
      const [first, second] = passings(2);
      const both = await Promise.all([
        log.append('oslo', epoch, 0, [first]),
        log.append('oslo', epoch, 0, [second]),
      ]);
      expect(both.map(({ kind }) => kind).sort()).toEqual(['appended', 'conflict']);
      expect(both).toContainEqual({ kind: 'conflict', head: { slug: 'oslo', epoch, seq: 1 } });
      expect((await log.head('oslo'))?.seq).toBe(1);
    });

    test('an append to another epoch, or to no race, stores nothing', async () => {
      const log = await newLog();
      const { epoch } = headOf(await log.create('oslo'));
      expect(await log.append('oslo', `not-${epoch}`, 0, passings(1))).toMatchObject({
        kind: 'conflict',
        head: { seq: 0 },
      });
      expect(await log.append('bergen', epoch, 0, passings(1))).toEqual({
        kind: 'conflict',
        head: null,
      });
      expect(await log.head('bergen')).toBeNull();
    });

    test('races written in one turn keep apart', async () => {
      const log = await newLog();
      const slugs = ['oslo', 'bergen', 'athens'];
      const heads = await Promise.all(slugs.map(async (slug) => headOf(await log.create(slug))));
      await Promise.all(
        heads.map(({ slug, epoch }, index) => log.append(slug, epoch, 0, passings(index + 1))),
      );
      expect((await log.list()).map(({ slug, seq }) => [slug, seq])).toEqual([
        ['athens', 3],
        ['bergen', 2],
        ['oslo', 1],
      ]);
    });

    test('replacing a race starts a new epoch with what it is given, and ends the old one', async () => {
      const log = await newLog();
      const old = headOf(await log.create('oslo', { entries: passings(4), note: 'first run' }));
      const fresh = headOf(await log.replace('oslo', { entries: passings(1) }));
      expect(fresh).toMatchObject({ slug: 'oslo', seq: 1 });
      expect(fresh.epoch).not.toBe(old.epoch);
      expect(await log.read('oslo', old.epoch, 0, 10)).toEqual({ kind: 'gone' });
      expect(await log.append('oslo', old.epoch, 4, passings(5).slice(4))).toEqual({
        kind: 'conflict',
        head: fresh,
      });
      expect(await log.beside('oslo')).toEqual({ roster: {}, note: null });
    });

    test('a dropped race is gone with all that lay beside it, and dropping it again does no harm', async () => {
      const log = await newLog();
      const { epoch } = headOf(
        await log.create('oslo', { roster: { a: { name: 'Ada Holm' } }, entries: passings(2) }),
      );
      expect(await log.drop('oslo')).toEqual({ kind: 'dropped' });
      expect(await log.drop('oslo')).toEqual({ kind: 'dropped' });
      expect(await log.head('oslo')).toBeNull();
      expect(await log.beside('oslo')).toBeNull();
      expect(await log.read('oslo', epoch, 0, 1)).toEqual({ kind: 'gone' });
    });

    test('names and note lie beside the log and can be changed without touching it', async () => {
      const log = await newLog();
      const { epoch } = headOf(
        await log.create('oslo', { roster: { a: { name: 'Ada Holm' } }, entries: passings(1) }),
      );
      expect(await log.setBeside('oslo', { note: '{"rate":1}' })).toEqual({ kind: 'saved' });
      expect(await log.beside('oslo')).toEqual({
        roster: { a: { name: 'Ada Holm' } },
        note: '{"rate":1}',
      });
      await log.setBeside('oslo', { roster: {} });
      expect(await log.beside('oslo')).toEqual({ roster: {}, note: '{"rate":1}' });
      expect(await log.head('oslo')).toEqual({ slug: 'oslo', epoch, seq: 1 });
      expect(await log.setBeside('bergen', { note: null })).toEqual({ kind: 'gone' });
    });

    test('a follower gets what is there, then what comes, in order', async () => {
      const log = await newLog();
      const { epoch } = headOf(await log.create('oslo', { entries: passings(2) }));
      const stop = new AbortController();
      const seen: number[] = [];
      for await (const lines of log.follow('oslo', epoch, 1, stop.signal)) {
        seen.push(...lines.map(({ seq }) => seq));
        const last = seen.at(-1) ?? 0;
        if (last < 6) await log.append('oslo', epoch, last, passings(last + 2).slice(last));
        else stop.abort();
      }
      expect(seen).toEqual([2, 3, 4, 5, 6]);
    });

    test('following ends by itself when the epoch does', async () => {
      const log = await newLog();
      const { epoch } = headOf(await log.create('oslo', { entries: passings(1) }));
      const seen: number[] = [];
      for await (const lines of log.follow('oslo', epoch, 0, new AbortController().signal)) {
        seen.push(...lines.map(({ seq }) => seq));
        setImmediate(() => void log.replace('oslo', { entries: passings(3) }));
      }
      expect(seen).toEqual([1]);
    });

    test('cutting ends a log where it is told and gives what is left a new epoch', async () => {
      const log = await newLog();
      const { epoch } = headOf(await log.create('oslo', { entries: passings(5) }));
      const cut = headOf(await log.cut('oslo', epoch, 3));
      expect(cut).toMatchObject({ slug: 'oslo', seq: 3 });
      expect(cut.epoch).not.toBe(epoch);
      expect(await log.append('oslo', cut.epoch, 3, passings(4).slice(3))).toMatchObject({
        kind: 'appended',
      });
      expect(await log.read('oslo', cut.epoch, 2, 10)).toMatchObject({
        kind: 'read',
        lines: [{ seq: 3 }, { seq: 4 }],
      });
      expect(await log.cut('oslo', epoch, 1)).toEqual({ kind: 'gone' });
    });

    test('instants keep their microseconds and text its every character', async () => {
      const log = await newLog();
      const odd: Submission = {
        device: 'feed-Å',
        n: Number.MAX_SAFE_INTEGER,
        recordedAt: instant(1_717_097_340_123_457),
        event: { ...passing, raw: 'a\u0000b "quoted" \\ \u2028 🏃 \n' },
      };
      const { epoch } = headOf(await log.create('oslo', { entries: [odd] }));
      expect(await log.read('oslo', epoch, 0, 1)).toMatchObject({ kind: 'read', lines: [odd] });
    });

    test('a long import is stored in one step', async () => {
      const log = await newLog();
      const { epoch } = headOf(await log.create('marathon', { entries: passings(20_000) }));
      const read = await log.read('marathon', epoch, 19_998, 10);
      expect(read).toMatchObject({ kind: 'read', lines: [{ seq: 19_999 }, { seq: 20_000 }] });
    });

    test('a closed log answers that it stores nothing', async () => {
      const log = await newLog();
      const { epoch } = headOf(await log.create('oslo'));
      const lastWish = log.append('oslo', epoch, 0, passings(1));
      const closing = log.close();
      expect(await lastWish).toMatchObject({ kind: 'appended' });
      expect(await log.append('oslo', epoch, 1, passings(1))).toMatchObject({
        kind: 'notStored',
        reason: 'closed',
      });
      await closing;
    });
  });
}

const passing = {
  type: 'passingRecorded',
  who: { bib: '7' },
  line: 'finish',
  time: { basis: 'instant', at: instant(1_717_097_340_000_000), digits: 3 },
  kind: 'measured',
} as const;

type Passings = [Submission, Submission, Submission, ...Submission[]];

/** The first `count` passings of one device. */
function passings(count: number): Passings {
  return Array.from({ length: count }, (_, index) => ({
    device: 'mat-1',
    n: index + 1,
    recordedAt: instant(1_717_097_340_000_000 + index),
    event: passing,
  })) as unknown as Passings;
}

function headOf(answer: Created | Exists | Gone | NotStored): LogHead {
  if (answer.kind !== 'created' && answer.kind !== 'exists')
    throw new Error(`not there: ${answer.kind}`);
  return answer.head;
}
