import { formatClock } from '../../../../shared/time/format.ts';
import { raceTime, type Instant } from '../../../../shared/time/time.ts';
import { expectedArrivals, type Expected } from '../../../../shared/timeline/expected.ts';
import { toldArrival } from '../../../../shared/timeline/told-arrival.ts';
import { pointInSentence, timeText } from '../../../components/board-text.ts';
import { resultRule } from '../../../../shared/timeline/official.ts';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import styles from './Announcer.module.css';
import type { BoothProps } from './booth.ts';

const SHOWN = 8;

/** Who should have been seen by now. */
export function Overdue({ booth, now }: BoothProps & { readonly now: Instant }) {
  const words = useWords();
  const { overdue: says } = words.announcer;
  const { race, nameOf } = booth;
  const { overdue, next } = expectedArrivals(race, now);
  if (overdue.length === 0 && next.length === 0) return null;
  const isKnown = next.some((one) => toldArrival(one, now).how !== 'open');
  const rule = resultRule(race);
  const seen = (one: Expected): string => {
    const split = one.from < 0 ? null : race.split(one.entrant, one.from);
    if (split === null) return says.never;
    const point = pointInSentence(race.points[one.from], words);
    return says.last(point, timeText(rule, split));
  };
  return (
    <Panel title={says.title} panel="overdue">
      {overdue.length === 0 ? (
        <p className={styles['quiet']}>{isKnown ? says.none : says.open}</p>
      ) : null}
      <ul className={styles['arrivals']}>
        {overdue.slice(0, SHOWN).map((one) => {
          const { label, shortName } = nameOf(one.entrant);
          const over = formatClock(raceTime(one.overUs), { digits: 0 });
          return (
            <li key={one.id} className={styles['arrival']} data-state={one.state}>
              <span className={styles['label']}>{label}</span>
              <span className={styles['who']}>
                {shortName}
                <span className={styles['where']}>{seen(one)}</span>
              </span>
              <span className={styles['over']}>
                {says[one.state === 'late' ? 'late' : 'missing']}
                <span className={styles['where']}>{says.over(over)}</span>
              </span>
            </li>
          );
        })}
      </ul>
      {overdue.length > SHOWN ? (
        <p className={styles['quiet']}>{words.result.more(String(overdue.length - SHOWN))}</p>
      ) : null}
    </Panel>
  );
}
