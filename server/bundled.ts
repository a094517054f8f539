import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry } from '../shared/race/entry.ts';
import type { Race } from '../shared/race/race.ts';
import type { Roster } from '../shared/race/roster.ts';
import type { Show, ShownRace, Stage } from './broadcast/show.ts';
import { releaseMoments, type Recording } from './ingest/recording.ts';
import { CHAIN_START, continueChain } from './log/log-line.ts';

/** A past race that came with the checkout: shown straight from its files, and a recording to replay. */
export interface BundledRace {
  readonly show: Show;
  readonly recording: Recording;
}

export interface BundledOptions {
  /** One folder a race, each with log.ndjson and roster.json. */
  readonly dir: string;
  readonly newRace: () => Race;
  readonly report: (message: string) => void;
}

/** Every bundled race whose files can be trusted; one that cannot be is reported and left out. */
export async function loadBundled(
  options: BundledOptions,
): Promise<ReadonlyMap<string, BundledRace>> {
  const folders = await readdir(options.dir, { withFileTypes: true });
  const loaded = await Promise.all(
    folders
      .filter((folder) => folder.isDirectory() && /^[a-z0-9][a-z0-9-]{0,79}$/.test(folder.name))
      .map(({ name }) => loadRace(options, name)),
  );
  return new Map(loaded.flatMap((race) => (race ? [[race.recording.slug, race] as const] : [])));
}

async function loadRace(
  { dir, newRace, report }: BundledOptions,
  slug: string,
): Promise<BundledRace | undefined> {
  const log = await readText(join(dir, slug, 'log.ndjson'));
  if (log === undefined) return undefined;
  const roster = JSON.parse((await readText(join(dir, slug, 'roster.json'))) ?? '{}') as Roster;
  const checked = checkLog(log);
  if (!checked.ok) {
    report(
      `races/${slug}/log.ndjson, line ${checked.line}: ${checked.reason}; the race is left out`,
    );
    return undefined;
  }
  const { entries, head } = checked;
  const race = newRace();
  for (const entry of entries) {
    const applied = race.apply(entry);
    if (applied.ok) continue;
    report(
      `races/${slug}/log.ndjson, line ${entry.seq}: ${applied.refusal.message}; the race is left out`,
    );
    return undefined;
  }
  const shown = finishedRace({ slug, epoch: head.slice(0, 12), entries, race, roster });
  return { show: finishedShow(shown, entries), recording: { slug, entries, roster } };
}

/** A file that is not there is no race; any other trouble is not ours to hide. */
async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

type CheckedLog =
  | { readonly ok: true; readonly entries: readonly Entry[]; readonly head: string }
  | { readonly ok: false; readonly line: number; readonly reason: string };

function checkLog(text: string): CheckedLog {
  const entries: Entry[] = [];
  let end = CHAIN_START;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const checked = continueChain(end, line);
    if (!checked.ok) return { ok: false, line: entries.length + 1, reason: checked.reason };
    const { seq, device, n, recordedAt, event } = checked.line;
    entries.push({ seq, device, n, recordedAt, event });
    end = checked.end;
  }
  return { ok: true, entries, head: end.hash };
}

interface Finished extends Pick<ShownRace, 'slug' | 'epoch' | 'race' | 'roster'> {
  readonly entries: readonly Entry[];
}

/** Nothing is ever added, so there is nobody to tell. */
function finishedRace({ entries, ...race }: Finished): ShownRace {
  return {
    ...race,
    seq: entries.length,
    entriesAfter: (after, limit = Number.POSITIVE_INFINITY) => entries.slice(after, after + limit),
    subscribe: () => () => {},
  };
}

function finishedShow(shown: ShownRace, entries: readonly Entry[]): Show {
  const end = releaseMoments(entries).at(-1) ?? 0;
  const stage: Stage = { phase: 'finished', clock: { race: end, server: end, rate: 0 } };
  return { shown, stage: () => stage, feeds: () => [] };
}
