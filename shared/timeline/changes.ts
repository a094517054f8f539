import type { Race } from '../race/race.ts';
import { formatRaceTime } from '../time/format.ts';
import { LIVE_EDGE } from '../time/time.ts';
import type { Change } from './answers.ts';
import { boardOf, numbersOf } from './board.ts';
import { clockOf, entrantIn } from './search.ts';
import { viewAt } from './view.ts';

/**
 * What a stretch of the log changed, told to a viewer who was not looking: splits that came, moved
 * or went, positions, status, places and marks. `before` and `after` are two states of one race.
 */
export function changesBetween(before: Race, after: Race): Change[] {
  return [
    ...splitChanges(before, after),
    ...positionChanges(before, after),
    ...lineChanges(before, after),
  ];
}

function splitChanges(before: Race, after: Race): Change[] {
  const changes: Change[] = [];
  after.columns.forEach((column, point) => {
    const old = before.columns[point];
    for (const { index } of after.entrants) {
      const [was, is] = [clockOf(old, index), clockOf(column, index)];
      if (was === is || (Number.isNaN(was) && Number.isNaN(is))) continue;
      const text = (race: Race): string | null => splitText(race, index, point);
      const entry = after.split(index, point)?.entry ?? before.split(index, point)?.entry ?? null;
      changes.push({
        entrant: index,
        what: 'split',
        point,
        before: text(before),
        after: text(after),
        entry,
      });
    }
  });
  return changes;
}

function splitText(race: Race, entrant: number, point: number): string | null {
  const split = race.columns[point] === undefined ? null : race.split(entrant, point);
  if (split === null) return null;
  const digits = split.kind === 'manual' ? Math.min(split.digits, 2) : split.digits;
  return formatRaceTime(split.time, { digits });
}

function positionChanges(before: Race, after: Race): Change[] {
  const [was, is] = [positions(before), positions(after)];
  return after.entrants.flatMap(({ index }) =>
    changed(index, 'position', text(was[index] || null), text(is[index] || null)),
  );
}

function positions(race: Race): number[] {
  const view = viewAt(race, LIVE_EDGE);
  const board = boardOf(view, Number.POSITIVE_INFINITY);
  const numbers = numbersOf(view, board, board.length);
  const byEntrant: number[] = [];
  for (let row = 0; row < board.running; row++)
    byEntrant[entrantIn(board.entrants, row)] = numbers.positions[row] ?? 0;
  return byEntrant;
}

function lineChanges(before: Race, after: Race): Change[] {
  return after.entrants.flatMap((line) => {
    const old = before.entrants[line.index];
    return [
      ...changed(line.index, 'status', old?.status?.status ?? null, line.status?.status ?? null),
      ...changed(
        line.index,
        'place',
        text(old?.place?.place ?? null),
        text(line.place?.place ?? null),
      ),
      ...changed(line.index, 'marks', listed(old?.marks?.marks), listed(line.marks?.marks)),
    ];
  });
}

function changed(
  entrant: number,
  what: Change['what'],
  before: string | null,
  after: string | null,
): Change[] {
  return before === after ? [] : [{ entrant, what, point: null, before, after, entry: null }];
}

function text(value: number | null): string | null {
  return value === null ? null : String(value);
}

function listed(marks: readonly string[] | undefined): string | null {
  return marks === undefined ? null : marks.join(' ');
}
