import type { MarksAwarded } from '../../../../shared/race/events.ts';
import type { RaceDefinition } from '../../../../shared/race/definition.ts';
import type { HeatResult, Qualification } from '../../../../shared/timeline/qualification.ts';
import type { Instant } from '../../../../shared/time/time.ts';

/** How the open places were decided: everybody goes on, or these were drawn. */
export type Decision =
  | { readonly kind: 'all' }
  | { readonly kind: 'lots'; readonly drawn: readonly string[] };

/** Of one round: of the same event of the same meeting, and a heat. */
export function isSameRound(a: RaceDefinition, b: RaceDefinition): boolean {
  return (
    a.meeting.name === b.meeting.name &&
    a.date.slice(0, 4) === b.date.slice(0, 4) &&
    a.event === b.event &&
    (a.round ?? '') === (b.round ?? '')
  );
}

/** The mark of everybody who goes on, by heat and id; open places as they were decided. */
function marksWanted(
  { qualified, open }: Qualification,
  decisions: readonly (Decision | undefined)[],
): ReadonlyMap<string, string> {
  const wanted = new Map(qualified.map(({ heat, id, mark }) => [`${heat} ${id}`, mark as string]));
  open.forEach(({ by, ids }, i) => {
    const decision = decisions[i];
    if (decision === undefined) return;
    for (const { heat, id } of ids) {
      if (decision.kind === 'all') wanted.set(`${heat} ${id}`, by === 'place' ? 'Q' : 'q');
      else if (decision.drawn.includes(`${heat} ${id}`)) wanted.set(`${heat} ${id}`, 'qD');
    }
  });
  return wanted;
}

/** What is to be brought to each heat so that its marks are those; what a jury gave stays. */
export function awardsOf(
  heats: readonly HeatResult[],
  qualification: Qualification,
  {
    decisions,
    at,
  }: { readonly decisions: readonly (Decision | undefined)[]; readonly at: Instant },
): ReadonlyMap<string, readonly MarksAwarded[]> {
  const wanted = marksWanted(qualification, decisions);
  const awards = new Map<string, readonly MarksAwarded[]>();
  for (const { heat, lines } of heats) {
    const events = lines.flatMap(({ id, marks, qualified }): MarksAwarded[] => {
      const mark = wanted.get(`${heat} ${id}`) ?? null;
      const isKept = mark === null && (qualified === 'qR' || qualified === 'qJ');
      if (mark === qualified || isKept) return [];
      return [
        {
          type: 'marksAwarded',
          entrant: id,
          marks: mark === null ? marks : [...marks, mark],
          by: { basis: 'instant', at, digits: 0 },
        },
      ];
    });
    if (events.length > 0) awards.set(heat, events);
  }
  return awards;
}

/** Draws some of them; `random` gives a whole number below its argument. */
export function drawLots(
  ids: readonly string[],
  places: number,
  random: (below: number) => number,
): readonly string[] {
  const left = [...ids];
  const drawn: string[] = [];
  while (drawn.length < places && left.length > 0)
    drawn.push(...left.splice(random(left.length), 1));
  return drawn;
}
