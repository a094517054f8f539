import { OPERATOR_KEY_HEADER, type DoorCode } from '../../shared/wire/operate.ts';
import type { OperatorKey, OperatorKeys } from './operator-keys.ts';
import { secretIn } from './operator-cookie.ts';
import { isOwnPage, type AskedBy, type Asking } from './origin.ts';

export type Identified =
  | { readonly ok: true; readonly operator: OperatorKey }
  | { readonly ok: false; readonly code: DoorCode; readonly message: string };

/** The value of a request's header, by its lower-case name. */
export type HeaderReader = (name: string) => string | undefined;

/** Who asks: a program by the key in its header, a browser by its cookie and its own Origin. */
export function identify(
  header: HeaderReader,
  asking: Asking,
  { keys, https }: { readonly keys: OperatorKeys; readonly https: boolean },
): Identified {
  const key = header(OPERATOR_KEY_HEADER);
  if (key !== undefined) return found(keys.check(key, 'program'));
  const secret = secretIn(header('cookie'), https);
  if (secret === undefined) return no('NO_KEY');
  if (!isOwnPage(askedBy(header), asking, https)) return no('FOREIGN_ORIGIN');
  return found(keys.check(secret, 'session'));
}

export function askedBy(header: HeaderReader): AskedBy {
  return { origin: header('origin'), host: header('host'), site: header('sec-fetch-site') };
}

function found(result: ReturnType<OperatorKeys['check']>): Identified {
  return result.ok ? { ok: true, operator: result.key } : no(result.code);
}

function no(code: keyof typeof WHY): Identified {
  return { ok: false, code, message: WHY[code] };
}

const WHY = {
  NO_KEY: `an operator's session, or a key in the header ${OPERATOR_KEY_HEADER}, is wanted`,
  BAD_KEY: 'this key opens nothing here',
  EXPIRED: 'this key has expired; ask for another',
  REVOKED: 'this key was taken back; ask for another',
  FOREIGN_ORIGIN: "a session counts only for this server's own pages",
} as const;
