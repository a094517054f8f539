import { Hono, type Context } from 'hono';
import type {
  RaceCard,
  RaceList,
  RacePage,
  ResultsReply,
  RosterReply,
} from '../../shared/wire/api.ts';
import { namesRevision, publicRoster } from '../broadcast/public-roster.ts';
import { isBlock, segmentRefs } from '../broadcast/segment-plan.ts';
import type { Programme, ServerClock, Show } from '../broadcast/show.ts';
import type { EventLog } from '../log/event-log.ts';
import { parseBoardQuery } from './board-query.ts';
import { boardReply } from './board.ts';
import { cardMaker } from './card.ts';
import { logText } from './log-text.ts';
import { problem } from './problem.ts';
import { accepts, replyJson, replyText } from './reply.ts';
import { isCorrectedSince, resultsCsv, resultsReply } from './results.ts';
import { sealOf } from './seal.ts';
import { openSegmentStore } from './segment-store.ts';
import type { StripStore } from '../strips/strip-store.ts';

export interface RacesOptions {
  readonly programme: Programme;
  readonly now: ServerClock;
  /** Where official results find their seal. */
  readonly log?: Pick<EventLog, 'read'>;
  /** Where released finish images lie. */
  readonly strips?: Pick<StripStore, 'read'>;
}

/** `/api/races…`: everything there is to know of a race, as far as it has been let go. */
export function racesApi({ programme, now, log, strips }: RacesOptions): Hono {
  const api = new Hono();
  const cardOf = cardMaker();
  const segments = openSegmentStore();

  api.get('/', async (c) => {
    const archived = c.req.query('archived') !== undefined;
    const slugs = await programme.slugs();
    const cards = await Promise.all(slugs.map((slug) => cardFor(slug, archived)));
    const races = cards.filter((card) => card !== null).sort(onAirFirst);
    return replyJson(c, { races } satisfies RaceList);
  });

  api.get('/:slug', (c) =>
    withShow(c, (show) => {
      const card = programme.card(show.shown.slug) ?? cardOf(show);
      const { race, epoch, seq } = show.shown;
      if (!card || !race.definition)
        return problem(c, 404, 'NOT_DEFINED', 'this race has no definition yet');
      const segments = segmentRefs(show.shown, 0, seq);
      const page: RacePage = {
        card,
        definition: race.definition,
        epoch,
        seq,
        hash: race.hash(),
        segments,
      };
      return replyJson(c, page);
    }),
  );

  api.get('/:slug/roster', (c) =>
    withShow(c, (show) => {
      const { slug, epoch, roster } = show.shown;
      return replyJson(c, {
        race: slug,
        epoch,
        names: namesRevision(roster),
        roster: publicRoster(roster),
      } satisfies RosterReply);
    }),
  );

  api.get('/:slug/standings', (c) =>
    withShow(c, (show) => {
      const parsed = parseBoardQuery((name) => c.req.query(name));
      if (!parsed.ok) return problem(c, 400, 'BAD_QUERY', parsed.message);
      const board = boardReply(show, parsed.query, now);
      if (board !== 'noGun') return replyJson(c, board);
      return problem(c, 400, 'NO_GUN', 't counts from the gun, and none has been fired');
    }),
  );

  api.get('/:slug/results.json', (c) =>
    withShow(c, async (show) => {
      const seal = await sealOf(show.shown, log);
      const correctedSince = isCorrectedSince(show, seal);
      return replyJson(c, { ...resultsReply(show), seal, correctedSince } satisfies ResultsReply);
    }),
  );

  api.get('/:slug/results.csv', (c) =>
    withShow(c, async (show) => {
      const seal = await sealOf(show.shown, log);
      const correctedSince = isCorrectedSince(show, seal);
      const body = resultsCsv({ ...resultsReply(show), correctedSince });
      return replyText(c, {
        body,
        type: 'text/csv; charset=utf-8',
        download: `${show.shown.slug}.csv`,
      });
    }),
  );

  api.get('/:slug/log.ndjson', (c) =>
    withShow(c, (show) => {
      c.header('content-type', 'application/x-ndjson; charset=utf-8');
      c.header('cache-control', 'no-cache');
      return c.body(logText(show.shown));
    }),
  );

  api.get('/:slug/segments/:epoch/:range', (c) =>
    withShow(c, async (show) => {
      const { shown } = show;
      const range = parseRange(c.req.param('range') ?? '');
      if (c.req.param('epoch') !== shown.epoch)
        return problem(c, 404, 'NO_EPOCH', `the log of ${shown.slug} has another epoch now`);
      if (!range || !isBlock(range.from, range.to, shown.seq))
        return problem(c, 404, 'NO_SEGMENT', 'no whole segment lies there');
      const segment = segments.get(shown, range.from, range.to);
      const coding = accepts(c, 'br') ? 'br' : accepts(c, 'gzip') ? 'gzip' : null;
      const body = coding === null ? segment.plain : await segment[coding]();
      return c.body(new Uint8Array(body), 200, {
        'content-type': 'application/octet-stream',
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
        ...(coding === null ? {} : { 'content-encoding': coding }),
      });
    }),
  );

  api.get('/:slug/strips/:sha256', (c) =>
    withShow(c, async (show) => {
      const sha256 = c.req.param('sha256') ?? '';
      const released = show.shown.race.strips.find(({ image }) => image.sha256 === sha256);
      const etag = `"${sha256}"`;
      // Asked anew each time, for it can be withdrawn; what is called by its content is not sent twice.
      const headers = { etag, 'cache-control': 'private, no-cache' };
      if (released && c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
      const bytes = released && (await strips?.read(released.image.sha256));
      if (!bytes) return problem(c, 404, 'NO_STRIP', 'no such finish image is released');
      return c.body(bytes, 200, {
        ...headers,
        'content-type': released.image.type,
        'content-security-policy': "default-src 'none'",
      });
    }),
  );

  return api;

  async function cardFor(slug: string, archived: boolean): Promise<RaceCard | null> {
    const card = programme.card(slug);
    if (card) return archived ? null : card;
    const show = await programme.find(slug);
    if (!show || (show.visibility?.() === 'archived') !== archived) return null;
    return cardOf(show);
  }

  async function withShow(
    c: Context,
    answer: (show: Show) => Response | Promise<Response>,
  ): Promise<Response> {
    const slug = c.req.param('slug') ?? '';
    const show = await programme.find(slug, {
      header: (name) => c.req.header(name),
      asking: 'read',
    });
    if (!show) return problem(c, 404, 'NO_RACE', `there is no race called ${slug.slice(0, 80)}`);
    const answered = await answer(show);
    // What not everyone may see is kept by nobody on the way.
    if (!isForEveryone(show)) answered.headers.set('cache-control', 'no-store');
    return answered;
  }
}

function isForEveryone(show: Show): boolean {
  const visibility = show.visibility?.() ?? 'public';
  return visibility === 'public' || visibility === 'archived';
}

const PHASES = ['live', 'countdown', 'scheduled', 'finished'];

function onAirFirst(a: { phase: string; date: string; slug: string }, b: typeof a): number {
  const byPhase = PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase);
  if (byPhase !== 0) return byPhase;
  if (a.date !== b.date) return a.date < b.date ? 1 : -1;
  return a.slug < b.slug ? -1 : 1;
}

function parseRange(text: string): { from: number; to: number } | null {
  const found = /^([1-9]\d{0,9})-([1-9]\d{0,9})$/.exec(text);
  return found ? { from: Number(found[1]), to: Number(found[2]) } : null;
}
