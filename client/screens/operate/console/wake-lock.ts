import { useEffect, useState } from 'react';

/** `awake`: the screen stays on. `unable`: this browser, or a page without https, has no such lock. */
export type Wakefulness = 'awake' | 'asleep' | 'unable';

/** Keeps the screen on while a console is there; a lock is lost with the page's sight and taken again with it. */
export function useWakeLock(): Wakefulness {
  const [state, setState] = useState<Wakefulness>(() =>
    'wakeLock' in navigator ? 'asleep' : 'unable',
  );
  useEffect(() => {
    if (!('wakeLock' in navigator)) return;
    const left = new AbortController();
    let held: WakeLockSentinel | null = null;

    async function hold(): Promise<void> {
      if (document.visibilityState !== 'visible' || held?.released === false) return;
      try {
        const lock = await navigator.wakeLock.request('screen');
        if (left.signal.aborted) return void lock.release();
        held = lock;
        lock.addEventListener('release', () => setState('asleep'), { signal: left.signal });
        setState('awake');
      } catch {
        // Refused, as on a low battery: asked again when the page is next seen or touched.
        setState('asleep');
      }
    }

    const wake = () => void hold();
    wake();
    document.addEventListener('visibilitychange', wake, { signal: left.signal });
    document.addEventListener('pointerup', wake, { signal: left.signal });
    return () => {
      left.abort();
      void held?.release();
    };
  }, []);
  return state;
}
