import { describe, expect, expectTypeOf, test } from 'vitest';
import type * as z from 'zod/mini';
import type { Catchup, Frame, Gone, Head, Refused, Watch } from './messages.ts';
import { parseFromServer, parseFromViewer, type fromServer, type fromViewer } from './schemas.ts';

describe('what a viewer says', () => {
  test('is read as it was meant', () => {
    expect(
      parseFromViewer('watch', { race: 'oslo-2024-1500m-live', epoch: '6tx5CixN', since: 19 }),
    ).toEqual({
      ok: true,
      message: { race: 'oslo-2024-1500m-live', epoch: '6tx5CixN', since: 19 },
    });
  });

  test('may say more than we know: a newer client is understood', () => {
    expect(parseFromViewer('watch', { race: 'oslo', tail: true })).toEqual({
      ok: true,
      message: { race: 'oslo' },
    });
  });

  test.each([
    ['nothing', undefined],
    ['no race', {}],
    ['a path for a race', { race: '../../etc/passwd' }],
    ['a number below zero', { race: 'oslo', since: -1 }],
    ['half an entry', { race: 'oslo', since: 1.5 }],
    ['an endless epoch', { race: 'oslo', epoch: 'x'.repeat(1_000) }],
    ['a list', ['oslo']],
  ])('%s is refused in words', (_, received) => {
    const parsed = parseFromViewer('watch', received);
    expect(parsed).toEqual({ ok: false, reason: expect.stringMatching(/^watch is malformed at /) });
  });
});

describe('what the server says', () => {
  const clock = { race: 1, server: 2, rate: 1 };

  test('a frame with an entry that is no tuple is refused', () => {
    expect(
      parseFromServer('frame', { race: 'oslo', epoch: 'e', after: 0, entries: [{ seq: 1 }] }).ok,
    ).toBe(false);
  });

  test('a catch-up of an unknown shape is refused', () => {
    const catchup = {
      wire: 1,
      race: 'oslo',
      epoch: 'e',
      seq: 0,
      clock,
      phase: 'live',
      after: 0,
      entries: [],
      how: 'magic',
    };
    expect(parseFromServer('catchup', catchup).ok).toBe(false);
    expect(parseFromServer('catchup', { ...catchup, how: 'entries' }).ok).toBe(true);
  });

  test('the schemas and the types say the same', () => {
    expectTypeOf<z.infer<(typeof fromViewer)['watch']>['race']>().toEqualTypeOf<Watch['race']>();
    expectTypeOf<z.infer<(typeof fromServer)['frame']>>().toMatchTypeOf<Frame>();
    expectTypeOf<z.infer<(typeof fromServer)['head']>['feeds']>().toMatchTypeOf<Head['feeds']>();
    expectTypeOf<z.infer<(typeof fromServer)['head']>['phase']>().toEqualTypeOf<Head['phase']>();
    expectTypeOf<z.infer<(typeof fromServer)['gone']>>().toMatchTypeOf<Gone>();
    expectTypeOf<z.infer<(typeof fromServer)['refused']>>().toMatchTypeOf<Refused>();
    expectTypeOf<z.infer<(typeof fromServer)['catchup']>['how']>().toEqualTypeOf<Catchup['how']>();
  });
});
