import { oval1500 } from '../../shared/testkit/definitions.ts';
import { instant } from '../../shared/time/time.ts';
import { expect, test } from '../fixtures.ts';
import { ConsolePage } from '../pages/console-page.ts';

/** More than a page folds by itself: what is foreseen comes from a thread of the build. */
const FINISHERS = 900;

/** Timed at the finish alone. */
const homeStraight = {
  ...oval1500,
  event: 'Mass 1500 m',
  points: [{ id: '1500', line: 'finish', distanceM: 1500, label: 'finish' }],
};

test('in a race of 900 a correction says who changes place before it is done, and does it @desktop', async ({
  office,
  operator,
}) => {
  const ids = Array.from({ length: FINISHERS }, (_, i) => i + 1);
  const race = await office.race({
    slug: 'mass',
    definition: homeStraight,
    entrants: ids.map((i) => ({ id: `m${i}`, bib: String(i), role: 'competitor' })),
    roster: Object.fromEntries(ids.map((i) => [`m${i}`, { name: `Runner ${i}` }])),
  });
  const gunMs = Date.now() - 20 * 60_000;
  await office.feed(race, [
    { type: 'gunFired', at: instant(gunMs * 1_000), source: 'electronic', bandUs: 0 },
  ]);
  await office.feed(
    race,
    ids.map((i) => ({
      type: 'passingRecorded',
      who: { bib: String(i) },
      line: 'finish',
      time: { basis: 'instant', at: instant((gunMs + 210_000 + i * 500) * 1_000), digits: 3 },
      kind: 'measured',
      source: 'Mat',
    })),
  );
  const desk = new ConsolePage(await operator({ label: 'Anna' }));
  const threads: string[] = [];
  desk.page.on('worker', (worker) => threads.push(worker.url()));
  await desk.open(race);
  // The log comes in parts; the newest row is there when all of it is.
  await expect(desk.rows.last()).toContainText(`Runner ${FINISHERS}`);
  await desk.press('End', 'ArrowUp', 'x');
  await expect(desk.foreseen).toContainText('900th → 899th: Runner 900');
  await expect(desk.foreseen).toContainText('899th → 900th: Runner 899');
  expect(threads.filter((url) => url.includes('foresight-worker'))).toHaveLength(1);

  await desk.press('Enter');
  await expect(desk.rows.last()).toContainText('Runner 899');
  await expect(desk.said).toContainText('900th → 899th: Runner 900');
  await expect
    .poll(async () => {
      const reply = await desk.page.request.get(`/api/races/${race}/results.json`);
      const { rows } = (await reply.json()) as { rows: readonly { bib: string }[] };
      return rows.slice(-2).map(({ bib }) => bib);
    })
    .toEqual(['900', '899']);
});
