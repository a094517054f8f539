import type { Entry } from '../../shared/race/entry.ts';
import type { Race } from '../../shared/race/race.ts';
import type { Beside, Damage, EventLog, LogHead } from '../log/event-log.ts';
import { StoreDamage, StoreTrouble } from '../log/tables.ts';
import { entryOf } from './stored-entry.ts';
import type { Unopened } from './room.ts';

export interface LoadOptions {
  readonly slug: string;
  readonly log: EventLog;
  readonly newRace: () => Race;
  readonly report: (message: string) => void;
}

export interface LoadedRace {
  readonly ok: true;
  readonly race: Race;
  readonly head: LogHead;
  readonly entries: Entry[];
  readonly beside: Beside;
}

/**
 * Folds a stored log into a race. A damaged last line is cut off and reported, and what is left gets
 * a new epoch; damage before the last line is refused with its number, for a person to decide about.
 */
export async function loadRace(options: LoadOptions): Promise<LoadedRace | Unopened> {
  try {
    return await load(options);
  } catch (error) {
    const { slug, report } = options;
    if (!(error instanceof StoreDamage || error instanceof StoreTrouble)) throw error;
    const message = `${slug}: ${error.message}; the race stays closed`;
    report(message);
    return error instanceof StoreDamage
      ? { ok: false, code: 'DAMAGED', seq: 0, message }
      : { ok: false, code: 'NOT_STORED', message };
  }
}

async function load(options: LoadOptions): Promise<LoadedRace | Unopened> {
  const { slug, log } = options;
  const head = await log.head(slug);
  if (!head) return notFound(slug);
  const race = options.newRace();
  const entries: Entry[] = [];
  const batchAfter = (after: number) =>
    after < head.seq ? log.read(slug, head.epoch, after, LOAD_BATCH) : null;
  for (let reading = batchAfter(0); reading !== null;) {
    const found = await reading;
    if (found.kind === 'gone') return load(options);
    // The next lines are read and checked on the log's thread while these are folded on this one.
    reading = found.kind === 'read' ? batchAfter(entries.length + found.lines.length) : null;
    for (const line of found.lines) fold(options, race, entries, entryOf(line));
    if (found.kind === 'damaged') return handleDamage(options, head, found.damage);
  }
  const beside = await log.beside(slug);
  return beside ? { ok: true, race, head, entries, beside } : notFound(slug);
}

// As much as can be folded without holding up the event loop for more than some ten milliseconds.
const LOAD_BATCH = 2_000;

function fold({ slug, report }: LoadOptions, race: Race, entries: Entry[], entry: Entry): void {
  const applied = race.apply(entry);
  if (!applied.ok) report(`${slug}: entry ${entry.seq} has no effect: ${applied.refusal.message}`);
  entries.push(entry);
}

async function handleDamage(
  options: LoadOptions,
  head: LogHead,
  damage: Damage,
): Promise<LoadedRace | Unopened> {
  const { slug, log, report } = options;
  const { seq, lastSeq, reason } = damage;
  if (seq < lastSeq) {
    const message = `${slug}: line ${seq} of ${lastSeq} is damaged (${reason}); the race stays closed until it is restored`;
    report(message);
    return { ok: false, code: 'DAMAGED', seq, message };
  }
  const cut = await log.cut(slug, head.epoch, seq - 1);
  if (cut.kind === 'notStored') return { ok: false, code: 'NOT_STORED', message: cut.message };
  report(
    `${slug}: the last line (${seq}) is damaged (${reason}) and was dropped; the race goes on after line ${seq - 1}`,
  );
  return load(options);
}

function notFound(slug: string): Unopened {
  return { ok: false, code: 'NOT_FOUND', message: `there is no race called ${slug}` };
}
