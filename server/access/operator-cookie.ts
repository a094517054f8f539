const NAME = 'hairline-operator';

/** The session's secret, out of reach of scripts and of other sites; sockets and /api/races need it too, hence the path. */
export function sessionCookie(secret: string, maxAgeS: number, https: boolean): string {
  return `${nameOf(https)}=${secret}; Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Strict${https ? '; Secure' : ''}`;
}

export function noCookie(https: boolean): string {
  return sessionCookie('', 0, https);
}

/** The secret in a `cookie` header; two of the name are nobody's, since one of them was planted. */
export function secretIn(header: string | undefined, https: boolean): string | undefined {
  const found = (header ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .filter(([name]) => name === nameOf(https));
  const [only] = found;
  return found.length === 1 && only?.[1] ? only[1] : undefined;
}

/** With TLS the prefix keeps a neighbour on the same domain from planting one. */
function nameOf(https: boolean): string {
  return https ? `__Host-${NAME}` : NAME;
}
