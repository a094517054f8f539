import { useState, type KeyboardEvent } from 'react';
import { Button } from '../../../design/Button.tsx';
import { Icon } from '../../../design/Icon.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import type { DraftLine } from './race-draft.ts';
import type { RowProblems } from './StartList.tsx';
import { cellText, withCell, type CellName } from './start-rows.ts';
import styles from './StartList.module.css';

interface StartRowProps {
  readonly line: DraftLine;
  readonly row: number;
  readonly cells: readonly CellName[];
  readonly problems: RowProblems | undefined;
  readonly onChange: (line: DraftLine) => void;
  readonly onMove: (row: number, column: number) => void;
  readonly onRemove: (() => void) | null;
}

/** One entrant. Tab goes on to the next cell, Enter to the next row, arrows up and down. */
export function StartRow(props: StartRowProps) {
  const { line, row, cells, problems, onChange, onMove, onRemove } = props;
  const words = useWords().setup.list;
  const who = line.name ?? line.bib ?? words.row(row + 1);

  function onKeyDown(event: KeyboardEvent, column: number): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') onMove(row + 1, event.shiftKey ? column : 0);
    else if (event.key === 'ArrowDown') onMove(row + 1, column);
    else if (event.key === 'ArrowUp' && row > 0) onMove(row - 1, column);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <tr className={styles['row']}>
        <td className={styles['number']}>{row + 1}</td>
        {cells.map((cell, column) => (
          <td key={cell} data-cell={cell}>
            <Cell
              key={cellText(line, cell)}
              line={line}
              cell={cell}
              label={words.rowOf(row + 1, words.columns[cell])}
              onChange={onChange}
              onKeyDown={(event) => onKeyDown(event, column)}
            />
          </td>
        ))}
        <td className={styles['last']}>
          {onRemove === null ? null : (
            <Button
              look="quiet"
              icon
              tabIndex={-1}
              aria-label={words.remove(who)}
              onClick={onRemove}
            >
              <Icon name="close" size={16} />
            </Button>
          )}
          {problems === undefined ? null : (
            <span className={styles['problems']}>
              <Icon name="warning" size={16} />
              {problems.map(({ kind, text, other = '' }) => (
                <span key={kind + text}>{words.problem[kind](text, String(other))}</span>
              ))}
            </span>
          )}
        </td>
      </tr>
    </>
  );
}

/** What is typed counts when the cell is left; what cannot stand there stays, marked. */
function Cell({
  line,
  cell,
  label,
  onChange,
  onKeyDown,
}: {
  readonly line: DraftLine;
  readonly cell: CellName;
  readonly label: string;
  readonly onChange: (line: DraftLine) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}) {
  const words = useWords().setup.list;
  const before = cellText(line, cell);
  const [text, setText] = useState(before);
  const next = withCell(line, cell, text);
  const isTime = cell === 'seedUs' || cell === 'offsetUs';
  const wrong = next === null ? (isTime ? words.badTime : words.badLane) : undefined;

  function keep(): void {
    if (next !== null && text !== before) onChange(next);
  }

  return (
    <input
      className={styles['cell']}
      aria-label={label}
      aria-invalid={wrong === undefined ? undefined : true}
      title={wrong}
      autoComplete="off"
      spellCheck={false}
      inputMode={cell === 'lane' || cell === 'grid' ? 'numeric' : undefined}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key.startsWith('Arrow')) keep();
        onKeyDown(event);
      }}
    />
  );
}
