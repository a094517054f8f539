import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RaceEvent } from '../../shared/race/events.ts';
import { afterTheGun, GUN } from '../../shared/testkit/race-builder.ts';
import { instant } from '../../shared/time/time.ts';
import type { ResultsReply } from '../../shared/wire/api.ts';
import { openDesk, signed, textOf, type Desk, type Person } from './desk.fixture.ts';

/** Two judges read one finish and do not see each other's times. */

let desk: Desk;
let race: string;
let anna: Person;
let bert: Person;
let referee: Person;
let number = 0;

beforeAll(async () => {
  desk = await openDesk();
});

afterAll(() => desk.close());

beforeEach(async () => {
  race = await desk.race({ slug: `oslo-${(number += 1)}` });
  anna = await desk.program({ role: 'judge', race, label: 'Anna' });
  bert = await desk.program({ role: 'judge', race, label: 'Bert' });
  referee = await desk.program({ role: 'referee', race, label: 'Referee' });
});

function reads(time: string) {
  return { who: { entrant: 'e1' }, time: afterTheGun(time), kind: 'measured' };
}

function lock(person: Person, reader: string, ...times: readonly string[]) {
  const body = { point: '1500', readings: times.map(reads) };
  return person.ask('PUT', `/races/${race}/blind/${reader}`, body);
}

async function logged(): Promise<readonly object[]> {
  const text = textOf((await desk.admin.ask('GET', `/races/${race}/audit.ndjson`)).body);
  return text
    .split('\n')
    .filter((line) => line.includes('readingTaken'))
    .map((line) => JSON.parse(line) as object);
}

/** All that anybody else gets to see of a race. */
async function seenBy({ headers }: Pick<Person, 'headers'>): Promise<string> {
  const paths = [
    `/api/races/${race}/board`,
    `/api/races/${race}/log`,
    `/api/races/${race}/results.json`,
  ];
  const own = ['audit', 'audit.ndjson', 'blind'].map(
    (path) => `/api/operate/races/${race}/${path}`,
  );
  const replies = await Promise.all(
    [...paths, ...own].map(async (path) => (await fetch(`${desk.url}${path}`, { headers })).text()),
  );
  return replies.join('\n');
}

