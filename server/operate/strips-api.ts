import type { StripKept } from '../../shared/wire/operate-api.ts';
import type { Access } from '../access/access.ts';
import { problem } from '../http/problem.ts';
import type { Kept, StripStore } from '../strips/strip-store.ts';
import type { RouteHandlers } from './api.ts';
import type { OperatorRaces } from './operator-races.ts';
import { withRoom } from './races-api.ts';

export interface StripsOptions {
  readonly access: Access;
  readonly races: OperatorRaces;
  readonly strips: Pick<StripStore, 'keep'>;
}

/** Takes a finish image in. Nobody sees it until an entry `stripReleased` of the race names it. */
export function stripsHandlers({
  access,
  races,
  strips,
}: StripsOptions): Pick<RouteHandlers, 'POST /races/:slug/strips'> {
  return {
    'POST /races/:slug/strips': (c, operator) =>
      withRoom(c, races, async (room) => {
        // A form of another site cannot send these types.
        const type = c.req.header('content-type') ?? '';
        if (!/^image\/(png|jpeg|webp)$/.test(type))
          return problem(c, 415, 'NOT_AN_IMAGE', 'image/png, image/jpeg or image/webp is wanted');
        const kept = await strips.keep(new Uint8Array(await c.req.arrayBuffer()));
        if (!kept.ok) {
          const { status, code, message } = WHY[kept.reason];
          return problem(c, status, code, message);
        }
        access.journal.write({
          what: 'raceChanged',
          operator: operator.id,
          race: room.slug,
          message: `${operator.label} brought a finish image of ${room.slug}: ${kept.image.sha256}`,
        });
        return c.json({ image: kept.image } satisfies StripKept, 201);
      }),
  };
}

const WHY = {
  notAnImage: {
    status: 415,
    code: 'NOT_AN_IMAGE',
    message: 'these bytes are no PNG, JPEG or WebP',
  },
  animated: { status: 415, code: 'NOT_AN_IMAGE', message: 'this is a film, no finish image' },
  broken: { status: 422, code: 'BROKEN_IMAGE', message: 'the image ends before it says its size' },
  tooLarge: {
    status: 413,
    code: 'TOO_LARGE',
    message: 'at most 16 MB, 16,000 columns or rows and 40 million pixels',
  },
  noRoom: { status: 507, code: 'NO_ROOM', message: 'the folder of finish images is full' },
} as const satisfies Readonly<Record<(Kept & { ok: false })['reason'], object>>;
