import { formatClock } from '../../../../shared/time/format.ts';
import { MICROS_PER_SECOND, raceTime, type Instant } from '../../../../shared/time/time.ts';
import { expectedArrivals } from '../../../../shared/timeline/expected.ts';
import { toldArrival, type ToldArrival } from '../../../../shared/timeline/told-arrival.ts';
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
  const arrivals = expectedArrivals(race, now).next.map((one) => ({
    ...one,
    told: toldArrival(one, now),
  }));
  // Of whom nothing can be told, nobody can say that they come before the others.
  const isOpen = ({ told }: { readonly told: ToldArrival }): boolean => told.how === 'open';
  const next = [...arrivals.filter((one) => !isOpen(one)), ...arrivals.filter(isOpen)];
  const note = next.some(({ told }) => told.how === 'close') ? says.note : undefined;
  return (
    <Panel title={says.title} note={note} panel="next">
      {next.length === 0 ? <p className={styles['quiet']}>{says.none}</p> : null}
      <ul className={styles['arrivals']}>
        {next.slice(0, SHOWN).map((one) => {
          const { label, shortName } = nameOf(one.entrant);
          return (
            <li key={one.id} className={styles['arrival']} data-state={one.state}>
              <span className={styles['label']}>{label}</span>
              <span className={styles['who']}>
                {shortName}
                <span className={styles['where']}>
                  {says.at(pointInSentence(race.points[one.point], words))}
                </span>
              </span>
              <Eta told={one.told} />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function Eta({ told }: { readonly told: ToldArrival }) {
  const { next: says } = useWords().announcer;
  if (told.how === 'open')
    return (
      <span className={styles['eta']}>
        <span className={styles['where']}>{says.open}</span>
      </span>
    );
  if (told.how === 'minutes')
    return <span className={styles['eta']}>{says.inMinutes(told.minutes)}</span>;
  const seconds = Math.round(told.inUs / MICROS_PER_SECOND);
  const far = formatClock(raceTime(seconds * MICROS_PER_SECOND), { digits: 0 });
  const soon = seconds > 0 ? says.inSeconds(String(seconds)) : says.now;
  return (
    <span className={styles['eta']}>
      {seconds > 60 ? says.inTime(far) : soon}
      <span className={styles['where']}>{says.band(bandText(told.bandUs))}</span>
    </span>
  );
}

function bandText(us: number): string {
  const seconds = us / MICROS_PER_SECOND;
  return seconds < 10 ? (Math.ceil(seconds * 10) / 10).toFixed(1) : String(Math.round(seconds));
}
