import { describe, expect, test } from 'vitest';
import type { Submission } from '../../shared/race/entry.ts';
import type { RaceEvent } from '../../shared/race/events.ts';
import { instant, raceTime } from '../../shared/time/time.ts';
import type { EventLog } from '../log/event-log.ts';
import { createMemoryLog } from '../log/memory-log.ts';
import { createMemoryTables } from '../log/memory-tables.ts';
import { StoreDamage, StoreTrouble } from '../log/tables.ts';
import { openRoom } from './open-room.ts';
import type { Room } from './room.ts';

const GUN = 1_717_097_340_000_000;

describe('a room accepts each entry exactly once', () => {
  test('what is stored is numbered, applied and published before it is answered', async () => {
    const { room } = await oslo();
    const published: number[] = [];
    room.subscribe((entries) => published.push(...entries.map(({ seq }) => seq)));
    const answers = await room.submit([gun(1), passing(2)]);
    expect(answers).toEqual([
      { ok: true, seq: 1, repeated: false },
      { ok: true, seq: 2, repeated: false },
    ]);
    expect(published).toEqual([1, 2]);
    expect(room.seq).toBe(2);
    expect(room.race.size).toBe(2);
    expect(room.entriesAfter(1)).toEqual([{ ...passing(2), seq: 2 }]);
  });

  test('R8 an operator whose answer was lost sends again and gets the number it had', async () => {
    const { room } = await oslo();
    await room.submit([gun(1), passing(2)]);
    expect(await room.submit([passing(2)])).toEqual([{ ok: true, seq: 2, repeated: true }]);
    expect(room.seq).toBe(2);
  });

  test('R8 the same entry twice in one message, and again while it is being written, is stored once', async () => {
    const { room } = await oslo();
    const [twice, again] = await Promise.all([
      room.submit([gun(1), gun(1)]),
      room.submit([gun(1)]),
    ]);
    expect([...twice, ...again].map((answer) => answer.ok && answer.seq)).toEqual([1, 1, 1]);
    expect([...twice, ...again].filter((answer) => answer.ok && !answer.repeated)).toHaveLength(1);
    expect(room.seq).toBe(1);
  });

  test('the same key with other content is refused loudly, also while the first is being written', async () => {
    const { room } = await oslo();
    const other = { ...gun(1), event: { ...gun(1).event, bandUs: 200_000 } as RaceEvent };
    const [first, second] = await room.submit([gun(1), other]);
    expect(first).toMatchObject({ ok: true, seq: 1 });
    expect(second).toMatchObject({ ok: false, code: 'KEY_REUSED' });
    expect(room.seq).toBe(1);
  });

  test('R8 30 % of answers lost, everything sent again until answered: each entry is there once, in its order', async () => {
    const { room } = await oslo();
    const lost = lossy(30);
    const unanswered = Array.from({ length: 200 }, (_, index) => passing(index + 1));
    while (unanswered.length > 0) {
      const answers = await room.submit(unanswered.slice(0, 20));
      answers.forEach((answer) => expect(answer.ok).toBe(true));
      const heard = answers.findIndex(lost);
      unanswered.splice(0, heard === -1 ? answers.length : heard);
    }
    expect(room.entriesAfter(0).map(({ n }) => n)).toEqual(
      Array.from({ length: 200 }, (_, index) => index + 1),
    );
  });

  test('what is not an event of this vocabulary is refused with a reason, and the rest of the message is not', async () => {
    const { room } = await oslo();
    const nonsense = { ...gun(1), event: { type: 'teleported' } } as unknown as Submission;
    const [bad, good] = await room.submit([nonsense, gun(2)]);
    expect(bad).toMatchObject({ ok: false, code: 'MALFORMED' });
    expect(good).toMatchObject({ ok: true, seq: 1 });
  });
});

