import type { QueueTaken } from '../../shared/wire/operate-api.ts';
import type { Access } from '../access/access.ts';
import { problem } from '../http/problem.ts';
import type { RouteHandlers } from './api.ts';
import { bringQueue } from './bring-queue.ts';
import type { OperatorRaces } from './operator-races.ts';
import { withRoom } from './races-api.ts';
import { readBody } from './request.ts';
import type { SubmitContext } from './submit-entries.ts';

export interface QueueOptions {
  readonly access: Access;
  readonly races: OperatorRaces;
  readonly submit: Pick<SubmitContext, 'isFedAlone' | 'books'>;
}

/** Takes in what another device saved as a file, one file after the other. */
export function queueHandlers({
  access,
  races,
  submit,
}: QueueOptions): Pick<RouteHandlers, 'POST /races/:slug/queue'> {
  let turn: Promise<unknown> = Promise.resolve();
  return {
    'POST /races/:slug/queue': (c, operator) =>
      withRoom(c, races, async (room) => {
        const body = await readBody(c, 'queue');
        if (!body.ok) return body.refusal;
        if (submit.isFedAlone(room))
          return problem(
            c,
            403,
            'NOT_ALLOWED',
            `${room.slug} is a recording; nobody else feeds it`,
          );
        submit.books.watch(room);
        const taking = turn.then(() => bringQueue({ access }, operator, room, body.value));
        turn = taking.catch(() => undefined);
        const brought = await taking.catch(tooDeep);
        access.journal.write({
          what: brought.ok ? 'queueBrought' : 'refused',
          operator: operator.id,
          race: room.slug,
          message: brought.ok
            ? `${operator.label} brought ${brought.taken.answers.length} entries that ${brought.taken.from.label} had saved`
            : `a saved queue was refused: ${brought.message}`,
        });
        if (!brought.ok) return problem(c, 422, brought.code, brought.message);
        return c.json(brought.taken satisfies QueueTaken);
      }),
  };
}

/** A file can be nested so deeply that nobody's own page has written it. */
function tooDeep(error: unknown) {
  if (!(error instanceof RangeError)) throw error;
  return {
    ok: false,
    code: 'NOT_SEALED',
    message: 'no page of ours has written this file',
  } as const;
}
