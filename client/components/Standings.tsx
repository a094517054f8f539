import { memo, useRef, type AriaRole, type ReactNode } from 'react';
import type { RoundingRule } from '../../shared/race/definition.ts';
import type { RacePoint } from '../../shared/race/race.ts';
import type { Standing } from '../../shared/timeline/answers.ts';
import { ROUNDING } from '../../shared/time/rounding.ts';
import { classes } from '../design/classes.ts';
import { Icon } from '../design/Icon.tsx';
import { VisuallyHidden } from '../design/VisuallyHidden.tsx';
import { useWords } from '../i18n/words.ts';
import {
  behindFigure,
  countText,
  givenName,
  pointName,
  splitFigure,
  type Figure,
} from './board-text.ts';
import { useReorder } from './reorder.ts';
import styles from './Standings.module.css';

/** One line of the board: where somebody stands, and who that is. */
export interface BoardRow {
  readonly standing: Standing;
  readonly name: string;
  readonly shortName: string;
  readonly country: string | null;
  /** Who is in the crew, else the club; told where there is room. */
  readonly about?: string | null;
  /** The own start of an interval start, until there is a split. */
  readonly starts?: string | null;
  /** Bib, lane or initials, as on the track. */
  readonly label: string;
  readonly seriesIndex: number;
  readonly pacemaker: boolean;
}

export interface StandingsProps {
  readonly caption: string;
  readonly rows: readonly BoardRow[];
  readonly points: readonly RacePoint[];
  readonly rule: RoundingRule;
  /** What `label` is. */
  readonly labelled: 'bib' | 'lane' | 'initials';
  readonly sort: 'athlete' | 'crew' | 'driver';
  /** Whether anybody's country is known. */
  readonly countries: boolean;
  readonly narrowColumn: 'gap' | 'interval';
  /** Thousands are listed: places of five digits, gaps of hours. */
  readonly large?: boolean;
  readonly followed: ReadonlySet<string>;
  readonly onFollow: (id: string) => void;
  /** `rows` are a stretch of a long board, each laid where it stands; it scrolls in itself. */
  readonly windowed?: WindowedRows;
  /** Told of what scrolls. */
  readonly onScroller?: (element: HTMLDivElement | null) => void;
}

export interface WindowedRows {
  /** Index on the whole board of the first row that is drawn. */
  readonly first: number;
  /** What is taken off a row's index to name the element that shows it. */
  readonly keysFrom: number;
  readonly rowPx: number;
  readonly total: number;
}

/** The board as a table: who is where, by how much, and how well that is known. */
export function Standings(props: StandingsProps) {
  const { caption, rows, followed, onFollow, windowed, onScroller } = props;
  const words = useWords().board;
  const body = useRef<HTMLTableSectionElement>(null);
  useReorder(body, windowed === undefined, rows);
  // Laid in place, the parts of a table are no table for the browser any more: their roles say it.
  const part = (role: AriaRole) => (windowed === undefined ? undefined : role);
  const firstOut = rows.find((row) => isOut(row.standing))?.standing.id;
  const table = (
    <table
      className={styles['table']}
      aria-label={words.name}
      data-countries={props.countries}
      data-fine={ROUNDING[props.rule].digits > 2 || undefined}
      data-large={props.large === true || undefined}
      data-wide={rows.some((row) => row.label.length > 3) || undefined}
      role={part('table')}
      aria-rowcount={windowed === undefined ? undefined : windowed.total + 1}
    >
      <caption className={styles['caption']}>{caption}</caption>
      <Head {...props} />
      <tbody ref={body} role={part('rowgroup')} style={{ '--rows': windowed?.total }}>
        {rows.map((row, index) => (
          <Row
            // Rows that glide are themselves; rows laid in place only change what they say.
            key={
              windowed === undefined ? row.standing.id : windowed.first - windowed.keysFrom + index
            }
            row={row}
            index={windowed === undefined ? null : windowed.first + index}
            topPx={windowed === undefined ? null : (windowed.first + index) * windowed.rowPx}
            followed={followed.has(row.standing.id)}
            apart={row.standing.id === firstOut}
            points={props.points}
            rule={props.rule}
            crew={props.sort === 'crew'}
            narrowColumn={props.narrowColumn}
            onFollow={onFollow}
          />
        ))}
      </tbody>
    </table>
  );
  if (windowed === undefined) return <div className={styles['scroller']}>{table}</div>;
  return (
    <div
      ref={onScroller}
      className={styles['scroller']}
      data-windowed
      role="group"
      aria-label={words.name}
      // Focusable, so that it scrolls by key.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {table}
    </div>
  );
}

