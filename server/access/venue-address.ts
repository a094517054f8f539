import { networkInterfaces } from 'node:os';

/** How a phone in the same network reaches this server, as far as this machine knows. */
export interface VenueAddress {
  /** Scheme, host and port. */
  readonly base: string;
  /** False where only this machine itself gets there. */
  readonly reachable: boolean;
}

/**
 * Whoever asks from elsewhere came by an address that works for others too. Whoever sits at the server
 * itself asks by a name that a phone cannot use: then an address of this machine stands in, if the
 * server listens there.
 */
export function venueAddress(
  origin: string,
  listensAt: string,
  addresses: readonly string[] = ownAddresses(),
): VenueAddress {
  const url = new URL(origin);
  if (!LOOPBACK.test(url.hostname)) return { base: url.origin, reachable: true };
  const [address] = EVERYWHERE.has(listensAt) ? addresses : [];
  if (address === undefined) return { base: url.origin, reachable: false };
  url.hostname = address;
  return { base: url.origin, reachable: true };
}

/** Whether browsers hold back what they give secure pages only: plain http, but for the machine itself. */
export function isInsecure(base: string): boolean {
  const { protocol, hostname } = new URL(base);
  return protocol === 'http:' && !LOOPBACK.test(hostname);
}

const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0|\[::\])$/;
const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((found) => found ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}
