import { lazy } from 'react';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/**
 * A part of the page whose code is fetched when it is first needed. On a poor network that may be the
 * very moment in which the first comes home: it is asked for until it comes, what else is on the
 * screen stays, and nothing is thrown.
 */
export const lazyPart: typeof lazy = (fetchPart) => lazy(() => insist(fetchPart));

/** Asks until there is an answer, with longer and longer pauses. */
export async function insist<T>(ask: () => Promise<T>): Promise<T> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS))
    try {
      return await ask();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
}
