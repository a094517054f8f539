import { afterTheGun } from '../../shared/testkit/race-builder.ts';
import { instant } from '../../shared/time/time.ts';
import type { RaceEvent } from '../../shared/race/events.ts';
import { expect, test } from '../fixtures.ts';
import { makeSprint, NAMES } from '../judged-meeting.ts';
import type { Office } from '../office.ts';

const [FIRST, SECOND] = NAMES;

function reads(entrant: string, time: string, reader?: string): RaceEvent {
  return {
    type: 'readingTaken',
    who: { entrant },
    point: '100',
    time: afterTheGun(time),
    kind: 'measured',
    ...(reader === undefined ? {} : { reader }),
  };
}

function gun(source: 'manual' | 'electronic'): RaceEvent {
  const at = instant(Date.now() * 1_000 - 60_000_000);
  return { type: 'gunFired', at, source, bandUs: source === 'manual' ? 200_000 : 0 };
}

async function resultsOf(office: Office, race: string): Promise<string> {
  const reply = await office.ask('GET', `/races/${race}/audit`);
  const csv = await fetch(new URL(`/api/races/${race}/results.csv`, reply.url));
  return csv.text();
}

test('of a gun by hand and a finish image everybody is told one time @desktop', async ({
  office,
  operator,
  viewer,
}) => {
  const race = await makeSprint(office);
  await office.feed(race, [
    gun('manual'),
    reads('e1', '11.363'),
    reads('e2', '11.602'),
    reads('e3', '11.611'),
    reads('e4', '12.043'),
  ]);
  const watch = await viewer();
  await watch.open(race);
  await expect(watch.row(FIRST)).toContainText('11.4h');
  // 11.4h and 11.7h
  await expect(watch.row(SECOND)).toContainText('+0.3');
  await expect(watch.page.getByRole('button', { name: 'Timed by hand' })).toBeVisible();
  // What is between two on one image does not depend on the gun
  const photo = watch.page.getByRole('region', { name: 'Photo finish' });
  await expect(photo).toContainText('0.239 s');
  await expect(photo.getByRole('list', { name: 'Finishers' })).toContainText('11.4h');

  const csv = await resultsOf(office, race);
  expect(csv).toContain('Alfred,,OK,11.4h');
  expect(csv).toContain(',0.3,2,');

  const judge = await operator({ role: 'judge', race, label: 'Judge' });
  await judge.goto(`/operate/race/${race}/results`);
  await expect(judge.getByRole('row').filter({ hasText: FIRST })).toContainText('11.4h');
});

test('what two blind readers differ about is in no result before a third has looked @desktop', async ({
  office,
  viewer,
}) => {
  const race = await makeSprint(office);
  const tap = (entrant: string, time: string): RaceEvent => ({
    type: 'passingRecorded',
    who: { entrant },
    line: 'finish',
    time: afterTheGun(time),
    kind: 'manual',
  });
  await office.feed(race, [gun('electronic'), tap('e1', '11.061'), tap('e2', '11.351')]);
  const watch = await viewer();
  await watch.open(race);
  await expect(watch.row(FIRST)).toContainText('11.1h');
  await office.feed(race, [
    reads('e1', '10.951', 'A'),
    reads('e2', '11.237', 'A'),
    reads('e1', '10.981', 'B'),
    reads('e2', '11.238', 'B'),
  ]);
  await expect(watch.row(SECOND)).toContainText('11.24');
  await expect(watch.row(FIRST)).toContainText('11.1h');
  await office.feed(race, [reads('e1', '10.952', 'C')]);
  await expect(watch.row(FIRST)).toContainText('10.96');
});
