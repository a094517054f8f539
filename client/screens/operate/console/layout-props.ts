import type { ConsolePrefsStore } from './console-prefs.ts';
import type { Feedback } from './feedback.ts';
import type { TapLine } from './lines.ts';
import type { Wakefulness } from './wake-lock.ts';

/** What both layouts of the console, at a desk and in a hand, are given. */
export interface LayoutProps {
  readonly slug: string;
  readonly lines: readonly TapLine[];
  readonly line: TapLine;
  readonly onChoose: (line: string) => void;
  readonly prefs: ConsolePrefsStore;
  readonly feedback: Feedback;
  readonly awake: Wakefulness;
}
