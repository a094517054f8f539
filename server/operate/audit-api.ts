import { parseToOperate } from '../../shared/wire/operate-schemas.ts';
import type { Access } from '../access/access.ts';
import { logText } from '../http/log-text.ts';
import { problem } from '../http/problem.ts';
import type { RouteHandlers } from './api.ts';
import { auditPage } from './audit.ts';
import type { OperatorRaces } from './operator-races.ts';
import { withRoom } from './races-api.ts';

export interface AuditOptions {
  readonly access: Access;
  readonly races: OperatorRaces;
}

type AuditRoutes = Pick<RouteHandlers, 'GET /races/:slug/audit' | 'GET /races/:slug/audit.ndjson'>;

/** Who did what to a race; and the log itself, whose chain anybody can check without this server. */
export function auditHandlers({ access, races }: AuditOptions): AuditRoutes {
  return {
    'GET /races/:slug/audit': (c) =>
      withRoom(c, races, (room) => {
        const query = parseToOperate('audit', c.req.query());
        if (!query.ok) return problem(c, 400, 'BAD_QUERY', query.reason);
        return c.json(auditPage(room, query.message, access.keys));
      }),

    'GET /races/:slug/audit.ndjson': (c) =>
      withRoom(c, races, (room) => {
        c.header('content-type', 'application/x-ndjson; charset=utf-8');
        c.header('content-disposition', `attachment; filename="${room.slug}-log.ndjson"`);
        return c.body(logText(room));
      }),
  };
}
