/**
 * A browser adds a cookie whoever made it ask; the Origin says who did. It counts when it is the very
 * host that was asked, port and all: compared whole, so that `hairline.example.evil` is somebody else.
 * The host is the browser's word too, yet a page elsewhere cannot change it together with the cookie.
 */
export interface AskedBy {
  readonly origin: string | undefined;
  readonly host: string | undefined;
  /** `sec-fetch-site`, which no page can set. */
  readonly site: string | undefined;
}

/**
 * `read`: an answer that no other site can see, so an Origin is not wanted, as browsers add none to
 * a page's own GET. `change` and `socket` want it; a polling handshake, which is a GET, may show
 * instead that its own page made it.
 */
export type Asking = 'read' | 'change' | 'socket';

export function isOwnPage(
  { origin, host, site }: AskedBy,
  asking: Asking,
  https: boolean,
): boolean {
  if (origin !== undefined) return isSameOrigin(origin, host, https);
  if (asking === 'change') return false;
  if (asking === 'socket') return site === 'same-origin';
  return site === undefined || site === 'same-origin' || site === 'none';
}

function isSameOrigin(origin: string, host: string | undefined, https: boolean): boolean {
  if (host === undefined || host === '') return false;
  // Without TLS of our own a proxy may have it: then both schemes may be right.
  const schemes = https ? ['https'] : ['http', 'https'];
  return schemes.some((scheme) => origin.toLowerCase() === `${scheme}://${host.toLowerCase()}`);
}
