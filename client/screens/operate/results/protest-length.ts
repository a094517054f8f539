import { PROTEST_US } from '../../../../shared/timeline/protest.ts';

const MINUTE_US = 60_000_000;
const nameOf = (slug: string): string => `hairline.protest.${slug}`;

/** How long protests may be made in a race, as this device was told; 30 minutes otherwise. */
export function protestMinutes(slug: string): number {
  try {
    const kept = Number(localStorage.getItem(nameOf(slug)));
    return kept > 0 ? kept : PROTEST_US / MINUTE_US;
  } catch {
    return PROTEST_US / MINUTE_US;
  }
}

export function keepProtestMinutes(slug: string, minutes: number): void {
  try {
    localStorage.setItem(nameOf(slug), String(minutes));
  } catch {
    // A browser may forbid it; the screen goes on with what it was told.
  }
}
