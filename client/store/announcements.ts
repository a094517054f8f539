/**
 * What is spoken. A race says far more than anyone can listen to: at most one message per pause, and
 * the newest replaces what has not been said. What must not be missed (a result, a lost link) goes
 * before what can be.
 */
export interface Announcement {
  readonly text: string;
  readonly urgent?: boolean;
}

export interface Announcer {
  readonly say: (announcement: Announcement) => void;
  readonly stop: () => void;
}

export const PAUSE_MS = 5_000;

export function announcer(
  speak: (text: string) => void,
  ports: {
    readonly nowMs: () => number;
    readonly after: (ms: number, call: () => void) => () => void;
  },
): Announcer {
  let lastMs = Number.NEGATIVE_INFINITY;
  let unsaid: Announcement | null = null;
  let cancel: (() => void) | null = null;

  function sayNow(): void {
    cancel = null;
    if (unsaid === null) return;
    lastMs = ports.nowMs();
    speak(unsaid.text);
    unsaid = null;
  }

  return {
    say(announcement) {
      if (unsaid?.urgent !== true || announcement.urgent === true) unsaid = announcement;
      if (cancel !== null) return;
      const waitMs = lastMs + PAUSE_MS - ports.nowMs();
      if (waitMs <= 0) sayNow();
      else cancel = ports.after(waitMs, sayNow);
    },
    stop() {
      cancel?.();
      unsaid = null;
    },
  };
}