function Head({ labelled, sort, narrowColumn, windowed }: StandingsProps) {
  const { columns } = useWords().board;
  const label = labelled === 'lane' ? columns.lane : labelled === 'bib' ? columns.bib : '';
  const role = windowed && 'columnheader';
  return (
    <thead role={windowed && 'rowgroup'}>
      <tr role={windowed && 'row'} className={styles['head']}>
        <th role={role} scope="col" className={styles['position']}>
          {columns.position}
        </th>
        <th role={role} scope="col" className={styles['change']}>
          <VisuallyHidden>{columns.change}</VisuallyHidden>
        </th>
        <th role={role} scope="col" className={styles['label']}>
          {label === '' ? <VisuallyHidden>{columns.bib}</VisuallyHidden> : label}
        </th>
        <th role={role} scope="col" className={styles['name']}>
          {columns[sort]}
        </th>
        <th role={role} scope="col" className={styles['country']}>
          <VisuallyHidden>{columns.country}</VisuallyHidden>
        </th>
        <th role={role} scope="col" className={styles['split']}>
          {columns.split}
        </th>
        <th
          role={role}
          scope="col"
          className={classes(styles['gap'], narrowColumn !== 'gap' && styles['spare'])}
        >
          {columns.gap}
        </th>
        <th
          role={role}
          scope="col"
          className={classes(styles['interval'], narrowColumn !== 'interval' && styles['spare'])}
        >
          {columns.interval}
        </th>
        <th role={role} scope="col" className={styles['star']}>
          <VisuallyHidden>{columns.follow}</VisuallyHidden>
        </th>
      </tr>
    </thead>
  );
}

interface RowProps {
  readonly row: BoardRow;
  readonly index: number | null;
  readonly topPx: number | null;
  readonly followed: boolean;
  readonly apart: boolean;
  readonly points: readonly RacePoint[];
  readonly rule: RoundingRule;
  readonly crew: boolean;
  readonly narrowColumn: 'gap' | 'interval';
  readonly onFollow: (id: string) => void;
}

const Row = memo(function Row({
  row,
  index,
  topPx,
  followed,
  apart,
  points,
  rule,
  crew,
  narrowColumn,
  onFollow,
}: RowProps) {
  const words = useWords();
  const { standing } = row;
  const waits = standing.split === null || isOut(standing);
  const isUntimed = standing.split === null && standing.place !== null && !isOut(standing);
  const leads = standing.position === 1 && !standing.shared && standing.gap === null;
  const laid = index !== null;
  const ownStart = row.starts ? { text: row.starts, estimated: false } : null;
  const role = laid ? 'cell' : undefined;
  return (
    <tr
      role={laid ? 'row' : undefined}
      data-key={standing.id}
      data-ink={standing.ink}
      data-state={standing.state}
      data-followed={followed || undefined}
      data-apart={apart || undefined}
      aria-rowindex={index === null ? undefined : index + 2}
      className={styles['row']}
      style={topPx === null ? undefined : { top: topPx }}
    >
      <td role={role} className={styles['position']}>
        {positionText(standing)}
      </td>
      <td role={role} className={styles['change']}>
        <Change change={standing.change} />
      </td>
      <td role={role} className={styles['label']}>
        <span
          className={styles['chip']}
          style={{ '--series': `var(--series-${(row.seriesIndex % 8) + 1})` }}
        >
          {row.label}
        </span>
      </td>
      <th role={laid ? 'rowheader' : undefined} scope="row" className={styles['name']}>
        <Name row={row} crew={crew} about={laid ? null : row.about} />
      </th>
      <td role={role} className={styles['country']}>
        {row.country}
      </td>
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label */}
      <td role={role} className={styles['split']}>
        {isUntimed ? <span className={styles['none']}>{words.board.noTime}</span> : null}
        <FigureText
          figure={splitFigure(standing, rule) ?? ownStart}
          blank={waits}
          corrected={standing.split?.corrected === true}
        >
          <span className={styles['where']}>
            {standing.split === null
              ? ownStart && words.board.starts
              : pointName(points[standing.point], words)}
          </span>
        </FigureText>
      </td>
      <td role={role} className={classes(styles['gap'], narrowColumn !== 'gap' && styles['spare'])}>
        {leads && standing.split !== null ? (
          <span className={styles['leader']}>{words.board.leader}</span>
        ) : (
          <FigureText figure={behindFigure(standing.gap, words)} blank={waits} />
        )}
      </td>
      <td
        role={role}
        className={classes(styles['interval'], narrowColumn !== 'interval' && styles['spare'])}
      >
        <FigureText figure={behindFigure(standing.interval, words)} blank={waits} />
      </td>
      <td role={role} className={styles['star']}>
        <button
          type="button"
          className={styles['follow']}
          aria-pressed={followed}
          aria-label={words.board.follow(row.name)}
          onClick={() => onFollow(standing.id)}
        >
          <Icon name="star" size={18} fill={followed} />
        </button>
      </td>
    </tr>
  );
});

