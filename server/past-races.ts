import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Entry } from '../shared/race/entry.ts';
import type { RaceEvent } from '../shared/race/events.ts';
import type { Race } from '../shared/race/race.ts';
import type { Roster } from '../shared/race/roster.ts';
import type { RaceCard } from '../shared/wire/api.ts';
import type { Show, ShownRace, Stage } from './broadcast/show.ts';
import { releaseMoments, type Recording } from './ingest/recording.ts';
import { CHAIN_START, continueChain } from './log/log-line.ts';

/**
 * Past races in folders of `log.ndjson` and `roster.json`: those that came with the checkout, and
 * those generated into the data folder. Shown straight from their files, read only, and recordings
 * to replay. A large one brings its card along (`card.json`) and is read when it is first wanted,
 * in pieces, so that nobody else has to wait for it.
 */
export interface PastRaces {
  slugs(): readonly string[];
  /** The race, read when need be; undefined where there is none, or none that can be trusted. */
  find(slug: string): Promise<PastRace | undefined>;
  /** The card of a large race, read or not. */
  card(slug: string): RaceCard | undefined;
  /** Takes in the race in a folder; a card beside its log means that it can wait. */
  add(folder: string, slug: string): Promise<void>;
}

export interface PastRace {
  readonly show: Show;
  readonly recording: Recording;
}

export interface PastRacesOptions {
  readonly newRace: () => Race;
  readonly report: (message: string) => void;
}

const PIECE = 200;

export function openPastRaces({ newRace, report }: PastRacesOptions): PastRaces {
  const folders = new Map<string, string>();
  const cards = new Map<string, RaceCard>();
  const races = new Map<string, Promise<PastRace | undefined>>();

  return {
    slugs: () => [...folders.keys()],
    find,
    card: (slug) => cards.get(slug),
    async add(folder, slug) {
      folders.set(slug, folder);
      const card = await readText(join(folder, 'card.json'));
      if (card !== undefined) cards.set(slug, JSON.parse(card) as RaceCard);
      else if (!(await find(slug))) folders.delete(slug);
    },
  };

  function find(slug: string): Promise<PastRace | undefined> {
    const folder = folders.get(slug);
    if (folder === undefined) return Promise.resolve(undefined);
    const known = races.get(slug);
    if (known) return known;
    const reading = readRace(folder, slug);
    races.set(slug, reading);
    return reading;
  }

  async function readRace(folder: string, slug: string): Promise<PastRace | undefined> {
    const log = await readText(join(folder, 'log.ndjson'));
    if (log === undefined) return undefined;
    const roster = JSON.parse((await readText(join(folder, 'roster.json'))) ?? '{}') as Roster;
    const race = newRace();
    const read = await readLog(log, race);
    if (!read.ok) {
      report(
        `${join(folder, 'log.ndjson')}, line ${read.line}: ${read.reason}; the race is left out`,
      );
      return undefined;
    }
    const { entries, head, declared } = read;
    // The race keeps what its hash is made of: whoever asks first need not wait for 20,000 entrants.
    race.hash();
    const epoch = head.slice(0, 12);
    const shown = finishedRace({ slug, epoch, entries, declared, race, roster });
    return { show: finishedShow(shown, entries), recording: { slug, entries, roster } };
  }
}

/** The folders in `dir` that hold a race, by slug. */
export async function raceFolders(dir: string): Promise<ReadonlyMap<string, string>> {
  if (!existsSync(dir)) return new Map();
  const found = await readdir(dir, { withFileTypes: true });
  return new Map(
    found
      .filter((one) => one.isDirectory() && /^[a-z0-9][a-z0-9-]{0,79}$/.test(one.name))
      .filter((one) => existsSync(join(dir, one.name, 'log.ndjson')))
      .map((one) => [one.name, join(dir, one.name)]),
  );
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

type ReadLog =
  | {
      readonly ok: true;
      readonly entries: readonly Entry[];
      readonly head: string;
      /** The hash of each line that declares a result, by its seq: what that is sealed with. */
      readonly declared: ReadonlyMap<number, string>;
    }
  | { readonly ok: false; readonly line: number; readonly reason: string };

/** Checks every line and its chain, and folds it; the event loop gets its turn between pieces. */
async function readLog(text: string, race: Race): Promise<ReadLog> {
  const entries: Entry[] = [];
  const declared = new Map<number, string>();
  let end = CHAIN_START;
  for (const line of linesOf(text)) {
    const checked = continueChain(end, line);
    if (!checked.ok) return { ok: false, line: entries.length + 1, reason: checked.reason };
    const { seq, device, n, recordedAt, event } = checked.line;
    const entry = { seq, device, n, recordedAt, event };
    const applied = race.apply(entry);
    if (!applied.ok) return { ok: false, line: seq, reason: applied.refusal.message };
    entries.push(entry);
    end = checked.end;
    if (declares(event)) declared.set(seq, end.hash);
    if (seq % PIECE === 0) await nextTurn();
  }
  return { ok: true, entries, head: end.hash, declared };
}

function declares(event: RaceEvent): boolean {
  const says = event.type === 'entryAmended' ? event.event : event;
  return says.type === 'resultDeclared';
}

function* linesOf(text: string): Generator<string> {
  let at = 0;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    if (end > at) yield text.slice(at, end);
    at = end + 1;
  }
}

interface Finished extends Pick<ShownRace, 'slug' | 'epoch' | 'race' | 'roster'> {
  readonly entries: readonly Entry[];
  readonly declared: ReadonlyMap<number, string>;
}

/** Nothing is ever added, so there is nobody to tell. */
function finishedRace({ entries, declared, ...race }: Finished): ShownRace {
  return {
    ...race,
    seq: entries.length,
    entriesAfter: (after, limit = Number.POSITIVE_INFINITY) => entries.slice(after, after + limit),
    subscribe: () => () => {},
    lineHash: (seq) => declared.get(seq),
  };
}

function finishedShow(shown: ShownRace, entries: readonly Entry[]): Show {
  const end = releaseMoments(entries).at(-1) ?? 0;
  const stage: Stage = { phase: 'finished', clock: { race: end, server: end, rate: 0 } };
  return { shown, stage: () => stage, feeds: () => [] };
}
