import { describe, expect, it } from 'vitest';
import { createRace } from '../race/apply.ts';
import { parseSubmission } from '../race/parse-event.ts';
import { definitionOf, formatOf } from './preset.ts';
import { findPresets, PRESETS } from './presets.ts';

const particulars = {
  meeting: { name: 'Test meeting' },
  event: 'Event',
  date: '2026-07-01',
  zone: 'Europe/Oslo',
};

describe('every preset', () => {
  it.each(PRESETS.map((preset) => [preset.id, preset] as const))(
    '%s makes a definition that the core takes',
    (_, { format }) => {
      const definition = definitionOf(format, particulars);
      const event = { type: 'raceDefined', definition };
      const parsed = parseSubmission({ device: 'test', n: 1, recordedAt: 0, event });
      if (!parsed.ok) expect(parsed.refusal.message).toBe('');
      else expect(createRace().apply(parsed.submission)).toMatchObject({ ok: true });
      expect(formatOf(definition)).toEqual(format);
    },
  );

  it('has an id and an event of its own', () => {
    expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length);
    expect(new Set(PRESETS.map(({ event, family }) => `${family} ${event}`)).size).toBe(
      PRESETS.length,
    );
  });
});

const pointsOf = (id: string) =>
  PRESETS.find((preset) => preset.id === id)?.format.points.map(({ distanceM }) => distanceM);

describe('the finish line of an oval', () => {
  it('is 300, 700, 1100 and 1500 m of a 1500 m', () => {
    expect(pointsOf('track-1500')).toEqual([300, 700, 1100, 1500]);
    const lines = PRESETS.find(({ id }) => id === 'track-1500')?.format.points;
    expect(new Set(lines?.map(({ line }) => line))).toEqual(new Set(['finish']));
  });
  it('is crossed seven times after a steeplechase has first reached it at 227.412 m', () => {
    expect(pointsOf('track-3000sc')?.[0]).toBe(227.412);
    expect(pointsOf('track-3000sc')).toHaveLength(8);
  });
  it('is not a point 9 m after the start of a mile', () => {
    expect(pointsOf('track-mile')).toEqual([409.344, 809.344, 1209.344, 1609.344]);
  });
});

describe('a search', () => {
  it.each([
    ['1500', 'track-1500'],
    ['1500m', 'track-1500'],
    ['10000', 'track-10000'],
    ['10 km', 'road-10k'],
    ['half', 'road-half'],
    ['mile', 'track-mile'],
    ['4x400', 'track-4x400'],
    ['steeple', 'track-2000sc'],
    ['backyard', 'ultra-backyard'],
    ['rowing 2000', 'rowing-2000'],
    ['swim 100 fly', 'swimming-50-100-fly'],
    ['keirin', 'cycling-keirin'],
  ])('for %s finds %s first', (sought, id) => {
    expect(findPresets(sought)[0]?.id).toBe(id);
  });
  it('for what nobody runs finds nothing, and for nothing everything', () => {
    expect(findPresets('quidditch')).toEqual([]);
    expect(findPresets('')).toHaveLength(PRESETS.length);
  });
});
