import { useEffect, useRef } from 'react';
import { formatClock, formatSeconds } from '../../../shared/time/format.ts';
import {
  MICROS_PER_SECOND,
  raceTime,
  type Instant,
  type Micros,
} from '../../../shared/time/time.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { isOver } from '../../store/race-state.ts';
import type { Session } from '../../store/session.ts';
import { startsByGun } from './starts-by-gun.ts';
import styles from './StatePill.module.css';

/** LIVE, BEHIND 14 s, PAUSED …: where the viewer stands, in a word. Written every frame, past React. */
export function StatePill({
  session,
  zero,
}: {
  readonly session: Session;
  readonly zero: Instant;
}) {
  const words = useWords();
  const element = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      session.frames((at) => {
        const pill = element.current;
        if (pill === null) return;
        const { mode, text } = stateOf(session, at, zero, words);
        if (pill.dataset['mode'] !== mode) pill.dataset['mode'] = mode;
        if (pill.textContent !== text) pill.textContent = text;
      }),
    [session, zero, words],
  );
  return <span ref={element} className={styles['pill']} data-testid="view-state" />;
}

type Mode = 'live' | 'behind' | 'paused' | 'replay' | 'ended' | 'before' | 'lost';

function stateOf(
  session: Session,
  at: Instant,
  zero: Instant,
  words: Words,
): { readonly mode: Mode; readonly text: string } {
  const { state } = words.watch;
  const { clock, opening } = session.viewer.getState();
  const { run, ...told } = session.race.getState();
  // It has finished for whoever watches, though a result may still be declared.
  const over = isOver(told) || session.settled() !== null;
  const { edge } = session.span();
  if (opening !== null && run?.whole !== true) return { mode: 'paused', text: state.loading };
  if (clock.mode === 'live' && session.isLost()) return { mode: 'lost', text: state.lost };
  const stands = run?.race.state?.state ?? 'scheduled';
  // What does not go on is not live, though its gun was fired.
  if (clock.mode === 'live' && stands !== 'scheduled')
    return { mode: 'ended', text: words.library.state[stands].toUpperCase() };
  // Without a gun nothing runs that one could see live, however late it is.
  const waits =
    clock.mode === 'live'
      ? !over && run?.whole === true && run.race.zero === null
      : clock.mode === 'paused' && over && at < zero;
  if (waits) {
    const byGun = startsByGun(run?.race.definition?.sport);
    return { mode: 'before', text: byGun ? state.before : state.beforeStart };
  }
  if (clock.mode === 'live')
    return over ? { mode: 'ended', text: state.ended } : { mode: 'live', text: state.live };
  if (clock.mode === 'paused') return { mode: 'paused', text: state.paused };
  if (over) return { mode: 'replay', text: state.replay };
  return { mode: 'behind', text: state.behind(lagText(edge - at, words)) };
}

/** `0.8 s`, `14 s`, `1:12`. */
function lagText(us: Micros, words: Words): string {
  if (us >= 60 * MICROS_PER_SECOND) return formatClock(raceTime(us), { digits: 0 });
  return words.link.seconds(formatSeconds(us, { digits: us < 2 * MICROS_PER_SECOND ? 1 : 0 }));
}
