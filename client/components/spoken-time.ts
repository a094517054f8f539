import { MICROS_PER_SECOND, type Micros } from '../../shared/time/time.ts';
import type { SpokenTime } from '../i18n/en/scrubber.ts';

/** A time in the parts in which it is said, cut to `digits` decimals. */
export function spokenTime(us: Micros, digits: 0 | 1): SpokenTime {
  const unit = MICROS_PER_SECOND / 10 ** digits;
  const length = Math.floor(Math.abs(us) / unit) * unit;
  const whole = Math.floor(length / MICROS_PER_SECOND);
  const tenth = Math.floor((length % MICROS_PER_SECOND) / (MICROS_PER_SECOND / 10));
  const seconds = whole % 60;
  return {
    hours: Math.floor(whole / 3600),
    minutes: Math.floor(whole / 60) % 60,
    seconds: digits === 0 ? String(seconds) : `${seconds}.${tenth}`,
    beforeGun: us < 0 && length > 0,
  };
}
