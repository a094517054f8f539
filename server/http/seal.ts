import { entryId, type Entry, type EntryId } from '../../shared/race/entry.ts';
import type { ResultSeal } from '../../shared/wire/api.ts';
import type { ShownRace } from '../broadcast/show.ts';
import type { EventLog } from '../log/event-log.ts';
import { makeLogLine } from '../log/log-line.ts';

/**
 * What an official result is sealed with: the hash of the log line that declared it. As each line
 * holds the hash of the one before, it stands for everything up to there; whoever has the log finds
 * it again (`npm run check-log`). Null while nothing is official, or where no log is kept. A past race
 * has its log in a file, and knows the hashes of it.
 */
export async function sealOf(
  shown: ShownRace,
  log?: Pick<EventLog, 'read'>,
): Promise<ResultSeal | null> {
  const declared = shown.race.declared.at(-1);
  if (!declared || declared.state === 'provisional') return null;
  const entry = declarationIn(shown.entriesAfter(0));
  if (!entry) return null;
  const hash = shown.lineHash?.(entry.seq) ?? (await storedHash(shown, entry.seq, log));
  return hash === null ? null : { seq: entry.seq, hash, entriesSince: shown.seq - entry.seq };
}

async function storedHash(
  { slug, epoch }: ShownRace,
  seq: number,
  log: Pick<EventLog, 'read'> | undefined,
): Promise<string | null> {
  const read = await log?.read(slug, epoch, seq - 1, 1);
  const line = read?.kind === 'read' ? read.lines[0] : undefined;
  return line === undefined ? null : makeLogLine({ seq: seq - 1, hash: line.prev }, line).end.hash;
}

/** The newest entry that says what the result is, and was not taken back after it. */
function declarationIn(entries: readonly Entry[]): Entry | undefined {
  const voided = new Set<EntryId>();
  const restored = new Set<EntryId>();
  return entries.findLast((entry) => {
    const { event } = entry;
    if (event.type === 'entryRestored') restored.add(event.target);
    if (event.type === 'entryVoided' && !restored.has(event.target)) voided.add(event.target);
    if (event.type === 'entryAmended')
      return event.event.type === 'resultDeclared' && !voided.has(event.target);
    return event.type === 'resultDeclared' && !voided.has(entryId(entry));
  });
}
