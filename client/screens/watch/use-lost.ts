import { useCallback, useSyncExternalStore } from 'react';
import type { Session } from '../../store/session.ts';

/** Whether the edge stands because nothing has been heard of the race for a while. */
export function useLost(session: Session): boolean {
  const subscribe = useCallback((look: () => void) => session.frames(() => look()), [session]);
  return useSyncExternalStore(subscribe, session.isLost);
}
