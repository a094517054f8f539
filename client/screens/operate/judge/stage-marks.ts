import type { Race } from '../../../../shared/race/race.ts';
import { columnAt } from '../../../../shared/strip/axis.ts';
import { formatRaceTime } from '../../../../shared/time/format.ts';
import type { FinishImage } from './finish-image.ts';
import type { StageMark } from './StageMarks.tsx';
import { rowOf, type Judging } from './use-judge.ts';

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
      row: draft.row ?? rowOf(of.lanes, lane, draft.column, columns),
      label: draft.bib === '' || entrant !== null ? of.draftName(draft) : `${draft.bib}?`,
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
        row: rowOf(of.lanes, lane, column, columns),
        label: `${order ?? ''} ${of.nameOf(entrant)} ${time}`,
        state: reading.where === 'stored' ? 'stored' : 'waiting',
      },
    ];
  });
  return [...read, ...drawn];
}
