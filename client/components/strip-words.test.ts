import { describe, expect, test } from 'vitest';
import type { Margin } from '../../shared/timeline/answers.ts';
import { photo } from '../i18n/en/photo.ts';
import { marginText, readHairline, spoken } from './strip-words.ts';

const oslo: Margin = {
  ahead: 2,
  behind: 3,
  point: 15,
  us: 30_000,
  digits: 2,
  bandUs: { low: 20_000, high: 40_000 },
  metres: 0.2175,
  bandMetres: { low: 0.1378, high: 0.3045 },
  speedMps: 7.25,
  speedKind: 'reconstructed',
  tooClose: false,
};

describe('the margin in words', () => {
  test('Oslo 2024: 0.03 s, between 0.02 and 0.04 s, about 0.2 m', () => {
    expect(marginText(oslo, photo)).toEqual({
      seconds: '0.03 s',
      band: '0.02–0.04 s',
      metres: 'about 0.2 m (0.14–0.30 m)',
    });
  });

  test('of many metres nobody knows the centimetres', () => {
    const wide = { ...oslo, metres: 26.46, bandMetres: { low: 24.7, high: 28.26 } };
    expect(marginText(wide, photo).metres).toBe('about 26 m (24.7–28.3 m)');
    expect(marginText({ ...wide, metres: 650.27, bandMetres: null }, photo).metres).toBe(
      'about 650 m',
    );
  });

  test('times read exactly have no band', () => {
    const exact: Margin = {
      ...oslo,
      us: 5_000,
      digits: 3,
      bandUs: { low: 5_000, high: 5_000 },
      bandMetres: null,
      metres: 0.0555,
    };
    expect(marginText(exact, photo)).toEqual({
      seconds: '0.005 s',
      band: null,
      metres: 'about 0.06 m',
    });
  });

  test('without a speed there are no metres, and no band goes below zero', () => {
    const unknown: Margin = {
      ...oslo,
      us: 0,
      bandUs: { low: -10_000, high: 10_000 },
      metres: null,
      bandMetres: null,
      tooClose: true,
    };
    expect(marginText(unknown, photo)).toEqual({
      seconds: '0.00 s',
      band: '0.00–0.01 s',
      metres: null,
    });
  });
});

describe('the hairline in words', () => {
  const value = (us: number, onReading: string | null = null) =>
    photo.hairlineValue({ ...readHairline(us, 209_740_000, 7.25), onReading });

  test('says time, gap and metres to the winner', () => {
    expect(value(209_754_000)).toBe(
      '3 minutes 29.754 seconds, 0.014 s after the winner, about 0.10 m',
    );
    expect(value(209_730_000)).toBe(
      '3 minutes 29.730 seconds, 0.010 s before the winner, about 0.07 m',
    );
  });

  test('says whose reading it stands on', () => {
    expect(value(209_740_000, 'Ingebrigtsen')).toBe(
      '3 minutes 29.740 seconds, level with the winner, on Ingebrigtsen',
    );
    expect(value(209_770_000, 'Cheruiyot')).toBe(
      '3 minutes 29.770 seconds, 0.030 s after the winner, about 0.22 m, on Cheruiyot',
    );
  });

  test('shows a fourth decimal only for steps finer than a thousandth', () => {
    expect(readHairline(209_754_000, 209_740_000, 7.25).shown).toBe('3:29.754');
    expect(readHairline(209_754_100, 209_740_000, 7.25).shown).toBe('3:29.7541');
  });

  test('takes times apart: hours, minutes, seconds', () => {
    expect(spoken(7_508_450_000, 2)).toEqual({ hours: 2, minutes: 5, seconds: '8.45' });
    expect(spoken(9_784_000, 3)).toEqual({ hours: 0, minutes: 0, seconds: '9.784' });
  });
});
