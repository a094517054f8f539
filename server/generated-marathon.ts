import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { createRace } from '../shared/race/apply.ts';
import { cardMaker } from './http/card.ts';
import { demoMarathon, generateMarathon, type MarathonPlan } from './ingest/marathon/marathon.ts';
import { CHAIN_START, makeLogLine } from './log/log-line.ts';
import { openPastRaces } from './past-races.ts';

/**
 * The synthetic marathon: a past race of 20,000 that no checkout has to carry. It is generated into
 * the data folder at the first start, on a thread of its own where the server is built, and looks
 * from then on like any past race.
 */
export const MARATHON_SLUG = `synthetic-marathon-${demoMarathon.runners}`;

/** Resolves to the folder of the race once it is whole; makes it when it is not there. */
export async function ensureMarathon(dir: string, signal: AbortSignal): Promise<string> {
  const folder = join(dir, MARATHON_SLUG);
  if (existsSync(join(folder, 'card.json'))) return folder;
  const worker = fileURLToPath(new URL('marathon-worker.js', import.meta.url));
  if (existsSync(worker)) await onItsThread(worker, dir, signal);
  else await writeMarathon(dir, demoMarathon, signal);
  return folder;
}

function onItsThread(file: string, dir: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: { dir } });
    signal.addEventListener('abort', () => void worker.terminate(), { once: true });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (code === 0 || signal.aborted) resolve();
      else reject(new Error(`the marathon's thread ended with ${code}`));
    });
  });
}

/** Writes beside and renames at the end, so that half a race is never taken for one. */
export async function writeMarathon(
  dir: string,
  plan: MarathonPlan,
  signal?: AbortSignal,
): Promise<void> {
  const { slug, roster, submissions } = generateMarathon(plan);
  const [folder, half] = [join(dir, slug), join(dir, `${slug}.half`)];
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { recursive: true });
  await writeFile(join(half, 'roster.json'), JSON.stringify(roster));
  const log = await open(join(half, 'log.ndjson'), 'w');
  try {
    let end = CHAIN_START;
    let lines: string[] = [];
    for (const submission of submissions) {
      const made = makeLogLine(end, submission);
      end = made.end;
      lines.push(made.text, '\n');
      if (end.seq % 500 !== 0) continue;
      await log.write(lines.join(''));
      lines = [];
      if (signal?.aborted) return;
      await nextTurn();
    }
    await log.write(lines.join(''));
    await log.sync();
  } finally {
    await log.close();
  }
  await writeCard(half, slug);
  if (signal?.aborted) return;
  await rm(folder, { recursive: true, force: true });
  await rename(half, folder);
}

/** A race so large is listed by its card until somebody wants to see it. */
async function writeCard(folder: string, slug: string): Promise<void> {
  const past = openPastRaces({
    newRace: createRace,
    report: (message) => {
      throw new Error(message);
    },
  });
  await past.add(folder, slug);
  const race = await past.find(slug);
  const card = race && cardMaker()(race.show);
  if (!card) throw new Error(`${slug} was generated and makes no race`);
  await writeFile(join(folder, 'card.json'), JSON.stringify(card));
}
