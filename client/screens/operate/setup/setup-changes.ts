import { without } from '../../../../shared/setup/without.ts';
import type { Entrant, RaceDefinition } from '../../../../shared/race/definition.ts';
import type { RaceEvent } from '../../../../shared/race/events.ts';
import type { Race } from '../../../../shared/race/race.ts';
import type { Roster, RosterLine } from '../../../../shared/race/roster.ts';
import { canonicalJson } from '../../../../shared/race/canonical.ts';
import type { RosterPatch } from '../../../../shared/wire/operate-api.ts';
import { entrantOf, rosterLineOf } from '../../../../shared/setup/entrants.ts';
import { definitionFrom, isSaid, withListedWaves, type RaceDraft } from './race-draft.ts';

/** What a form changes of a race that is there: events for the log, lines for the roster. */
export interface SetupChanges {
  readonly definition: RaceDefinition | null;
  readonly entrants: readonly Entrant[];
  readonly names: readonly (readonly [
    id: string,
    line: RosterLine,
    before: RosterLine | undefined,
  ])[];
}

/** Null while the form makes no definition. */
export function changesOf(
  draft: RaceDraft,
  stored: {
    readonly definition: RaceDefinition;
    readonly entrants: readonly Entrant[];
    /** Of all that were ever listed: an id is never given twice. */
    readonly ids: ReadonlySet<string>;
    readonly roster: Roster;
  },
): SetupChanges | null {
  const lines = draft.lines.filter(isSaid);
  const made = definitionFrom(draft, { heat: null, index: 0, lines });
  if (made === null) return null;
  const definition = withListedWaves(made, lines);
  const before = new Map(stored.entrants.map((entrant) => [entrant.id, entrant]));
  const nextId = idsAfter(stored.ids);
  const entrants: Entrant[] = [];
  const names: SetupChanges['names'][number][] = [];
  for (const line of lines) {
    const known = line.id === undefined ? undefined : before.get(line.id);
    const entrant = entrantOf(line, known?.id ?? nextId());
    const listed = withKept(entrant, known);
    if (known === undefined || !same(listed, known)) entrants.push(listed);
    const name = rosterLineOf(line);
    const was = stored.roster[listed.id];
    if (name !== null && !same(name, withoutHidden(was))) names.push([listed.id, name, was]);
  }
  return {
    definition: same(definition, stored.definition) ? null : definition,
    entrants,
    names,
  };
}

/** What the form does not show of an entrant stays as it was listed. */
function withKept(entrant: Entrant, known: Entrant | undefined): Entrant {
  const more = known?.categories?.slice(1) ?? [];
  if (more.length === 0 || entrant.categories === undefined) return entrant;
  return { ...entrant, categories: [...entrant.categories, ...more] };
}

/** `e1`, `e2`, … beyond all that are taken. */
function idsAfter(taken: ReadonlySet<string>): () => string {
  let number = taken.size;
  return () => {
    do number++;
    while (taken.has(`e${number}`));
    return `e${number}`;
  };
}

function withoutHidden(line: RosterLine | undefined): RosterLine | null {
  return line === undefined ? null : without(line, 'hidden');
}

function same(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

export function hasChanges({ definition, entrants, names }: SetupChanges): boolean {
  return definition !== null || entrants.length > 0 || names.length > 0;
}

/** `basedOn`: the newest entry of the log that whoever edited has seen. */
export function eventsOf({ definition, entrants }: SetupChanges, basedOn: number): RaceEvent[] {
  return [
    ...(definition === null ? [] : [{ type: 'raceDefined', definition, basedOn } as const]),
    ...(entrants.length === 0 ? [] : [{ type: 'entrantsListed', entrants, basedOn } as const]),
  ];
}

/** What of a roster's line changes, so that what somebody else changed of it at the same time stays. */
export function namePatch(before: RosterLine | undefined, after: RosterLine): RosterPatch {
  const parts = new Set([...Object.keys(before ?? {}), ...Object.keys(after)]);
  parts.delete('hidden');
  const was = (before ?? {}) as Readonly<Record<string, unknown>>;
  const is = after as unknown as Readonly<Record<string, unknown>>;
  const changed = [...parts].filter((part) => !same(was[part] ?? null, is[part] ?? null));
  return Object.fromEntries(changed.map((part) => [part, is[part] ?? null]));
}

/** What saving does to a race that runs. */
export interface Consequence {
  /** Splits that are derived again. */
  readonly splits: number;
  /** Points with splits that the new definition has no more. */
  readonly lost: readonly string[];
  readonly distanceChanged: boolean;
}

export function consequenceOf(race: Race, { definition }: SetupChanges): Consequence | null {
  if (definition === null) return null;
  const splits = race.columns.reduce((sum, column) => sum + column.count, 0);
  if (splits === 0 && race.zero === null) return null;
  const kept = new Set(definition.points.map(({ id }) => id));
  const lost = race.points.filter(
    ({ id, index }) => !kept.has(id.split('@')[0] ?? id) && (race.columns[index]?.count ?? 0) > 0,
  );
  return {
    splits,
    lost: lost.map(({ label, distanceM }) => label ?? `${distanceM} m`),
    distanceChanged: race.definition?.distanceM !== definition.distanceM,
  };
}
