import { describe, expect, test } from 'vitest';
import { hairlineKey } from './strip-keys.ts';
import { wholeFinish } from './strip-scale.ts';

const TIMES = [209_740_000, 209_770_000, 210_800_000];
const limits = wholeFinish(TIMES);
const now = { us: 209_750_000, times: TIMES, scale: { ...limits, widthPx: 600 }, limits };
const plain = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false };

function moved(key: string, held: Partial<typeof plain> = {}): number | null | undefined {
  return hairlineKey({ key, ...plain, ...held }, now)?.us;
}

describe('keys on the hairline', () => {
  test('arrows step a thousandth, with Shift a hundredth, with Alt a tenth of a thousandth', () => {
    expect(moved('ArrowRight')).toBe(209_751_000);
    expect(moved('ArrowLeft')).toBe(209_749_000);
    expect(moved('ArrowUp', { shiftKey: true })).toBe(209_760_000);
    expect(moved('ArrowDown', { altKey: true })).toBe(209_749_900);
  });

  test('N and P go to the next and the previous finisher, Home and End to the first and last', () => {
    expect(moved('n')).toBe(209_770_000);
    expect(moved('P')).toBe(209_740_000);
    expect(moved('Home')).toBe(209_740_000);
    expect(moved('End')).toBe(210_800_000);
  });

  test('plus zooms in and minus out', () => {
    const view = hairlineKey({ key: '+', ...plain }, now)?.view;
    expect((view?.toUs ?? 0) - (view?.fromUs ?? 0)).toBeLessThan(limits.toUs - limits.fromUs);
    expect(hairlineKey({ key: '-', ...plain }, now)?.view).toEqual(limits);
  });

  test('other keys, and those of the browser, are left to the page', () => {
    expect(hairlineKey({ key: ' ', ...plain }, now)).toBeNull();
    expect(hairlineKey({ key: 'ArrowRight', ...plain, ctrlKey: true }, now)).toBeNull();
  });
});
