import { formatClock } from '../../../shared/time/format.ts';
import type { Race } from '../../../shared/race/race.ts';
import { MICROS_PER_SECOND, type Instant } from '../../../shared/time/time.ts';
import { resultRule } from '../../../shared/timeline/official.ts';
import { timeText } from '../../components/board-text.ts';
import type { Session } from '../../store/session.ts';
import { sinceZero } from './race-view.ts';

/**
 * The race clock: tenths while it runs, hundredths when looked at closely. Live, it stands at the time
 * of the last one home once nobody is expected any more, as the board tells that time.
 */
export function clockText(session: Session, race: Race, at: Instant, zero: Instant): string {
  const { clock, rate, opening } = session.viewer.getState();
  // Where they begin is not known yet: any time would be of another moment.
  if (opening !== null) return NO_TIME;
  const end = clock.mode === 'live' ? session.settled() : null;
  if (end !== null) return lastText(end, race, zero);
  // Postponed, nothing runs whose time it could be.
  if (clock.mode === 'live' && race.state?.state === 'postponed') return NO_TIME;
  const close = clock.mode === 'paused' || (clock.mode === 'behind' && rate <= 0.25);
  return formatClock(sinceZero(at, zero), { digits: close ? 2 : 1 });
}

const NO_TIME = '\u2013:\u2013\u2013';

type Settled = NonNullable<ReturnType<Session['settled']>>;

/** Who had a start of their own has a time that is not of this clock. */
function lastText({ last, lastHome }: Settled, race: Race, zero: Instant): string {
  const time = sinceZero(lastHome, zero);
  if (last === null || Math.abs(last.time - time) >= MICROS_PER_SECOND)
    return formatClock(time, { digits: 1 });
  return timeText(resultRule(race), last);
}
