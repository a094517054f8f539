import { Panel } from '../../../design/Panel.tsx';
import { placeText, resultText } from '../../../components/result-text.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import styles from './Announcer.module.css';
import type { BoothProps } from './booth.ts';

const SHOWN = 12;

/** The result as it comes in. */
export function Home({ booth }: BoothProps) {
  const words = useWords();
  const { results: says } = words.announcer;
  const { lines, race, nameOf } = booth;
  const state = race.declared.at(-1)?.state ?? 'none';
  return (
    <Panel title={says.title} note={words.result.states[state]} panel="home">
      {lines.length === 0 ? <p className={styles['quiet']}>{says.none}</p> : null}
      <ol className={styles['home']}>
        {lines.slice(0, SHOWN).map((line) => (
          <li key={line.id}>
            <span className={styles['label']}>{placeText(line)}</span>
            <span className={styles['who']}>{nameOf(line.entrant).name}</span>
            <span className={styles['marks']}>
              {[line.qualified, ...line.marks].filter((mark) => mark !== null).join(' ')}
            </span>
            <span className={styles['figure']}>{resultText(line, words)}</span>
          </li>
        ))}
      </ol>
      {lines.length > SHOWN ? (
        <p className={styles['quiet']}>{words.result.more(String(lines.length - SHOWN))}</p>
      ) : null}
    </Panel>
  );
}
