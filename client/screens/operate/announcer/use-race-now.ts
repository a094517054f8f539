import { useCallback, useEffect, useState } from 'react';
import type { Instant } from '../../../../shared/time/time.ts';
import { raceInstantAt } from '../../../../shared/wire/clock-map.ts';
import type { ClockMap } from '../../../../shared/wire/messages.ts';
import { fetchRacePage } from '../../../connection/http-races.ts';
import { useDesk } from '../desk-context.ts';

/** A recording on air may be steered: so often its clock is asked for. */
const ASK_MS = 5_000;
const EVERY_MS = 500;

/** The race's own present, twice a second: the server's, and of a recording on air where it stands. */
export function useRaceNow(slug: string): Instant {
  const desk = useDesk();
  const clock = useClock(slug);
  const read = useCallback(
    () => (clock === null ? desk.now() : raceInstantAt(clock, desk.now())),
    [desk, clock],
  );
  const [now, setNow] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setNow(read()), EVERY_MS);
    return () => clearInterval(timer);
  }, [read]);
  return now;
}

/** How a recording's clock goes; null for a race that is fed as it happens. */
function useClock(slug: string): ClockMap | null {
  const [clock, setClock] = useState<ClockMap | null>(null);
  useEffect(() => {
    const left = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const reply = await fetchRacePage(slug, left.signal);
      if (left.signal.aborted || !reply.ok) return;
      const map = reply.value.card.clock;
      // Who feeds a race as it happens has no other clock than the server's.
      if (map.rate === 1 && map.race === map.server) return;
      if (reply.value.card.phase !== 'live') return;
      setClock(map);
      timer = setTimeout(() => void ask(), ASK_MS);
    };
    void ask();
    return () => {
      left.abort();
      clearTimeout(timer);
    };
  }, [slug]);
  return clock;
}
