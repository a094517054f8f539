import {
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * One server per data folder. The owner leaves a file that says who it is; another server reads it
 * and refuses, naming the owner. The file of a process that is gone (killed, power cut) is taken over:
 *
 *   owner-7.json (dead)  ──▶  link owner-8.json (only one can)  ──▶  look again: any other alive?  ──▶  own
 *
 * A process is told from a later one with the same number by its start time and the system's boot.
 */
export interface Owner {
  readonly pid: number;
  /** When it took the folder, ISO 8601. */
  readonly since: string;
  /** Where it serves, once it does. */
  readonly address: string | null;
  /** Start of the process in ticks since boot (Linux), else null. */
  readonly startTicks: string | null;
  /** Changes with every boot (Linux), else null. */
  readonly bootId: string | null;
}

export type Ownership =
  | {
      readonly ok: true;
      /** The dead owner whose place was taken, if any. */
      readonly tookOver: Owner | null;
      /** Says where the owner serves, for whoever is refused. */
      setAddress(address: string): void;
      release(): void;
    }
  | { readonly ok: false; readonly owner: Owner; readonly message: string };

export interface LockOptions {
  readonly folder: string;
  readonly now?: () => Date;
  readonly processes?: Processes;
}

/** What has to be known of the processes of this system. */
export interface Processes {
  readonly pid: number;
  bootId(): string | null;
  startTicks(pid: number): string | null;
  exists(pid: number): boolean;
}

export function takeOwnership(options: LockOptions): Ownership {
  const { folder, now = () => new Date(), processes = systemProcesses } = options;
  mkdirSync(folder, { recursive: true });
  const me: Owner = {
    pid: processes.pid,
    since: now().toISOString(),
    address: null,
    startTicks: processes.startTicks(processes.pid),
    bootId: processes.bootId(),
  };
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const present = readClaims(folder);
    const alive = present.find(({ owner }) => isAlive(owner, processes));
    if (alive) return refusal(folder, alive.owner);
    const last = present.at(-1);
    const mine = claim(folder, (last?.number ?? 0) + 1, me);
    if (mine === null) continue;
    // A server that read an older state may have claimed at the same time; then neither is sure.
    const rival = readClaims(folder).find(
      ({ number, owner }) => number !== mine && isAlive(owner, processes),
    );
    if (rival) {
      rmSync(claimFile(folder, mine), { force: true });
      return refusal(folder, rival.owner);
    }
    for (const { number } of present) rmSync(claimFile(folder, number), { force: true });
    return owned(folder, mine, me, last?.owner ?? null);
  }
  throw new Error(`${folder}: other servers keep claiming it`);
}

const ATTEMPTS = 20;

interface Claim {
  readonly number: number;
  readonly owner: Owner;
}

function owned(folder: string, number: number, me: Owner, tookOver: Owner | null): Ownership {
  return {
    ok: true,
    tookOver,
    setAddress(address) {
      const draft = join(folder, `owner-${number}.draft`);
      writeFileSync(draft, JSON.stringify({ ...me, address }));
      renameSync(draft, claimFile(folder, number));
    },
    release: () => rmSync(claimFile(folder, number), { force: true }),
  };
}

function refusal(folder: string, owner: Owner): Ownership {
  const where = owner.address === null ? '' : `, at ${owner.address}`;
  const message = `The data folder ${folder} belongs to another Hairline: process ${owner.pid}, running since ${owner.since}${where}.`;
  return { ok: false, owner, message };
}

function claimFile(folder: string, number: number): string {
  return join(folder, `owner-${number}.json`);
}

/** Makes a claim with its content in one step; null when that number is taken already. */
function claim(folder: string, number: number, me: Owner): number | null {
  const draft = join(folder, `owner-${number}.${me.pid}.draft`);
  writeFileSync(draft, JSON.stringify(me));
  try {
    linkSync(draft, claimFile(folder, number));
    return number;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return null;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readClaims(folder: string): readonly Claim[] {
  return readdirSync(folder)
    .map((name) => /^owner-(\d+)\.json$/.exec(name))
    .filter((match) => match !== null)
    .map((match) => ({ number: Number(match[1]), owner: readOwner(join(folder, match[0])) }))
    .filter((entry): entry is Claim => entry.owner !== 'gone')
    .sort((a, b) => a.number - b.number);
}

/** A claim that cannot be read was torn by a power cut: its process is gone. */
function readOwner(file: string): Owner | 'gone' {
  try {
    const owner = JSON.parse(readFileSync(file, 'utf8')) as Partial<Owner>;
    const {
      pid = 0,
      since = 'an unknown time',
      address = null,
      startTicks = null,
      bootId = null,
    } = owner;
    return { pid, since, address, startTicks, bootId };
  } catch (error) {
    if (error instanceof SyntaxError) return TORN;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'gone';
    throw error;
  }
}

const TORN: Owner = {
  pid: 0,
  since: 'an unknown time',
  address: null,
  startTicks: null,
  bootId: null,
};

function isAlive(owner: Owner, processes: Processes): boolean {
  if (owner.pid === 0) return false;
  const bootId = processes.bootId();
  if (owner.bootId !== null && bootId !== null && owner.bootId !== bootId) return false;
  if (!processes.exists(owner.pid)) return false;
  const startTicks = processes.startTicks(owner.pid);
  return owner.startTicks === null || startTicks === null || owner.startTicks === startTicks;
}

export const systemProcesses: Processes = {
  pid: process.pid,
  bootId: () => readText('/proc/sys/kernel/random/boot_id')?.trim() ?? null,
  startTicks(pid) {
    // Field 22; the name before it is in brackets and may hold spaces and brackets itself.
    const stat = readText(`/proc/${pid}/stat`);
    return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  },
  exists(pid) {
    try {
      return process.kill(pid, 0);
    } catch (error) {
      // EPERM: it is there and belongs to somebody else.
      return error instanceof Error && 'code' in error && error.code === 'EPERM';
    }
  },
};

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
