import type { FeedHealth } from '../../shared/wire/messages.ts';
import type { SourceHealth } from '../../shared/wire/operate.ts';

const MICROS_PER_MS = 1_000;
/** A program that feeds over HTTP has no socket; so long it may be quiet. */
const QUIET_MS = 60_000;

/**
 * What viewers are told of the people and programs that feed a race: one feed, without names. It is
 * lost when everybody who fed this race since the server started is gone.
 */
export function feedsOf(sources: readonly SourceHealth[], nowUs: number): readonly FeedHealth[] {
  const feeding = sources.filter(({ lastAt, connected }) => connected || lastAt !== null);
  if (feeding.length === 0) return [];
  const lastAt = Math.max(...feeding.map((source) => source.lastAt ?? Number.NEGATIVE_INFINITY));
  const silentMs = Number.isFinite(lastAt)
    ? Math.max(0, Math.round((nowUs - lastAt) / MICROS_PER_MS))
    : 0;
  if (feeding.some(({ connected }) => connected))
    return [{ source: 'operators', silentMs, state: 'ok' }];
  return [{ source: 'operators', silentMs, state: silentMs < QUIET_MS ? 'ok' : 'lost' }];
}
