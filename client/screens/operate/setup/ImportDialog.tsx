import { useEffect, useMemo, useRef, useState } from 'react';
import {
  readStartList,
  START_LIST_LIMIT,
  type ReadStartList,
  type StartLine,
} from '../../../../shared/formats/start-list.ts';
import { meantCountry, NOC_CODES } from '../../../../shared/formats/noc-codes.ts';
import type { Column } from '../../../../shared/formats/start-list-columns.ts';
import { lineProblems } from '../../../../shared/setup/entrants.ts';
import { Button } from '../../../design/Button.tsx';
import { Dialog } from '../../../design/Dialog.tsx';
import { TextArea } from '../../../design/Field.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { cellText, type CellName } from './start-rows.ts';
import styles from './ImportDialog.module.css';

interface ImportDialogProps {
  readonly text: string;
  readonly onTake: (lines: readonly StartLine[], how: 'add' | 'replace') => void;
  readonly onClose: () => void;
}

const PREVIEWED = 8;
const PROBLEMS_SHOWN = 12;

/** What was pasted, as it was understood, before it is taken. */
export function ImportDialog({ text: pasted, onTake, onClose }: ImportDialogProps) {
  const words = useWords().setup.import;
  const [text, setText] = useState(pasted);
  const [columns, setColumns] = useState<readonly (Column | null)[] | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const read = useMemo(() => readStartList(text, columns ?? undefined), [text, columns]);
  const wasPasted = pasted !== '';
  const area = useRef<HTMLDivElement>(null);
  const pastedHere = useRef(false);
  const taking = useRef<HTMLButtonElement>(null);
  const [useMeant, setUseMeant] = useState(false);
  const lines = useMemo(
    () => (read.ok ? (useMeant ? read.lines.map(asMeant) : read.lines) : []),
    [read, useMeant],
  );

  // The dialog itself would begin at its close button.
  useEffect(() => {
    if (wasPasted) taking.current?.focus();
    else area.current?.querySelector('textarea')?.focus();
  }, [wasPasted]);
  // Enter takes what was pasted; whoever types into it stays in it.
  useEffect(() => {
    if (pastedHere.current && read.ok) taking.current?.focus();
    pastedHere.current = false;
  }, [text, read.ok]);

  function write(next: string): void {
    setText(next);
    setColumns(null);
  }

  async function open(file: File | undefined): Promise<void> {
    const fits = file !== undefined && file.size <= START_LIST_LIMIT.bytes;
    setTooLarge(file !== undefined && !fits);
    if (fits) write(await file.text());
  }

  return (
    <Dialog open title={words.title} closeLabel={words.cancel} onClose={onClose}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (read.ok) onTake(lines, 'add');
        }}
      >
        {wasPasted ? null : (
          <>
            <div
              ref={area}
              onPaste={() => {
                pastedHere.current = true;
              }}
            >
              <TextArea
                label={words.area}
                hint={words.hint}
                rows={5}
                value={text.length > 200_000 ? text.slice(0, 200_000) : text}
                onChange={write}
              />
            </div>
            <label className={styles['file']}>
              {words.file}
              <input
                type="file"
                accept=".csv,.txt,.tsv,text/csv,text/plain"
                onChange={(event) => void open(event.target.files?.[0])}
              />
            </label>
          </>
        )}
        {tooLarge ? <p role="alert">{words.refused.tooLarge}</p> : null}
        {read.ok ? (
          <>
            <Preview read={{ ...read, lines }} onColumns={setColumns} />
            {useMeant || !read.lines.some((line) => asMeant(line) !== line) ? null : (
              <Button className={styles['meant']} onClick={() => setUseMeant(true)}>
                {words.useMeant}
              </Button>
            )}
          </>
        ) : text === '' ? null : (
          <p role="alert">{words.refused[read.reason]}</p>
        )}
        <div className={styles['actions']}>
          <Button onClick={onClose}>{words.cancel}</Button>
          {read.ok ? (
            <>
              <Button onClick={() => onTake(lines, 'replace')}>
                {words.replace(lines.length)}
              </Button>
              <Button ref={taking} type="submit" look="strong">
                {words.add(lines.length)}
              </Button>
            </>
          ) : null}
        </div>
      </form>
    </Dialog>
  );
}

