import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Submission } from '../../shared/race/entry.ts';
import { bundleTrialServer } from './trials/bundle.ts';
import { chanceFrom, trialCount } from './trials/chance.ts';
import type { Said } from './trials/feeding-server.ts';
import { passingOf } from './trials/feeds.ts';

// R1. A server is killed (SIGKILL) at a random moment while four operators feed it, and started again
// on the same folder, again and again. HAIRLINE_TRIALS=1000 runs that many.

const trials = trialCount({ inCi: 100, usual: 10 });
const FEEDS = ['start', 'mat-1', 'mat-2', 'finish'];
const TRIALS_PER_FOLDER = 10;
/** Many times what a busy machine needs: who is still there then, hangs. */
const ENDS_WITHIN_MS = 60_000;

const root = mkdtempSync(join(tmpdir(), 'hairline-kill-'));
let bundle = '';
const running = new Set<ChildProcessWithoutNullStreams>();
beforeAll(async () => {
  bundle = await bundleTrialServer('kill');
}, 60_000);
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
  rmSync(bundle, { recursive: true, force: true });
});

test(
  `R1 ${trials} kills while four operators feed: nothing acknowledged is lost, moved or doubled`,
  { timeout: 60_000 + trials * 10_000 },
  async () => {
    const folders = Math.ceil(trials / TRIALS_PER_FOLDER);
    const told: FolderTrials[] = [];
    let next = 0;
    const lane = async () => {
      while (next < folders) told.push(await killAgainAndAgain(next++));
    };
    // Two at a time: a server that starts and one that is fed.
    await Promise.all([lane(), lane()]);
    expect(told.flatMap(({ problems }) => problems)).toEqual([]);
    const sum = (key: 'acknowledged' | 'sentAgain') => told.reduce((all, one) => all + one[key], 0);
    expect(sum('acknowledged')).toBeGreaterThan(trials);
    const ms = told.flatMap(({ servingAgainMs }) => servingAgainMs).sort((a, b) => a - b);
    console.log(
      `R1: ${folders * TRIALS_PER_FOLDER} kills, ${sum('acknowledged')} entries acknowledged, ${sum('sentAgain')} sent again; ` +
        `serving again after ${Math.round(ms[ms.length >> 1] ?? 0)} ms (at most ${Math.round(ms.at(-1) ?? 0)} ms)`,
    );
  },
);

test(
  'R15 a second server on the same folder refuses, naming the first; killed, the first makes way',
  { timeout: 60_000 },
  async () => {
    const folder = mkdtempSync(join(root, 'data-'));
    const first = await startServer(folder);
    const refused = await new Promise<Said>((resolve) => launch(folder).onSaid(resolve));
    expect(refused).toEqual({
      said: 'refused',
      message: expect.stringContaining(
        `belongs to another Hairline: process ${first.pid}, running since`,
      ),
    });
    await first.kill();
    const next = await startServer(folder);
    expect(next.findings).toEqual([expect.stringContaining(`(process ${first.pid}, since `)]);
    await next.stop();
  },
);

test(
  'SQLite works on a thread of its own in the build, and lets go of everything when the server stops',
  { timeout: 60_000 },
  async () => {
    const folder = mkdtempSync(join(root, 'data-'));
    const server = await startServer(folder);
    expect(existsSync(join(bundle, 'sqlite-worker.js'))).toBe(true);
    const answers = new Promise<Said>((resolve) => server.onSaid(resolve));
    server.send([passingOf('finish', 1)]);
    expect(await answers).toEqual({
      said: 'stored',
      device: 'finish',
      n: 1,
      seq: 1,
      repeated: false,
    });
    await server.stop();
    expect(readdirSync(folder)).toEqual(['hairline.db']);
  },
);

interface FolderTrials {
  readonly problems: readonly string[];
  readonly acknowledged: number;
  readonly sentAgain: number;
  readonly servingAgainMs: readonly number[];
}

async function killAgainAndAgain(folderIndex: number): Promise<FolderTrials> {
  const folder = mkdtempSync(join(root, 'data-'));
  const operators = FEEDS.map(operator);
  const problems: string[] = [];
  const servingAgainMs: number[] = [];
  let sentAgain = 0;
  for (let trial = 0; trial <= TRIALS_PER_FOLDER; trial++) {
    const seed = folderIndex * TRIALS_PER_FOLDER + trial + 1;
    const startedMs = performance.now();
    const server = await startServer(folder);
    if (trial > 0) servingAgainMs.push(performance.now() - startedMs);
    problems.push(
      ...findProblems(operators, server.stored).map((problem) => `seed ${seed}: ${problem}`),
    );
    sentAgain += operators.reduce((sum, { waiting }) => sum + waiting.size, 0);
    if (trial < TRIALS_PER_FOLDER)
      await feedUntilKilled(server, operators, 1 + chanceFrom(seed)(150));
    else await server.stop();
  }
  const acknowledged = operators.reduce((sum, one) => sum + one.acknowledged.size, 0);
  return { problems, acknowledged, sentAgain, servingAgainMs };
}

