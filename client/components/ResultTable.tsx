import type { ResultLine } from '../../shared/timeline/result-sheet.ts';
import { Badge } from '../design/Badge.tsx';
import { classes } from '../design/classes.ts';
import { useWords } from '../i18n/words.ts';
import { metresText } from './board-text.ts';
import {
  gapText,
  notesOf,
  officialText,
  placeText,
  readingText,
  resultText,
} from './result-text.ts';
import styles from './ResultTable.module.css';

export interface ResultRow {
  readonly line: ResultLine;
  readonly name: string;
  readonly country: string | null;
  /** Who is in the crew, else the club. */
  readonly about?: string | null;
  /** Bib or lane. */
  readonly label: string;
}

interface ResultTableProps {
  readonly caption: string;
  readonly rows: readonly ResultRow[];
  readonly labelled: 'bib' | 'lane' | 'initials';
  /** The line that is being worked on, and what to do when another is chosen. */
  readonly chosen?: string | null;
  readonly onChoose?: (id: string) => void;
}

/** A result as it is printed: who is home by place, then who is out. */
export function ResultTable({ caption, rows, labelled, chosen, onChoose }: ResultTableProps) {
  const words = useWords();
  const { columns } = words.result;
  const reached = rows.some(({ line }) => line.reached !== null);
  const guns = rows.some(({ line }) => line.gunTime !== null);
  const readings = rows.some(({ line }) => readingText(line) !== '');
  const gaps = rows.some(({ line }) => gapText(line) !== '');
  const countries = rows.some(({ country }) => country !== null && country !== '');
  const withLabel = labelled !== 'initials';
  return (
    <table className={classes(styles['table'], onChoose !== undefined && styles['chooses'])}>
      <caption className={styles['caption']}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className={styles['number']}>
            {columns.place}
          </th>
          {withLabel ? (
            <th scope="col" className={styles['number']}>
              {columns[labelled]}
            </th>
          ) : null}
          <th scope="col">{columns.name}</th>
          {countries ? (
            <th scope="col" className={styles['country']}>
              {columns.country}
            </th>
          ) : null}
          {reached ? (
            <>
              <th scope="col" className={styles['number']}>
                {columns.laps}
              </th>
              <th scope="col" className={styles['number']}>
                {columns.distance}
              </th>
            </>
          ) : null}
          <th scope="col" className={classes(styles['number'], styles['time'])}>
            {reached ? columns.lastLap : guns ? columns.net : columns.time}
          </th>
          {guns ? (
            <th scope="col" className={classes(styles['number'], styles['wide'])}>
              {columns.gun}
            </th>
          ) : null}
          {readings ? (
            <th scope="col" className={classes(styles['number'], styles['wide'])}>
              {columns.reading}
            </th>
          ) : null}
          {gaps ? (
            <th scope="col" className={classes(styles['number'], styles['wide'])}>
              {columns.gap}
            </th>
          ) : null}
          <th scope="col" className={styles['notes']}>
            {columns.notes}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row
            key={row.line.id}
            row={row}
            cells={{ label: withLabel, countries, reached, guns, readings, gaps }}
            chosen={chosen === row.line.id}
            onChoose={onChoose}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly row: ResultRow;
  readonly cells: {
    readonly label: boolean;
    readonly countries: boolean;
    readonly reached: boolean;
    readonly guns: boolean;
    readonly readings: boolean;
    readonly gaps: boolean;
  };
  readonly chosen: boolean;
  readonly onChoose: ((id: string) => void) | undefined;
}

function Row({ row, cells, chosen, onChoose }: RowProps) {
  const words = useWords();
  const { line, name } = row;
  return (
    <tr
      className={classes(styles['row'], line.status !== 'OK' && styles['out'])}
      data-entrant={line.id}
      data-chosen={chosen || undefined}
      onClick={onChoose && (() => onChoose(line.id))}
    >
      <td className={classes(styles['number'], styles['place'])}>{placeText(line)}</td>
      {cells.label ? (
        <td className={classes(styles['number'], styles['label'])}>{row.label}</td>
      ) : null}
      <th scope="row" className={styles['name']}>
        {onChoose === undefined ? (
          name
        ) : (
          <button type="button" className={styles['choose']} aria-pressed={chosen}>
            {name}
          </button>
        )}
        {row.about ? <span className={styles['about']}>{row.about}</span> : null}
        {/* On a phone there is no column for them. */}
        <span className={styles['under']}>
          <Notes line={line} />
        </span>
      </th>
      {cells.countries ? <td className={styles['country']}>{row.country}</td> : null}
      {cells.reached ? (
        <>
          <td className={styles['number']}>{line.reached?.laps}</td>
          <td className={styles['number']}>
            {line.reached === null ? null : words.common.metres(metresText(line.reached.distanceM))}
          </td>
        </>
      ) : null}
      <td className={classes(styles['number'], styles['time'])}>{resultText(line, words)}</td>
      {cells.guns ? (
        <td className={classes(styles['number'], styles['wide'])}>{officialText(line.gunTime)}</td>
      ) : null}
      {cells.readings ? (
        <td className={classes(styles['number'], styles['wide'])}>{readingText(line)}</td>
      ) : null}
      {cells.gaps ? (
        <td className={classes(styles['number'], styles['wide'])}>{gapText(line)}</td>
      ) : null}
      <td className={styles['notes']}>
        <Notes line={line} />
      </td>
    </tr>
  );
}

function Notes({ line }: { readonly line: ResultLine }) {
  const words = useWords();
  const notes = notesOf(line, words);
  return (
    <span className={styles['marks']}>
      {line.qualified === null ? null : (
        <abbr
          className={styles['qualified']}
          title={words.result.qualifies[line.qualified] ?? line.qualified}
        >
          {line.qualified}
        </abbr>
      )}
      {line.marks.map((mark) => (
        <Badge key={mark} tone="record">
          {mark}
        </Badge>
      ))}
      {notes.length === 0 ? null : <span className={styles['said']}>{notes.join(' · ')}</span>}
    </span>
  );
}
