import type { Instant } from '../../../../shared/time/time.ts';
import { resultRule } from '../../../../shared/timeline/official.ts';
import { standingsAt } from '../../../../shared/timeline/standings.ts';
import { pointInSentence, timeText } from '../../../components/board-text.ts';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import styles from './Announcer.module.css';
import type { BoothProps } from './booth.ts';
import { behindText, leadText, wayText } from './lead-words.ts';

const SHOWN = 5;

/** Who leads, by how much, in words that can be read out. */
export function Lead({ booth, now }: BoothProps & { readonly now: Instant }) {
  const words = useWords();
  const { lead } = words.announcer;
  const { race, nameOf } = booth;
  const { rows } = standingsAt(race, now, { count: SHOWN + 3 });
  const ranked = rows.filter(({ position }) => position !== null).slice(0, SHOWN);
  const [first, second, ...others] = ranked;
  if (first === undefined)
    return (
      <Panel title={lead.title} panel="lead">
        <p className={styles['quiet']}>{lead.nobody}</p>
      </Panel>
    );
  const rule = resultRule(race);
  const time = first.split === null ? null : timeText(rule, first.split);
  const way = wayText(race, first, words);
  return (
    <Panel title={lead.title} panel="lead">
      <p className={styles['leader']}>{nameOf(first.entrant).name}</p>
      <p className={styles['big']}>
        {time === null ? null : lead.at(pointInSentence(race.points[first.point], words), time)}
      </p>
      <p className={styles['big']}>
        {leadText(
          second?.gap ?? null,
          second === undefined ? '' : nameOf(second.entrant).shortName,
          words,
        )}
      </p>
      {way === null ? null : (
        <p className={styles['way']} data-bell={way.bell || undefined}>
          {way.text}
        </p>
      )}
      <ol className={styles['behind']} start={3}>
        {others.map((row) => (
          <li key={row.id}>
            <span className={styles['who']}>{nameOf(row.entrant).name}</span>
            <span className={styles['figure']}>{behindText(row.gap, words)}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
