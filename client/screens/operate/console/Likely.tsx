import { useWords } from '../../../i18n/operate-words.ts';
import { Key } from './Keypad.tsx';
import styles from './Likely.module.css';

/** One who may come next. */
export interface LikelyView {
  readonly bib: string;
  readonly name: string;
  /** The name that fits a small key: `Kerr`. */
  readonly family: string;
  /** When they are expected, against now: `in 4 s`; null where nobody can say. */
  readonly due: string | null;
  readonly late: boolean;
}

interface LikelyProps {
  readonly likely: readonly LikelyView[];
  readonly onPick: (index: number, timeStampMs: number) => void;
}

/** The next nine bibs, by the pace of each; a proposal, never taken by itself. */
export function Likely({ likely, onPick }: LikelyProps) {
  const words = useWords().console.assign;
  return (
    <section aria-label={words.likely} className={styles['likely']}>
      <h3 className={styles['title']}>{words.likely}</h3>
      {likely.length === 0 ? <p className={styles['nobody']}>{words.nobodyLikely}</p> : null}
      <ol className={styles['list']}>
        {likely.map(({ bib, name, due, late }, i) => (
          <li key={bib}>
            <button
              type="button"
              tabIndex={-1}
              className={styles['one']}
              title={words.likelyKey(i + 1)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={(event) => onPick(i, event.timeStamp)}
            >
              <kbd className={styles['digit']}>{i + 1}</kbd>
              <b className={styles['bib']}>{bib}</b>
              <span className={styles['name']}>{name}</span>
              <span className={late ? styles['late'] : styles['due']}>
                {late ? `${words.late} · ${due}` : due}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Three of them as keys of a phone's pad. */
export function LikelyKeys({ likely, onPick }: LikelyProps) {
  const words = useWords().console.assign;
  return (
    <div className={styles['keys']}>
      {likely.slice(0, 3).map(({ bib, name, family, late }, i) => (
        <Key
          key={bib}
          label={`${bib} ${name}${late ? `, ${words.late}` : ''}`}
          small
          onPress={(at) => onPick(i, at)}
        >
          <b className={styles['keyBib']}>{bib}</b>
          <span className={styles['keyName']}>{family}</span>
          {late ? <span className={styles['keyLate']}>{words.late}</span> : null}
        </Key>
      ))}
    </div>
  );
}
