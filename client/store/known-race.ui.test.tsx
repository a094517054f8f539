import { expect, test } from 'vitest';
import { createRace } from '../../shared/race/apply.ts';
import { KNOWN_HASH, knownRace } from '../../shared/testkit/known-race.ts';

// The same race is folded by Node in shared/race/hash.test.ts.
test('a browser folds a race to the state that the server has', () => {
  const race = createRace();
  for (const entry of knownRace()) race.apply(entry);
  expect(race.hash()).toBe(KNOWN_HASH);
});
