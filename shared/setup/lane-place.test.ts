import { expect, test } from 'vitest';
import { placedInLane } from './lane-place.ts';

interface Line {
  readonly key: number;
  readonly heat?: string;
  readonly lane?: number;
}

const drawn: readonly Line[] = [
  { key: 1, heat: '1', lane: 4 },
  { key: 2, heat: '1', lane: 5 },
  { key: 3, heat: '2', lane: 4 },
  { key: 4, heat: '2' },
];

test('who is put into a lane that is taken changes places, also between heats', () => {
  expect(placedInLane(drawn, 1, { heat: '1', lane: 5 }).slice(0, 2)).toEqual([
    { key: 1, heat: '1', lane: 5 },
    { key: 2, heat: '1', lane: 4 },
  ]);
  const across = placedInLane(drawn, 1, { heat: '2', lane: 4 });
  expect(across[0]).toEqual({ key: 1, heat: '2', lane: 4 });
  expect(across[2]).toEqual({ key: 3, heat: '1', lane: 4 });
});

test('an empty lane takes one without a change elsewhere; who had none leaves the other without', () => {
  expect(placedInLane(drawn, 2, { heat: '1', lane: 1 })).toEqual([
    drawn[0],
    { key: 2, heat: '1', lane: 1 },
    drawn[2],
    drawn[3],
  ]);
  const taken = placedInLane(drawn, 4, { heat: '2', lane: 4 });
  expect(taken.slice(2)).toEqual([
    { key: 3, heat: '2' },
    { key: 4, heat: '2', lane: 4 },
  ]);
  expect(placedInLane([{ key: 7, lane: 2 }], 7, { heat: undefined, lane: 3 })).toEqual([
    { key: 7, lane: 3 },
  ]);
});

test('nobody, or one who stands there already, changes nothing', () => {
  expect(placedInLane(drawn, 9, { heat: '1', lane: 1 })).toEqual(drawn);
  expect(placedInLane(drawn, 1, { heat: '1', lane: 4 })).toEqual(drawn);
});
