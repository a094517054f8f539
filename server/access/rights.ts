import type { RaceEvent } from '../../shared/race/events.ts';
import type { FromOperator } from '../../shared/wire/operate-schemas.ts';
import type { Role } from '../../shared/wire/operate.ts';

/**
 * Who may do what: every message, every kind of event and every request of an operator has its row
 * here, and what has none is refused. The handlers are typed by these rows, so a new one does not
 * compile without its row, and `operate/matrix.test.ts` walks all of them with every wrong key.
 */

const EVERYONE = ['viewer', 'tapper', 'judge', 'referee', 'admin'] as const;
const FEEDERS = ['tapper', 'judge', 'referee', 'admin'] as const;
const JUDGES = ['judge', 'referee', 'admin'] as const;
const REFEREES = ['referee', 'admin'] as const;
const ADMINS = ['admin'] as const;

type Roles = readonly Role[];

export const MESSAGE_RIGHTS: Readonly<Record<keyof FromOperator, Roles>> = {
  hello: EVERYONE,
  clock: EVERYONE,
  attend: EVERYONE,
  submit: FEEDERS,
};

/** Whoever may bring an event may correct one of its kind; a tapper only its own (`may-submit.ts`). */
export const EVENT_RIGHTS: Readonly<Record<RaceEvent['type'], Roles>> = {
  raceDefined: REFEREES,
  entrantsListed: REFEREES,
  gunFired: JUDGES,
  passingRecorded: FEEDERS,
  readingTaken: JUDGES,
  entrantPlaced: JUDGES,
  statusSet: REFEREES,
  marksAwarded: JUDGES,
  resultDeclared: JUDGES,
  raceEnded: REFEREES,
  raceStateSet: REFEREES,
  messagePosted: JUDGES,
  sourceChosen: JUDGES,
  stripReleased: JUDGES,
  queueBrought: REFEREES,
  entryAmended: FEEDERS,
  entryVoided: FEEDERS,
  entryRestored: FEEDERS,
};

/** A judge declares a provisional result; what is official or amended is the referee's. */
export const DECLARING_RIGHTS: Readonly<Record<'provisional' | 'official' | 'amended', Roles>> = {
  provisional: JUDGES,
  official: REFEREES,
  amended: REFEREES,
};

export interface RouteRight {
  /** `open`: without any key; whoever knocks brings one in the body. */
  readonly roles: Roles | 'open';
  /** Beyond one race: a key that is bound to a race may not. */
  readonly allRaces?: true;
  /** The largest body, bytes. */
  readonly bytes?: number;
}

const SMALL = 16 * 1024;
/** A marathon's start list and names. */
const LARGE = 16 * 1024 * 1024;

/** Requests under /api/operate; a `:slug` in a path is the race that the key has to be for. */
export const ROUTE_RIGHTS = {
  'POST /session': { roles: 'open', bytes: SMALL },
  'DELETE /session': { roles: EVERYONE },
  'GET /me': { roles: EVERYONE },
  'GET /keys': { roles: ADMINS },
  'POST /keys': { roles: ADMINS, bytes: SMALL },
  'DELETE /keys/:id': { roles: ADMINS },
  'GET /journal': { roles: ADMINS },
  'POST /pairings': { roles: ADMINS, bytes: SMALL },
  'DELETE /pairings/:id': { roles: ADMINS },
  'POST /pairings/claim': { roles: 'open', bytes: SMALL },
  'GET /races': { roles: EVERYONE },
  'POST /races': { roles: REFEREES, allRaces: true, bytes: LARGE },
  'PATCH /races/:slug': { roles: REFEREES, bytes: SMALL },
  'DELETE /races/:slug': { roles: REFEREES },
  'POST /races/:slug/entries': { roles: FEEDERS, bytes: LARGE },
  'POST /races/:slug/queue': { roles: REFEREES, bytes: LARGE },
  'GET /races/:slug/roster': { roles: FEEDERS },
  'PUT /races/:slug/roster': { roles: REFEREES, bytes: LARGE },
  'PATCH /races/:slug/roster/:entrant': { roles: REFEREES, bytes: SMALL },
  'DELETE /races/:slug/roster/:entrant': { roles: REFEREES },
  'POST /races/:slug/strips': { roles: JUDGES, bytes: LARGE },
  'GET /races/:slug/blind': { roles: JUDGES },
  'PUT /races/:slug/blind/:reader': { roles: JUDGES, bytes: 1024 * 1024 },
  'DELETE /races/:slug/blind/:reader': { roles: JUDGES },
  'POST /races/:slug/blind/open': { roles: REFEREES, bytes: SMALL },
  'GET /races/:slug/audit': { roles: JUDGES },
  'GET /races/:slug/audit.ndjson': { roles: JUDGES },
} as const satisfies Readonly<Record<string, RouteRight>>;

export type RouteName = keyof typeof ROUTE_RIGHTS;

export function may(roles: Roles, role: Role): boolean {
  return roles.includes(role);
}
