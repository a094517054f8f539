import type { Context } from 'hono';
import type { OperatorRace, OperatorRaces as Reply } from '../../shared/wire/operate-api.ts';
import type { Access } from '../access/access.ts';
import { problem } from '../http/problem.ts';
import type { Room } from '../room/room.ts';
import type { RouteHandlers } from './api.ts';
import type { Door } from './door.ts';
import type { OperatorRaces, Undone } from './operator-races.ts';
import { readRaceNote, visibilityOf } from './race-note.ts';
import { readBody, refuse } from './request.ts';
import { isInScope } from './scope.ts';
import { submitEntries, type SubmitContext } from './submit-entries.ts';

export interface RacesOptions {
  readonly access: Access;
  readonly races: OperatorRaces;
  readonly door: Pick<Door, 'present'>;
  readonly submit: SubmitContext;
}

type RacesRoutes = Pick<
  RouteHandlers,
  | 'GET /races'
  | 'POST /races'
  | 'PATCH /races/:slug'
  | 'DELETE /races/:slug'
  | 'POST /races/:slug/entries'
>;

/** Making races, showing and hiding them, and feeding them over HTTP. */
export function racesHandlers({ access, races, door, submit }: RacesOptions): RacesRoutes {
  return {
    async 'GET /races'(c, operator) {
      const rooms = await races.list();
      const own = rooms.filter(({ slug }) => isInScope(operator, slug));
      return c.json({ races: own.map(rowOf) } satisfies Reply);
    },

    async 'POST /races'(c, operator) {
      const body = await readBody(c, 'race');
      if (!body.ok) return body.refusal;
      const made = await races.create(body.value, operator.id);
      if (!made.ok) return undone(c, made);
      const { slug } = made.room;
      access.journal.write({
        what: 'raceMade',
        operator: operator.id,
        race: slug,
        message: `${operator.label} made ${slug}`,
      });
      return c.json(rowOf(made.room), 201);
    },

    'PATCH /races/:slug': (c, operator) =>
      withRoom(c, races, async (room) => {
        const body = await readBody(c, 'raceChange');
        if (!body.ok) return body.refusal;
        const { visibility } = body.value;
        const done = await races.show(room, visibility, operator.id);
        if (!done.ok) return undone(c, done);
        access.journal.write({
          what: 'raceChanged',
          operator: operator.id,
          race: room.slug,
          message: `${operator.label} made ${room.slug} ${visibility}`,
        });
        return c.json(rowOf(room));
      }),

    'DELETE /races/:slug': (c, operator) =>
      withRoom(c, races, async (room) => {
        const done = await races.wipe(room);
        if (!done.ok) return undone(c, done);
        access.journal.write({
          what: 'raceWiped',
          operator: operator.id,
          race: room.slug,
          message: `${operator.label} wiped the rehearsal ${room.slug}`,
        });
        return c.body(null, 204);
      }),

    async 'POST /races/:slug/entries'(c, operator) {
      const body = await readBody(c, 'entries');
      if (!body.ok) return body.refusal;
      const race = c.req.param('slug') ?? '';
      const answer = await submitEntries(submit, operator, { race, ...body.value });
      if (answer.ok) return c.json(answer);
      if (answer.code === 'NO_RACE')
        return problem(c, answer.again ? 503 : 404, answer.code, answer.message);
      return refuse(c, { code: answer.code, message: answer.message });
    },
  };

  function rowOf(room: Room): OperatorRace {
    const { slug, epoch, seq, race, note } = room;
    const own = readRaceNote(note);
    return {
      slug,
      epoch,
      seq,
      visibility: visibilityOf(note),
      rehearsal: own?.rehearsal ?? false,
      editable: own !== null || note === null,
      definition: race.definition,
      entrants: race.entrants.filter(({ listed }) => listed).length,
      operators: door.present(slug),
      result: race.declared.at(-1)?.state ?? null,
      state: race.state?.state ?? null,
    };
  }
}

/** Answers with the room of the race in the path, or that there is none. */
export async function withRoom(
  c: Context,
  races: OperatorRaces,
  answer: (room: Room) => Response | Promise<Response>,
): Promise<Response> {
  const slug = c.req.param('slug') ?? '';
  const room = await races.find(slug);
  return room
    ? answer(room)
    : problem(c, 404, 'NO_RACE', `there is no race called ${slug.slice(0, 80)} to work on`);
}

export function undone(c: Context, { code, message }: Undone): Response {
  return problem(c, STATUS[code], code, message);
}

const STATUS = {
  RACE_EXISTS: 409,
  REFUSED: 422,
  NOT_STORED: 503,
  NOT_YOURS: 409,
  NOT_A_REHEARSAL: 409,
  NO_ENTRANT: 404,
  NO_POINT: 404,
  OTHER_READER: 409,
  NOT_LOCKED: 409,
} as const satisfies Readonly<Record<Undone['code'], number>>;
