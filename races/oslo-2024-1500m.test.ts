import { describe, expect, test } from 'vitest';
import { bundledRace } from './bundled-races.ts';

const race = bundledRace('oslo-2024-1500m');

const passings = race.lines.flatMap(({ event }) =>
  event.type === 'passingRecorded' && 'entrant' in event.who
    ? [{ ...event, entrant: event.who.entrant }]
    : [],
);
const finishers = passings.filter(({ point }) => point === '1500');

describe('the kinds of its times', () => {
  test('eleven finishing times are official, and nothing else is', () => {
    const official = passings.filter(({ kind }) => kind === 'official');
    expect(official).toEqual(finishers);
    expect(official).toHaveLength(11);
    expect(new Set(official.map(({ time }) => time.digits))).toEqual(new Set([2]));
  });

  test('two 800 m times are reported, to the digits that were printed', () => {
    const reported = passings.filter(({ kind }) => kind === 'reported');
    expect(reported.map(({ entrant, point, time }) => [entrant, point, time.digits])).toEqual([
      ['rudolf', '800', 2],
      ['ingebrigtsen', '800', 1],
    ]);
  });

  test('the other 211 are reconstructed and show one decimal at most', () => {
    const made = passings.filter(({ kind }) => kind === 'reconstructed');
    expect(made).toHaveLength(211);
    expect(made.every(({ time }) => time.digits === 1)).toBe(true);
    expect(made.every(({ source }) => source === 'reconstruction')).toBe(true);
  });
});

describe('the two whose times were not found', () => {
  const placed = race.lines.flatMap(({ event }) => (event.type === 'entrantPlaced' ? [event] : []));

  test('have a place, known when the twelfth finishes, and no finishing time', () => {
    expect(placed.map(({ entrant, place }) => [entrant, place])).toEqual([
      ['unnamed', 10],
      ['mechaal', 11],
    ]);
    for (const { by } of placed) expect(by).toMatchObject({ time: 213_850_000 });
    expect(finishers.map(({ entrant }) => entrant)).not.toContain('mechaal');
    expect(finishers.map(({ entrant }) => entrant)).not.toContain('unnamed');
  });

  test('and nothing of theirs lies after 1450 m', () => {
    for (const who of ['mechaal', 'unnamed']) {
      const points = passings.filter(({ entrant }) => entrant === who).map(({ point }) => point);
      expect(points.at(-1)).toBe('1450');
    }
  });

  test('are given away by no figure in the log, the roster or the sources', () => {
    for (const text of [race.logText, race.rosterText, race.sourcesText]) {
      expect(text).not.toMatch(/3:32\.6|3:33\.1|212[._]?60*\b|213[._]?10*\b/);
    }
  });
});

test('no start list gives the race away', () => {
  const opening = race.logText.split('\n').slice(0, 2).join('\n');
  expect(opening).not.toMatch(/3:29\.7|209[._]?7|10th|tenth|\bWL\b|\bSB\b|\bPB\b/);
  expect(race.rosterText).not.toMatch(/10|tenth/);
});

test('all splits rise, at the speed of such a race', () => {
  for (const { id } of race.entrants) {
    const own = passings.filter(({ entrant }) => entrant === id);
    own.forEach(({ point, time }, i) => {
      const before = own[i - 1];
      if (time.basis !== 'gun' || before?.time.basis !== 'gun') return;
      const metres = Number(point) - Number(before.point);
      const speed = metres / ((time.time - before.time.time) / 1e6);
      expect(speed).toBeGreaterThan(6.79);
      expect(speed).toBeLessThan(7.41);
    });
  }
});
