import type { Context } from 'hono';
import { MICROS_PER_SECOND } from '../../shared/time/time.ts';
import type {
  Journal,
  KeyInfo,
  KeyList,
  KeyMade,
  KeyRequest,
  Pairing,
  PairingRequest,
} from '../../shared/wire/operate-api.ts';
import type { Access } from '../access/access.ts';
import { deviceOf } from '../access/device.ts';
import { noCookie, secretIn, sessionCookie } from '../access/operator-cookie.ts';
import { operatorLink, type OperatorKey, type Rights } from '../access/operator-keys.ts';
import { venueAddress } from '../access/venue-address.ts';
import { problem } from '../http/problem.ts';
import type { RouteHandlers } from './api.ts';
import { meOf, type Door } from './door.ts';
import { addressOf, readBody, refuse } from './request.ts';
import { isInScope, notInScope } from './scope.ts';

export interface KeysOptions {
  readonly access: Access;
  readonly door: Pick<Door, 'dismiss' | 'sockets'>;
  /** The host that this server listens at. */
  readonly listensAt: string;
}

type KeysRoutes = Pick<
  RouteHandlers,
  | 'POST /session'
  | 'DELETE /session'
  | 'GET /me'
  | 'GET /keys'
  | 'POST /keys'
  | 'DELETE /keys/:id'
  | 'GET /journal'
  | 'POST /pairings'
  | 'DELETE /pairings/:id'
  | 'POST /pairings/claim'
>;

const HOUR_US = 3_600 * MICROS_PER_SECOND;

