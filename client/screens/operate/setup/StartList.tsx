import { without } from '../../../../shared/setup/without.ts';
import { useMemo, useRef, useState, type ClipboardEvent, type DragEvent } from 'react';
import type { Format } from '../../../../shared/setup/preset.ts';
import { lineProblems } from '../../../../shared/setup/entrants.ts';
import { writeStartList, type StartLine } from '../../../../shared/formats/start-list.ts';
import { Button } from '../../../design/Button.tsx';
import { Field } from '../../../design/Field.tsx';
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

/** On one page; a browser with ten thousand rows of cells would answer no key in time. */
const PAGE_ROWS = 200;

/** Who starts: typed cell by cell, pasted, or dropped as a file. */
export function StartList({ format, lines, onChange }: StartListProps) {
  const words = useWords().setup.list;
  const body = useRef<HTMLTableSectionElement>(null);
  const [more, setMore] = useState<ReadonlySet<CellName>>(new Set());
  const [pasted, setPasted] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);
  const [turned, turn] = useState(0);
  const wanted = new Set<CellName>([...wantedOf(format), ...more]);
  const cells = cellsOf(lines, wanted);
  const problems = useMemo(() => problemsByRow(lines), [lines]);
  const said = lines.filter(isSaid);
  // There is always a row to type into.
  const open: DraftLine = { key: keyAfter(lines) };
  const lastPage = Math.floor(lines.length / PAGE_ROWS);
  const page = Math.min(turned, lastPage);
  const first = page * PAGE_ROWS;
  const rows = [...lines.slice(first, first + PAGE_ROWS), ...(page === lastPage ? [open] : [])];

  function change(row: number, line: DraftLine): void {
    if (row < lines.length) onChange(lines.map((before, i) => (i === row ? line : before)));
    else if (isSaid(line)) onChange([...lines, line]);
  }

  function focusCell(row: number, column: number): void {
    const to = Math.floor(row / PAGE_ROWS);
    if (to !== page) turn(to);
    // A row that was just filled in has its next one after React has drawn it.
    queueMicrotask(() => {
      const cell = body.current?.rows[row - to * PAGE_ROWS]?.cells[column + 1];
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
              {rows.map((line, i) => (
                <StartRow
                  key={line.key}
                  line={line}
                  row={first + i}
                  cells={cells}
                  problems={problems.get(first + i)}
                  onChange={(next) => change(first + i, next)}
                  onMove={(toRow, column) => focusCell(toRow, column)}
                  onRemove={
                    first + i < lines.length && line.id === undefined
                      ? () => onChange(lines.filter((_, at) => at !== first + i))
                      : null
                  }
                />
              ))}
            </tbody>
          </table>
        </div>
        {lastPage === 0 ? null : (
          <Pages
            first={first + 1}
            last={Math.min(first + PAGE_ROWS, lines.length)}
            count={lines.length}
            onTurn={(by) => turn(Math.min(Math.max(page + by, 0), lastPage))}
            onFind={(sought) => {
              const found = findLine(lines, sought);
              if (found !== -1) focusCell(found, Math.max(cells.indexOf('name'), 0));
              return found !== -1;
            }}
          />
        )}
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

/** Of a long list, the part in sight; and the way to anybody by bib or name. */
function Pages(props: {
  readonly first: number;
  readonly last: number;
  readonly count: number;
  readonly onTurn: (by: 1 | -1) => void;
  /** False where nobody is found. */
  readonly onFind: (sought: string) => boolean;
}) {
  const words = useWords().setup.list;
  const { first, last, count, onTurn, onFind } = props;
  const [sought, setSought] = useState('');
  const [missed, setMissed] = useState<string | null>(null);
  return (
    <form
      className={styles['pages']}
      onSubmit={(event) => {
        event.preventDefault();
        if (sought.trim() !== '') setMissed(onFind(sought) ? null : sought);
      }}
    >
      <Button size="large" disabled={first === 1} onClick={() => onTurn(-1)}>
        {words.before}
      </Button>
      <span role="status">{words.shownOf(first, last, count)}</span>
      <Button size="large" disabled={last === count} onClick={() => onTurn(1)}>
        {words.after}
      </Button>
      <Field label={words.find} type="search" value={sought} onChange={setSought} />
      <span role="alert" className={styles['note']}>
        {missed === null ? null : words.notFound(missed)}
      </span>
    </form>
  );
}

/** Whose bib it is, else who is called so first; -1 for nobody. */
function findLine(lines: readonly DraftLine[], sought: string): number {
  const needle = sought.trim().toLowerCase();
  const bib = lines.findIndex((line) => line.bib?.toLowerCase() === needle);
  return bib === -1 ? lines.findIndex((line) => line.name?.toLowerCase().includes(needle)) : bib;
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