describe('a correction is judged by what it corrects', () => {
  test('also when both come in one message', async () => {
    const { room } = await oslo();
    const amendment: Submission = {
      ...gun(3),
      event: { type: 'entryAmended', target: 'judge:1', event: passing(9).event as never },
    };
    const answers = await room.submit([gun(1), amendment]);
    expect(answers[0]).toMatchObject({ ok: true });
    expect(answers[1]).toMatchObject({ ok: false, code: 'BAD_CORRECTION' });
    expect(room.seq).toBe(1);
  });

  test('entries of one device keep their order when one of them has to wait', async () => {
    const { room } = await oslo();
    const voided: Submission = { ...gun(2), event: { type: 'entryVoided', target: 'judge:1' } };
    await room.submit([gun(1), voided, { ...passing(3), device: 'judge' }]);
    expect(room.entriesAfter(0).map(({ device, n }) => `${device}:${n}`)).toEqual([
      'judge:1',
      'judge:2',
      'judge:3',
    ]);
  });
});

describe('R4 a disk that will not', () => {
  test('a full disk: nothing is acknowledged, applied or published, and when there is room it goes on by itself', async () => {
    let full = true;
    const { room } = await oslo(
      createMemoryLog({ trouble: () => (full && started ? diskFull : null) }),
    );
    const published: number[] = [];
    room.subscribe((entries) => published.push(...entries.map(({ seq }) => seq)));
    started = true;
    const refused = await room.submit([gun(1), passing(2)]);
    expect(refused).toEqual([
      { ok: false, code: 'NOT_STORED', message: 'not stored: disk full' },
      { ok: false, code: 'NOT_STORED', message: 'not stored: disk full' },
    ]);
    expect([room.seq, room.race.size, published.length]).toEqual([0, 0, 0]);
    full = false;
    expect(await room.submit([gun(1), passing(2)])).toMatchObject([{ seq: 1 }, { seq: 2 }]);
    expect(published).toEqual([1, 2]);
    started = false;
  });
  let started = false;
  const diskFull = new StoreTrouble('diskFull', 'not stored: disk full');
});

describe('two rooms over one log, as of two servers', () => {
  test('both accept, each entry has one number, and both end in the same state', async () => {
    const log = createMemoryLog();
    const { room: one } = await oslo(log);
    const { room: two } = await oslo(log);
    const answers = await Promise.all([
      one.submit([gun(1), passing(2)]),
      two.submit([{ ...passing(1), device: 'other' }, gun(1)]),
    ]);
    const seqs = answers.flat().map((answer) => answer.ok && answer.seq);
    expect(seqs).toEqual([1, 2, 3, 1]);
    await one.submit([passing(7)]);
    await two.submit([passing(7)]);
    expect(one.entriesAfter(0)).toEqual(two.entriesAfter(0));
    expect(one.race.hash()).toBe(two.race.hash());
  });

  test('a room follows what others store', async () => {
    const log = createMemoryLog({ shared: true });
    const { room: one, close } = await oslo(log);
    const { room: two, close: closeTwo } = await oslo(log);
    const heard = new Promise<number>((resolve) => {
      two.subscribe((entries) => resolve(entries.length));
    });
    await one.submit([gun(1)]);
    expect(await heard).toBe(1);
    expect(two.seq).toBe(1);
    close();
    closeTwo();
  });

  test('a room whose race was replaced refuses, and says so', async () => {
    const log = createMemoryLog();
    const { room } = await oslo(log);
    await log.replace('oslo');
    expect(await room.submit([gun(1)])).toMatchObject([{ ok: false, code: 'REPLACED' }]);
    expect(room.closed).toBe(true);
    expect(await room.setNote('late')).toMatchObject({ ok: false });
  });
});

