import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blocks, isBlock } from './segment-plan.ts';

test('blocks follow one another without holes and reach to less than one small block from the head', () => {
  fc.assert(
    fc.property(fc.nat(400_000), fc.nat(400_000), (after, more) => {
      const head = after + more;
      const found = blocks(after, head);
      let at = found[0]?.[0] ?? after + 1;
      expect(at).toBeLessThanOrEqual(after + 1);
      for (const [from, to] of found) {
        expect(from).toBe(at);
        expect(isBlock(from, to, head)).toBe(true);
        at = to + 1;
      }
      expect(head - (at - 1)).toBeLessThan(256 + (found.length === 0 ? 256 : 0));
    }),
  );
});

test('a long log is few fetches', () => {
  expect(blocks(0, 200_000).length).toBeLessThan(30);
});

test.each([
  [1, 256, 256, true],
  [257, 512, 600, true],
  [1, 256, 255, false],
  [2, 257, 900, false],
  [1, 100, 900, false],
  [-255, 0, 900, false],
  [1, 16_384, 16_384, true],
])('whether %i-%i of %i is a block: %s', (from, to, seq, is) => {
  expect(isBlock(from, to, seq)).toBe(is);
});
