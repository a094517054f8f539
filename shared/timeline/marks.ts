import type { Race } from '../race/race.ts';
import type { Instant } from '../time/time.ts';
import type { TimelineMark } from './answers.ts';
import { finishersOf } from './finishers.ts';
import { leadChanges } from './lead.ts';
import { telling } from './points.ts';
import { clockInOrder, clockOf } from './search.ts';
import { firstAtPoint } from './splits.ts';
import { countAt, isOut, viewAt, type View } from './view.ts';

/** What the scrubber marks, oldest first; nothing after `upTo`. */
export function timelineMarks(race: Race, upTo: Instant): TimelineMark[] {
  const view = viewAt(race, upTo);
  const marks = [
    ...[...race.guns.values()].map((gun) => mark(gun.at, 'gun', null)),
    ...points(view),
    ...leadChanges(race, upTo)
      .filter((change) => change.from !== null)
      .map((change) => mark(change.at, 'lead', change.point)),
    ...finishersOf(view)
      .first.slice(0, 1)
      .map((winner) => mark(winner.at, 'finish', winner.point)),
    ...statuses(view),
    ...corrections(view),
    ...race.declared.map((declared) => mark(declared.at, 'declared', null)),
  ];
  return marks.filter(({ at }) => at <= upTo).sort((a, b) => a.at - b.at);
}

function mark(at: number, kind: TimelineMark['kind'], point: number | null): TimelineMark {
  return { at: at as Instant, kind, point };
}

/** The leader of the ranked field at each point that matters. */
function points(view: View): TimelineMark[] {
  return telling(view).flatMap((point) => {
    const leader = firstAtPoint(view, point);
    return leader === null ? [] : [mark(clockOf(view.race.columns[point], leader), 'point', point)];
  });
}

/** A field larger than this has too many of them to mark each. */
const MANY = 200;

function statuses(view: View): TimelineMark[] {
  const { race, facts } = view;
  if (race.entrants.length > MANY) return [];
  return facts.out
    .filter(
      (entrant) => isOut(view, entrant) && (facts.outFrom[entrant] ?? 0) > Number.NEGATIVE_INFINITY,
    )
    .map((entrant) => mark(facts.outFrom[entrant] ?? 0, 'status', null));
}

/** Splits that an amendment or a reading changed, where they lie in time. */
function corrections(view: View): TimelineMark[] {
  const { race } = view;
  if (race.entrants.length > MANY) return [];
  return race.columns.flatMap((column, point) => {
    const count = countAt(view, point);
    const marks: TimelineMark[] = [];
    for (let i = 0; i < count; i++) {
      const split = race.split(column.order[i] ?? -1, point);
      if (split?.corrected === true) marks.push(mark(clockInOrder(column, i), 'correction', point));
    }
    return marks;
  });
}
