import { describe, expect, test } from 'vitest';
import { deviceOf, ownerOf, ownsDevice } from './device.ts';
import { noCookie, secretIn, sessionCookie } from './operator-cookie.ts';
import type { OperatorKey } from './operator-keys.ts';
import { isOwnPage, type Asking } from './origin.ts';

describe('S2 an Origin', () => {
  const host = 'venue.example:1500';
  const asked = (origin: string | undefined, asking: Asking, site?: string) =>
    isOwnPage({ origin, host, site }, asking, false);

  test.each(['read', 'change', 'socket'] as const)('of this very host may %s', (asking) => {
    expect(asked('http://venue.example:1500', asking)).toBe(true);
    expect(asked('https://venue.example:1500', asking)).toBe(true);
  });

  test.each([
    ['foreign', 'http://evil.example'],
    ['null', 'null'],
    ['empty', ''],
    ['ours with a tail', 'http://venue.example:1500.evil.example'],
    ['ours with a head', 'http://evilvenue.example:1500'],
    ['below ours', 'http://evil.venue.example:1500'],
    ['above ours', 'http://example:1500'],
    ['of another port', 'http://venue.example:1501'],
    ['of no port', 'http://venue.example'],
    ['with a user', 'http://venue.example:1500@evil.example'],
    ['with a path', 'http://venue.example:1500/evil'],
    ['of another scheme', 'file://venue.example:1500'],
    ['two at once', 'http://venue.example:1500 http://evil.example'],
  ])('%s may nothing', (_, origin) => {
    for (const asking of ['read', 'change', 'socket'] as const)
      expect(asked(origin, asking, 'same-origin')).toBe(false);
  });

  test('is held to https where this server has TLS of its own', () => {
    const secure = (origin: string) => isOwnPage({ origin, host, site: undefined }, 'change', true);
    expect(secure('https://venue.example:1500')).toBe(true);
    expect(secure('http://venue.example:1500')).toBe(false);
  });

  test('that is missing may change nothing; a page may read without, and show that a socket is its own', () => {
    expect(asked(undefined, 'change', 'same-origin')).toBe(false);
    expect(asked(undefined, 'socket')).toBe(false);
    expect(asked(undefined, 'socket', 'same-site')).toBe(false);
    expect(asked(undefined, 'socket', 'same-origin')).toBe(true);
    expect(asked(undefined, 'read')).toBe(true);
    expect(asked(undefined, 'read', 'cross-site')).toBe(false);
  });
});

describe('the cookie of a session', () => {
  test('is out of reach of scripts, of other sites and, with TLS, of plain http', () => {
    expect(sessionCookie('s', 60, false)).toBe(
      'hairline-operator=s; Path=/; Max-Age=60; HttpOnly; SameSite=Strict',
    );
    expect(sessionCookie('s', 60, true)).toBe(
      '__Host-hairline-operator=s; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure',
    );
    expect(noCookie(false)).toContain('Max-Age=0');
  });

  test('is found among others; of two none counts, since one was planted', () => {
    expect(secretIn('a=1; hairline-operator=abc; b=2', false)).toBe('abc');
    expect(secretIn('hairline-operator=abc; hairline-operator=def', false)).toBeUndefined();
    expect(secretIn('hairline-operator=abc', true)).toBeUndefined();
    expect(secretIn('xhairline-operator=abc', false)).toBeUndefined();
    expect(secretIn(undefined, false)).toBeUndefined();
  });
});

describe('a device', () => {
  const operator = { id: 'abcdefgh', formerly: ['bcdefgh2'] } as unknown as OperatorKey;

  test.each([
    'op-abcdefgh',
    'op-abcdefgh.1',
    'op-abcdefgh.tab-2_f',
    'op-bcdefgh2',
    'op-bcdefgh2.x',
  ])('%s is the own of the operator of that id, and of who was it before', (device) =>
    expect(ownsDevice(operator, device)).toBe(true),
  );

  test.each([
    'op-cdefgh23',
    'op-abcdefghi',
    'op-abcdefgh.',
    'op-abcdefgh.a.b',
    'op-abcdefgh:1',
    ' op-abcdefgh',
    'finish-mat',
    'abcdefgh',
    '',
  ])('"%s" is not', (device) => expect(ownsDevice(operator, device)).toBe(false));

  test('tells whose it is; a timing system is nobody', () => {
    expect(ownerOf(deviceOf('abcdefgh'))).toBe('abcdefgh');
    expect(ownerOf('mat-1500')).toBeNull();
  });
});
