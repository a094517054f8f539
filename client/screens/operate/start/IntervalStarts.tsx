import { useCallback, useEffect, useRef, useState } from 'react';
import type { Roster } from '../../../../shared/race/roster.ts';
import { formatClock } from '../../../../shared/time/format.ts';
import { MICROS_PER_SECOND, raceTime, type Instant } from '../../../../shared/time/time.ts';
import { Clock } from '../../../components/Clock.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { Switch } from '../../../design/Switch.tsx';
import { usePart } from '../../stations.ts';
import { nameOf } from '../../watch/names.ts';
import { feedback, prefs } from '../console/own-feedback.ts';
import { useDesk } from '../desk-context.ts';
import { useDeskFrames } from '../desk-frames.ts';
import { cueBetween } from './interval-cues.ts';
import styles from './Start.module.css';
import type { IntervalStart } from './start-state.ts';

const SHOWN = 6;
/** How long a start reads GO. */
const GO_US = 2 * MICROS_PER_SECOND;

/** Who leaves next by their own time, with the seconds to it; the list moves up as they leave. */
export function IntervalStarts({
  starts,
  roster,
}: {
  readonly starts: readonly IntervalStart[];
  readonly roster: Roster;
}) {
  const words = useWords();
  const desk = useDesk();
  const frames = useDeskFrames();
  const [gone, setGone] = useState(() => countGone(starts, desk.now()));
  const sound = usePart(prefs, (state) => state.sound);
  const looked = useRef<Instant | null>(null);
  useUnlocked();
  const announce = useCallback(
    (at: Instant) => {
      const cue = cueBetween(starts, looked.current ?? at, at);
      looked.current = at;
      if (cue === 'count') feedback.counted();
      if (cue === 'go') feedback.gone();
      const now = countGone(starts, at);
      setGone((before) => (before === now ? before : now));
      return '';
    },
    [starts],
  );
  const { interval } = words.start;
  if (starts.every(({ offsetUs }) => offsetUs === 0))
    return <p className={styles['quiet']}>{interval.none}</p>;
  const coming = starts.slice(gone, gone + SHOWN);
  return (
    <div className={styles['interval']}>
      <h3 className={styles['small']}>
        {coming.length === 0 ? interval.allAway : interval.title}{' '}
        <span className={styles['quiet']}>
          {gone}/{starts.length}
        </span>
      </h3>
      <Switch
        label={interval.sound}
        note={interval.soundNote}
        on={sound}
        onChange={(on) => {
          prefs.setState({ sound: on });
          feedback.unlock();
        }}
      />
      <Clock
        frames={frames}
        text={announce}
        label={interval.countdown}
        className={styles['hidden']}
      />
      <ol className={styles['starters']}>
        {coming.map(({ entrant, offsetUs, at }, i) => {
          const named = nameOf(entrant.entrant, roster, words);
          return (
            <li key={entrant.entrant.id} className={i === 0 ? styles['nextAway'] : undefined}>
              <span className={styles['bib']}>{named.label}</span>
              <span className={styles['who']}>{named.name}</span>
              {at === null ? (
                <span>+{formatClock(raceTime(offsetUs), { digits: 0 })}</span>
              ) : (
                <Countdown at={at} />
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** Sound is allowed only after a gesture: any does. */
function useUnlocked(): void {
  useEffect(() => {
    const unlock = () => feedback.unlock();
    window.addEventListener('pointerdown', unlock);
    window.addEventListener('keydown', unlock);
    return () => {
      window.removeEventListener('pointerdown', unlock);
      window.removeEventListener('keydown', unlock);
    };
  }, []);
}

function Countdown({ at }: { readonly at: Instant }) {
  const { start: words } = useWords();
  const frames = useDeskFrames();
  const text = useCallback(
    (now: Instant) =>
      now >= at
        ? words.interval.go
        : formatClock(raceTime(Math.ceil((at - now) / MICROS_PER_SECOND) * MICROS_PER_SECOND), {
            digits: 0,
          }),
    [at, words],
  );
  return (
    <Clock
      frames={frames}
      text={text}
      label={words.interval.countdown}
      className={styles['countdown']}
    />
  );
}

function countGone(starts: readonly IntervalStart[], now: Instant): number {
  let gone = 0;
  for (const { at } of starts) if (at !== null && at + GO_US <= now) gone++;
  return gone;
}
