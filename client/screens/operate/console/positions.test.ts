import { expect, test } from 'vitest';
import { oval1500 } from '../../../../shared/testkit/definitions.ts';
import { competitors, started } from '../../../../shared/testkit/race-builder.ts';
import { positionOf } from './positions.ts';

test('eleven from one gun are numbered as they came, however their ids sort', () => {
  const ids = Array.from({ length: 11 }, (_, i) => `e${i + 1}`);
  const told = started(oval1500, competitors(...ids));
  for (const [i, id] of ids.entries())
    told.passes(id, 'finish', `45.${String(i).padStart(2, '0')}`);
  const race = told.race();
  const point = race.columns.findIndex(({ count }) => count === ids.length);

  expect(race.entrants.map(({ index }) => positionOf(race, point, index))).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
  ]);
});
