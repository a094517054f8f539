import type { Entrant, RaceDefinition } from '../race/definition.ts';
import type { Roster } from '../race/roster.ts';
import type { Micros } from '../time/time.ts';
import { drawLanes, laneMethodFor, splitIntoHeats } from './draw-lanes.ts';
import { definitionOf, formatOf } from './preset.ts';

/** The next round of an event, made of those who came through its heats. */

/** One heat of the round before: who came through it, and what they are called. */
export interface RoundHeat {
  readonly definition: RaceDefinition;
  readonly entrants: readonly Entrant[];
  readonly roster: Roster;
  readonly through: readonly Through[];
}

export interface Through {
  readonly id: string;
  readonly place: number | null;
  /** The heat's official time, which seeds the next round; null for a place without a time. */
  readonly us: Micros | null;
  readonly digits: number;
  /** Q, q, or what a referee, a jury or the draw gave. */
  readonly mark: string;
}

export interface NextRace {
  readonly definition: RaceDefinition;
  readonly entrants: readonly Entrant[];
  readonly roster: Roster;
}

interface Ranked extends Through {
  readonly heat: RoundHeat;
}

/**
 * The races of the next round: one final, or as many equally strong semifinals as the lanes ask for.
 * Ranked by place in the heats and then by time, those by time after all by place, and others last
 * (World Athletics TR 20.3, 20.4); lanes are drawn by that rank where the event has lanes. Ids are new, since
 * two heats may use the same; bibs, names and what is hidden stay. No races where nobody came through.
 */
export function nextRound(
  heats: readonly RoundHeat[],
  { seed, names }: { readonly seed: number; readonly names: { final: string; semifinal: string } },
): readonly NextRace[] {
  const ranked = heats
    .flatMap((heat) => heat.through.map((one): Ranked => ({ ...one, heat })))
    .toSorted(byRank);
  const model = heats[0]?.definition;
  if (model === undefined || ranked.length === 0) return [];
  const { start, course } = model;
  const lanes = start.kind === 'lanes' && 'lanes' in course ? course.lanes : null;
  const fields = lanes === null ? [ranked] : splitIntoHeats(ranked, lanes, 'serpentine');
  return fields.map((field, index) => ({
    definition: definitionOf(formatOf(model), {
      meeting: model.meeting,
      event: model.event,
      date: model.date,
      zone: model.zone,
      round: fields.length === 1 ? names.final : names.semifinal,
      ...(fields.length === 1 ? {} : { heat: index + 1 }),
      ...kept(model),
    }),
    ...listed(field, lanes === null ? null : { lanes, seed: seed + index, model }),
  }));
}

/** What holds for every round of an event. */
function kept({ categories, paceLines, records, protestUs }: RaceDefinition) {
  return {
    ...(categories === undefined ? {} : { categories }),
    ...(paceLines === undefined ? {} : { paceLines }),
    ...(records === undefined ? {} : { records }),
    ...(protestUs === undefined ? {} : { protestUs }),
  };
}

function listed(
  field: readonly Ranked[],
  draw: { readonly lanes: number; readonly seed: number; readonly model: RaceDefinition } | null,
): Pick<NextRace, 'entrants' | 'roster'> {
  const drawn =
    draw === null
      ? field.map((one) => [one, null] as const)
      : drawLanes(field, laneMethodFor(draw.model), draw);
  const entrants: Entrant[] = [];
  const roster: Record<string, Roster[string]> = {};
  for (const [{ heat, id, us, digits }, lane] of drawn) {
    const before = heat.entrants.find((one) => one.id === id);
    const { bib, tags, categories } = before ?? {};
    const next = `e${entrants.length + 1}`;
    entrants.push({
      id: next,
      role: 'competitor',
      ...(bib === undefined ? {} : { bib }),
      ...(lane === null ? {} : { lane }),
      ...(tags === undefined ? {} : { tags }),
      ...(categories === undefined ? {} : { categories }),
    });
    const called = heat.roster[id];
    if (called !== undefined)
      roster[next] = us === null ? called : { ...called, seedUs: us, seedDigits: digits };
  }
  return { entrants, roster };
}

function byRank(a: Ranked, b: Ranked): number {
  const [first, second] = [groupOf(a), groupOf(b)];
  if (first !== second) return first - second;
  const places = first === 0 ? (a.place ?? Infinity) - (b.place ?? Infinity) || 0 : 0;
  return places || (a.us ?? Infinity) - (b.us ?? Infinity) || 0;
}

/** By place, by time, by decision. */
function groupOf({ mark }: Through): number {
  return mark === 'Q' ? 0 : mark === 'q' ? 1 : 2;
}
