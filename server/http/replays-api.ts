import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod/mini';
import { parseRaceTime } from '../../shared/time/parse.ts';
import {
  REPLAY_RATES,
  type ReplayChange,
  type ReplayCreated,
  type ReplayReply,
  type ReplayRequest,
} from '../../shared/wire/api.ts';
import type { ClockMap } from '../../shared/wire/messages.ts';
import { problem } from './problem.ts';

/** What the API needs of whoever keeps the replays. */
export interface ReplayKeeper {
  create(request: {
    readonly recording: string;
    readonly rate: number;
  }): Promise<({ readonly ok: true } & ReplayCreated) | Refusal>;
  steer(
    slug: string,
    key: string,
    command: ReplayCommand,
  ): Promise<{ readonly ok: true; readonly clock: ClockMap } | Refusal>;
}

export type ReplayCommand =
  | { readonly do: 'pause' }
  | { readonly do: 'resume' }
  | { readonly do: 'rate'; readonly rate: number }
  /** µs since the gun of the recorded race. */
  | { readonly do: 'seek'; readonly to: number }
  | { readonly do: 'stop' };

interface Refusal {
  readonly ok: false;
  readonly code:
    | 'NO_RECORDING'
    | 'TOO_MANY'
    | 'NOT_STORED'
    | 'NOT_FOUND'
    | 'NOT_YOURS'
    | 'ONLY_FORWARD';
  readonly message: string;
}

const KEY_HEADER = 'x-replay-key';
const MOST_BYTES = 4 * 1024;

const rate = z.number().check(z.minimum(REPLAY_RATES.slowest), z.maximum(REPLAY_RATES.fastest));
const requestSchema = z.object({
  recording: z.string().check(z.maxLength(80)),
  rate: z.exactOptional(rate),
});
const changeSchema = z.object({
  paused: z.exactOptional(z.boolean()),
  rate: z.exactOptional(rate),
  seek: z.exactOptional(z.string().check(z.maxLength(20))),
});

const STATUS = {
  NO_RECORDING: 404,
  TOO_MANY: 429,
  NOT_STORED: 503,
  NOT_FOUND: 404,
  NOT_YOURS: 403,
  ONLY_FORWARD: 409,
} as const;

/** `/api/replays`: anyone may put a recording on air; whoever did so steers it, with the key in a header. */
export function replaysApi(replays: ReplayKeeper): Hono {
  const api = new Hono();
  api.use(
    bodyLimit({
      maxSize: MOST_BYTES,
      onError: (c) => problem(c, 413, 'TOO_LARGE', `at most ${MOST_BYTES} bytes`),
    }),
  );

  api.post('/', async (c) => {
    const body = await readJson(c, requestSchema);
    if (!body.ok) return body.refusal;
    const asked: ReplayRequest = body.value;
    const created = await replays.create({
      recording: asked.recording,
      rate: asked.rate ?? 1,
    });
    if (!created.ok) return refuse(c, created);
    c.header('cache-control', 'no-store');
    return c.json({ race: created.race, key: created.key } satisfies ReplayCreated, 201);
  });

  api.patch('/:slug', async (c) => {
    const body = await readJson(c, changeSchema);
    if (!body.ok) return body.refusal;
    const commands = commandsOf(body.value);
    if (commands === null)
      return problem(
        c,
        400,
        'BAD_TIME',
        `seek wants a race time such as 3:12.4, not "${body.value.seek}"`,
      );
    if (commands.length === 0)
      return problem(c, 400, 'NOTHING', 'name at least one of paused, rate, seek');
    return steer(c, commands);
  });

  api.delete('/:slug', (c) => steer(c, [{ do: 'stop' }]));
  return api;

  async function steer(c: Context, commands: readonly ReplayCommand[]): Promise<Response> {
    const race = c.req.param('slug') ?? '';
    const key = c.req.header(KEY_HEADER);
    if (key === undefined)
      return problem(
        c,
        401,
        'NO_KEY',
        `the key of this replay is wanted in the header ${KEY_HEADER}`,
      );
    let clock: ClockMap | undefined;
    for (const command of commands) {
      const steered = await replays.steer(race, key, command);
      if (!steered.ok) return refuse(c, steered);
      clock = steered.clock;
    }
    c.header('cache-control', 'no-store');
    return clock
      ? c.json({ race, clock } satisfies ReplayReply)
      : problem(c, 400, 'NOTHING', 'nothing was asked');
  }
}

/** In this order: what is sought is reached at the rate that was wished for. */
function commandsOf({ paused, rate, seek }: ReplayChange): ReplayCommand[] | null {
  const commands: ReplayCommand[] = [];
  if (seek !== undefined) {
    const parsed = parseRaceTime(seek);
    if (!parsed.ok) return null;
    commands.push({ do: 'seek', to: parsed.time });
  }
  if (rate !== undefined) commands.push({ do: 'rate', rate });
  if (paused !== undefined) commands.push({ do: paused ? 'pause' : 'resume' });
  return commands;
}

async function readJson<Schema extends z.core.$ZodType>(
  c: Context,
  schema: Schema,
): Promise<{ ok: true; value: z.infer<Schema> } | { ok: false; refusal: Response }> {
  // A form cannot send this type, so no other site can act in a visitor's name.
  if (!/^application\/json\b/.test(c.req.header('content-type') ?? '')) {
    return {
      ok: false,
      refusal: problem(c, 415, 'NOT_JSON', 'content-type: application/json is wanted'),
    };
  }
  const text = await c.req.text();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, refusal: problem(c, 400, 'NOT_JSON', 'the body is no JSON') };
  }
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  return {
    ok: false,
    refusal: problem(
      c,
      400,
      'MALFORMED',
      `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'malformed'}`,
    ),
  };
}

function refuse(c: Context, { code, message }: Refusal): Response {
  return problem(c, STATUS[code], code, message);
}
