import type { Entrant } from '../race/definition.ts';
import type { Who } from '../race/events.ts';
import type { Race, RaceEntrant } from '../race/race.ts';

/** Who bears which name in a race, as `SPEC.md` of `shared/race` has it: a name that two bear is nobody's. */
export interface Names {
  readonly entrants: ReadonlyMap<string, number>;
  readonly bibs: ReadonlyMap<string, number>;
  readonly tags: ReadonlyMap<string, number>;
  readonly lanes: ReadonlyMap<number, number>;
  /** All bibs, rising by code unit, so that those with one beginning stand together. */
  readonly sorted: readonly string[];
}

/** In place of an entrant index: the name belongs to two. */
export const SHARED = -1;

interface Kept {
  revision: number;
  readonly lines: readonly (Entrant | null)[];
  readonly names: Names;
}

const kept = new WeakMap<Race, Kept>();

/** Names by the start list that holds; made again only when that has changed. */
export function namesOf(race: Race): Names {
  const known = kept.get(race);
  if (known?.revision === race.revision) return known.names;
  const lines = race.entrants.map(lineOf);
  if (known !== undefined && isSame(known.lines, lines)) {
    known.revision = race.revision;
    return known.names;
  }
  const names = gather(race);
  kept.set(race, { revision: race.revision, lines, names });
  return names;
}

/** The entrant index that a name belongs to; SHARED where two bear it, null where nobody does. */
export function entrantNamed(names: Names, who: Who): number | null {
  if ('entrant' in who) return names.entrants.get(who.entrant) ?? null;
  if ('bib' in who) return names.bibs.get(who.bib) ?? null;
  if ('tag' in who) return names.tags.get(who.tag) ?? null;
  return 'lane' in who ? (names.lanes.get(who.lane) ?? null) : null;
}

function lineOf({ entrant, listed }: RaceEntrant): Entrant | null {
  return listed ? entrant : null;
}

function isSame(a: Kept['lines'], b: Kept['lines']): boolean {
  return a.length === b.length && a.every((line, i) => line === b[i]);
}

function gather(race: Race): Names {
  const entrants = new Map<string, number>();
  const bibs = new Map<string, number>();
  const tags = new Map<string, number>();
  const lanes = new Map<number, number>();
  for (const { index, entrant, listed } of race.entrants) {
    if (!listed) continue;
    entrants.set(entrant.id, index);
    claim(bibs, entrant.bib, index);
    claim(lanes, entrant.lane, index);
    for (const tag of new Set(entrant.tags)) claim(tags, tag, index);
  }
  return { entrants, bibs, tags, lanes, sorted: [...bibs.keys()].sort() };
}

function claim<K>(names: Map<K, number>, name: K | undefined, index: number): void {
  if (name !== undefined) names.set(name, names.has(name) ? SHARED : index);
}