describe('a room opened again', () => {
  test('is in the state it was in, with names and note', async () => {
    const log = createMemoryLog();
    const { room } = await oslo(log);
    await room.submit([gun(1), passing(2), passing(3)]);
    await room.setRoster({ ingebrigtsen: { name: 'Jakob Ingebrigtsen', country: 'NOR' } });
    await room.setNote('{"rate":1}');
    const { room: again } = await oslo(log);
    expect(again.race.hash()).toBe(room.race.hash());
    expect(again).toMatchObject({
      seq: 3,
      epoch: room.epoch,
      roster: room.roster,
      note: '{"rate":1}',
    });
    expect(await again.submit([passing(3)])).toEqual([{ ok: true, seq: 3, repeated: true }]);
  });

  test('R3 a damaged last line is dropped and reported, and what is left has a new epoch', async () => {
    const { log, lines, epoch } = await damagedOslo(5);
    lines[4] = (lines[4] ?? '').replace('"digits":3', '"digits":2');
    const reports: string[] = [];
    const { room } = await oslo(log, reports);
    expect(room.seq).toBe(4);
    expect(room.epoch).not.toBe(epoch);
    expect(reports).toEqual([
      expect.stringMatching(/^oslo: the last line \(5\) is damaged .* was dropped/),
    ]);
    expect(await room.submit([passing(5)])).toMatchObject([{ ok: true, seq: 5 }]);
  });

  test('R3 damage in the middle is refused with its number, and nothing is touched', async () => {
    const { log, lines } = await damagedOslo(5);
    lines[1] = (lines[1] ?? '').replace('"n":2', '"n":3');
    const opened = await openRoom({ slug: 'oslo', log });
    expect(opened).toMatchObject({ ok: false, code: 'DAMAGED', seq: 2 });
    expect(lines).toHaveLength(5);
  });

  test('R3 a line taken out, or made anew with a right sum of its own, is found by the chain', async () => {
    const { log, lines } = await damagedOslo(5);
    lines.splice(2, 1);
    expect(await openRoom({ slug: 'oslo', log })).toMatchObject({ ok: false, seq: 3 });
  });

  test('R3 a race whose names cannot be read is closed and says why', async () => {
    const log = createMemoryLog();
    await log.create('oslo');
    const beside = () => Promise.reject(new StoreDamage('its roster is damaged'));
    const reports: string[] = [];
    const report = (message: string) => void reports.push(message);
    const opened = await openRoom({ slug: 'oslo', log: { ...log, beside }, report });
    expect(opened).toMatchObject({ ok: false, code: 'DAMAGED', seq: 0 });
    expect(reports).toEqual(['oslo: its roster is damaged; the race stays closed']);
  });

  test('a race of many batches is read whole and in order', async () => {
    const log = createMemoryLog();
    const entries = Array.from({ length: 4_500 }, (_, index) => passing(index + 1));
    await log.create('oslo', { entries });
    const { room } = await oslo(log);
    expect(room.entriesAfter(0).map(({ n }) => n)).toEqual(entries.map(({ n }) => n));
  });

  test('a race that is not there is said not to be', async () => {
    const opened = await openRoom({ slug: 'bergen', log: createMemoryLog() });
    expect(opened).toMatchObject({ ok: false, code: 'NOT_FOUND' });
  });
});

async function oslo(log: EventLog = createMemoryLog(), reports: string[] = []) {
  await log.create('oslo');
  const opened = await openRoom({ slug: 'oslo', log, report: (message) => reports.push(message) });
  if (!opened.ok) throw new Error(opened.message);
  const { room, close }: { room: Room; close: () => void } = opened;
  return { room, close };
}

async function damagedOslo(count: number) {
  const tables = createMemoryTables();
  const log = createMemoryLog({ tables });
  const { room } = await oslo(log);
  await room.submit(Array.from({ length: count }, (_, index) => passing(index + 1)));
  return { log, lines: tables.linesOf('oslo'), epoch: room.epoch };
}

function gun(n: number): Submission {
  const event = { type: 'gunFired', at: instant(GUN), source: 'electronic', bandUs: 0 } as const;
  return { device: 'judge', n, recordedAt: instant(GUN), event };
}

function passing(n: number): Submission {
  const time = { basis: 'gun', time: raceTime(n * 1_000_000), digits: 3 } as const;
  return {
    device: 'mat',
    n,
    recordedAt: instant(GUN + n),
    event: { type: 'passingRecorded', who: { bib: '7' }, line: 'finish', time, kind: 'measured' },
  };
}

/** Says "lost" for so many in a hundred, the same ones every time. */
function lossy(percent: number): () => boolean {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state % 100 < percent;
  };
}
