import { expect, test, vi } from 'vitest';
import { insist } from './lazy-part.ts';

test('a part of the page that no network brings is asked for until it comes', async () => {
  vi.useFakeTimers();
  try {
    let asked = 0;
    const part = insist(() => {
      asked += 1;
      return asked < 4 ? Promise.reject(new Error('no network')) : Promise.resolve('the strip');
    });
    await vi.advanceTimersByTimeAsync(500 + 1_000 + 2_000);
    expect(await part).toBe('the strip');
    expect(asked).toBe(4);
  } finally {
    vi.useRealTimers();
  }
});
