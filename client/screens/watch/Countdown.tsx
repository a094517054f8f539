import { useEffect, useState } from 'react';
import type { Session } from '../../store/session.ts';
import { useStations } from '../stations.ts';

/** Counts down by our own clock; a second is a second, whatever the race does. */
export function Countdown({
  session,
  at,
  words,
}: {
  readonly session: Session;
  readonly at: number;
  readonly words: (time: string) => string;
}) {
  const { nowMs } = useStations();
  const [leftMs, setLeftMs] = useState(() => session.ourMs(at) - nowMs());
  useEffect(() => {
    const timer = setInterval(() => setLeftMs(session.ourMs(at) - nowMs()), 1_000);
    return () => clearInterval(timer);
  }, [session, at, nowMs]);
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return <>{words(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`)}</>;
}
