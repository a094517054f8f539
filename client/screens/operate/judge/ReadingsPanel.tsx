import type { Race } from '../../../../shared/race/race.ts';
import type { StripAxis } from '../../../../shared/race/strip.ts';
import { columnUs, timeAt } from '../../../../shared/strip/axis.ts';
import {
  isDeadHeat,
  marginBetween,
  settle,
  thousandth,
} from '../../../../shared/strip/readings.ts';
import { formatGap, formatRaceTime, formatSeconds } from '../../../../shared/time/format.ts';
import { raceTime } from '../../../../shared/time/time.ts';
import { Button } from '../../../design/Button.tsx';
import { classes } from '../../../design/classes.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import { speedInto, type JudgeRow, type Reader } from './judge-rows.ts';
import type { Judging } from './use-judge.ts';
import styles from './Judge.module.css';

interface ReadingsPanelProps {
  readonly race: Race;
  readonly point: number;
  readonly judging: Judging;
  readonly reader: Reader;
  readonly onShow: (column: number) => void;
}

/** Everybody at this point: read, marked or not yet, in the order of the image. */
export function ReadingsPanel(props: ReadingsPanelProps) {
  const { judging } = props;
  const words = useWords().judge;
  const { rows, axis, sheet } = judging;
  if (rows.length === 0) return <p className={styles['note']}>{words.rows.none}</p>;
  const strangers = sheet.drafts.filter((draft) => judging.draftEntrant(draft) === null);
  const showBlind = judging.locks.both;
  return (
    <>
      <WinningMargin {...props} />
      <div className={styles['scroll']}>
        <table className={styles['rows']}>
          <thead>
            <tr>
              <th scope="col">{words.rows.order}</th>
              <th scope="col">{words.rows.lane}</th>
              <th scope="col">{words.rows.bib}</th>
              <th scope="col" className={styles['wide']}>
                {words.rows.name}
              </th>
              <th scope="col">{words.rows.reading}</th>
              <th scope="col">{words.rows.official}</th>
              <th scope="col">{words.rows.gap}</th>
              <th scope="col">{words.rows.tapped}</th>
              {showBlind && <th scope="col">{words.reader.difference}</th>}
              <th scope="col">{words.rows.state}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <Row key={row.entrant} {...props} row={row} before={rows[i - 1]} />
            ))}
          </tbody>
        </table>
      </div>
      {strangers.length > 0 && (
        <div className={styles['fields']} role="group" aria-label={words.rows.open}>
          <span className={styles['note']}>{words.rows.open}</span>
          {strangers.map((draft) => (
            <Button
              key={draft.id}
              look={draft.id === sheet.active ? 'strong' : 'plain'}
              onClick={() => {
                judging.activate(draft.id);
                props.onShow(draft.column);
              }}
            >
              {draft.bib === '' ? '?' : draft.bib}{' '}
              {axis === null
                ? words.lineNumber(String(draft.column))
                : formatRaceTime(timeAt(axis, draft.column), { digits: judging.digits })}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

/** The first two and what is between them: what the day is about. */
function WinningMargin({ race, point, judging }: ReadingsPanelProps) {
  const words = useWords().judge.rows;
  const { axis, rows, digits } = judging;
  const [first, second] = rows;
  const rule = race.definition?.rounding;
  if (axis === null || !first?.reading || !second?.reading || rule === undefined) return null;
  const margin = marginBetween(axis, rule, {
    ahead: first.reading.us,
    behind: second.reading.us,
    speedMps: speedInto(race, second.entrant, point, second.reading.us),
  });
  const known = Math.max(digits, 3);
  return (
    <p className={styles['margin']}>
      <span>{words.margin}</span>
      <strong>
        {margin.deadHeat
          ? words.deadHeat
          : words.marginText(
              formatSeconds(margin.us, { digits: known }),
              margin.metres?.toFixed(2) ?? null,
            )}
      </strong>
      <span>
        {words.marginBand(
          formatSeconds(margin.bandUs.low, { digits: known }),
          formatSeconds(margin.bandUs.high, { digits: known }),
        )}
      </span>
    </p>
  );
}

interface RowProps extends ReadingsPanelProps {
  readonly row: JudgeRow;
  readonly before: JudgeRow | undefined;
}

function Row({ race, point, judging, row, before, onShow }: RowProps) {
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
  const settled = axis === null ? null : settle(axis, row.blind);
  return (
    <tr data-entrant={line?.id} data-aimed={isAimed || undefined}>
      <td>{row.order ?? ''}</td>
      <td>{row.lane ?? ''}</td>
      <td>{line?.bib ?? ''}</td>
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
      <td className={classes(styles['time'], reading === null && styles['draft'])}>
        {us === null ? '' : formatRaceTime(raceTime(us), { digits })}
      </td>
      <td className={styles['time']}>
        {official === null
          ? ''
          : formatRaceTime(official.time, { digits: official.digits, hand: official.hand })}
      </td>
      <td>
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
      <td className={styles['muted']}>
        {us !== null && row.tapped !== null ? formatGap(us - row.tapped, { digits: 2 }) : ''}
      </td>
      {judging.locks.both && (
        <td data-settled={settled?.state}>
          {settled === null || settled.state === 'missing'
            ? ''
            : `${words.reader.lines(linesOf(axis, settled.differenceUs))}${settled.state === 'thirdLook' ? `, ${words.reader.third}` : ''}`}
        </td>
      )}
      <td className={styles['muted']}>
        {draft !== undefined
          ? draft.confirmed
            ? words.rows.confirmed
            : words.rows.marked
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
