import { useEffect, useState } from 'react';
import { Button } from '../../design/Button.tsx';
import { Icon } from '../../design/Icon.tsx';
import { formatClock } from '../../../shared/time/format.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { isMass, PATIENCE_MS, type LinkStatus, type RaceState } from '../../store/race-state.ts';
import type { Session } from '../../store/session.ts';
import { usePart, useStations } from '../stations.ts';
import { sinceZero } from './race-view.ts';
import styles from './LinkBanner.module.css';
import type { Instant } from '../../../shared/time/time.ts';

interface BannerProps {
  readonly session: Session;
  readonly zero: Instant | null;
  readonly onRetry: () => void;
}

/** What is wrong between the race and this screen, in words that say whose fault it is. */
export function LinkBanner({ session, zero, onRetry }: BannerProps) {
  const words = useWords();
  const { nowMs } = useStations();
  const link = usePart(session.race, (state) => state.link);
  const feeds = usePart(session.race, (state) => state.feeds);
  const whole = usePart(session.race, (state) => state.run?.whole === true);
  const phase = usePart(session.race, (state) => state.phase);
  const reading = usePart(session.race, (state) => isMass(state) && state.run?.whole !== true);
  const now = useSeconds(link.troubledSinceMs !== null, nowMs);
  const troubledMs = link.troubledSinceMs === null ? 0 : now - link.troubledSinceMs;
  const said =
    troubledMs >= PATIENCE_MS
      ? linkText(link, now, { words, whole, reading })
      : feedText(feeds, phase, words);
  if (said === null) return null;
  const shows = zero !== null && troubledMs >= PATIENCE_MS;
  const waitMs = link.retryAtMs === null ? null : link.retryAtMs - now;
  return (
    <div
      className={styles['banner']}
      role="status"
      data-tone={troubledMs >= PATIENCE_MS ? 'link' : 'feed'}
    >
      <Icon name={link.state === 'offline' ? 'linkLost' : 'warning'} size={18} />
      <p className={styles['text']}>
        {said}{' '}
        {shows
          ? words.link.showing(formatClock(sinceZero(session.moment().at, zero), { digits: 1 }))
          : null}{' '}
        {waitMs !== null && waitMs > 0 ? words.link.retryIn(secondsText(waitMs, words)) : null}
      </p>
      {link.state === 'offline' ? <Button onClick={onRetry}>{words.link.retryNow}</Button> : null}
    </div>
  );
}

function linkText(
  link: LinkStatus,
  now: number,
  {
    words,
    whole,
    reading,
  }: { readonly words: Words; readonly whole: boolean; readonly reading: boolean },
): string | null {
  const age = secondsText(now - (link.heardMs ?? link.troubledSinceMs ?? now), words);
  if (!link.online) return words.link.yourLink.lost;
  switch (link.state) {
    case 'live':
      return null;
    case 'stale':
      // A race of thousands that nobody asked for in a while is read from its log first.
      return reading ? words.link.server.reading : words.link.yourLink.quiet(age);
    case 'catchingUp':
      // On arrival everything is caught up with; that is no trouble.
      return whole ? words.link.server.catchingUp : null;
    case 'connecting':
    case 'offline':
      return link.heardMs === null && link.state === 'connecting'
        ? words.link.server.connecting
        : words.link.server.lost(age);
  }
}

function feedText(
  feeds: RaceState['feeds'],
  phase: RaceState['phase'],
  words: Words,
): string | null {
  if (phase !== 'live') return null;
  const worst =
    feeds.find((feed) => feed.state === 'lost') ?? feeds.find((feed) => feed.state === 'silent');
  if (worst === undefined) return null;
  return worst.state === 'lost'
    ? words.link.feed.lost(worst.source)
    : words.link.feed.silent(worst.source);
}

function secondsText(ms: number, words: Words): string {
  return words.link.seconds(String(Math.max(0, Math.round(ms / 1000))));
}

/** Our clock once a second while it is wanted. */
function useSeconds(on: boolean, nowMs: () => number): number {
  const [now, setNow] = useState(nowMs);
  useEffect(() => {
    if (!on) return undefined;
    const timer = setInterval(() => setNow(nowMs()), 500);
    return () => clearInterval(timer);
  }, [on, nowMs]);
  return now;
}
