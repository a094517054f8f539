import { Suspense, useCallback, useEffect } from 'react';
import { Link } from 'wouter';
import type { Standing } from '../../../shared/timeline/answers.ts';
import type { Instant } from '../../../shared/time/time.ts';
import { resultRule } from '../../../shared/timeline/official.ts';
import type { RaceCard } from '../../../shared/wire/api.ts';
import { behindFigure, raceTitle, splitFigure } from '../../components/board-text.ts';
import { Clock } from '../../components/Clock.tsx';
import { buttonLook } from '../../design/Button.tsx';
import { useWords } from '../../i18n/words.ts';
import { dateText } from '../dates.ts';
import { isOver } from '../../store/race-state.ts';
import type { Session } from '../../store/session.ts';
import { usePart, useStations, useVisit } from '../stations.ts';
import { Countdown } from '../watch/Countdown.tsx';
import { nameOf } from '../watch/names.ts';
import { clockText } from '../watch/clock-text.ts';
import { RaceViewContext, useRaceOf, useRaceView } from '../watch/race-view.ts';
import { StatePill } from '../watch/StatePill.tsx';
import { lazyPart } from '../../design/lazy-part.ts';
import styles from './OnAir.module.css';

const RaceTrack = lazyPart(() =>
  import('../watch/RaceTrack.tsx').then((chunk) => ({ default: chunk.RaceTrack })),
);

const SHOWN = 5;

/** The race that runs at this moment, running. */
export function OnAir({ race }: { readonly race: RaceCard }) {
  const words = useWords();
  const { session } = useVisit(race.slug);
  const view = useRaceOf(session);
  const phase = usePart(session.race, (state) => state.phase) ?? race.phase;
  const hidden = useHidden(session);
  useNextRun(session);
  const where = [race.meeting, race.city, dateText(race.date)].filter(Boolean).join(' · ');
  return (
    <section aria-labelledby={`on-air-${race.slug}`} className={styles['hero']}>
      <div className={styles['words']}>
        <div className={styles['state']}>
          {view === null ? null : <StatePill session={session} zero={view.zero} />}
          <span className={styles['where']}>{where}</span>
        </div>
        <h2 id={`on-air-${race.slug}`} className={styles['event']}>
          {raceTitle(race)}
        </h2>
        <RaceViewContext value={view}>
          {view === null ? (
            <div className={styles['rows']} />
          ) : (
            <Now phase={phase} hidden={hidden} />
          )}
        </RaceViewContext>
        <Link
          href={`/race/${race.slug}`}
          className={`${buttonLook({ look: 'strong', size: 'large' })} ${styles['enter']}`}
        >
          {words.library.enter[phase]}
        </Link>
      </div>
      <div className={styles['track']}>
        <RaceViewContext value={view}>
          <Suspense fallback={null}>
            {view === null || race.mass || hidden ? null : <RaceTrack />}
          </Suspense>
        </RaceViewContext>
      </div>
    </section>
  );
}

/** Whether the first is home, and this viewer does not want to be told who that is. */
function useHidden(session: Session): boolean {
  const { prefs } = useStations();
  const hideResults = usePart(prefs, (state) => state.hideResults);
  const isWon = usePart(session.board, (board) =>
    board.first.some((row) => row.state === 'finished'),
  );
  return hideResults && isWon;
}

/** Who looks at a race from here stays with what is on air: when a run is over they wait for the next. */
function useNextRun(session: Session): void {
  const over = usePart(session.race, isOver);
  const upcoming = usePart(session.race, (state) => state.upcoming !== null);
  const live = usePart(session.viewer, ({ clock }) => clock.mode === 'live');
  useEffect(() => {
    if (!live) return;
    if (upcoming) session.takeUpcoming();
    else if (over) session.open({ at: 'natural' });
  }, [session, live, upcoming, over]);
}

function Now({ phase, hidden }: { readonly phase: RaceCard['phase']; readonly hidden: boolean }) {
  const words = useWords();
  const { session, race, zero } = useRaceView();
  const text = useCallback(
    (at: Instant) => clockText(session, race, at, zero),
    [session, race, zero],
  );
  const next = usePart(session.race, (state) => state.next);
  if (phase === 'countdown' && next !== null) {
    return (
      <p className={styles['countdown']}>
        <Countdown session={session} at={next.at} words={words.library.startsIn} />
      </p>
    );
  }
  return (
    <>
      <Clock
        frames={session.frames}
        text={text}
        label={words.watch.clock}
        className={styles['clock']}
      />
      {hidden ? (
        <div className={styles['rows']}>
          <p className={styles['said']}>{words.library.hidden}</p>
        </div>
      ) : (
        <First />
      )}
    </>
  );
}

/** Before anybody has a position: who is in it, one line less for what is said above them. */
function Starters({ first }: { readonly first: readonly Standing[] }) {
  const words = useWords();
  const { race, roster } = useRaceView();
  return (
    <div className={styles['rows']}>
      <p className={styles['said']}>
        {race.zero === null ? words.library.beforeGun : words.library.running}
      </p>
      <ul className={styles['starters']}>
        {first.slice(0, SHOWN - 1).map(({ id, entrant }) => {
          const listed = race.entrants[entrant]?.entrant ?? { id };
          const { shortName, country, label } = nameOf(listed, roster, words);
          return (
            <li key={id} className={styles['row']}>
              <span className={styles['label']}>{label}</span>
              <span
                className={styles['swatch']}
                style={{ '--series': `var(--series-${(entrant % 8) + 1})` }}
              />
              <span className={styles['name']}>{shortName}</span>
              <span className={styles['country']}>{country === label ? null : country}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function First() {
  const words = useWords();
  const { session, race, roster } = useRaceView();
  const first = usePart(session.board, (board) => board.first);
  const rows = first.filter((row) => row.position !== null).slice(0, SHOWN);
  if (rows.length === 0) return <Starters first={first} />;
  return (
    <ol className={styles['rows']}>
      {rows.map((row) => {
        const entrant = race.entrants[row.entrant]?.entrant ?? {
          id: row.id,
          role: 'competitor' as const,
        };
        const { shortName, country } = nameOf(entrant, roster, words);
        const figure =
          row.gap === null ? splitFigure(row, resultRule(race)) : behindFigure(row.gap, words);
        return (
          <li key={row.id} className={styles['row']}>
            <span className={styles['position']}>{row.position}</span>
            <span
              className={styles['swatch']}
              style={{ '--series': `var(--series-${(row.entrant % 8) + 1})` }}
            />
            <span className={styles['name']}>{shortName}</span>
            <span className={styles['country']}>{country}</span>
            <span
              className={styles['figure']}
              data-ink={figure?.estimated === true ? 'estimated' : 'known'}
            >
              {figure === null
                ? words.board.nobody
                : figure.estimated
                  ? words.story.about(figure.text)
                  : figure.text}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
