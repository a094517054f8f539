import { useCallback, useEffect, useState } from 'react';
import type { Instant } from '../../../../shared/time/time.ts';
import { protestClock, type ProtestClock } from '../../../../shared/timeline/protest.ts';
import { useDesk } from '../desk-context.ts';
import type { Result } from './use-result.ts';

/** Whether a protest can still be made, by the server's clock, read twice a second. */
export function useProtestClock(
  result: Pick<Result, 'race' | 'definition' | 'revision'>,
): ProtestClock {
  return protestClock(result.race.declared, useNow(), result.definition?.protestUs);
}

function useNow(): Instant {
  const desk = useDesk();
  const read = useCallback(() => desk.now(), [desk]);
  const [now, setNow] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setNow(read()), 500);
    return () => clearInterval(timer);
  }, [read]);
  return now;
}
