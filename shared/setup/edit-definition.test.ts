import { describe, expect, it } from 'vitest';
import { marathon, oval1500, sixHours } from '../testkit/definitions.ts';
import { definitionProblem } from './check-definition.ts';
import {
  evenPace,
  finishOnly,
  ofDistance,
  readPaceSplits,
  readRecords,
  spaced,
  withoutPoint,
  withPoint,
  withPoints,
  withWaves,
} from './edit-definition.ts';
import { definitionOf, type Format } from './preset.ts';
import { PRESETS } from './presets.ts';

const made = (id: string) => {
  const format = PRESETS.find((preset) => preset.id === id)?.format;
  if (format === undefined) throw new Error(id);
  return definitionOf(format, {
    meeting: { name: 'M' },
    event: 'E',
    date: '2026-07-01',
    zone: 'Europe/Oslo',
  });
};
const distances = ({ points }: Format) => points.map(({ distanceM }) => distanceM);

describe('timing points', () => {
  it('are added where they belong, moved, and taken away', () => {
    const added = withPoint(made('road-10k'), { id: 'hill', line: 'hill', distanceM: 7000 });
    expect(distances(added)).toEqual([5000, 7000, 10_000]);
    const moved = withPoint(added, { id: 'hill', line: 'hill', distanceM: 3000 });
    expect(distances(moved)).toEqual([3000, 5000, 10_000]);
    expect(distances(withoutPoint(moved, '5000'))).toEqual([3000, 10_000]);
    expect(withoutPoint(moved, 'finish')).toBe(moved);
    expect(definitionProblem(moved)).toBeNull();
  });
  it('beyond the finish make the race as long as they are', () => {
    const longer = withPoint(made('road-10k'), { id: 'on', line: 'on', distanceM: 11_000 });
    expect(longer).toMatchObject({ distanceM: 11_000, course: { kind: 'route', lengthM: 11_000 } });
    expect(definitionProblem(longer)).toBeNull();
    expect(withPoints(made('road-10k'), []).points).toEqual([]);
  });
  it('stand 100 m apart around an oval, four lines in all', () => {
    const fine = spaced(made('track-1500'), 100);
    expect(distances(fine)).toHaveLength(15);
    expect(new Set(fine.points.map(({ line }) => line)).size).toBe(4);
    expect(definitionProblem(fine)).toBeNull();
  });
  it('can be the finish alone, where a crossing has one meaning only', () => {
    const home = finishOnly(made('track-1500'));
    expect(home.points).toEqual(made('track-1500').points.slice(-1));
    expect(home.distanceM).toBe(1500);
    expect(definitionProblem(home)).toBeNull();
    const waves = finishOnly(withWaves(made('road-10k'), ['A', 'B'], 'net'));
    expect(distances(waves)).toEqual([0, 10_000]);
  });
  it('stand along a road, and within a lap', () => {
    expect(distances(spaced(made('road-5k'), 2500))).toEqual([2500, 5000]);
    expect(spaced(sixHours, 500).points.map(({ id }) => id)).toEqual(['500', 'line']);
    expect(definitionProblem(spaced(sixHours, 500))).toBeNull();
    expect(spaced(withPoints(sixHours, []), 1000).points).toEqual([
      { id: '1000', line: '1000', distanceM: 1000 },
    ]);
  });
});

describe('another distance', () => {
  it('keeps the lines of an oval and the spacing of a road', () => {
    expect(distances(ofDistance(made('track-1500'), 1200))).toEqual([400, 800, 1200]);
    expect(distances(ofDistance(made('road-10k'), 15_000))).toEqual([5000, 10_000, 15_000]);
    expect(distances(ofDistance(made('track-100'), 120))).toEqual([120]);
  });
  it('is so many laps; a time limit has none', () => {
    expect(ofDistance(made('cycling-criterium'), 30_000).laps?.limit).toEqual({
      kind: 'count',
      laps: 30,
    });
    expect(ofDistance(sixHours, 5)).toBe(sixHours);
    expect(spaced({ ...made('track-1500'), distanceM: null }, 400).points).toEqual([]);
  });
});

describe('waves', () => {
  it('ranked by net time want a mat at the start', () => {
    const waves = withWaves(made('road-half'), ['Elite', 'A', 'A'], 'net');
    expect(waves.start).toMatchObject({ kind: 'waves', waves: [{ id: 'Elite' }, { id: 'A' }] });
    expect(waves.points[0]).toMatchObject({ distanceM: 0, line: 'start' });
    expect(definitionProblem(waves)).toBeNull();
    expect(withWaves(waves, [], 'gun').points[0]?.distanceM).toBe(5000);
    expect(withWaves(marathon, ['All'], 'net').points[0]).toEqual(marathon.points[0]);
    expect(withWaves(marathon, ['All'], 'gun').points[0]?.distanceM).toBe(5000);
  });
});

describe('a mat at the start', () => {
  const net = withWaves(made('road-10k'), ['A', 'B'], 'net');
  it('stays when the race becomes another length, or its points stand otherwise', () => {
    expect(distances(ofDistance(net, 15_000))).toEqual([0, 5000, 10_000, 15_000]);
    expect(distances(ofDistance(finishOnly(net), 12_000))).toEqual([0, 12_000]);
    expect(distances(spaced(net, 2500))).toEqual([0, 2500, 5000, 7500, 10_000]);
    expect(definitionProblem(ofDistance(net, 15_000))).toBeNull();
    const laps = withWaves(made('cycling-criterium'), ['A'], 'net');
    expect(distances(spaced(laps, 500)).at(0)).toBe(0);
    expect(ofDistance(net, 15_000).points[0]).toEqual(net.points[0]);
  });
});

describe('a pace line', () => {
  it('is even when its final time alone is known', () => {
    const line = evenPace({ id: 'wr', label: 'WR', kind: 'record' }, 1500, 206_000_000);
    expect(line).toMatchObject({ basis: 'even', at: [[1500, 206_000_000]] });
    expect(definitionProblem({ ...oval1500, paceLines: [line] })).toBeNull();
  });
  it('is pasted with distances or with a time for each point', () => {
    expect(readPaceSplits('400 0:54.1\n\n800 m; 1:51.0\n1,500\t3:26.00', [])).toEqual({
      ok: true,
      at: [
        [400, 54_100_000],
        [800, 111_000_000],
        [1500, 206_000_000],
      ],
    });
    expect(readPaceSplits('14.0\n28.1', oval1500.points)).toMatchObject({
      at: [
        [100, 14_000_000],
        [200, 28_100_000],
      ],
    });
  });
  it.each([
    ['', 'empty', 1],
    ['400 fast', 'time', 1],
    ['400 1:99', 'time', 1],
    ['400 54\n800 53', 'falling', 2],
    ['1.2.3 54', 'distance', 1],
    ['54', 'points', 1],
  ])('of %j is refused for its %s', (text, reason, line) => {
    expect(readPaceSplits(text, [])).toMatchObject({ ok: false, reason, line });
  });
});

describe('records', () => {
  it('are a code, a time and a holder', () => {
    expect(readRecords('WR 3:26.00 H. El Guerrouj\n\nMR 3:29.74\nsoon')).toEqual([
      {
        ok: true,
        record: { code: 'WR', timeUs: 206_000_000, digits: 2, holder: 'H. El Guerrouj' },
      },
      { ok: true, record: { code: 'MR', timeUs: 209_740_000, digits: 2 } },
      { ok: false, line: 4, text: 'soon' },
    ]);
  });
});

it('a definition that contradicts itself is told why', () => {
  expect(definitionProblem({ ...oval1500, distanceM: 1400 })).toContain('1500');
});
