/**
 * The life of a viewer's link to one race.
 *
 *                 opened               caughtUp
 *   connecting ───────────▶ catchingUp ─────────▶ live ──┐
 *     │   ▲                  ▲  ▲  ▲  └───silent──▶ stale ◀ silent
 *     │   └─retry── offline  │  │  └──────heard───────┘
 *     └───closed───▶  ▲      │  └── hole (an entry is missing), otherEpoch
 *        timedOut     └──────┴── closed, from every state
 *
 * Whatever was lost on the way, a link gets well by one road only: it asks again from where it
 * stands (`catchingUp`).
 */
export type LinkState = 'connecting' | 'catchingUp' | 'live' | 'stale' | 'offline';

export type LinkEvent =
  /** A socket is open. */
  | 'opened'
  /** The socket closed, or could not be opened. */
  | 'closed'
  /** Everything up to the head has been folded. */
  | 'caughtUp'
  /** Entries are missing before the newest, or the log is another one. */
  | 'hole'
  /** Anything came from the server. */
  | 'heard'
  /** Nothing came for longer than two heads. */
  | 'silent'
  /** It is time to try again. */
  | 'retry';

/** Every event in every state; a new state or event does not compile until all cells are written. */
export const transitions: Readonly<Record<LinkState, Readonly<Record<LinkEvent, LinkState>>>> = {
  connecting: {
    opened: 'catchingUp',
    closed: 'offline',
    caughtUp: 'connecting',
    hole: 'connecting',
    heard: 'connecting',
    silent: 'offline',
    retry: 'connecting',
  },
  catchingUp: {
    opened: 'catchingUp',
    closed: 'offline',
    caughtUp: 'live',
    hole: 'catchingUp',
    heard: 'catchingUp',
    silent: 'stale',
    retry: 'catchingUp',
  },
  live: {
    opened: 'catchingUp',
    closed: 'offline',
    caughtUp: 'live',
    hole: 'catchingUp',
    heard: 'live',
    silent: 'stale',
    retry: 'live',
  },
  stale: {
    opened: 'catchingUp',
    closed: 'offline',
    caughtUp: 'live',
    hole: 'catchingUp',
    // What was missed in the silence is not known: ask from where we stand.
    heard: 'catchingUp',
    silent: 'offline',
    retry: 'stale',
  },
  offline: {
    opened: 'catchingUp',
    closed: 'offline',
    caughtUp: 'offline',
    hole: 'offline',
    heard: 'offline',
    silent: 'offline',
    retry: 'connecting',
  },
};

export function next(state: LinkState, event: LinkEvent): LinkState {
  return transitions[state][event];
}
