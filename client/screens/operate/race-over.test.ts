import { expect, test } from 'vitest';
import { competitors, started } from '../../../shared/testkit/race-builder.ts';
import { oval1500 } from '../../../shared/testkit/definitions.ts';
import { instant } from '../../../shared/time/time.ts';
import { overBy } from './race-over.ts';

const AT = instant(0);
const stamp = { basis: 'instant', at: AT, digits: 0 } as const;

function race() {
  return started(oval1500, competitors('a', 'b'));
}

test('a race that goes on, or is provisional, is not over', () => {
  const running = race();
  expect(overBy(running.race(), 'public')).toBeNull();
  running.add({ type: 'resultDeclared', state: 'provisional', time: stamp });
  expect(overBy(running.race(), null)).toBeNull();
});

test('what was declared counts before what was said of the race, and that before the archive', () => {
  const called = race();
  expect(overBy(called.race(), 'archived')).toBe('archived');
  called.sets('abandoned');
  expect(overBy(called.race(), 'archived')).toBe('abandoned');
  called.add({ type: 'resultDeclared', state: 'official', time: stamp });
  expect(overBy(called.race(), 'archived')).toBe('official');
});

test('a race that is postponed and then goes ahead goes on', () => {
  const late = race();
  late.sets('postponed');
  expect(overBy(late.race(), 'public')).toBe('postponed');
  late.sets('scheduled');
  expect(overBy(late.race(), 'public')).toBeNull();
});
