import { expect, test } from 'vitest';
import { straight100 } from '../testkit/definitions.ts';
import { afterTheGun, competitors, started } from '../testkit/race-builder.ts';
import { timeKinds } from './time-kinds.ts';

test('a race has as many times of each kind as its splits are of, and a corrected one once', () => {
  const race = started(straight100, competitors('ann', 'bob', 'cyd'));
  expect(timeKinds(race.race())).toEqual({});
  for (const [i, id] of ['ann', 'bob'].entries())
    race.add({
      type: 'passingRecorded',
      who: { entrant: id },
      line: 'finish',
      time: afterTheGun(`1${i}.1`),
      kind: 'manual',
    });
  race.reads('bob', 'finish', '11.012');
  race.reads('cyd', 'finish', '11.5');
  expect(timeKinds(race.race())).toEqual({ manual: 1, official: 2 });
});
