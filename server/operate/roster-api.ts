import type { Context } from 'hono';
import type { RosterReply } from '../../shared/wire/api.ts';
import type { Access } from '../access/access.ts';
import type { Room } from '../room/room.ts';
import type { RouteHandlers } from './api.ts';
import type { OperatorRaces } from './operator-races.ts';
import { undone, withRoom } from './races-api.ts';
import { readBody } from './request.ts';

export interface RosterOptions {
  readonly access: Access;
  readonly races: OperatorRaces;
}

type RosterRoutes = Pick<
  RouteHandlers,
  | 'GET /races/:slug/roster'
  | 'PUT /races/:slug/roster'
  | 'PATCH /races/:slug/roster/:entrant'
  | 'DELETE /races/:slug/roster/:entrant'
>;

/** Names, beside the log: given, changed, hidden, and erased for good. The journal names nobody. */
export function rosterHandlers({ access, races }: RosterOptions): RosterRoutes {
  return {
    'GET /races/:slug/roster': (c) => withRoom(c, races, (room) => c.json(rosterOf(room))),

    'PUT /races/:slug/roster': (c, operator) =>
      withRoom(c, races, async (room) => {
        const body = await readBody(c, 'roster');
        if (!body.ok) return body.refusal;
        const done = await races.setRoster(room, body.value);
        if (!done.ok) return undone(c, done);
        note('nameChanged', operator.id, room, 'all names were given anew');
        return c.json(rosterOf(room));
      }),

    'PATCH /races/:slug/roster/:entrant': (c, operator) =>
      withRoom(c, races, async (room) => {
        const body = await readBody(c, 'rosterPatch');
        if (!body.ok) return body.refusal;
        const entrant = entrantIn(c);
        const done = await races.patchLine(room, entrant, body.value);
        if (!done.ok) return undone(c, done);
        const parts = Object.keys(body.value).join(', ');
        note('nameChanged', operator.id, room, `the line of ${entrant} was changed (${parts})`);
        return c.json(rosterOf(room));
      }),

    'DELETE /races/:slug/roster/:entrant': (c, operator) =>
      withRoom(c, races, async (room) => {
        const entrant = entrantIn(c);
        const done = await races.eraseLine(room, entrant);
        if (!done.ok) return undone(c, done);
        note('nameErased', operator.id, room, `the line of ${entrant} was erased`);
        return c.body(null, 204);
      }),
  };

  function note(
    what: 'nameChanged' | 'nameErased',
    operator: string,
    { slug }: Room,
    message: string,
  ): void {
    access.journal.write({ what, operator, race: slug, message: `${slug}: ${message}` });
  }
}

/** With hidden names too: these are the people who hid them. */
function rosterOf({ slug, epoch, roster }: Room): RosterReply {
  return { race: slug, epoch, roster };
}

function entrantIn(c: Context): string {
  return c.req.param('entrant') ?? '';
}
