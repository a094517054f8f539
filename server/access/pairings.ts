import { randomInt, randomUUID } from 'node:crypto';
import { MICROS_PER_SECOND } from '../../shared/time/time.ts';
import type { Rights } from './operator-keys.ts';

/**
 * Six digits that bring a phone in: read off the desk's screen or scanned there. So short a secret
 * holds only because it opens one session, lives ten minutes, and can be tried five times a minute
 * from one address; when many addresses guess, all open codes are withdrawn.
 */
export interface Pairings {
  open(rights: Rights, madeBy: string): OpenPairing;
  /** Whether there was one of this id. */
  withdraw(id: string): boolean;
  get(id: string): OpenPairing | undefined;
  /** Takes the code, once. */
  claim(code: string, address: string): Claimed;
}

export interface OpenPairing {
  readonly id: string;
  readonly code: string;
  readonly rights: Rights;
  readonly madeBy: string;
  readonly expiresAt: number;
}

export type Claimed =
  | { readonly ok: true; readonly pairing: OpenPairing }
  | { readonly ok: false; readonly code: 'WRONG_CODE'; readonly triesLeft: number }
  | {
      readonly ok: false;
      readonly code: 'TOO_MANY_TRIES';
      readonly waitS: number;
      /** Many addresses have guessed: every open code is void now. */
      readonly allWithdrawn: boolean;
    };

const PAIRING_LIVES_US = 10 * 60 * MICROS_PER_SECOND;
const TRIES = 5;
const TRIES_WITHIN_US = 60 * MICROS_PER_SECOND;
/** Of all addresses while codes are open: 100 in a million is a chance of one in ten thousand. */
const TRIES_OF_ALL = 100;

export function openPairings({ now }: { readonly now: () => number }): Pairings {
  const open = new Map<string, OpenPairing>();
  /** When each address guessed wrong lately. */
  const misses = new Map<string, readonly number[]>();
  let missesOfAll = 0;

  return {
    open(rights, madeBy) {
      dropExpired();
      if (open.size === 0) missesOfAll = 0;
      const pairing: OpenPairing = {
        id: randomUUID(),
        code: freshCode(),
        rights,
        madeBy,
        expiresAt: now() + PAIRING_LIVES_US,
      };
      open.set(pairing.id, pairing);
      return pairing;
    },
    withdraw: (id) => open.delete(id),
    get: (id) => open.get(id),
    claim(code, address) {
      dropExpired();
      const who = networkOf(address);
      const lately = recentMisses(who);
      const [oldest] = lately;
      if (oldest !== undefined && lately.length >= TRIES)
        return locked(oldest + TRIES_WITHIN_US - now(), false);
      const pairing = [...open.values()].find((each) => each.code === code);
      if (pairing) {
        open.delete(pairing.id);
        return { ok: true, pairing };
      }
      return missed(who, lately);
    },
  };

  function missed(who: string, lately: readonly number[]): Claimed {
    misses.set(who, [...lately, now()]);
    missesOfAll += 1;
    if (missesOfAll >= TRIES_OF_ALL && open.size > 0) {
      open.clear();
      return locked(TRIES_WITHIN_US, true);
    }
    return { ok: false, code: 'WRONG_CODE', triesLeft: TRIES - lately.length - 1 };
  }

  function recentMisses(who: string): readonly number[] {
    const since = now() - TRIES_WITHIN_US;
    for (const [address, times] of misses)
      if (times.every((time) => time <= since)) misses.delete(address);
    return (misses.get(who) ?? []).filter((time) => time > since);
  }

  function dropExpired(): void {
    for (const [id, { expiresAt }] of open) if (expiresAt <= now()) open.delete(id);
  }

  function freshCode(): string {
    const taken = new Set([...open.values()].map(({ code }) => code));
    for (;;) {
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      if (!taken.has(code)) return code;
    }
  }
}

function locked(waitUs: number, allWithdrawn: boolean): Claimed {
  const waitS = Math.max(1, Math.ceil(waitUs / MICROS_PER_SECOND));
  return { ok: false, code: 'TOO_MANY_TRIES', waitS, allWithdrawn };
}

/** One household is one address: an IPv6 user owns all of a /64. */
function networkOf(address: string): string {
  const plain = address.startsWith('::ffff:') ? address.slice(7) : address;
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - groups.length - last.length;
  return [...groups, ...Array.from({ length: missing }, () => '0'), ...last].slice(0, 4).join(':');
}