interface NameProps {
  readonly row: BoardRow;
  readonly crew: boolean;
  readonly about: string | null | undefined;
}

function Name({ row, crew, about }: NameProps) {
  const words = useWords().board;
  const { standing, name, shortName } = row;
  const given = crew ? null : givenName(name, shortName);
  const status = statusWord(standing);
  return (
    <span className={styles['who']} data-bib={row.label}>
      <span className={styles['line']}>
        {given === null ? (
          <>
            <span className={styles['full']}>{name}</span>
            <span className={styles['short']} aria-hidden="true">
              {shortName}
            </span>
          </>
        ) : (
          <>
            <span className={styles['given']}>{given}</span>
            <span className={styles['family']}>{name.slice(given.length)}</span>
          </>
        )}
        {row.pacemaker ? (
          <abbr className={styles['tag']} title={words.pacemaker}>
            {words.pacemakerShort}
          </abbr>
        ) : null}
        {standing.marks.map((mark) => (
          <abbr key={mark} className={styles['mark']} title={words.marks[mark] ?? mark}>
            {mark}
          </abbr>
        ))}
        {status === null ? null : (
          <span className={styles['status']} title={standing.reason ?? undefined}>
            <abbr title={words.status[status]}>{status}</abbr>
            {standing.reason === null ? null : (
              <span className={styles['reason']}> {standing.reason}</span>
            )}
          </span>
        )}
        {about ? (
          <span className={styles['about']} title={about}>
            <span>{about}</span>
          </span>
        ) : null}
      </span>
    </span>
  );
}

function Change({ change }: { readonly change: number | null }) {
  const words = useWords().board;
  if (change === null || change === 0) return null;
  const won = change > 0;
  return (
    <span className={won ? styles['won'] : styles['lost']}>
      <span aria-hidden="true">
        {won ? '▲' : '▼'}
        {Math.abs(change)}
      </span>
      <VisuallyHidden>{won ? words.won(change) : words.lost(-change)}</VisuallyHidden>
    </span>
  );
}

interface FigureTextProps {
  readonly figure: Figure | null;
  /** Nothing can be known yet: no dash either. */
  readonly blank: boolean;
  readonly corrected?: boolean;
  readonly children?: ReactNode;
}

function FigureText({ figure, blank, corrected, children }: FigureTextProps) {
  const words = useWords().board;
  if (figure === null && blank) return null;
  if (figure === null) return <span className={styles['none']}>{words.nobody}</span>;
  return (
    <span className={styles['figure']} data-ink={figure.estimated ? 'estimated' : 'known'}>
      {figure.estimated ? <span className={styles['about']}>≈</span> : null}
      {figure.text}
      {corrected === true ? (
        <abbr className={styles['corrected']} title={words.corrected}>
          ✎
        </abbr>
      ) : null}
      {children}
    </span>
  );
}

function positionText({ place, position, shared }: Standing): string {
  const rank = place ?? position;
  if (rank === null) return '';
  return shared ? `${countText(rank)}=` : countText(rank);
}

function statusWord({ state }: Standing): 'DNS' | 'DNF' | 'DQ' | null {
  return state === 'DNS' || state === 'DNF' || state === 'DQ' ? state : null;
}

function isOut(standing: Standing): boolean {
  return statusWord(standing) !== null || standing.state === 'out';
}
