import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RaceTime } from '../../shared/time/time.ts';
import type { Place } from './place.ts';
import type { ViewClock } from './view-clock.ts';

/** Speeds from a dive looked at closely to a marathon in a minute. */
export const RATES: readonly number[] = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64];

export interface ViewerState {
  readonly clock: ViewClock;
  readonly rate: number;
  /** Where to begin, once the race is known; null when it has begun. */
  readonly opening: Opening | null;
}

export type Opening =
  /** Live where it is live, else before the gun. */
  | { readonly at: 'natural' }
  | { readonly at: 'moment'; readonly time: RaceTime }
  /** Where they were before the page was loaded again, in that run of the race only. */
  | { readonly at: 'place'; readonly place: Place };

export type ViewerStore = StoreApi<ViewerState>;

export function viewerStore(opening: Opening): ViewerStore {
  return createStore<ViewerState>(() => ({ clock: { mode: 'live' }, rate: 1, opening }));
}

/** The next speed up or down. */
export function nextRate(rate: number, by: 1 | -1): number {
  const index = RATES.findIndex((one) => one >= rate);
  return RATES[Math.min(RATES.length - 1, Math.max(0, index + by))] ?? rate;
}
