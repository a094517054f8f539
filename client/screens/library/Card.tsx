import { Link } from 'wouter';
import type { RaceCard } from '../../../shared/wire/api.ts';
import { formatRaceTime, formatSeconds } from '../../../shared/time/format.ts';
import { raceTime } from '../../../shared/time/time.ts';
import { metresText, raceTitle } from '../../components/board-text.ts';
import { Sparkline } from '../../components/Sparkline.tsx';
import { Badge } from '../../design/Badge.tsx';
import { useWords, type Words } from '../../i18n/words.ts';
import { toneOf, truthOf } from '../watch/truth.ts';
import { dateText } from '../dates.ts';
import styles from './Card.module.css';

/** A race that is over: what it was, and unless hidden, how it ended. */
export function Card({ race, hidden }: { readonly race: RaceCard; readonly hidden: boolean }) {
  const words = useWords();
  const truth = truthOf(race);
  const where = [race.meeting, race.city].filter(Boolean).join(', ');
  return (
    <Link
      href={`/race/${race.slug}`}
      className={styles['card']}
      data-coming={race.phase === 'scheduled' || undefined}
    >
      <span className={styles['top']}>
        <span className={styles['event']}>{raceTitle(race)}</span>
        {truth === 'none' ? null : (
          <Badge tone={toneOf(truth)}>{words.watch.truth.badge[truth]}</Badge>
        )}
      </span>
      <span className={styles['where']}>
        {where} · {dateText(race.date)} ·{' '}
        {words.library.entrants(race.entrants.toLocaleString('en'))}
      </span>
      {race.state === undefined ? null : (
        <span className={styles['state']}>
          <Badge tone="behind">{words.library.state[race.state.is]}</Badge> {race.state.reason}
        </span>
      )}
      {hidden || race.result === null ? (
        <span className={styles['hidden']}>
          {race.result === null ? waitText(race, words.library) : words.library.hidden}
        </span>
      ) : (
        <Result result={race.result} />
      )}
    </Link>
  );
}

/** Of what was called off nobody waits for the start. */
function waitText({ state }: RaceCard, words: Words['library']): string {
  return state === undefined || state.is === 'postponed' ? words.scheduled : words.noResult;
}

function Result({ result }: { readonly result: NonNullable<RaceCard['result']> }) {
  const all = useWords();
  const words = all.library;
  const { margin, gaps } = result;
  return (
    <span className={styles['result']}>
      <span className={styles['winner']}>
        <span className={styles['name']}>
          {result.winner} <span className={styles['country']}>{result.country}</span>
        </span>
        <span className={styles['time']}>
          {result.reached === undefined
            ? formatRaceTime(raceTime(result.timeUs), result)
            : all.common.metres(metresText(result.reached.distanceM))}
        </span>
      </span>
      <span className={styles['gap']}>
        {gaps.length > 1 ? <Sparkline gaps={gaps} label={words.gapsOf(result.winner)} /> : null}
        {margin === null ? null : (
          <span className={styles['margin']}>
            {words.margin} <b>{formatSeconds(margin.us, { digits: margin.digits })} s</b>
          </span>
        )}
      </span>
    </span>
  );
}
