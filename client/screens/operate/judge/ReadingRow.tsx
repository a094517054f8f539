import type { StripAxis } from '../../../../shared/race/strip.ts';
import { columnUs, timeAt } from '../../../../shared/strip/axis.ts';
import { isDeadHeat, settle, thousandth } from '../../../../shared/strip/readings.ts';
import { formatGap, formatRaceTime } from '../../../../shared/time/format.ts';
import { raceTime } from '../../../../shared/time/time.ts';
import { Button } from '../../../design/Button.tsx';
import { classes } from '../../../design/classes.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import { loneReader, speedInto, type JudgeRow } from './judge-rows.ts';
import type { ReadingsPanelProps } from './ReadingsPanel.tsx';
import styles from './Readings.module.css';

interface RowProps extends ReadingsPanelProps {
  readonly row: JudgeRow;
  readonly before: JudgeRow | undefined;
}

/** One finisher: what is read, what it counts as, and how far it is from what was tapped. */
export function ReadingRow({ race, point, judging, row, before, onShow }: RowProps) {
  const words = useWords().judge;
  const { axis, digits, sheet } = judging;
  const line = race.entrants[row.entrant]?.entrant;
  const draft = sheet.drafts.find((one) => judging.draftEntrant(one) === row.entrant);
  const rule = race.definition?.rounding ?? 'thousandths';
  const { reading, official } = row;
  const winner = judging.rows[0]?.reading ?? null;
  const name = judging.nameOf(row.entrant);
  const us = reading?.us ?? (draft && axis ? timeAt(axis, draft.column) : null);
  const speed = us === null ? null : speedInto(race, row.entrant, point, us);
  const gapUs = reading && winner ? reading.us - winner.us : null;
  const ahead = before?.reading ?? null;
  const isTie = reading !== null && ahead !== null && isDeadHeat(rule, ahead.us, reading.us);
  const isAimed =
    sheet.target === row.entrant || (draft !== undefined && draft.id === sheet.active);
  const lone = loneReader(row);
  const settled = axis === null ? null : settle(axis, row.blind);
  return (
    <tr data-entrant={line?.id} data-aimed={isAimed || undefined}>
      <td className={styles['order']}>{row.order ?? ''}</td>
      <td className={styles['lane']} data-label={words.rows.lane}>
        {row.lane ?? ''}
      </td>
      <td className={styles['bib']}>{line?.bib ?? ''}</td>
      <th scope="row" className={styles['wide']}>
        <button
          type="button"
          className={styles['name']}
          aria-label={words.rows.goTo(name)}
          onClick={() => {
            if (draft !== undefined) judging.activate(draft.id);
            const seen = draft?.column ?? columnOf(axis, us ?? row.tapped);
            if (seen !== null) onShow(seen);
          }}
        >
          {name}
        </button>
      </th>
      <td
        className={classes(styles['reading'], styles['time'], reading === null && styles['draft'])}
      >
        {us === null ? '' : formatRaceTime(raceTime(us), { digits })}
      </td>
      <td className={classes(styles['official'], styles['time'])}>
        {official === null
          ? ''
          : formatRaceTime(official.time, { digits: official.digits, hand: official.hand })}
      </td>
      <td className={styles['behind']}>
        {gapUs !== null && gapUs > 0
          ? `${formatGap(gapUs, { digits: Math.max(digits, 3) })} ${speed === null ? '' : words.rows.metres(((gapUs / 1e6) * speed).toFixed(2))}`
          : ''}
        {isTie && reading !== null && ahead !== null && (
          <span className={styles['tie']}>
            {words.rows.deadHeat}
            {ahead.us !== reading.us && (
              <Button onClick={() => judging.deadHeat(ahead, reading)}>
                {words.rows.deadHeatDo(formatRaceTime(thousandth(rule, ahead.us), { digits: 3 }))}
              </Button>
            )}
          </span>
        )}
      </td>
      <td className={classes(styles['muted'], styles['tapped'])}>
        {us !== null && row.tapped !== null ? formatGap(us - row.tapped, { digits: 2 }) : ''}
      </td>
      {judging.locks.both && (
        <td className={styles['settled']} data-settled={settled?.state}>
          {settled === null || settled.state === 'missing'
            ? lone === null
              ? ''
              : words.reader.lone(lone)
            : `${words.reader.lines(linesOf(axis, settled.differenceUs))}${row.isOpen ? `, ${words.reader.third}` : ''}`}
        </td>
      )}
      <td className={classes(styles['state'], styles['muted'])}>
        {draft !== undefined
          ? draft.confirmed
            ? words.rows.confirmed
            : words.rows.marked
          : row.isOpen
            ? words.rows.differ
            : reading === null
              ? words.rows.unread
              : words.rows.where[reading.where]}
      </td>
    </tr>
  );
}

function columnOf(axis: StripAxis | null, us: number | null): number | null {
  if (axis === null || us === null) return null;
  const column = (us - axis.firstUs) / columnUs(axis);
  return column >= 0 && column <= axis.columns - 1 ? column : null;
}

function linesOf(axis: StripAxis | null, us: number): string {
  if (axis === null) return '';
  return String(Math.round((us / Math.abs(columnUs(axis))) * 10) / 10);
}
