import type { Submission } from './entry.ts';

/**
 * Which of several entries holds. By when it was recorded, then by device and counter; never by
 * arrival, so that every machine decides alike.
 */
export function byAge(a: Submission, b: Submission): number {
  return a.recordedAt - b.recordedAt || byId(a, b);
}

export function byId(a: Submission, b: Submission): number {
  return byText(a.device, b.device) || a.n - b.n;
}

/** By code units: the same in every locale. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
