import { useEffect } from 'react';
import { readMomentLink } from '../../store/moment-link.ts';
import { placeOf, readPlace } from '../../store/place.ts';
import type { Session } from '../../store/session.ts';

/** Begins where the address says, or else where the viewer stood before they loaded the page again. */
export function usePlace(session: Session, slug: string): void {
  useEffect(() => {
    const key = `hairline.place.${slug}`;
    const place = readPlace(shelf()?.getItem(key) ?? null);
    const { time } = readMomentLink(location.search);
    if (time !== null) session.open({ at: 'moment', time });
    else if (place !== null) session.open({ at: 'place', place });
    const keep = () => shelf()?.setItem(key, JSON.stringify(placeOf(session)));
    // A phone may throw a hidden page away without another word.
    document.addEventListener('visibilitychange', keep);
    window.addEventListener('pagehide', keep);
    return () => {
      document.removeEventListener('visibilitychange', keep);
      window.removeEventListener('pagehide', keep);
      shelf()?.removeItem(key);
    };
  }, [session, slug]);
}

/** A browser may forbid it. */
function shelf(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
