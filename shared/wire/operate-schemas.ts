import * as z from 'zod/mini';
import type {
  AuditQuery,
  BlindRequest,
  ClaimRequest,
  KeyRequest,
  PairingRequest,
  RaceChange,
  RaceRequest,
  RosterPatch,
  SessionRequest,
} from './operate-api.ts';
import type { QueueFile } from './queue-file.ts';
import type { Roster } from '../race/roster.ts';
import { SUBMIT_LIMIT, type Attend, type Hello, type Submit } from './operate.ts';
import type { ClockAsk } from './messages.ts';
import type { Parsed } from './schemas.ts';

/**
 * The shape of everything that comes from an operator, checked on everything that comes in. Events
 * and definitions are checked further in, by the core; here only what finds their place.
 */

const slug = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,79}$/));
/** No control characters, and something to see. */
const label = z.string().check(z.trim(), z.minLength(1), z.maxLength(80), z.regex(/^\P{Cc}*$/u));
const count = z.int().check(z.minimum(0));
const role = z.enum(['viewer', 'tapper', 'judge', 'referee', 'admin']);
const visibility = z.enum(['draft', 'public', 'hidden', 'archived']);
const key = z.string().check(z.maxLength(200));
const points = z
  .array(z.string().check(z.minLength(1), z.maxLength(64)))
  .check(z.minLength(1), z.maxLength(1_000));

const submissions = z
  .array(
    z.looseObject({
      device: z.string().check(z.minLength(1), z.maxLength(64)),
      n: z.int().check(z.minimum(1)),
    }),
  )
  .check(z.minLength(1));

export const fromOperator = {
  hello: z.object({ wire: z.int() }),
  clock: z.object({ sent: z.number() }),
  attend: z.object({
    race: z.nullable(slug),
    screen: z.optional(z.enum(['console', 'judge', 'desk', 'announcer'])),
    armed: z.optional(z.boolean()),
    unsent: z.optional(count),
    offsetUs: z.optional(z.number()),
    errorUs: z.optional(z.number()),
  }),
  submit: z.object({
    race: slug,
    submissions: submissions.check(z.maxLength(SUBMIT_LIMIT.entries)),
  }),
} as const;

export type FromOperator = { hello: Hello; clock: ClockAsk; attend: Attend; submit: Submit };

const name = z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^\P{Cc}*$/u));
const country = z.string().check(z.regex(/^[A-Z]{3}$/));
const crew = z.array(name).check(z.maxLength(100));
const seedDigits = z.int().check(z.minimum(0), z.maximum(6));
/** µs; as a race time. */
const seedUs = z.int().check(z.minimum(0), z.maximum(10_000_000_000_000));
const entrantId = z.string().check(z.minLength(1), z.maxLength(64));

const rosterLine = z.strictObject({
  name,
  shortName: z.optional(name),
  country: z.optional(country),
  club: z.optional(name),
  crew: z.optional(crew),
  seedUs: z.optional(seedUs),
  seedDigits: z.optional(seedDigits),
  hidden: z.optional(z.boolean()),
});
const roster = z.record(entrantId, rosterLine);

const rights = { role, race: z.nullable(slug), points: z.optional(points), label };

/** Whole numbers come as text in a query. */
const numeral = z.pipe(
  z.string().check(z.regex(/^\d{1,15}$/)),
  z.transform((text: string) => Number(text)),
);
const some = z.string().check(z.minLength(1), z.maxLength(200));

/** Bodies and queries of `/api/operate`, by the name of their type. */
export const toOperate = {
  session: z.object({ key, device: z.optional(label) }),
  key: z.object({
    kind: z.enum(['link', 'program']),
    ...rights,
    hours: z.optional(z.number().check(z.positive(), z.maximum(24 * 3660))),
  }),
  pairing: z.object(rights),
  claim: z.object({ code: z.string().check(z.maxLength(20)), device: z.optional(label) }),
  race: z.object({
    slug: z.optional(slug),
    definition: z.looseObject({}),
    entrants: z.optional(z.array(z.looseObject({}))),
    roster: z.optional(roster),
    visibility: z.optional(visibility),
    rehearsal: z.optional(z.boolean()),
  }),
  raceChange: z.object({ visibility }),
  entries: z.object({ submissions: submissions.check(z.maxLength(100_000)) }),
  queue: z.strictObject({
    v: z.literal(1),
    by: z.nullable(z.string().check(z.maxLength(64))),
    savedAt: z.number(),
    races: z
      .array(
        z.strictObject({
          race: slug,
          epoch: z.nullable(z.string().check(z.maxLength(64))),
          submissions: submissions.check(z.maxLength(100_000)),
        }),
      )
      .check(z.maxLength(1_000)),
    seal: z.nullable(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
  }),
  blind: z.object({
    point: z.string().check(z.minLength(1), z.maxLength(64)),
    readings: z.array(z.looseObject({})).check(z.minLength(1), z.maxLength(2_000)),
  }),
  blindOpen: z.object({ point: z.string().check(z.minLength(1), z.maxLength(64)) }),
  roster,
  rosterPatch: z.strictObject({
    name: z.optional(name),
    shortName: z.optional(z.nullable(name)),
    country: z.optional(z.nullable(country)),
    club: z.optional(z.nullable(name)),
    crew: z.optional(z.nullable(crew)),
    seedUs: z.optional(z.nullable(seedUs)),
    seedDigits: z.optional(z.nullable(seedDigits)),
    hidden: z.optional(z.nullable(z.boolean())),
  }),
  audit: z.object({
    operator: z.optional(some),
    device: z.optional(some),
    type: z.optional(some),
    find: z.optional(some),
    before: z.optional(numeral),
    count: z.optional(numeral),
  }),
} as const;

export type ToOperate = {
  session: SessionRequest;
  key: KeyRequest;
  pairing: PairingRequest;
  claim: ClaimRequest;
  race: RaceRequest;
  raceChange: RaceChange;
  entries: Pick<Submit, 'submissions'>;
  queue: QueueFile;
  blind: BlindRequest;
  blindOpen: Pick<BlindRequest, 'point'>;
  roster: Roster;
  rosterPatch: RosterPatch;
  audit: AuditQuery;
};

/** Reads a message that came from an operator; what is wrong with it is told in words. */
export function parseFromOperator<Name extends keyof FromOperator>(
  about: Name,
  received: unknown,
): Parsed<FromOperator[Name]> {
  return parse<FromOperator[Name]>(about, fromOperator[about], received);
}

/** Reads the body or the query of a request. */
export function parseToOperate<Name extends keyof ToOperate>(
  about: Name,
  received: unknown,
): Parsed<ToOperate[Name]> {
  return parse<ToOperate[Name]>(about, toOperate[about], received);
}

function parse<T>(about: string, schema: z.core.$ZodType, received: unknown): Parsed<T> {
  const result = z.safeParse(schema, received);
  // The schemas and the types are held together by operate.test.ts; what is loose here the core reads.
  if (result.success) return { ok: true, message: result.data as T };
  const [issue] = result.error.issues;
  const where =
    issue === undefined ? '' : ` at ${issue.path.join('.') || 'its root'}: ${issue.message}`;
  return { ok: false, reason: `${about} is malformed${where}` };
}
