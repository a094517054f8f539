import { without } from '../../../../shared/setup/without.ts';
import { useMemo, useRef, useState, type ClipboardEvent, type DragEvent } from 'react';
import type { Format } from '../../../../shared/setup/preset.ts';
import { lineProblems } from '../../../../shared/setup/entrants.ts';
import { writeStartList, type StartLine } from '../../../../shared/formats/start-list.ts';
import { Button } from '../../../design/Button.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { classes } from '../../../design/classes.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import { saveFile } from '../save-file.ts';
import { ImportDialog } from './ImportDialog.tsx';
import { isSaid, type DraftLine } from './race-draft.ts';
import { StartRow } from './StartRow.tsx';
import { ALL_CELLS, cellsOf, type CellName } from './start-rows.ts';
import styles from './StartList.module.css';

interface StartListProps {
  readonly format: Format | null;
  readonly lines: readonly DraftLine[];
  readonly onChange: (lines: readonly DraftLine[]) => void;
}

/** More are taken, but nobody types ten thousand. */
const ROWS_SHOWN = 200;

/** Who starts: typed cell by cell, pasted, or dropped as a file. */
export function StartList({ format, lines, onChange }: StartListProps) {
  const words = useWords().setup.list;
  const body = useRef<HTMLTableSectionElement>(null);
  const [more, setMore] = useState<ReadonlySet<CellName>>(new Set());
  const [pasted, setPasted] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);
  const wanted = new Set<CellName>([...wantedOf(format), ...more]);
  const cells = cellsOf(lines, wanted);
  const problems = useMemo(() => problemsByRow(lines), [lines]);
  const said = lines.filter(isSaid);
  // There is always a row to type into.
  const open: DraftLine = { key: keyAfter(lines) };
  const rows = [...lines.slice(0, ROWS_SHOWN), ...(lines.length < ROWS_SHOWN ? [open] : [])];

  function change(row: number, line: DraftLine): void {
    if (row < lines.length) onChange(lines.map((before, i) => (i === row ? line : before)));
    else if (isSaid(line)) onChange([...lines, line]);
  }

  function focusCell(row: number, column: number): void {
    // A row that was just filled in has its next one after React has drawn it.
    queueMicrotask(() => {
      const cell = body.current?.rows[row]?.cells[column + 1];
      const input = cell?.querySelector('input');
      input?.focus();
      input?.select();
    });
  }

  function take(added: readonly StartLine[], how: 'add' | 'replace'): void {
    const kept = how === 'add' ? lines.filter(isSaid) : lines.filter(({ id }) => id !== undefined);
    const keyed = added.map((one, index) => ({
      ...without(one, 'line'),
      key: keyAfter(lines) + index,
    }));
    setPasted(null);
    onChange([...kept, ...keyed]);
    focusCell(kept.length + keyed.length, 0);
  }

  /** One cell's text is the cell's; a table is a start list. */
  function onPaste(event: ClipboardEvent): void {
    const text = event.clipboardData.getData('text/plain');
    if (!/[\n\t]/.test(text.trim())) return;
    event.preventDefault();
    setPasted(text);
  }

  async function onDrop(event: DragEvent): Promise<void> {
    event.preventDefault();
    setIsOver(false);
    const [file] = event.dataTransfer.files;
    if (file) setPasted(await file.text());
  }

  return (
    <Panel
      title={words.title}
      note={words.count(said.length)}
      panel="start-list"
      className={classes(styles['panel'], isOver && styles['over'])}
      actions={
        <span className={styles['actions']}>
          <Button onClick={() => setPasted('')}>{words.paste}</Button>
          {said.length === 0 ? null : (
            <Button look="quiet" onClick={() => saveFile(asCsv(said), 'start-list.csv')}>
              {words.export}
            </Button>
          )}
        </span>
      }
    >
      {/* Paste and drop are shortcuts; the button above does the same. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className={styles['box']}
        onPaste={onPaste}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => void onDrop(event)}
      >
        <div className={styles['scroll']}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col" className={styles['number']}>
                  #
                </th>
                {cells.map((cell) => (
                  <th key={cell} scope="col" data-cell={cell}>
                    {words.columns[cell]}
                  </th>
                ))}
                <td>{null}</td>
              </tr>
            </thead>
            <tbody ref={body}>
              {rows.map((line, row) => (
                <StartRow
                  key={line.key}
                  line={line}
                  row={row}
                  cells={cells}
                  problems={problems.get(row)}
                  onChange={(next) => change(row, next)}
                  onMove={(toRow, column) => focusCell(toRow, column)}
                  onRemove={
                    row < lines.length && line.id === undefined
                      ? () => onChange(lines.filter((_, i) => i !== row))
                      : null
                  }
                />
              ))}
            </tbody>
          </table>
        </div>
        {lines.length > ROWS_SHOWN ? (
          <p className={styles['note']}>{words.shownOf(ROWS_SHOWN, lines.length)}</p>
        ) : null}
        <div className={styles['foot']}>
          <p className={styles['note']}>{words.note}</p>
          <fieldset className={styles['columns']}>
            <legend>{words.more}</legend>
            {ALL_CELLS.filter((cell) => cell !== 'name').map((cell) => (
              <label key={cell} className={styles['column']}>
                <input
                  type="checkbox"
                  checked={cells.includes(cell)}
                  disabled={cells.includes(cell) && !more.has(cell)}
                  onChange={({ target }) => setMore(toggled(more, cell, target.checked))}
                />
                {words.columns[cell]}
              </label>
            ))}
          </fieldset>
        </div>
      </div>
      {pasted === null ? null : (
        <ImportDialog text={pasted} onTake={take} onClose={() => setPasted(null)} />
      )}
    </Panel>
  );
}

/** A key that no line has. */
function keyAfter(lines: readonly DraftLine[]): number {
  return lines.reduce((highest, { key }) => Math.max(highest, key), -1) + 1;
}

function wantedOf(format: Format | null): CellName[] {
  const always: CellName[] = ['bib', 'name', 'country', 'club'];
  switch (format?.start.kind) {
    case 'lanes':
      return ['lane', ...always, 'seedUs'];
    case 'grid':
      return [...always, 'grid'];
    case 'waves':
      return [...always, 'wave'];
    case 'interval':
      return [...always, 'offsetUs'];
    case 'gun':
    case undefined:
      return always;
  }
}

function toggled(set: ReadonlySet<CellName>, cell: CellName, on: boolean): ReadonlySet<CellName> {
  return new Set(on ? [...set, cell] : [...set].filter((one) => one !== cell));
}

function problemsByRow(lines: readonly DraftLine[]): ReadonlyMap<number, RowProblems> {
  const rows = new Map<number, ReturnType<typeof lineProblems>>();
  for (const problem of lineProblems(lines)) {
    const line = lines[problem.index];
    if (line === undefined || !isSaid(line)) continue;
    const { other } = problem;
    const who = typeof other === 'number' ? whoIs(lines[other], other) : other;
    const named = who === undefined ? problem : { ...problem, other: who };
    rows.set(problem.index, [...(rows.get(problem.index) ?? []), named]);
  }
  return rows;
}

export type RowProblems = ReturnType<typeof lineProblems>;

function whoIs(line: DraftLine | undefined, index: number): string {
  return line?.name ?? line?.bib ?? String(index + 1);
}

function asCsv(lines: readonly DraftLine[]): Blob {
  return new Blob([writeStartList(lines)], { type: 'text/csv' });
}
