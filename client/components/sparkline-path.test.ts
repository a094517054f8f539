import { expect, test } from 'vitest';
import { sparklinePath } from './sparkline-path.ts';

const size = { width: 96, height: 24 };

test('a gap of nothing is at the top and the largest at the bottom', () => {
  const { d, last } = sparklinePath([0, 1.5, 0.03], size);
  expect(d).toBe('M3 3L48 21L93 3.36');
  expect(last).toEqual({ x: 93, y: 3.36 });
});

test('one gap is a dot and none is nothing', () => {
  expect(sparklinePath([0.4], size)).toEqual({ d: '', last: { x: 3, y: 21 } });
  expect(sparklinePath([], size)).toEqual({ d: '', last: null });
});
