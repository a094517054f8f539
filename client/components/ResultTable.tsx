import type { ResultLine } from '../../shared/timeline/result-sheet.ts';
import { Badge } from '../design/Badge.tsx';
import { classes } from '../design/classes.ts';
import { useWords } from '../i18n/words.ts';
import { gapText, notesOf, placeText, readingText, resultText } from './result-text.ts';
import styles from './ResultTable.module.css';

export interface ResultRow {
  readonly line: ResultLine;
  readonly name: string;
  readonly country: string | null;
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
  const { columns } = useWords().result;
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
          <th scope="col" className={classes(styles['number'], styles['time'])}>
            {columns.time}
          </th>
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
            cells={{ label: withLabel, countries, readings, gaps }}
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
        {/* On a phone there is no column for them. */}
        <span className={styles['under']}>
          <Notes line={line} />
        </span>
      </th>
      {cells.countries ? <td className={styles['country']}>{row.country}</td> : null}
      <td className={classes(styles['number'], styles['time'])}>{resultText(line, words)}</td>
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
