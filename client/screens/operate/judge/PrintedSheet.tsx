import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { useWords } from '../../../i18n/operate-words.ts';
import type { Sheet } from './sheet-canvas.ts';
import styles from './PrintedSheet.module.css';

/** A sheet whose picture is a file in memory. */
export interface Printed extends Omit<Sheet, 'picture'> {
  readonly url: string;
}

/** On paper alone: the image as a picture, all words as words. Prints once, and lets it go. */
export function PrintedSheet(props: { readonly sheet: Printed; readonly onDone: () => void }) {
  const { sheet, onDone } = props;
  const { title, lines, table, footer, url } = sheet;
  const words = useWords().judge.release;
  useEffect(() => {
    const picture = new Image();
    picture.src = url;
    let isOver = false;
    const print = () => {
      if (isOver) return;
      document.documentElement.dataset['prints'] = 'sheet';
      window.print();
      delete document.documentElement.dataset['prints'];
      URL.revokeObjectURL(url);
      onDone();
    };
    picture.decode().then(print, print);
    return () => {
      isOver = true;
    };
    // The sheet is printed once, whoever renders meanwhile.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [url]);
  const align = (column: number) => (table.words.includes(column) ? styles['words'] : undefined);
  return createPortal(
    <article className={styles['sheet']} aria-label={words.sheet} data-printed="">
      <h1>{title}</h1>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <img src={url} alt={words.sheet} />
      <table>
        <thead>
          <tr>
            {table.head.map((name, column) => (
              <th key={column} scope="col" className={align(column)}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, column) => (
                <td key={column} className={align(column)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {footer.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </article>,
    document.body,
  );
}
