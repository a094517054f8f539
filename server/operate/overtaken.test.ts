import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RaceEvent } from '../../shared/race/events.ts';
import { oval1500 } from '../../shared/testkit/definitions.ts';
import { competitors } from '../../shared/testkit/race-builder.ts';
import type { EntryAnswer } from '../../shared/wire/operate.ts';
import { codesOf, openDesk, signed, type Desk, type Person } from './desk.fixture.ts';

/** Two people edit one race at the same time; a new race has two entries, its definition and its list. */

let desk: Desk;
let race: string;
let anna: Person;
let bert: Person;
let number = 0;

beforeAll(async () => {
  desk = await openDesk();
});

afterAll(() => desk.close());

beforeEach(async () => {
  race = await desk.race({ slug: `oslo-${(number += 1)}` });
  anna = await desk.program({ role: 'referee', race, label: 'Anna' });
  bert = await desk.program({ role: 'referee', race, label: 'Bert' });
});

const defined = (event: string, basedOn?: number): RaceEvent => ({
  type: 'raceDefined',
  definition: { ...oval1500, event },
  ...(basedOn === undefined ? {} : { basedOn }),
});
const listed = (ids: readonly string[], basedOn: number): RaceEvent => ({
  type: 'entrantsListed',
  entrants: competitors(...ids),
  basedOn,
});

async function save(person: Person, n: number, ...events: readonly RaceEvent[]) {
  const device = await person.device();
  const submissions = events.map((event, i) => signed(device, n + i, event));
  const { body } = await person.ask('POST', `/races/${race}/entries`, { submissions });
  return codesOf(body['answers'] as unknown as readonly EntryAnswer[]);
}

describe('an edit that was made from what somebody else has changed since', () => {
  test('is refused, and the one that was saved first stands', async () => {
    expect(await save(anna, 1, defined('Men 1500 m, heat 1', 2))).toEqual(['ok']);
    expect(await save(bert, 1, defined('Men 1500 m, final', 2))).toEqual(['OUTDATED']);
    const log = (await desk.admin.ask('GET', `/races/${race}/audit.ndjson`)).body as unknown;
    expect(log).toContain('heat 1');
    expect(log).not.toContain('final');
    expect(await save(bert, 2, defined('Men 1500 m, final', 3))).toEqual(['ok']);
  });

  test('is refused also when both come at the same moment', async () => {
    const both = await Promise.all([
      save(anna, 1, defined('A', 2)),
      save(bert, 1, defined('B', 2)),
    ]);
    expect(both.flat().toSorted()).toEqual(['OUTDATED', 'ok']);
  });

  test('is not overtaken by other entrants, by taps, or by what oneself has saved', async () => {
    expect(await save(anna, 1, listed(['e1'], 2), defined('A', 2))).toEqual(['ok', 'ok']);
    expect(await save(anna, 3, defined('B', 2))).toEqual(['ok']);
    expect(await save(bert, 1, listed(['e2'], 2))).toEqual(['ok']);
    expect(await save(bert, 2, listed(['e1', 'e2'], 2))).toEqual(['OUTDATED']);
  });

  test('is overtaken by a void too, and by an amendment', async () => {
    await save(anna, 1, defined('A', 2));
    const target = `${await anna.device()}:1` as const;
    await save(anna, 2, { type: 'entryVoided', target });
    expect(await save(bert, 1, defined('B', 3))).toEqual(['OUTDATED']);
    await save(anna, 3, { type: 'entryAmended', target, event: defined('C') as never });
    expect(await save(bert, 2, defined('B', 4))).toEqual(['OUTDATED']);
    expect(await save(bert, 3, defined('B', 5))).toEqual(['ok']);
  });

  test('counts as before where a program says nothing of what it was made from', async () => {
    await save(anna, 1, defined('A', 2));
    expect(await save(bert, 1, defined('B'))).toEqual(['ok']);
  });
});
