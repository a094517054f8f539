import { useState } from 'react';
import type { JournalRow } from '../../../../shared/wire/operate-api.ts';
import { Button } from '../../../design/Button.tsx';
import { Choice } from '../../../design/Choice.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { momentText } from './moment-text.ts';
import styles from './Devices.module.css';

const STEP = 20;
const REFUSALS: ReadonlySet<JournalRow['what']> = new Set([
  'wrongCode',
  'lockedOut',
  'refused',
  'keyRevoked',
]);

/** Who came in and who was refused, newest first. */
export function JournalPanel({ rows }: { readonly rows: readonly JournalRow[] }) {
  const words = useWords().devices.journal;
  const [only, setOnly] = useState<'all' | 'refused'>('all');
  const [count, setCount] = useState(STEP);
  const chosen = rows.filter(({ what }) => only === 'all' || REFUSALS.has(what));
  return (
    <Panel
      title={words.title}
      panel="journal"
      actions={
        <Choice
          label={words.title}
          options={[
            ['all', words.all],
            ['refused', words.refused],
          ]}
          value={only}
          onChange={setOnly}
        />
      }
    >
      {chosen.length === 0 ? <p className={styles['note']}>{words.none}</p> : null}
      <ol className={styles['journal']}>
        {chosen.slice(0, count).map((row, index) => (
          <li
            // Newest first: counted from the end, a row keeps its number.
            key={rows.length - index}
            className={styles['entry']}
            data-refused={REFUSALS.has(row.what) || undefined}
          >
            <time className={styles['when']}>{momentText(row.at)}</time>
            <b>{words.what[row.what]}</b>
            <span>
              {row.message}
              {row.address === null ? '' : ` ${words.from(row.address)}`}
            </span>
          </li>
        ))}
      </ol>
      {chosen.length > count ? (
        <Button onClick={() => setCount(count + STEP)}>
          {words.more(Math.min(STEP, chosen.length - count))}
        </Button>
      ) : null}
    </Panel>
  );
}
