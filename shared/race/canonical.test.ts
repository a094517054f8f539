import { expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';

test('keys are sorted at every depth, whatever order they were written in', () => {
  const text = canonicalJson({ b: [{ z: 1, a: 'Å' }], a: null, C: true });
  expect(text).toBe('{"C":true,"a":null,"b":[{"a":"Å","z":1}]}');
});

test('absent members are left out, absent items are null, as JSON has it', () => {
  expect(canonicalJson({ lane: undefined, marks: [undefined, 0] })).toBe('{"marks":[null,0]}');
});

test('an instant keeps all its microseconds', () => {
  expect(canonicalJson(1_717_097_340_123_457)).toBe('1717097340123457');
});

test('the text survives a round trip through JSON.parse', () => {
  const text = canonicalJson({ raw: 'a"b\\c\n', '': -0.5, '1': [], n: {} });
  expect(canonicalJson(JSON.parse(text))).toBe(text);
});

test('what JSON cannot say is refused, not turned into null', () => {
  expect(() => canonicalJson({ time: Number.NaN })).toThrow('no canonical JSON for NaN');
  expect(() => canonicalJson(() => 1)).toThrow('no canonical JSON for a function');
});