interface Operator {
  readonly device: string;
  /** Sent, not answered: counters in their order. */
  readonly waiting: Set<number>;
  /** Number in the log by counter. */
  readonly acknowledged: Map<number, number>;
  lastN: number;
}

function operator(device: string): Operator {
  return { device, waiting: new Set(), acknowledged: new Map(), lastN: 0 };
}

/** What is acknowledged and not there under its number, there twice, or there and never sent. */
function findProblems(operators: readonly Operator[], stored: TrialServer['stored']): string[] {
  const problems: string[] = [];
  const found = new Map(stored.map(([device, n, seq]) => [`${device}:${n}`, seq]));
  if (found.size !== stored.length)
    problems.push(`${stored.length - found.size} entries are there twice`);
  for (const [index, [device, n, seq]] of stored.entries()) {
    if (seq !== index + 1) problems.push(`${device}:${n} has number ${seq} in place ${index + 1}`);
    const sent = operators.find((one) => one.device === device)?.lastN ?? 0;
    if (n > sent) problems.push(`${device}:${n} was never sent`);
  }
  for (const { device, acknowledged } of operators) {
    for (const [n, seq] of acknowledged) {
      const now = found.get(`${device}:${n}`);
      if (now !== seq) problems.push(`${device}:${n} was acknowledged as ${seq} and is now ${now}`);
    }
  }
  return problems;
}

/** Each operator sends again what was not answered, then goes on; after so many answers the server is killed. */
async function feedUntilKilled(
  server: TrialServer,
  operators: readonly Operator[],
  answers: number,
): Promise<void> {
  const byDevice = new Map(operators.map((one) => [one.device, one]));
  let left = answers;
  const killed = new Promise<void>((resolve) => {
    server.onSaid((said) => {
      if (said.said !== 'stored') throw new Error(JSON.stringify(said));
      const from = byDevice.get(said.device);
      if (!from) throw new Error(`nobody is called ${said.device}`);
      from.waiting.delete(said.n);
      from.acknowledged.set(said.n, said.seq);
      left -= 1;
      if (left === 0) resolve(server.kill());
      else if (left > 0) sendNext(from);
    });
  });
  for (const one of operators) {
    if (one.waiting.size > 0) server.send([...one.waiting].map((n) => passingOf(one.device, n)));
    sendNext(one);
    sendNext(one);
  }
  await killed;

  function sendNext(one: Operator): void {
    one.lastN += 1;
    one.waiting.add(one.lastN);
    server.send([passingOf(one.device, one.lastN)]);
  }
}

interface TrialServer {
  readonly pid: number | undefined;
  readonly findings: readonly string[];
  readonly stored: readonly (readonly [device: string, n: number, seq: number])[];
  onSaid(listener: (said: Said) => void): void;
  send(submissions: readonly Submission[]): void;
  /** SIGKILL; resolves when the process is gone and everything it said was heard. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

async function startServer(folder: string): Promise<TrialServer> {
  const { child, onSaid, gone } = launch(folder);
  const said = await new Promise<Said>((resolve, reject) => {
    onSaid(resolve);
    void gone.then(() => reject(new Error('the server ended before it was open')));
  });
  if (said.said !== 'open') throw new Error(JSON.stringify(said));
  return {
    pid: child.pid,
    findings: said.findings,
    stored: said.stored,
    onSaid,
    send: (submissions) => void child.stdin.write(`${JSON.stringify(submissions)}\n`),
    kill() {
      child.kill('SIGKILL');
      return gone;
    },
    async stop() {
      child.stdin.end();
      const patience = new AbortController();
      const hung = sleep(ENDS_WITHIN_MS, 'hung', { signal: patience.signal }).catch(
        () => 'stopped',
      );
      if ((await Promise.race([gone, hung])) === 'hung') {
        child.kill('SIGKILL');
        throw new Error(
          `process ${child.pid} was asked to stop and was there ${ENDS_WITHIN_MS} ms later`,
        );
      }
      patience.abort();
    },
  };
}

function launch(folder: string) {
  const child = spawn(process.execPath, [join(bundle, 'feeding-server.js'), folder], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  running.add(child);
  let listener: (said: Said) => void = () => {};
  createInterface({ input: child.stdout }).on('line', (line) => listener(JSON.parse(line) as Said));
  child.stderr.on('data', (text: Buffer) => process.stderr.write(text));
  // What is written to a server that was just killed is lost: that is the trial.
  child.stdin.on('error', () => {});
  const gone = new Promise<void>((resolve) => {
    child.on('close', () => {
      running.delete(child);
      resolve();
    });
  });
  const onSaid = (next: (said: Said) => void) => {
    listener = next;
  };
  return { child, onSaid, gone };
}
