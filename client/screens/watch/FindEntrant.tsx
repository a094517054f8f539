import { useId, useRef, useState } from 'react';
import { Icon } from '../../design/Icon.tsx';
import { useWords } from '../../i18n/words.ts';
import type { Found } from './find-entrants.ts';
import { useRaceView } from './race-view.ts';
import { useFound } from './use-found.ts';
import styles from './FindEntrant.module.css';

const MOST = 8;

/** Finds somebody among thousands by name or bib; choosing follows them. */
export function FindEntrant({ onFollow }: { readonly onFollow: (id: string) => void }) {
  const { board: words, common } = useWords();
  const { followed } = useRaceView();
  const [text, setText] = useState('');
  const list = useId();
  const firstFound = useRef<HTMLUListElement>(null);
  const { found, looking, failed } = useFound(text, MOST);
  return (
    <div className={styles['find']}>
      <input
        type="search"
        data-search=""
        className={styles['input']}
        aria-label={words.find}
        aria-controls={list}
        placeholder={words.find}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || looking) return;
          // The same press would also press what it leads to.
          event.preventDefault();
          firstFound.current?.querySelector('button')?.focus();
        }}
      />
      {failed ? (
        <p role="status" className={styles['looking']}>
          {words.findFailed}
        </p>
      ) : null}
      {looking && found.length === 0 ? (
        <p role="status" className={styles['looking']}>
          {common.loading}
        </p>
      ) : null}
      <ul id={list} ref={firstFound} className={styles['found']}>
        {found.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className={styles['one']}
              aria-pressed={followed.has(one.id)}
              onClick={() => onFollow(one.id)}
            >
              <Icon name="star" size={16} fill={followed.has(one.id)} />
              <Name {...one} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Name({ name, bib, country }: Found) {
  return (
    <>
      <span className={styles['bib']}>{bib}</span>
      <span>{name}</span>
      <span className={styles['country']}>{country}</span>
    </>
  );
}