const PREVIEW_CELLS: readonly CellName[] = [
  'bib',
  'name',
  'country',
  'club',
  'lane',
  'heat',
  'category',
  'wave',
  'seedUs',
  'offsetUs',
  'tags',
  'grid',
];

function Preview({
  read,
  onColumns,
}: {
  readonly read: ReadStartList;
  readonly onColumns: (columns: readonly (Column | null)[]) => void;
}) {
  const { import: words, list } = useWords().setup;
  const { lines, columns, unread } = read;
  const cells = PREVIEW_CELLS.filter((cell) => lines.some((line) => line[cell] !== undefined));
  const remarks = remarksOf(read);
  const names = Object.entries(words.columnNames) as [Column, string][];
  return (
    <>
      <p role="status" className={styles['count']}>
        {words.read(lines.length)}
        {remarks.length === 0 ? '' : ` · ${words.problems(remarks.length)}`}
        {unread.length === 0 ? '' : ` · ${words.unread(unread.join(', '))}`}
      </p>
      <div className={styles['columns']}>
        {columns.map((column, index) => (
          <select
            // Columns are told apart by their place alone.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            aria-label={words.column(index + 1)}
            value={column ?? 'ignored'}
            onChange={({ target }) =>
              onColumns(columns.map((one, i) => (i === index ? (target.value as Column) : one)))
            }
          >
            {names.map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        ))}
      </div>
      <div className={styles['preview']}>
        <table>
          <thead>
            <tr>
              {cells.map((cell) => (
                <th key={cell} scope="col">
                  {list.columns[cell]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, PREVIEWED).map((line) => (
              <tr key={line.line}>
                {cells.map((cell) => (
                  <td key={cell}>{cellText({ ...line, key: 0 }, cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lines.length > PREVIEWED ? (
        <p className={styles['note']}>{words.morePreview(lines.length - PREVIEWED)}</p>
      ) : null}
      <Remarks remarks={remarks} />
    </>
  );
}

/** ISO writes DEU where the Olympic Committees, and we, write GER. */
function asMeant(line: StartLine): StartLine {
  const { country } = line;
  const meant = country === undefined || NOC_CODES.has(country) ? null : meantCountry(country);
  return meant === null ? line : { ...line, country: meant };
}

type Remark =
  | { readonly line: number; readonly cell: ReadStartList['problems'][number] }
  | { readonly line: number; readonly row: ReturnType<typeof lineProblems>[number] };

function remarksOf({ lines, problems }: ReadStartList): Remark[] {
  const inCells = problems.map((cell) => ({ line: cell.line, cell }));
  const inRows = lineProblems(lines).map((row) => ({ line: lines[row.index]?.line ?? 0, row }));
  return [...inCells, ...inRows].toSorted((a, b) => a.line - b.line);
}

function Remarks({ remarks }: { readonly remarks: readonly Remark[] }) {
  const { import: words, list } = useWords().setup;
  if (remarks.length === 0) return null;
  return (
    <ul className={styles['remarks']}>
      {remarks.slice(0, PROBLEMS_SHOWN).map((remark) => {
        const text =
          'cell' in remark
            ? words.problem[remark.cell.kind](remark.cell.text)
            : list.problem[remark.row.kind](remark.row.text, otherOf(remark.row.other, list.row));
        return (
          <li key={`${remark.line} ${text}`}>
            <b>{words.line(remark.line)}</b> {text}
          </li>
        );
      })}
      {remarks.length > PROBLEMS_SHOWN ? (
        <li>{words.morePreview(remarks.length - PROBLEMS_SHOWN)}</li>
      ) : null}
    </ul>
  );
}

function otherOf(other: string | number | undefined, row: (row: number) => string): string {
  return typeof other === 'number' ? row(other + 1) : (other ?? '');
}
