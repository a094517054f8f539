import { expect, test } from 'vitest';
import { oval1500 } from '../testkit/definitions.ts';
import { afterTheGun, competitors, GUN, started, time } from '../testkit/race-builder.ts';
import { raceTime } from '../time/time.ts';
import { parseSubmission } from './parse-event.ts';
import type { StripReleased } from './strip.ts';

const field = competitors('ing', 'che');
const released: StripReleased = {
  type: 'stripReleased',
  point: '1500',
  image: { sha256: 'a1'.repeat(32), type: 'image/webp', width: 1200, height: 400 },
  axis: { columns: 1200, firstUs: raceTime(209_500_000), lastUs: raceTime(210_699_000) },
  by: afterTheGun('3:30.699'),
};

test('S7 a released strip is known with the moment from which it gives nothing away', () => {
  const race = started(oval1500, field);
  const plain = race.race().hash();
  const entry = race.add(released);
  const { point, image, axis } = released;
  expect(race.race().strips).toEqual([{ point, image, axis, at: GUN + time('3:30.699'), entry }]);
  expect(race.race().hash()).not.toBe(plain);
});

test('S7 a voided release is no more, and is back when it is restored', () => {
  const race = started(oval1500, field);
  const plain = race.race().hash();
  const lanes = {
    farLane: 2,
    nearLane: 1,
    edges: [[0, 0] as const, [5000, 5100] as const, [10_000, 9000] as const],
  };
  const entry = race.add({ ...released, lanes });
  race.voids(entry);
  expect(race.race().strips).toEqual([]);
  expect(race.race().hash()).toBe(plain);
  race.restores(entry);
  expect(race.race().strips[0]?.lanes).toEqual(lanes);
});

test('S6 strips stand in the order of their time', () => {
  const race = started(oval1500, field);
  race.add({ ...released, point: 'b', by: afterTheGun('3:40') });
  race.add({ ...released, point: 'a', by: afterTheGun('3:31') });
  expect(race.race().strips.map(({ point }) => point)).toEqual(['a', 'b']);
});

test.each([
  ['a hash in capitals', { image: { ...released.image, sha256: 'A1'.repeat(32) } }],
  ['a path for a hash', { image: { ...released.image, sha256: '../../etc/passwd' } }],
  ['a drawing', { image: { ...released.image, type: 'image/svg+xml' } }],
  ['one column', { axis: { ...released.axis, columns: 1 } }],
  [
    'an axis on which no time passes',
    { axis: { ...released.axis, lastUs: released.axis.firstUs } },
  ],
  ['lanes without all their edges', { lanes: { farLane: 8, nearLane: 1, edges: [[0, 0]] } }],
  ['more than there is', { caption: 'by the judge' }],
])('R1 a strip with %s is refused', (_, change) => {
  const parsed = parseSubmission({
    device: 'judge',
    n: 1,
    recordedAt: GUN,
    event: { ...released, ...change },
  });
  expect(parsed).toMatchObject({ ok: false, refusal: { code: 'MALFORMED' } });
});
