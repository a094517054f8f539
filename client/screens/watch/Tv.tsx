import { useCallback, useEffect, useState, type ReactNode } from 'react';
import type { Instant } from '../../../shared/time/time.ts';
import { raceTitle } from '../../components/board-text.ts';
import { Clock } from '../../components/Clock.tsx';
import { useWords } from '../../i18n/words.ts';
import { isOver } from '../../store/race-state.ts';
import type { Session } from '../../store/session.ts';
import { usePart } from '../stations.ts';
import { clockText } from './clock-text.ts';
import { useRaceView } from './race-view.ts';
import { StatePill } from './StatePill.tsx';
import { useTitle } from './use-title.ts';
import styles from './Tv.module.css';

/**
 * The race for a wall or a television: large enough to be read across a room, nothing to press. The
 * course and the gaps give way to the photo finish by themselves when the first is home.
 */
export function Tv({
  board,
  children,
}: {
  readonly board: ReactNode;
  /** What is beside it. */
  readonly children: ReactNode;
}) {
  const words = useWords().watch;
  const view = useRaceView();
  const { session, race, definition, zero } = view;
  const zoom = useZoom();
  useTitle(view);
  useRunning(session);
  useWakeLock();
  const text = useCallback(
    (at: Instant) => clockText(session, race, at, zero),
    [session, race, zero],
  );
  return (
    <div className={styles['page']} style={{ zoom, '--tv-zoom': zoom }} data-testid="tv">
      <header className={styles['header']}>
        <h1>{raceTitle(definition)}</h1>
        <span className={styles['where']}>
          {[definition.meeting.name, definition.meeting.city].filter(Boolean).join(' · ')}
        </span>
        <StatePill session={session} zero={zero} />
        <Clock
          frames={session.frames}
          text={text}
          label={words.clock}
          className={styles['clock']}
        />
      </header>
      <main className={styles['main']}>
        <div className={styles['board']}>{board}</div>
        <div className={styles['side']}>{children}</div>
      </main>
    </div>
  );
}

/** What fits beside each other at this width is drawn as large as the screen makes it. */
const DRAWN_PX = 1_100;

function useZoom(): number {
  const [zoom, setZoom] = useState(zoomNow);
  useEffect(() => {
    const look = () => setZoom(zoomNow());
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  }, []);
  return zoom;
}

function zoomNow(): number {
  return Math.max(1, window.innerWidth / DRAWN_PX);
}

/** Nobody presses play on a wall: a past race runs from its start, and the next run is gone to. */
function useRunning(session: Session): void {
  const over = usePart(session.race, isOver);
  const upcoming = usePart(session.race, (state) => state.upcoming !== null);
  const { mode, opened } = usePart(session.viewer, stateOf);
  useEffect(() => {
    if (upcoming) session.takeUpcoming();
    else if (opened && over && mode === 'paused') session.play();
  }, [session, upcoming, over, opened, mode]);
}

const RUNNING = { mode: 'running', opened: true } as const;
const PAUSED = { mode: 'paused', opened: true } as const;
const OPENING = { mode: 'paused', opened: false } as const;

function stateOf({ clock, opening }: ReturnType<Session['viewer']['getState']>) {
  if (opening !== null) return OPENING;
  return clock.mode === 'paused' ? PAUSED : RUNNING;
}

/** The screen stays on, where the browser lets it. */
function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let left = false;
    const hold = () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      navigator.wakeLock.request('screen').then(
        (held) => {
          if (left) void held.release();
          else lock = held;
        },
        // A browser may refuse: then the screen does as it is set to.
        () => undefined,
      );
    };
    hold();
    document.addEventListener('visibilitychange', hold);
    return () => {
      left = true;
      document.removeEventListener('visibilitychange', hold);
      void lock?.release();
    };
  }, []);
}
