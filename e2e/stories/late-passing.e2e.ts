import { expect, test } from '../fixtures.ts';
import { afterTheGun } from '../../shared/testkit/race-builder.ts';
import { instant } from '../../shared/time/time.ts';

test('R6 a passing that comes ten minutes late puts the order right for who is live, and leaves in peace who is behind @desktop', async ({
  office,
  viewer,
}) => {
  const race = await office.race();
  const gun = instant((Date.now() - 15 * 60_000) * 1_000);
  const at300 = (bib: string, time: string) => ({
    type: 'passingRecorded' as const,
    who: { bib },
    line: 'finish',
    point: '300',
    time: afterTheGun(time),
    kind: 'measured' as const,
  });
  await office.feed(race, [
    { type: 'gunFired', at: gun, source: 'electronic', bandUs: 0 },
    at300('101', '0:42.10'),
    at300('112', '0:42.30'),
    at300('104', '0:42.50'),
  ]);
  const [live, behind] = [await viewer(), await viewer()];
  await live.open(race);
  await behind.open(race, '?t=0:42.40');
  await expect(live.row('Ingebrigtsen')).toContainText('42.10');
  const [before, viewed] = [await behind.board(), await behind.viewSeconds()];

  // Nordås was there before all of them, and is told of only now
  await office.feed(race, [at300('107', '0:41.90')]);
  await expect
    .poll(() => live.order())
    .toEqual(
      [/Nordås/, /Ingebrigtsen/, /Cheruiyot/, /Habz/].map((name) => expect.stringMatching(name)),
    );
  await expect(live.row('Nordås')).toContainText('41.90');

  // Who is behind is not moved; the board is right for their moment too
  expect(await behind.viewSeconds()).toBe(viewed);
  await expect(behind.row('Nordås')).toContainText('41.90');
  expect((await behind.board()).length).toBe(before.length);
});
