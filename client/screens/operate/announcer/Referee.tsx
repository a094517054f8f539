import { Link } from 'wouter';
import { buttonLook } from '../../../design/Button.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { ProtestClock } from '../results/ProtestPanel.tsx';
import styles from './Announcer.module.css';
import type { BoothProps } from './booth.ts';

/** What a referee watches beside the race: the result's state, and the clock of protests. */
export function Referee({ booth }: BoothProps) {
  const words = useWords();
  const { referee: says } = words.announcer;
  const { slug, race, lines, nameOf } = booth;
  const state = race.declared.at(-1)?.state ?? 'none';
  const out = lines.filter(({ status }) => status !== 'OK');
  return (
    <Panel
      title={says.title}
      panel="referee"
      actions={
        <Link
          href={`/operate/race/${slug}/results`}
          className={buttonLook({ look: 'quiet', size: 'normal' })}
        >
          {words.operate.frame.tab.results}
        </Link>
      }
    >
      <p className={styles['big']}>
        {says.state}: {words.result.states[state]}
      </p>
      <ProtestClock result={booth} />
      <ul className={styles['home']}>
        {out.map((line) => (
          <li key={line.id}>
            <span className={styles['label']}>{words.result.status[line.status as 'DQ']}</span>
            <span className={styles['who']}>{nameOf(line.entrant).name}</span>
            <span className={styles['where']}>
              {[line.rule, line.reason].filter((said) => said !== null).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
