import { consolePrefs } from './console-prefs.ts';
import { browserFeedback } from './feedback.ts';

/** How this operator likes the console, and its one sound and vibration, for all screens of the page. */
export const prefs = consolePrefs(shelf());
export const feedback = browserFeedback(() => prefs.getState());

/** A browser may forbid it. */
function shelf(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
