import { beforeEach, describe, expect, test } from 'vitest';
import { openPairings, type Pairings } from './pairings.ts';

const SECOND_US = 1_000_000;
const phone = { role: 'tapper', race: 'oslo', points: ['1500'], label: 'Finish' } as const;

let nowUs = 0;
let pairings: Pairings;
beforeEach(() => {
  nowUs = 1_717_098_600_000_000;
  pairings = openPairings({ now: () => nowUs });
});

/** A code that is certainly not this one. */
const not = (code: string) => (code === '000000' ? '000001' : '000000');

describe('S4 a pairing code', () => {
  test('is six digits and opens once', () => {
    const { code, id } = pairings.open(phone, 'admin');
    expect(code).toMatch(/^\d{6}$/);
    expect(pairings.claim(code, '10.0.0.7')).toMatchObject({
      ok: true,
      pairing: { id, rights: phone },
    });
    expect(pairings.claim(code, '10.0.0.7')).toMatchObject({ ok: false, code: 'WRONG_CODE' });
  });

  test('lives ten minutes and no longer', () => {
    const [early, late] = [pairings.open(phone, 'a'), pairings.open(phone, 'a')];
    nowUs += 600 * SECOND_US - 1;
    expect(pairings.claim(early.code, 'x')).toMatchObject({ ok: true });
    nowUs += 1;
    expect(pairings.claim(late.code, 'x')).toMatchObject({ ok: false, code: 'WRONG_CODE' });
  });

  test('can be tried five times a minute from one address, even if the sixth were right', () => {
    const { code } = pairings.open(phone, 'admin');
    const wrong = () => pairings.claim(not(code), '10.0.0.7');
    expect([1, 2, 3, 4, 5].map(wrong)).toMatchObject(
      [4, 3, 2, 1, 0].map((triesLeft) => ({ code: 'WRONG_CODE', triesLeft })),
    );
    expect(pairings.claim(code, '10.0.0.7')).toMatchObject({ code: 'TOO_MANY_TRIES', waitS: 60 });
    expect(pairings.claim(code, '::ffff:10.0.0.7')).toMatchObject({ code: 'TOO_MANY_TRIES' });
    expect(pairings.open(phone, 'admin').code).not.toBe(code);
    nowUs += 60 * SECOND_US;
    expect(pairings.claim(code, '10.0.0.7')).toMatchObject({ ok: true });
  });

  test('is one household per IPv6 network: nobody gets more tries by changing the end', () => {
    const { code } = pairings.open(phone, 'admin');
    const ends = [
      '2001:db8::1',
      '2001:db8::2',
      '2001:db8:0:0:ffff::',
      '2001:db8::a:b:c:d',
      '2001:db8::9',
    ];
    for (const end of ends) pairings.claim(not(code), end);
    expect(pairings.claim(code, '2001:db8::77')).toMatchObject({ code: 'TOO_MANY_TRIES' });
    expect(pairings.claim(code, '2001:db8:0:1::77')).toMatchObject({ ok: true });
  });

  test('is withdrawn with all others when many addresses guess', () => {
    const { code } = pairings.open(phone, 'admin');
    const guesses = Array.from({ length: 100 }, (_, index) =>
      pairings.claim(not(code), `10.0.${index >> 2}.${index % 4}`),
    );
    expect(guesses.at(-1)).toMatchObject({ code: 'TOO_MANY_TRIES', allWithdrawn: true });
    expect(pairings.claim(code, '10.9.9.9')).toMatchObject({ ok: false, code: 'WRONG_CODE' });
  });

  test('can be withdrawn', () => {
    const { id, code } = pairings.open(phone, 'admin');
    expect(pairings.withdraw(id)).toBe(true);
    expect(pairings.withdraw(id)).toBe(false);
    expect(pairings.claim(code, 'x')).toMatchObject({ code: 'WRONG_CODE' });
  });
});
