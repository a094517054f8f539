import { expect, test } from 'vitest';
import { oval1500 } from '../testkit/definitions.ts';
import { competitors, GUN, RaceBuilder, time } from '../testkit/race-builder.ts';
import { instant, LIVE_EDGE } from '../time/time.ts';
import { paceAt, paceDifference, paceDistance } from './pace.ts';

test('V7 a line of which the end alone is known begins at the gun', () => {
  const race = new RaceBuilder();
  race.define({
    ...oval1500,
    paceLines: [
      { id: 'r', label: 'Record', kind: 'record', basis: 'even', at: [[1500, time('4:00')]] },
    ],
  });
  race.list(...competitors('ann'));
  race.gun();
  race.passes('ann', 'finish', '46.00', { point: '300' });
  const folded = race.race();
  expect(paceAt(folded, 'r', 300)).toBe(time('48'));
  expect(paceDistance(folded, 'r', instant(GUN + time('2:00')))).toBe(750);
  expect(paceDifference(folded, LIVE_EDGE, 'r')).toMatchObject({ us: -2_000_000, point: 2 });
  expect(paceAt(folded, 'r', 1600)).toBeNull();
});
