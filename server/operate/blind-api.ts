import type { Context } from 'hono';
import type { BlindLocks, BlindReader } from '../../shared/wire/operate-api.ts';
import type { Access } from '../access/access.ts';
import type { OperatorKey } from '../access/operator-keys.ts';
import { problem } from '../http/problem.ts';
import type { Room } from '../room/room.ts';
import type { RouteHandlers } from './api.ts';
import { openBlindReadings } from './blind-readings.ts';
import type { Done, OperatorRaces } from './operator-races.ts';
import { undone, withRoom } from './races-api.ts';
import { readBody } from './request.ts';

export interface BlindOptions {
  readonly access: Access;
  readonly races: OperatorRaces;
}

type BlindRoutes = Pick<
  RouteHandlers,
  | 'GET /races/:slug/blind'
  | 'PUT /races/:slug/blind/:reader'
  | 'DELETE /races/:slug/blind/:reader'
  | 'POST /races/:slug/blind/open'
>;

/** Two readers of one finish: each locks without seeing the other's times. */
export function blindHandlers({ access, races }: BlindOptions): BlindRoutes {
  const blind = openBlindReadings({ access, races });

  return {
    'GET /races/:slug/blind': (c, operator) =>
      withRoom(c, races, (room) => locksOf(c, room, operator)),

    'PUT /races/:slug/blind/:reader': (c, operator) =>
      asReader(c, async (room, reader) => {
        const body = await readBody(c, 'blind');
        if (!body.ok) return body.refusal;
        return locksAfter(c, room, operator, await blind.lock(room, operator, reader, body.value));
      }),

    'DELETE /races/:slug/blind/:reader': (c, operator) =>
      asReader(c, async (room, reader) => {
        const point = c.req.query('point') ?? '';
        return locksAfter(c, room, operator, await blind.unlock(room, operator, reader, point));
      }),

    'POST /races/:slug/blind/open': (c, operator) =>
      withRoom(c, races, async (room) => {
        const body = await readBody(c, 'blindOpen');
        if (!body.ok) return body.refusal;
        const { point } = body.value;
        const done = await blind.open(room, operator, point);
        if (done.ok)
          access.journal.write({
            what: 'blindOpened',
            operator: operator.id,
            race: room.slug,
            message: `${operator.label} opened what a blind reader had locked at ${point}`,
          });
        return locksAfter(c, room, operator, done);
      }),
  };

  function asReader(
    c: Context,
    answer: (room: Room, reader: BlindReader) => Promise<Response>,
  ): Promise<Response> {
    return withRoom(c, races, (room) => {
      const reader = c.req.param('reader');
      if (reader === 'A' || reader === 'B') return answer(room, reader);
      return problem(c, 404, 'NOT_FOUND', 'blind readers are A and B');
    });
  }

  function locksAfter(c: Context, room: Room, operator: OperatorKey, done: Done): Response {
    return done.ok ? locksOf(c, room, operator) : undone(c, done);
  }

  function locksOf(c: Context, room: Room, operator: OperatorKey): Response {
    return c.json({ locks: blind.locks(room, operator) } satisfies BlindLocks);
  }
}
