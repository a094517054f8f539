import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { No } from '../../shared/wire/operate.ts';
import type { Access } from '../access/access.ts';
import type { OperatorKey } from '../access/operator-keys.ts';
import { ROUTE_RIGHTS, may, type RouteName, type RouteRight } from '../access/rights.ts';
import { problem } from '../http/problem.ts';
import { auditHandlers } from './audit-api.ts';
import { keysHandlers, type KeysOptions } from './keys-api.ts';
import { blindHandlers, type BlindOptions } from './blind-api.ts';
import { openPace } from './pace.ts';
import { queueHandlers, type QueueOptions } from './queue-api.ts';
import { racesHandlers, type RacesOptions } from './races-api.ts';
import { addressOf, refuse } from './request.ts';
import { rosterHandlers } from './roster-api.ts';
import { isInScope, notInScope } from './scope.ts';
import { stripsHandlers, type StripsOptions } from './strips-api.ts';

/** What answers each request; the table of rights says who gets so far. */
export type RouteHandlers = {
  readonly [Route in RouteName]: Handler<Route>;
};

export type Handler<Route extends RouteName> = (
  c: Context,
  operator: (typeof ROUTE_RIGHTS)[Route]['roles'] extends 'open' ? null : OperatorKey,
) => Response | Promise<Response>;

export type OperateOptions = KeysOptions &
  RacesOptions &
  StripsOptions &
  QueueOptions &
  BlindOptions;

const REQUESTS = { burst: 100, perSecond: 20 };
/** Without a key, from one address. */
const KNOCKS = { burst: 30, perSecond: 1 };

/** `/api/operate` (shared/wire/operate-api.ts). Whatever is not in the table is not there. */
export function operateApi(options: OperateOptions): Hono {
  const api = new Hono();
  const { access } = options;
  const requests = openPace(REQUESTS);
  const knocks = openPace(KNOCKS);
  const handlers: RouteHandlers = {
    ...keysHandlers(options),
    ...racesHandlers(options),
    ...rosterHandlers(options),
    ...auditHandlers(options),
    ...stripsHandlers(options),
    ...queueHandlers(options),
    ...blindHandlers(options),
  };
  api.use(async (c, next) => {
    await next();
    c.res.headers.set('cache-control', 'no-store');
  });
  for (const route of Object.keys(ROUTE_RIGHTS) as RouteName[]) {
    const [method = '', path = ''] = route.split(' ');
    const right: RouteRight = ROUTE_RIGHTS[route];
    const maxSize = right.bytes ?? 0;
    const onError = (c: Context) =>
      refuse(c, { code: 'TOO_LARGE', message: `at most ${maxSize} bytes` });
    api.on(method, path, bodyLimit({ maxSize, onError }), (c) => answer(c, route, right));
  }
  api.all('/*', (c) => problem(c, 404, 'NOT_FOUND', 'this is no part of the API'));
  return api;

  function answer(c: Context, route: RouteName, right: RouteRight): Response | Promise<Response> {
    const admitted = right.roles === 'open' ? admitAnybody(access, c, knocks) : admit(c, right);
    if (!admitted.ok) {
      note(c, route, admitted);
      return refuse(c, admitted);
    }
    // The table says which of the two a handler takes: `open` ones get null, all others a key.
    return handlers[route](c, admitted.operator as OperatorKey & null);
  }

  function admit(
    c: Context,
    { roles, allRaces }: RouteRight,
  ): { readonly ok: true; readonly operator: OperatorKey } | Refusal {
    const identified = access.identify(
      (name) => c.req.header(name),
      c.req.method === 'GET' ? 'read' : 'change',
    );
    if (!identified.ok) return identified;
    const { operator } = identified;
    if (requests.take(operator.id, 1, performance.now()) === 0)
      return { ok: false, code: 'TOO_FAST', message: 'too many requests', operator };
    if (roles === 'open' || !may(roles, operator.role))
      return { ok: false, code: 'NOT_ALLOWED', message: `a ${operator.role} may not`, operator };
    const slug = c.req.param('slug');
    const beyond =
      slug === undefined ? allRaces && operator.race !== null : !isInScope(operator, slug);
    return beyond ? { ...notInScope(operator), operator } : { ok: true, operator };
  }

  function note(c: Context, route: string, { code, message, operator }: Refusal): void {
    access.journal.write({
      what: 'refused',
      operator: operator?.id ?? null,
      address: addressOf(c),
      message: `${route}: ${code}: ${message}`,
    });
  }
}

type Refusal = Pick<No, 'ok' | 'code' | 'message'> & { readonly operator?: OperatorKey };

/** No key is wanted, yet no other site may send somebody's browser here. */
function admitAnybody(
  access: Access,
  c: Context,
  knocks: ReturnType<typeof openPace>,
): { readonly ok: true; readonly operator: null } | Refusal {
  if (!access.isOwnOrNoPage((name) => c.req.header(name)))
    return { ok: false, code: 'FOREIGN_ORIGIN', message: 'only pages of this server may ask this' };
  if (knocks.take(addressOf(c), 1, performance.now()) === 0)
    return { ok: false, code: 'TOO_FAST', message: 'too many requests' };
  return { ok: true, operator: null };
}
