import { instant, type Instant } from '../../shared/time/time.ts';
import { isOver } from './race-state.ts';
import type { Session } from './session.ts';
import { RATES } from './viewer-state.ts';
import type { ViewClock } from './view-clock.ts';

/** Where a viewer stood in one run of a race when their page went away. */
export interface Place {
  readonly epoch: string;
  readonly mode: ViewClock['mode'];
  readonly at: Instant;
  readonly rate: number;
}

/** Where to come back to; null where one would come anyway: live, or before a past race. */
export function placeOf(session: Session): Place | null {
  const { clock, rate, opening } = session.viewer.getState();
  const state = session.race.getState();
  const { at } = session.moment();
  // Left again before the race had come.
  if (opening?.at === 'place') return opening.place;
  if (opening !== null || state.run === null) return null;
  const { mode } = clock;
  const over = isOver(state);
  // Who was live is so again, unless the race ended meanwhile: then nothing tells them how.
  if (mode === 'live' ? !over : over && at <= session.span().start) return null;
  return { epoch: state.run.epoch, mode, at, rate };
}

/** A place as it was kept; what cannot be read is none. */
export function readPlace(text: string | null): Place | null {
  try {
    const { epoch, mode, at, rate } = JSON.parse(text ?? '') as Place;
    const isSound = Number.isFinite(at) && RATES.includes(rate);
    return isSound ? { epoch, mode, at: instant(at), rate } : null;
  } catch {
    return null;
  }
}
