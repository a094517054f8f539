import type { Submission } from '../../shared/race/entry.ts';
import type {
  Beside,
  Conflict,
  Created,
  Damage,
  Dropped,
  Exists,
  Gone,
  LogHead,
  LogStart,
  Saved,
} from './event-log.ts';
import { CHAIN_START, continueChain, lineHash, makeLogLine } from './log-line.ts';
import type { ChainEnd } from './log-line.ts';
import { StoreDamage } from './tables.ts';
import type { RaceRow, Tables } from './tables.ts';

/** What a log does to its tables, the same for every store. One `Work` is whole or not there. */
export type Work =
  | {
      readonly do: 'create' | 'replace';
      readonly slug: string;
      readonly epoch: string;
      readonly start: LogStart;
    }
  | { readonly do: 'drop'; readonly slug: string }
  | {
      readonly do: 'append';
      readonly slug: string;
      readonly epoch: string;
      readonly expectedSeq: number;
      readonly submissions: readonly Submission[];
    }
  | {
      readonly do: 'cut';
      readonly slug: string;
      readonly epoch: string;
      readonly after: number;
      readonly newEpoch: string;
    }
  | { readonly do: 'setBeside'; readonly slug: string; readonly parts: Partial<Beside> };

export type Outcome =
  | Created
  | Exists
  | Dropped
  | Conflict
  | Saved
  | Gone
  | { readonly kind: 'stored' };

/** Lines as text, checked; `damage` names the first that cannot be trusted. */
export type ReadTexts =
  | { readonly kind: 'texts'; readonly texts: readonly string[]; readonly damage: Damage | null }
  | Gone;

export function doWork(tables: Tables, work: Work): Outcome {
  switch (work.do) {
    case 'create': {
      const present = tables.race(work.slug);
      return present ? { kind: 'exists', head: headOf(present) } : startRace(tables, work);
    }
    case 'replace':
      dropRace(tables, work.slug);
      return startRace(tables, work);
    case 'drop':
      dropRace(tables, work.slug);
      return { kind: 'dropped' };
    case 'append':
      return append(tables, work);
    case 'cut':
      return cut(tables, work);
    case 'setBeside': {
      const race = tables.race(work.slug);
      if (!race) return { kind: 'gone' };
      tables.setBeside(race.id, work.parts);
      return { kind: 'saved' };
    }
  }
}

export function readTexts(
  tables: Tables,
  slug: string,
  epoch: string,
  after: number,
  limit: number,
): ReadTexts {
  const race = tables.race(slug);
  if (race?.epoch !== epoch) return { kind: 'gone' };
  const texts: string[] = [];
  let end: ChainEnd | null = null;
  const damaged = (reason: string): ReadTexts => {
    const seq = after + texts.length + 1;
    return { kind: 'texts', texts, damage: { seq, lastSeq: race.head.seq, reason } };
  };
  try {
    end = chainEndAt(tables, race, after);
    const wanted = Math.min(limit, race.head.seq - after);
    for (const stored of tables.lines(race.id, after, wanted)) {
      const checked = continueChain(end, stored.text);
      if (!checked.ok) return damaged(checked.reason);
      texts.push(stored.text);
      end = checked.end;
    }
    if (texts.length < wanted) return damaged('it is missing');
  } catch (error) {
    if (error instanceof StoreDamage) return damaged(error.message);
    throw error;
  }
  if (end.seq === race.head.seq && end.hash !== race.head.hash) {
    return { kind: 'texts', texts: texts.slice(0, -1), damage: lastLineChanged(race) };
  }
  return { kind: 'texts', texts, damage: null };
}

export function headOf(race: RaceRow): LogHead {
  return { slug: race.slug, epoch: race.epoch, seq: race.head.seq };
}

function startRace(
  tables: Tables,
  work: { readonly slug: string; readonly epoch: string; readonly start: LogStart },
): Created {
  const race = tables.addRace(work.slug, work.epoch);
  const { entries = [], ...parts } = work.start;
  tables.setBeside(race.id, parts);
  const head = addLines(tables, race, entries);
  return { kind: 'created', head: { ...headOf(race), seq: head.seq } };
}

function dropRace(tables: Tables, slug: string): void {
  const race = tables.race(slug);
  if (race) tables.removeRace(race.id);
}

function append(tables: Tables, work: Extract<Work, { do: 'append' }>): Outcome {
  const race = tables.race(work.slug);
  if (!race) return { kind: 'conflict', head: null };
  if (race.epoch !== work.epoch || race.head.seq !== work.expectedSeq) {
    return { kind: 'conflict', head: headOf(race) };
  }
  addLines(tables, race, work.submissions);
  return { kind: 'stored' };
}

function addLines(tables: Tables, race: RaceRow, submissions: readonly Submission[]): ChainEnd {
  let end = race.head;
  for (const submission of submissions) {
    const made = makeLogLine(end, submission);
    tables.addLine(race.id, made.end.seq, made.text);
    end = made.end;
  }
  if (end !== race.head) tables.saveRace({ ...race, head: end });
  return end;
}

function cut(tables: Tables, work: Extract<Work, { do: 'cut' }>): Outcome {
  const race = tables.race(work.slug);
  if (race?.epoch !== work.epoch) return { kind: 'gone' };
  const end = chainEndAt(tables, race, work.after);
  tables.moveAside(race, work.after);
  tables.saveRace({ ...race, epoch: work.newEpoch, head: end });
  return { kind: 'created', head: { slug: race.slug, epoch: work.newEpoch, seq: end.seq } };
}

function chainEndAt(tables: Tables, race: RaceRow, seq: number): ChainEnd {
  if (seq === 0) return CHAIN_START;
  const [line] = tables.lines(race.id, seq - 1, 1);
  if (line?.seq !== seq) throw new StoreDamage(`line ${seq} before it is missing`);
  return { seq, hash: lineHash(line.text) };
}

// Its own sum holds, so this is the mark of somebody who made a line anew, sum and all.
function lastLineChanged({ head }: RaceRow): Damage {
  return {
    seq: head.seq,
    lastSeq: head.seq,
    reason: `its hash is not the one noted when it was written (${head.hash})`,
  };
}
