import { useEffect, useMemo, useState } from 'react';
import type { ReleasedStrip } from '../../../shared/race/race.ts';
import type { StripPhoto } from '../../components/StripPhotograph.tsx';
import { usePart } from '../stations.ts';
import { useRaceView } from './race-view.ts';

/**
 * The finish image that the judge shows, once nothing in it is ahead of view time: the newest that
 * may be seen. Null where there is none.
 */
export function useReleasedStrip(point: number | null): StripPhoto | null {
  const { session, race, revision } = useRaceView();
  const slug = usePart(session.race, (state) => state.slug);
  const id = point === null ? undefined : race.points[point]?.id;
  const strips = useMemo(
    () => (revision < 0 ? [] : race.strips.filter((strip) => strip.point === id)),
    [race, revision, id],
  );
  const [seen, setSeen] = useState<ReleasedStrip | null>(null);
  useEffect(() => {
    if (strips.length === 0) return;
    return session.frames(() => {
      const { ask } = session.moment();
      setSeen(strips.findLast(({ at }) => at <= ask) ?? null);
    });
  }, [session, strips]);
  const strip = seen !== null && strips.includes(seen) ? seen : null;
  return useMemo(
    () =>
      strip && {
        url: `/api/races/${encodeURIComponent(slug)}/strips/${strip.image.sha256}`,
        axis: strip.axis,
        ...(strip.lanes === undefined ? {} : { lanes: strip.lanes }),
      },
    [strip, slug],
  );
}
