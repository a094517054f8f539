import { useEffect, useMemo, useRef, useState } from 'react';
import type { Instant } from '../../../shared/time/time.ts';
import type { Session } from '../../store/session.ts';
import { useStations } from '../stations.ts';

/** Who has not moved for so long stands still. */
const REST_MS = 250;
/** While it goes on, at most so rarely. */
const LONGEST_MS = 2_000;

/** What the chart hangs on: it changes with any of these. */
interface Hung {
  readonly turn: number;
  readonly revision: number;
  readonly ids: string;
}

interface Drawn extends Hung {
  /** The moment that is drawn. */
  readonly ask: Instant;
}

/**
 * What is drawn, and of when. Where it is dear it is drawn only once the viewer rests, in a later
 * task, and every two seconds while the race is played. Until then it may be ahead of a viewer who
 * went back: then it is not to be seen.
 */
export function useCalmly(
  session: Pick<Session, 'moment'>,
  { turn, revision, ids }: Hung,
  dear: boolean,
): Drawn & { readonly ahead: boolean } {
  const { nowMs } = useStations();
  const now = useMemo(
    (): Drawn => ({ turn, revision, ids, ask: session.moment().ask }),
    [session, turn, revision, ids],
  );
  const [calm, setCalm] = useState(now);
  /** Since when something else is wanted than is drawn. */
  const restlessMs = useRef<number | null>(null);
  useEffect(() => {
    if (!dear) return undefined;
    restlessMs.current ??= nowMs();
    const waitMs = Math.max(0, Math.min(REST_MS, restlessMs.current + LONGEST_MS - nowMs()));
    const timer = setTimeout(() => {
      restlessMs.current = null;
      setCalm({ ...now, ask: session.moment().ask });
    }, waitMs);
    return () => clearTimeout(timer);
  }, [now, dear, session, nowMs]);
  const drawn = dear ? calm : now;
  return { ...drawn, ahead: drawn.ask > session.moment().ask };
}