describe('what a blind reader has locked', () => {
  test('is seen by nobody else until the other has locked, and then all of it stands in the log at once', async () => {
    const first = await lock(anna, 'A', '3:29.738');
    expect(first.body['locks']).toMatchObject([
      {
        reader: 'A',
        point: '1500',
        by: { label: 'Anna' },
        count: 1,
        readings: [{ kind: 'measured' }],
      },
    ]);
    expect(await logged()).toEqual([]);
    const us = String(afterTheGun('3:29.738').basis === 'gun' ? 209_738_000 : 0);
    for (const who of [bert, referee, desk.admin, { headers: {} }])
      expect(await seenBy(who)).not.toContain(us);
    expect(await seenBy(anna)).toContain(us);
    const hidden = await bert.ask('GET', `/races/${race}/blind`);
    expect(hidden.body['locks']).toMatchObject([{ reader: 'A', count: 1, readings: null }]);

    expect((await lock(bert, 'B', '3:29.739', '3:29.740')).body['locks']).toEqual([]);
    const [annas, berts] = [await anna.device(), await bert.device()];
    expect(await logged()).toMatchObject([
      { device: expect.stringContaining(`${annas}.blind-`) as string, event: { reader: 'A' } },
      { device: expect.stringContaining(`${berts}.blind-`) as string, event: { reader: 'B' } },
      { event: { reader: 'B' } },
    ]);
    expect(await seenBy(bert)).toContain(us);
  });

  test('survives a restart of the server, and a race that is shown or hidden meanwhile', async () => {
    await lock(anna, 'A', '3:29.738');
    await desk.admin.ask('PATCH', `/races/${race}`, { visibility: 'draft' });
    await desk.restart();
    expect((await anna.ask('GET', `/races/${race}/blind`)).body['locks']).toHaveLength(1);
    await lock(bert, 'B', '3:29.739');
    expect(await logged()).toHaveLength(2);
  });

  test('P12 is in no result before the two agree, though both have locked', async () => {
    const timed = async () => {
      const reply = await fetch(`${desk.url}/api/races/${race}/results.json`, {
        headers: bert.headers,
      });
      const { rows } = (await reply.json()) as Pick<ResultsReply, 'rows'>;
      return rows.flatMap(({ readingUs }) => readingUs ?? []);
    };
    const gun: RaceEvent = { type: 'gunFired', at: instant(GUN), source: 'electronic', bandUs: 0 };
    const submissions = [signed(await desk.admin.device(), number, gun)];
    await desk.admin.ask('POST', `/races/${race}/entries`, { submissions });
    await lock(anna, 'A', '3:29.738');
    await lock(bert, 'B', '3:29.768');
    expect(await logged()).toHaveLength(2);
    expect(await timed()).toEqual([]);
    await lock(bert, 'B', '3:29.739');
    await referee.ask('POST', `/races/${race}/blind/open`, { point: '1500' });
    expect(await timed()).toEqual([209_739_000]);
  });

  test('may be taken back by its reader alone, as long as the other reads', async () => {
    await lock(anna, 'A', '3:29.738');
    const path = `/races/${race}/blind/A?point=1500`;
    expect((await bert.ask('DELETE', path)).body['error']?.['code']).toBe('OTHER_READER');
    expect((await lock(bert, 'A', '3:30')).body['error']?.['code']).toBe('OTHER_READER');
    expect((await anna.ask('DELETE', path)).body['locks']).toEqual([]);
    expect((await anna.ask('DELETE', path)).body['error']?.['code']).toBe('NOT_LOCKED');
    await lock(bert, 'B', '3:29.739');
    expect(await logged()).toEqual([]);
  });

  test('is locked anew by its reader in place of what was locked before', async () => {
    await lock(anna, 'A', '3:29.738');
    await lock(anna, 'A', '3:29.741');
    await lock(bert, 'B', '3:29.739');
    expect(await logged()).toMatchObject([
      { event: { reader: 'A', time: afterTheGun('3:29.741') } },
      { event: { reader: 'B' } },
    ]);
  });

  test('is opened by a referee, whom the journal names; a judge may not', async () => {
    await lock(anna, 'A', '3:29.738');
    const body = { point: '1500' };
    expect((await bert.ask('POST', `/races/${race}/blind/open`, body)).status).toBe(403);
    expect((await referee.ask('POST', `/races/${race}/blind/open`, body)).body['locks']).toEqual(
      [],
    );
    expect(await logged()).toMatchObject([{ event: { reader: 'A' } }]);
    const journal = await desk.admin.ask('GET', '/journal');
    expect(journal.body['rows']?.[0]).toMatchObject({ what: 'blindOpened', race });
    const again = await referee.ask('POST', `/races/${race}/blind/open`, body);
    expect(again.body['error']?.['code']).toBe('NOT_LOCKED');
  });

  test('of two who lock at the same moment comes into the log once', async () => {
    await Promise.all([lock(anna, 'A', '3:29.738'), lock(bert, 'B', '3:29.739')]);
    expect(await logged()).toHaveLength(2);
  });

  test.each<[string, object, string]>([
    ['at a point that is not there', { point: '99', readings: [reads('3:30')] }, 'NO_POINT'],
    [
      'that is no time',
      { point: '1500', readings: [{ ...reads('3:30'), time: 'soon' }] },
      'REFUSED',
    ],
    ['of nobody', { point: '1500', readings: [] }, 'MALFORMED'],
  ])('%s is refused', async (_, body, code) => {
    const reply = await anna.ask('PUT', `/races/${race}/blind/A`, body);
    expect(reply.body['error']?.['code']).toBe(code);
  });

  test('as a reader that there is not is not there', async () => {
    expect((await lock(anna, 'C', '3:30')).status).toBe(404);
  });
});
