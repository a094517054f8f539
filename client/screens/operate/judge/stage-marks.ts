import type { Race } from '../../../../shared/race/race.ts';
import type { StripLanes } from '../../../../shared/race/strip.ts';
import { columnAt } from '../../../../shared/strip/axis.ts';
import { laneMiddle } from '../../../../shared/strip/lanes.ts';
import { formatRaceTime } from '../../../../shared/time/format.ts';
import type { FinishImage } from './finish-image.ts';
import type { StageMark } from './StageMarks.tsx';
import type { Judging } from './use-judge.ts';

/** Readings and marks as they stand in the image. */
export function stageMarks(
  race: Race,
  of: Judging,
  { columns }: Pick<FinishImage, 'columns'>,
): readonly StageMark[] {
  const drawn = of.sheet.drafts.map((draft): StageMark => {
    const entrant = of.draftEntrant(draft);
    const lane = entrant === null ? null : race.entrants[entrant]?.entrant.lane;
    return {
      key: `draft ${draft.id}`,
      column: draft.column,
      row: draft.row ?? rowOf(of.chests, lane, draft.column, columns),
      labels: [draft.bib === '' || entrant !== null ? of.draftName(draft) : `${draft.bib}?`],
      state: draft.id === of.sheet.active ? 'active' : 'draft',
    };
  });
  if (of.axis === null) return drawn;
  const at = of.axis;
  const read = of.rows.flatMap(({ reading, entrant, order, lane }): readonly StageMark[] => {
    if (reading === null) return [];
    const column = columnAt(at, reading.us);
    const time = formatRaceTime(reading.us, { digits: of.digits });
    return [
      {
        key: reading.id,
        column,
        row: rowOf(of.chests, lane, column, columns),
        labels: [
          `${order ?? ''} ${of.nameOf(entrant)} ${time}`,
          `${order ?? ''} ${of.nameOf(entrant)}`,
          String(order ?? ''),
        ],
        state: reading.where === 'stored' ? 'stored' : 'waiting',
      },
    ];
  });
  return [...read, ...drawn];
}

/** Where on the image the mark of an entrant is drawn: at the chest, in the lane. */
function rowOf(
  lanes: StripLanes | null,
  lane: number | null | undefined,
  column: number,
  columns: number,
): number | null {
  if (lanes === null || lane === null || lane === undefined) return null;
  return laneMiddle(lanes, lane, column / Math.max(columns - 1, 1));
}
