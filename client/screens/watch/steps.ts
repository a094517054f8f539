import type { Race } from '../../../shared/race/race.ts';
import {
  nextMoment,
  nextPoint,
  previousMoment,
  previousPoint,
} from '../../../shared/timeline/moment.ts';
import { instant, MICROS_PER_SECOND, type Instant } from '../../../shared/time/time.ts';
import type { Session } from '../../store/session.ts';

/** Ways to go that need the race itself. */
export interface Steps {
  readonly event: (by: 1 | -1) => void;
  readonly point: (by: 1 | -1) => void;
  readonly skip: (seconds: number) => void;
  readonly toGun: () => void;
  /** 0 to 9: that many tenths of what there is to see. */
  readonly toTenth: (tenth: number) => void;
}

/** While it plays, a step back lands a little earlier, or one would never get past the last one. */
const GRACE_US = 700_000;

export function stepsOf(session: Session, race: Race, zero: Instant): Steps {
  const go = (at: Instant | null) => {
    if (at !== null) session.seek(at);
  };
  const before = () => {
    const { at } = session.moment();
    return session.viewer.getState().clock.mode === 'paused' ? at : instant(at - GRACE_US);
  };
  return {
    event: (by) =>
      go(by > 0 ? nextMoment(race, session.moment().at) : previousMoment(race, before())),
    point: (by) =>
      go(by > 0 ? nextPoint(race, session.moment().at) : previousPoint(race, before())),
    skip: (seconds) => go(instant(session.moment().at + seconds * MICROS_PER_SECOND)),
    toGun: () => go(zero),
    toTenth(tenth) {
      const { edge } = session.span();
      go(instant(Math.round(zero + ((edge - zero) * tenth) / 10)));
    },
  };
}
