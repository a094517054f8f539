import { useCallback } from 'react';
import { formatClock } from '../../../../shared/time/format.ts';
import { raceTime, type Instant } from '../../../../shared/time/time.ts';
import { Clock } from '../../../components/Clock.tsx';
import type { Frames } from '../../../components/frames.ts';

interface RaceClockProps {
  /** The gun; null before any. */
  readonly zero: Instant | null;
  readonly frames: Frames;
  readonly label: string;
  readonly className?: string | undefined;
}

/** The race clock, to the tenth; it draws itself. */
export function RaceClock({ zero, frames, label, className }: RaceClockProps) {
  const text = useCallback(
    (at: Instant) => (zero === null ? '0:00.0' : formatClock(raceTime(at - zero))),
    [zero],
  );
  return <Clock frames={frames} text={text} label={label} className={className} />;
}
