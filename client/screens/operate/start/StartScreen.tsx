import { useEffect } from 'react';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDeskPart } from '../desk-context.ts';
import { StartPanel } from './StartPanel.tsx';
import styles from './Start.module.css';

/** A phone in the starter's hand: nothing but the start, and the screen stays on. */
export function StartScreen({ slug }: { readonly slug: string }) {
  const { start: words } = useWords();
  const link = useDeskPart((state) => state.link);
  useAwake();
  return (
    <div className={styles['screen']}>
      {link === 'offline' ? (
        <p role="status" className={styles['offline']}>
          {words.remote.offline}
        </p>
      ) : null}
      <StartPanel slug={slug} remote />
    </div>
  );
}

/** Keeps the screen on while the page is seen; browsers let go of it when the page is hidden. */
function useAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let left = false;
    const hold = async () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      try {
        lock = await navigator.wakeLock.request('screen');
        if (left) await lock.release();
      } catch {
        // Refused when the battery is low; the phone's own setting holds then.
      }
    };
    const seen = () => void hold();
    seen();
    document.addEventListener('visibilitychange', seen);
    return () => {
      left = true;
      document.removeEventListener('visibilitychange', seen);
      void lock?.release();
    };
  }, []);
}
