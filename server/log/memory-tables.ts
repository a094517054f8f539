import type { Beside } from './event-log.ts';
import { CHAIN_START } from './log-line.ts';
import type { RaceRow, Tables } from './tables.ts';

interface MemoryRace {
  row: RaceRow;
  lines: string[];
  aside: string[];
  beside: Beside;
}

/** Tables that live as long as the process: for tests, and for races that are read from files. */
export interface MemoryTables extends Tables {
  /** Runs `work`; when it throws, everything is as it was before. */
  transact<T>(work: () => T): T;
  /** The stored lines themselves, for tests that damage them. */
  linesOf(slug: string): string[];
}

export function createMemoryTables(): MemoryTables {
  let races = new Map<number, MemoryRace>();
  let lastId = 0;

  const raceOf = (id: number): MemoryRace => {
    const race = races.get(id);
    if (!race) throw new Error(`no race with row ${id}`);
    return race;
  };
  const bySlug = (slug: string) => [...races.values()].find(({ row }) => row.slug === slug);

  return {
    races: () =>
      [...races.values()].map(({ row }) => row).sort((a, b) => (a.slug < b.slug ? -1 : 1)),
    race: (slug) => bySlug(slug)?.row ?? null,
    addRace(slug, epoch) {
      const row = { id: ++lastId, slug, epoch, head: CHAIN_START };
      races.set(row.id, { row, lines: [], aside: [], beside: { roster: {}, note: null } });
      return row;
    },
    removeRace: (id) => void races.delete(id),
    saveRace(row) {
      raceOf(row.id).row = row;
    },
    addLine: (id, _seq, text) => void raceOf(id).lines.push(text),
    lines: (id, after, limit) =>
      raceOf(id)
        .lines.slice(after, after + limit)
        .map((text, index) => ({ seq: after + index + 1, text })),
    moveAside({ id }, after) {
      const race = raceOf(id);
      race.aside = [...race.aside, ...race.lines.slice(after)];
      race.lines = race.lines.slice(0, after);
    },
    beside: (id) => raceOf(id).beside,
    setBeside(id, parts) {
      const race = raceOf(id);
      race.beside = { ...race.beside, ...parts };
    },
    transact(work) {
      const before = [...races].map(([id, race]) => ({
        id,
        race: { ...race },
        lines: race.lines.length,
      }));
      try {
        return work();
      } catch (error) {
        for (const { race, lines } of before) race.lines.length = lines;
        races = new Map(before.map(({ id, race }) => [id, race]));
        throw error;
      }
    },
    linesOf(slug) {
      const race = bySlug(slug);
      if (!race) throw new Error(`no race ${slug}`);
      return race.lines;
    },
  };
}