/** Coming in, and letting others in. */
export function keysHandlers({ access, door, listensAt }: KeysOptions): KeysRoutes {
  const { keys, pairings, journal, https } = access;

  return {
    async 'POST /session'(c) {
      const body = await readBody(c, 'session');
      if (!body.ok) return body.refusal;
      const { key, device } = body.value;
      const opened = await keys.openSession(key, {
        ...presentSecret(c),
        ...(device === undefined ? {} : { device }),
      });
      if (!opened.ok) {
        journal.write({
          what: 'refused',
          address: addressOf(c),
          message: `a link: ${opened.code}`,
        });
        if (opened.code === 'LINK_SPENT') return problem(c, 410, 'LINK_SPENT', SPENT);
        return refuse(c, { code: opened.code, message: 'this link opens nothing here' });
      }
      journal.write({
        what: 'cameIn',
        operator: opened.key.id,
        race: opened.key.race,
        address: addressOf(c),
        message: `${opened.key.label} came in as ${opened.key.role}`,
      });
      return welcome(c, opened);
    },

    async 'DELETE /session'(c, operator) {
      door.dismiss(operator.id, 'signedOut');
      await keys.revoke(operator.id);
      journal.write({
        what: 'signedOut',
        operator: operator.id,
        message: `${operator.label} left`,
      });
      c.header('set-cookie', noCookie(https));
      return c.body(null, 204);
    },

    'GET /me': (c, operator) => c.json(meOf(operator)),

    'GET /keys'(c, operator) {
      const known = keys.list().filter((key) => reaches(operator, key));
      return c.json({ keys: known.map(infoOf) } satisfies KeyList);
    },

    async 'POST /keys'(c, operator) {
      const body = await readBody(c, 'key');
      if (!body.ok) return body.refusal;
      const { kind, hours } = body.value;
      const rights = rightsOf(operator, body.value);
      if (!rights.ok) return refuse(c, rights);
      const made = await keys.make({
        ...rights.rights,
        kind,
        madeBy: operator.id,
        ...(hours === undefined ? {} : { livesUs: Math.round(hours * HOUR_US) }),
      });
      journal.write({
        what: 'keyMade',
        operator: operator.id,
        race: made.key.race,
        message: `${operator.label} made a ${kind} for ${made.key.label} (${made.key.role}, ${made.key.id})`,
      });
      const url =
        kind === 'link'
          ? operatorLink(venueAddress(baseOf(c, https), listensAt).base, made.secret)
          : null;
      return c.json({ key: infoOf(made.key), secret: made.secret, url } satisfies KeyMade, 201);
    },

    async 'DELETE /keys/:id'(c, operator) {
      const key = keys.get(c.req.param('id') ?? '');
      if (!key || !reaches(operator, key))
        return problem(c, 404, 'NOT_FOUND', 'there is no such key');
      await keys.revoke(key.id);
      journal.write({
        what: 'keyRevoked',
        operator: operator.id,
        race: key.race,
        message: `${operator.label} took back the key of ${key.label} (${key.id})`,
      });
      return c.body(null, 204);
    },

    'GET /journal'(c, operator) {
      const rows = journal
        .rows()
        .filter(({ race }) => operator.race === null || race === operator.race);
      return c.json({ rows } satisfies Journal);
    },

    async 'POST /pairings'(c, operator) {
      const body = await readBody(c, 'pairing');
      if (!body.ok) return body.refusal;
      const rights = rightsOf(operator, body.value);
      if (!rights.ok) return refuse(c, rights);
      const { id, code, expiresAt } = pairings.open(rights.rights, operator.id);
      const { base, reachable } = venueAddress(baseOf(c, https), listensAt);
      const url = `${base}/operate#pair=${code}`;
      return c.json({ id, code, url, reachable, expiresAt } satisfies Pairing, 201);
    },

    'DELETE /pairings/:id'(c, operator) {
      const id = c.req.param('id') ?? '';
      const pairing = pairings.get(id);
      if (!pairing || !reaches(operator, pairing.rights))
        return problem(c, 404, 'NOT_FOUND', 'there is no such pairing');
      pairings.withdraw(id);
      return c.body(null, 204);
    },

    async 'POST /pairings/claim'(c) {
      const body = await readBody(c, 'claim');
      if (!body.ok) return body.refusal;
      const { code } = body.value;
      const address = addressOf(c);
      const claimed = pairings.claim(code.replaceAll(/\s/g, ''), address);
      if (!claimed.ok) return wrongCode(c, claimed, address);
      const { rights, madeBy } = claimed.pairing;
      const { device = rights.label } = body.value;
      const opened = await keys.makeSession(
        { ...rights, label: device, madeBy },
        presentSecret(c).before,
      );
      journal.write({
        what: 'paired',
        operator: opened.key.id,
        race: rights.race,
        address,
        message: `${device} was paired as ${rights.role} (${rights.label})`,
      });
      return welcome(c, opened);
    },
  };

  function welcome(c: Context, opened: { readonly key: OperatorKey; readonly secret: string }) {
    const { key, secret } = opened;
    const livesUs = (key.expiresAt ?? access.now()) - access.now();
    c.header('set-cookie', sessionCookie(secret, Math.floor(livesUs / MICROS_PER_SECOND), https));
    return c.json(meOf(key), 201);
  }

  function wrongCode(
    c: Context,
    claimed: Extract<ReturnType<typeof pairings.claim>, { ok: false }>,
    address: string,
  ): Response {
    if (claimed.code === 'WRONG_CODE') {
      journal.write({ what: 'wrongCode', address, message: 'a wrong code' });
      const message = `no such code is open; ${claimed.triesLeft} tries are left this minute`;
      return problem(c, 403, 'WRONG_CODE', message);
    }
    const why = claimed.allWithdrawn ? '; every open code was withdrawn' : '';
    journal.write({
      what: 'lockedOut',
      address,
      message: `too many codes tried${why}`,
    });
    c.header('retry-after', String(claimed.waitS));
    return problem(c, 429, 'TOO_MANY_TRIES', `too many tries; wait ${claimed.waitS} s${why}`);
  }

  /** What the browser came in with before, so that what it has not sent yet stays its own. */
  function presentSecret(c: Context): { readonly before?: string } {
    const before = secretIn(c.req.header('cookie'), https);
    return before === undefined ? {} : { before };
  }

  function infoOf({ hash: _, formerly: __, ...key }: OperatorKey): KeyInfo {
    return { ...key, device: deviceOf(key.id), sockets: door.sockets(key.id) };
  }
}

const SPENT = 'this link was opened before, and opens one browser only; ask for another';

/** Nobody gives what they do not have: a key for another race, or for all. */
function rightsOf(
  operator: OperatorKey,
  { role, race, points, label }: KeyRequest | PairingRequest,
):
  | { readonly ok: true; readonly rights: Rights }
  | { readonly ok: false; readonly code: 'OTHER_RACE' | 'MALFORMED'; readonly message: string } {
  if (!reaches(operator, { race })) return notInScope(operator);
  if ((role === 'tapper') !== (points !== undefined)) {
    const message = 'points: a tapper is bound to some, and nobody else is';
    return { ok: false, code: 'MALFORMED', message };
  }
  return { ok: true, rights: { role, race, points: points ?? null, label } };
}

function reaches(operator: OperatorKey, { race }: { readonly race: string | null }): boolean {
  return race === null ? operator.race === null : isInScope(operator, race);
}

/** How the asker itself reached this server: others in the room reach it the same way. */
function baseOf(c: Context, https: boolean): string {
  const origin = c.req.header('origin');
  if (origin !== undefined && URL.canParse(origin)) return origin;
  const own = `${https ? 'https' : 'http'}://${c.req.header('host') ?? 'localhost'}`;
  return URL.canParse(own) ? own : 'http://localhost';
}
