import type { ClockMap } from '../../shared/wire/messages.ts';
import { instant, type Instant } from '../../shared/time/time.ts';

/** What is known of the live edge: the server's mapping, and its clock against ours. */
export interface Edge {
  readonly map: ClockMap;
  /** Server instant minus our clock, µs. */
  readonly offsetUs: number;
}

/** Where the live edge is when our clock shows `nowMs`. */
export function edgeAt({ map, offsetUs }: Edge, nowMs: number): Instant {
  const serverUs = nowMs * 1000 + offsetUs;
  return instant(Math.round(map.race + (serverUs - map.server) * map.rate));
}

/** What our clock shows at a server instant, ms. */
export function ourMs(serverUs: number, offsetUs: number): number {
  return (serverUs - offsetUs) / 1000;
}

/** Whether two mappings say the same of every moment (to a millisecond of the race). */
export function sameEdge(a: Edge | null, b: Edge | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.map.rate !== b.map.rate) return false;
  const apart = Math.abs(edgeAt(a, 0) - edgeAt(b, 0));
  return apart < 1_000 * Math.max(1, a.map.rate);
}
