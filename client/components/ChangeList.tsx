import type { ResultChange } from '../../shared/timeline/announced.ts';
import { useWords } from '../i18n/words.ts';
import { changeText } from './result-text.ts';
import styles from './ChangeList.module.css';

/** "Kerr: 4th → 3rd", one a line. */
export function ChangeList({
  changes,
  nameOf,
  most,
  flowing = false,
}: {
  readonly changes: readonly ResultChange[];
  readonly nameOf: (id: string) => string;
  readonly most: number;
  /** One after the other and not one a line. */
  readonly flowing?: boolean;
}) {
  const words = useWords();
  if (changes.length === 0) return <p className={styles['unchanged']}>{words.result.unchanged}</p>;
  return (
    <ul
      className={styles['changeList']}
      data-flowing={flowing || undefined}
      aria-label={words.result.changed}
    >
      {changes.slice(0, most).map((change) => (
        <li key={change.id}>
          <bdi className={styles['changedName']}>{nameOf(change.id)}</bdi>{' '}
          {changeText(change, words)}
        </li>
      ))}
      {changes.length > most ? <li>{words.result.more(String(changes.length - most))}</li> : null}
    </ul>
  );
}
