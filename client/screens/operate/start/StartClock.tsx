import { useCallback } from 'react';
import type { Gun } from '../../../../shared/race/race.ts';
import { formatClock, formatSeconds } from '../../../../shared/time/format.ts';
import { sinceGun, type Instant } from '../../../../shared/time/time.ts';
import { Clock } from '../../../components/Clock.tsx';
import { Badge } from '../../../design/Badge.tsx';
import { useWords, type Words } from '../../../i18n/operate-words.ts';
import { useDeskFrames } from '../desk-frames.ts';
import styles from './Start.module.css';

/** The race clock of a start; it draws itself. */
export function StartClock({ gun }: { readonly gun: Gun | null }) {
  const { start: words } = useWords();
  const frames = useDeskFrames();
  const zero = gun?.at ?? null;
  const text = useCallback(
    (at: Instant) => (zero === null ? '0:00.0' : formatClock(sinceGun(at, zero))),
    [zero],
  );
  return (
    <Clock
      frames={frames}
      text={text}
      label={words.clock}
      className={zero === null ? `${styles['clock']} ${styles['resting']}` : styles['clock']}
    />
  );
}

/** How true the start is, in a word and a figure. */
export function StartSource({ gun }: { readonly gun: Gun }) {
  const { start: words } = useWords();
  const exact = gun.source === 'electronic';
  return (
    <span className={styles['source']}>
      <Badge tone={exact ? 'known' : 'behind'}>
        {words.source[gun.source]}
        {exact ? ' ✓' : null}
      </Badge>
      <span className={styles['band']}>
        {exact && gun.bandUs === 0 ? words.exact : bandText(gun, words)}
      </span>
    </span>
  );
}

function bandText({ source, bandUs }: Gun, words: Words['start']): string {
  const seconds = formatSeconds(bandUs, { digits: bandUs >= 100_000 ? 1 : 3 });
  return source === 'manual' ? words.handMarks(seconds) : words.band(seconds);
}
