import { memo } from 'react';
import type { EntryId } from '../../../../shared/race/entry.ts';
import { Button } from '../../../design/Button.tsx';
import { classes } from '../../../design/classes.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import { sameRow, type RowView } from './row-view.ts';
import styles from './Rows.module.css';

interface RowProps {
  readonly row: RowView;
  readonly selected: boolean;
  /** The next bib goes here. */
  readonly target: boolean;
  /** What it lies on is called a phone, not a device. */
  readonly phone: boolean;
  readonly onSelect: (id: EntryId) => void;
  readonly onKeepBoth: (id: EntryId) => void;
  readonly onMerge: (id: EntryId) => void;
  readonly onDismiss: (id: EntryId) => void;
}

/** One passing: when, who, what is odd about it, and how safe it is. */
export const Row = memo(function Row(props: RowProps) {
  const { row, selected, target } = props;
  const words = useWords().console;
  return (
    <li
      data-row={row.id}
      data-state={row.state}
      data-twin={row.twin}
      aria-current={selected ? 'true' : undefined}
      className={classes(
        styles['row'],
        styles[row.state],
        target && styles['target'],
        selected && styles['selected'],
      )}
    >
      {/* Arrow keys reach it from the bib field; a click leaves the focus there, for Space taps. */}
      <button
        type="button"
        tabIndex={-1}
        className={styles['main']}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => props.onSelect(row.id)}
      >
        <span className={styles['clock']}>{row.clock}</span>
        <span className={styles['bib']}>{row.bib ?? words.row.unknown}</span>
        <span className={styles['who']}>
          <span className={styles['name']}>{row.name ?? waitingWord(row, words.row)}</span>
          <Facts row={row} />
        </span>
        <span className={styles['official']}>
          {row.position === null ? null : <b>{row.position}</b>}
          {row.official}
        </span>
        <Where row={row} phone={props.phone} />
      </button>
      {row.twin && row.state !== 'void' ? <Twin {...props} /> : null}
      {row.state === 'refused' ? (
        <span className={styles['acts']}>
          <Button look="quiet" onClick={() => props.onDismiss(row.id)}>
            {words.where.dismiss}
          </Button>
        </span>
      ) : null}
    </li>
  );
}, unchanged);

function unchanged(a: RowProps, b: RowProps): boolean {
  return (
    a.selected === b.selected &&
    a.target === b.target &&
    a.onSelect === b.onSelect &&
    a.onMerge === b.onMerge &&
    sameRow(a.row, b.row)
  );
}

function waitingWord(
  row: RowView,
  words: { readonly typeBib: string; readonly leftOpen: string },
): string | null {
  if (row.bib !== null) return null;
  if (row.state === 'waiting') return words.typeBib;
  return row.state === 'open' ? words.leftOpen : null;
}

function Facts({ row }: { readonly row: RowView }) {
  const words = useWords().console.row;
  const facts = [
    ...(row.state === 'void' ? [words.voided] : []),
    ...row.notes,
    ...(row.corrected ? [words.edited] : []),
    ...(row.by === null ? [] : [words.by(row.by)]),
  ];
  return (
    <span className={styles['facts']}>
      {row.double ? (
        <span className={styles['double']} title={words.doubleNote}>
          {words.double}
        </span>
      ) : null}
      {row.point === null ? null : <span>{row.point}</span>}
      {facts.map((fact) => (
        <span key={fact} className={styles['fact']}>
          {fact}
        </span>
      ))}
    </span>
  );
}

const MARKS = { device: '●', sending: '↑', stored: '✓', refused: '✖' } as const;

/** Icon and word: a colour or a sign alone says nothing in the sun. */
function Where({ row, phone }: Pick<RowProps, 'row' | 'phone'>) {
  const words = useWords().console.where;
  const stored = row.seq === null ? words.storedOnly : words.stored(`#${row.seq}`);
  const text = {
    device: phone ? words.phone : words.device,
    sending: words.sending,
    stored,
    refused: words.refused(row.refused ?? ''),
  }[row.where];
  return (
    <span className={classes(styles['where'], styles[row.where])} data-where={row.where}>
      <span aria-hidden="true" className={styles['mark']}>
        {MARKS[row.where]}
      </span>
      <span className={styles['word']}>{text}</span>
    </span>
  );
}

function Twin({ row, onKeepBoth, onMerge }: RowProps) {
  const words = useWords().console.row;
  return (
    <span className={styles['acts']}>
      <Button onClick={() => onKeepBoth(row.id)}>{words.keepBoth}</Button>
      <Button title={words.mergeNote} onClick={() => onMerge(row.id)}>
        {words.merge}
      </Button>
    </span>
  );
}
