import type { SourceHealth } from '../../../../shared/wire/operate.ts';

/** How a source is, in one word; what is worst first. */
export type SourceState =
  | 'over'
  | 'gone'
  | 'silent'
  | 'holes'
  | 'refused'
  | 'quiet'
  | 'posting'
  | 'ok';

/** So long a source that is connected may bring nothing. */
const QUIET_US = 60_000_000;
/** A refusal older than this is history. */
const REFUSED_US = 60_000_000;

/** `nowUs` by the server's clock, as `Sources.now`. */
export function stateOf(source: SourceHealth, nowUs: number): SourceState {
  if (source.operator?.over === true) return 'over';
  const age = source.lastAt === null ? Number.POSITIVE_INFINITY : nowUs - source.lastAt;
  // What has no socket is known by its last post alone.
  const isPosting = !source.connected && (source.program || source.operator === null);
  if (isPosting && age > QUIET_US) return 'silent';
  if (!source.connected && !isPosting) return 'gone';
  if (source.missing > 0) return 'holes';
  if (source.lastRefused !== null && nowUs - source.lastRefused.at < REFUSED_US) return 'refused';
  if (isPosting) return 'posting';
  return age > QUIET_US && source.stored > 0 ? 'quiet' : 'ok';
}

/** `4 s`, `3 min`, `2 h`, `3 d`: how long something is ago. */
export function ageText(us: number): string {
  const seconds = Math.max(0, Math.round(us / 1_000_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

/** `3–4, 6`. */
export function rangesText(holes: SourceHealth['holes']): string {
  return holes.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

/** Thousandths of a second with one decimal and a sign. */
export function offsetText(us: number): string {
  const ms = (Math.abs(us) / 1_000).toFixed(1);
  return us < 0 ? `−${ms}` : `+${ms}`;
}
