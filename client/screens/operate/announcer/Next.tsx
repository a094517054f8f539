import { MICROS_PER_SECOND, type Instant } from '../../../../shared/time/time.ts';
import { expectedArrivals } from '../../../../shared/timeline/expected.ts';
import { pointInSentence } from '../../../components/board-text.ts';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import styles from './Announcer.module.css';
import type { BoothProps } from './booth.ts';

const SHOWN = 8;

/** Who is expected next, when, and how sure that is. */
export function Next({ booth, now }: BoothProps & { readonly now: Instant }) {
  const words = useWords();
  const { next: says } = words.announcer;
  const { race, nameOf } = booth;
  const { next } = expectedArrivals(race, now, { count: SHOWN });
  return (
    <Panel title={says.title} note={next.length === 0 ? undefined : says.note} panel="next">
      {next.length === 0 ? <p className={styles['quiet']}>{says.none}</p> : null}
      <ul className={styles['arrivals']}>
        {next.map((one) => {
          const { label, shortName } = nameOf(one.entrant);
          const seconds = Math.round((one.at - now) / MICROS_PER_SECOND);
          return (
            <li key={one.id} className={styles['arrival']} data-state={one.state}>
              <span className={styles['label']}>{label}</span>
              <span className={styles['who']}>
                {shortName}
                <span className={styles['where']}>
                  {says.at(pointInSentence(race.points[one.point], words))}
                </span>
              </span>
              <span className={styles['eta']}>
                {seconds > 0 ? says.inSeconds(String(seconds)) : says.now}
                <span className={styles['where']}>{says.band(bandText(one.latest - one.at))}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function bandText(us: number): string {
  const seconds = us / MICROS_PER_SECOND;
  return seconds < 10 ? (Math.ceil(seconds * 10) / 10).toFixed(1) : String(Math.round(seconds));
}
