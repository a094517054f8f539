import { createHash } from 'node:crypto';
import { describe, expect, expectTypeOf, test } from 'vitest';
import * as z from 'zod/mini';
import { OPERATE_WIRE, SUBMIT_LIMIT, isWorthRepeating } from './operate.ts';
import {
  fromOperator,
  parseFromOperator,
  parseToOperate,
  type toOperate,
  type FromOperator,
  type ToOperate,
} from './operate-schemas.ts';

/** One line for every version of the operators' wire, never edited. */
const HISTORY: Readonly<Record<number, string>> = {
  1: '2956f493a66e4f45',
};

test("the operators' wire is what its version says", () => {
  const shapes = Object.entries(fromOperator).map(([name, schema]) => [
    name,
    z.toJSONSchema(schema),
  ]);
  const found = createHash('sha256').update(JSON.stringify(shapes)).digest('hex').slice(0, 16);
  expect(
    found,
    `The messages changed. Raise OPERATE_WIRE in shared/wire/operate.ts, add its line to HISTORY here (${found}) and describe the change in docs/protocol.md.`,
  ).toBe(HISTORY[OPERATE_WIRE]);
});

const passing = {
  device: 'op-7k2m9qab',
  n: 1,
  recordedAt: 1_717_098_600_000_000,
  event: { type: 'passingRecorded', who: { unknown: true }, line: 'finish' },
};

describe('what an operator says', () => {
  test('reaches the core as it was sent, event and all', () => {
    const submit = { race: 'oslo', submissions: [passing] };
    expect(parseFromOperator('submit', submit)).toEqual({ ok: true, message: submit });
  });

  test.each([
    ['no race', { submissions: [passing] }],
    ['a path for a race', { race: '../oslo', submissions: [passing] }],
    ['nothing to store', { race: 'oslo', submissions: [] }],
    ['no counter', { race: 'oslo', submissions: [{ ...passing, n: 0 }] }],
    [
      'more than a message holds',
      {
        race: 'oslo',
        submissions: Array.from({ length: SUBMIT_LIMIT.entries + 1 }, () => passing),
      },
    ],
    ['a text', 'tap'],
  ])('a submit with %s is refused in words', (_, received) => {
    expect(parseFromOperator('submit', received)).toEqual({
      ok: false,
      reason: expect.stringMatching(/^submit is malformed at /),
    });
  });

  test('only what the disk or the pace refused is worth sending again', () => {
    expect(isWorthRepeating('NOT_STORED')).toBe(true);
    expect(isWorthRepeating('TOO_FAST')).toBe(true);
    expect(isWorthRepeating('KEY_REUSED')).toBe(false);
  });
});

describe('what an operator asks over HTTP', () => {
  test('a label is trimmed, and never empty or unprintable', () => {
    const claim = (device: string) => parseToOperate('claim', { code: '123456', device });
    expect(claim('  Anna ')).toEqual({ ok: true, message: { code: '123456', device: 'Anna' } });
    expect(claim('   ').ok).toBe(false);
    expect(claim('a\u0000b').ok).toBe(false);
  });

  test('a roster changes no prototype, whatever its keys are called', () => {
    const parsed = parseToOperate(
      'roster',
      JSON.parse('{"__proto__":{"name":"x"},"e1":{"name":"A"}}'),
    );
    expect(parsed.ok && Object.getPrototypeOf(parsed.message)).toBe(Object.prototype);
    expect(parsed.ok && Object.keys(parsed.message)).toEqual(['e1']);
  });

  test('what a roster line does not have is refused, since it would be lost', () => {
    expect(parseToOperate('roster', { e1: { name: 'A', age: 23 } }).ok).toBe(false);
    expect(parseToOperate('rosterPatch', { crew: null, hidden: true }).ok).toBe(true);
    expect(parseToOperate('rosterPatch', { name: null }).ok).toBe(false);
  });

  test('numbers of a query come as text', () => {
    expect(parseToOperate('audit', { before: '120', count: '5' })).toEqual({
      ok: true,
      message: { before: 120, count: 5 },
    });
    expect(parseToOperate('audit', { before: '-1' }).ok).toBe(false);
  });
});

test('the schemas and the types say the same', () => {
  type Loose = 'submit' | 'race' | 'entries';
  type Read<Schemas extends Record<string, z.core.$ZodType>> = {
    [Name in Exclude<keyof Schemas, Loose>]: z.infer<Schemas[Name]>;
  };
  expectTypeOf<keyof FromOperator>().toEqualTypeOf<keyof typeof fromOperator>();
  expectTypeOf<keyof ToOperate>().toEqualTypeOf<keyof typeof toOperate>();
  expectTypeOf<Read<typeof fromOperator>['hello']>().toMatchTypeOf<FromOperator['hello']>();
  expectTypeOf<Read<typeof toOperate>['claim']>().toMatchTypeOf<Pick<ToOperate['claim'], 'code'>>();
  expectTypeOf<Read<typeof toOperate>['raceChange']>().toMatchTypeOf<ToOperate['raceChange']>();
});
