import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { systemProcesses, takeOwnership } from './owner-lock.ts';
import type { Ownership, Processes } from './owner-lock.ts';
import { openSqliteLog } from './sqlite-log.ts';

const root = mkdtempSync(join(tmpdir(), 'hairline-owner-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const newFolder = () => mkdtempSync(join(root, 'data-'));

const now = () => new Date('2024-05-30T18:00:00Z');

describe('R15 a data folder has one owner', () => {
  test('a second server refuses in one sentence that names the owner: process, since when, where', () => {
    const folder = newFolder();
    const system = fakeSystem();
    const first = taken(takeOwnership({ folder, now, processes: system.start(100) }));
    first.setAddress('http://localhost:1500');
    const second = takeOwnership({ folder, now, processes: system.start(200) });
    expect(second).toMatchObject({
      ok: false,
      owner: { pid: 100, since: '2024-05-30T18:00:00.000Z', address: 'http://localhost:1500' },
      message: `The data folder ${folder} belongs to another Hairline: process 100, running since 2024-05-30T18:00:00.000Z, at http://localhost:1500.`,
    });
  });

  test('when the owner has let go, the next one takes the folder and finds nothing left behind', () => {
    const folder = newFolder();
    const system = fakeSystem();
    taken(takeOwnership({ folder, processes: system.start(100) })).release();
    expect(readdirSync(folder)).toEqual([]);
    expect(takeOwnership({ folder, processes: system.start(200) })).toMatchObject({
      ok: true,
      tookOver: null,
    });
  });

  test('the folder of a killed server is taken over, and the new owner knows from whom', () => {
    const folder = newFolder();
    const system = fakeSystem();
    taken(takeOwnership({ folder, processes: system.start(100) }));
    system.kill(100);
    const next = taken(takeOwnership({ folder, processes: system.start(200) }));
    expect(next.tookOver).toMatchObject({ pid: 100 });
    expect(takeOwnership({ folder, processes: system.start(300) })).toMatchObject({
      ok: false,
      owner: { pid: 200 },
    });
  });

  test('a later process that happens to have the number of the dead owner is not taken for it', () => {
    const folder = newFolder();
    const system = fakeSystem();
    taken(takeOwnership({ folder, processes: system.start(100) }));
    system.kill(100);
    system.start(100);
    expect(takeOwnership({ folder, processes: system.start(200) })).toMatchObject({ ok: true });
  });

  test('nor is one of an earlier boot, whatever runs under its number now', () => {
    const folder = newFolder();
    taken(takeOwnership({ folder, processes: fakeSystem('boot-1').start(100) }));
    const system = fakeSystem('boot-2');
    system.start(100);
    expect(takeOwnership({ folder, processes: system.start(200) })).toMatchObject({ ok: true });
  });

  test('where start times and boots are not known, a process that exists is an owner', () => {
    const folder = newFolder();
    const system = fakeSystem(null);
    taken(takeOwnership({ folder, processes: system.start(100) }));
    expect(takeOwnership({ folder, processes: system.start(200) })).toMatchObject({ ok: false });
    system.kill(100);
    expect(takeOwnership({ folder, processes: system.start(200) })).toMatchObject({ ok: true });
  });

  test('a claim torn by a power cut keeps nobody out', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'owner-3.json'), '{"pid":1,"si');
    const system = fakeSystem();
    expect(takeOwnership({ folder, processes: system.start(200) })).toMatchObject({ ok: true });
    expect(readdirSync(folder)).toEqual(['owner-4.json']);
  });

  test('this system knows its own processes', () => {
    expect(systemProcesses.exists(process.pid)).toBe(true);
    expect(systemProcesses.startTicks(process.pid)).toBe(systemProcesses.startTicks(process.pid));
    expect(systemProcesses.exists(2 ** 22 + 1)).toBe(false);
  });
});

describe('R15 the log of a data folder', { timeout: 60_000 }, () => {
  test('is refused to a second server in the same words, and free again once closed', async () => {
    const folder = newFolder();
    const first = await openSqliteLog({ folder, workerFile: null });
    if (!first.ok) throw new Error(first.message);
    first.setAddress('http://localhost:1500');
    const second = await openSqliteLog({ folder, workerFile: null });
    expect(second).toMatchObject({ ok: false, code: 'OWNED' });
    expect(second).toHaveProperty('message', expect.stringContaining(`process ${process.pid}`));
    await first.log.close();
    const third = await openSqliteLog({ folder, workerFile: null });
    if (!third.ok) throw new Error(third.message);
    await third.log.close();
  });
});

/** A system whose processes start and die as told; nothing is known of it beyond their numbers where `bootId` is null. */
function fakeSystem(bootId: string | null = 'boot-1') {
  const running = new Map<number, string>();
  let ticks = 0;
  return {
    start(pid: number): Processes {
      running.set(pid, String(++ticks));
      return {
        pid,
        bootId: () => bootId,
        startTicks: (asked) => (bootId === null ? null : (running.get(asked) ?? null)),
        exists: (asked) => running.has(asked),
      };
    },
    kill: (pid: number) => void running.delete(pid),
  };
}

function taken(ownership: Ownership): Ownership & { readonly ok: true } {
  if (!ownership.ok) throw new Error(ownership.message);
  return ownership;
}
