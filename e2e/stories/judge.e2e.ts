import type { RaceDefinition } from '../../shared/race/definition.ts';
import { encodePng } from '../../shared/strip/png.ts';
import { drawStrip, type DrawnStrip } from '../../shared/strip/synthetic.ts';
import { instant, raceTime } from '../../shared/time/time.ts';
import { expect, test } from '../fixtures.ts';
import type { Office } from '../office.ts';
import { JudgePage } from '../pages/judge-page.ts';

const HUNDRED: RaceDefinition = {
  meeting: { name: 'Judged meeting', city: 'Oslo' },
  event: 'Women 100 m',
  sport: 'athletics-track',
  date: '2026-06-11',
  zone: 'Europe/Oslo',
  distanceM: 100,
  course: { kind: 'straight', lengthM: 100, lanes: 4 },
  points: [{ id: '100', line: 'finish', distanceM: 100, label: 'finish' }],
  start: { kind: 'lanes' },
  rounding: 'athletics-track',
  dedupeUs: 500_000,
  speed: { minMps: 6, maxMps: 12.5 },
};
const NAMES = ['Alfred', 'Neita', 'Jefferson', 'Asher-Smith'] as const;
const FIRST_US = 10_600_000;
const COLUMNS = 2_000;
const ROWS = 420;

/** Four finishers in four lanes, far enough apart that no arm hides a chest. */
function finish(seed: number, seconds: readonly number[]): DrawnStrip {
  return drawStrip({
    seed,
    axis: {
      columns: COLUMNS,
      firstUs: raceTime(FIRST_US),
      lastUs: raceTime(FIRST_US + (COLUMNS - 1) * 1000),
    },
    height: ROWS,
    lanes: {
      farLane: 4,
      nearLane: 1,
      far: { left: 0.34, right: 0.34 },
      near: { left: 0.98, right: 0.98 },
      perspective: 1.7,
    },
    finishers: seconds.map((each, i) => ({
      lane: i + 1,
      us: raceTime(Math.round(each * 1e6)),
      speedMps: 10.2,
    })),
    noise: 12,
    blur: 3,
  });
}

function makeRace(office: Office): Promise<string> {
  const ids = NAMES.map((_, i) => `e${i + 1}`);
  return office.race({
    definition: HUNDRED,
    entrants: ids.map((id, i) => ({
      id,
      bib: String(201 + i),
      lane: i + 1,
      role: 'competitor',
    })),
    roster: Object.fromEntries(ids.map((id, i) => [id, { name: NAMES[i] ?? id }])),
  });
}

async function startAndTap(office: Office, race: string, seconds: readonly number[]) {
  const gun = instant(Date.now() * 1_000 - 60_000_000);
  await office.feed(race, [
    { type: 'gunFired', at: gun, source: 'electronic', bandUs: 0 },
    ...seconds.map((each, i) => ({
      type: 'passingRecorded' as const,
      who: { entrant: `e${i + 1}` },
      line: 'finish',
      time: {
        basis: 'gun' as const,
        time: raceTime(Math.round((each + 0.11) * 100) * 10_000),
        digits: 2,
      },
      kind: 'manual' as const,
    })),
  ]);
}

test('the reading of a strip with known truth is within one line at five zooms, by pointer and keys @desktop', async ({
  office,
  operator,
}) => {
  // Twenty readings, each with its picture looked at
  test.setTimeout(240_000);
  const seconds = [10.951, 11.237, 11.618, 12.043];
  const race = await makeRace(office);
  await startAndTap(office, race, seconds);
  const strip = finish(11, seconds);
  const judge = new JudgePage(await operator({ role: 'judge', race, label: 'Judge' }));
  const { page, hairline, surface } = judge;
  await judge.open(race);
  await judge.openImage('finish.png', encodePng(strip));
  await judge.setTime('10.600', '1000');

  const errors: string[] = [];
  for (const [i, truth] of [...strip.truth].sort((a, b) => a.us - b.us).entries()) {
    // The first line on which there is torso, whatever arm, head or knee came before
    const wanted = Math.ceil(truth.column);
    await hairline.focus();
    await page.keyboard.press('f');
    const box = await surface.boundingBox();
    const y = ((truth.chestRow + 0.5) / ROWS) * (box?.height ?? 0);
    for (const zoom of ['fit', 2, 4, 8, 16]) {
      if (zoom !== 'fit') await page.keyboard.press('+');
      // Away from the edge, so that the hairline hides nothing of it
      for (let k = 0; k < 3; k++) await page.keyboard.press('Shift+ArrowLeft');
      const edge = await judge.edgeOf(truth.colour, y);
      await surface.click({ position: { x: edge, y } });
      const read = await judge.column();
      if (Math.abs(read - wanted) > 1)
        errors.push(`lane ${truth.lane}, ${zoom}: ${read}, ${wanted}`);

      await page.keyboard.press('ArrowRight');
      expect(await judge.column()).toBe(Math.floor(read) + 1);
      await page.keyboard.press('Alt+ArrowLeft');
      expect(await judge.column()).toBe(Math.floor(read) + 0.5);
      await page.keyboard.press('Alt+ArrowLeft');
      if (zoom !== 16) await page.keyboard.press('Delete');
    }
    // Digits set the bib, Enter records; the time is the line's own
    await page.keyboard.type(String(200 + truth.lane));
    await page.keyboard.press('Enter');
    const name = NAMES[truth.lane - 1] ?? '';
    await expect(judge.row(name)).toContainText('stored');
    const shown = (await judge.row(name).getByRole('cell').nth(3).textContent()) ?? '';
    const error = Math.abs(Number(shown) * 1000 - truth.us / 1000);
    if (error > 1) errors.push(`${name} recorded ${shown}, truth ${truth.us}`);
    await expect(judge.row(name).getByRole('cell').first()).toHaveText(String(i + 1));
  }
  expect(errors).toEqual([]);
  await expect(page.getByText(/^0\.28\d s, about 2\.\d\d m$/)).toBeVisible();
});

test('a released image is on the page of everybody who watches, and withdrawn it is not @desktop', async ({
  office,
  operator,
  viewer,
}) => {
  test.slow();
  const seconds = [10.951, 11.237, 11.618, 12.043];
  const race = await makeRace(office);
  await startAndTap(office, race, seconds);
  const watch = await viewer();
  await watch.open(race);
  const photo = watch.page.getByRole('region', { name: 'Photo finish' });
  await expect(photo.getByText('Drawn from the times, not a photograph')).toBeVisible();

  const judge = new JudgePage(await operator({ role: 'judge', race, label: 'Judge' }));
  await judge.open(race);
  await judge.openImage('finish.png', encodePng(finish(11, seconds)));
  await judge.setTime('10.600', '1000');
  const publish = judge.page.getByRole('region', { name: 'Publish' });
  await expect(publish.getByText('10.600 to 12.599')).toBeVisible();
  // Nothing has left the machine yet
  await expect(photo.locator('[data-photograph]')).toHaveCount(0);
  await publish.getByRole('button', { name: 'Release to the public' }).click();
  await expect(publish.getByText('Released: everybody who watches sees it now')).toBeVisible();

  await expect(photo.getByText('The judge’s finish image, 1000 lines per second')).toBeVisible();
  const href = await photo.locator('[data-photograph]').getAttribute('href');
  const image = await watch.page.request.get(href ?? '');
  expect([image.status(), image.headers()['content-type']]).toEqual([200, 'image/png']);
  // The public hairline stands on the winner of the same image
  await expect(photo.getByRole('slider', { name: 'Hairline' })).toBeVisible();

  await publish.getByRole('button', { name: 'Withdraw' }).click();
  await expect(photo.getByText('Drawn from the times, not a photograph')).toBeVisible();
  expect((await watch.page.request.get(href ?? '')).status()).toBe(404);
});

test('two blind readers, and everybody else, see what they read only when both have locked @desktop', async ({
  office,
  operator,
  viewer,
}) => {
  test.slow();
  const seconds = [10.951, 11.237, 11.618, 12.043];
  const race = await makeRace(office);
  await startAndTap(office, race, seconds);
  const strip = encodePng(finish(11, seconds));

  async function reads(reader: 'A, blind' | 'B, blind', linesOff: number): Promise<JudgePage> {
    const judge = new JudgePage(await operator({ role: 'judge', race, label: reader }));
    await judge.open(race);
    await judge.openImage('finish.png', strip);
    await judge.page.getByRole('radio', { name: reader }).check({ force: true });
    await judge.setTime('10.600', '1000');
    await judge.hairline.focus();
    for (const each of seconds) {
      // Aimed at by Tab, found by keys alone: what was tapped is 0.11 s too late
      await judge.page.keyboard.press('Tab');
      const wanted = Math.round((each - 10.6) * 1000) + linesOff;
      for (let guard = 0; guard < 60 && (await judge.column()) !== wanted; guard++) {
        const by = wanted - (await judge.column());
        const key = `${Math.abs(by) >= 10 ? 'Shift+' : ''}${by < 0 ? 'ArrowLeft' : 'ArrowRight'}`;
        await judge.page.keyboard.press(key);
      }
      await judge.page.keyboard.press('Enter');
    }
    return judge;
  }

  const watch = await viewer();
  await watch.open(race);
  const first = await reads('A, blind', 0);
  await first.page.keyboard.press('l');
  await expect(first.page.getByText('Reader A: locked')).toBeVisible();
  await expect(first.row(NAMES[0])).toContainText('locked, hidden');

  // Nobody else is told the times: no page, no file, no log
  const referee = await operator({ role: 'referee', race, label: 'Referee' });
  for (const screen of ['results', 'audit'])
    await expect(await referee.goto(`/operate/race/${race}/${screen}`)).not.toBeNull();
  await expect(referee.getByText('Alfred at finish').first()).toBeVisible();
  await expect(referee.getByText('Reading:')).toHaveCount(0);
  await expect(watch.row(NAMES[0])).toContainText('11.1');
  await expect(watch.row(NAMES[0])).not.toContainText('10.96');
  for (const path of ['audit', 'audit.ndjson', 'blind']) {
    const reply = await office.ask('GET', `/races/${race}/${path}`);
    expect(await reply.text()).not.toMatch(/readingTaken|10951/);
  }

  // Taken back it can be read again, and locked again; also after a reload it is there
  await first.page.getByRole('button', { name: 'Take my lock back' }).click();
  await expect(first.page.getByText('Not locked any more: 4 marks to go on with')).toBeVisible();
  await expect(first.row(NAMES[0])).toContainText('ready to lock');
  await first.page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(first.row(NAMES[0])).toContainText('locked, hidden');

  const second = await reads('B, blind', 1);
  await expect(second.row(NAMES[0])).toContainText('ready to lock');
  await expect(second.row(NAMES[0])).not.toContainText('10.951');
  await expect(second.page.getByText('Reader A: locked')).toBeVisible();
  await second.page.keyboard.press('l');

  await expect(second.row(NAMES[0])).toContainText('1 line');
  await expect(first.row(NAMES[0])).toContainText('1 line');
  await first.page.getByRole('button', { name: 'Take the agreed times' }).click();
  await expect(first.page.getByText('4 agreed times recorded')).toBeVisible();
  await expect(first.row(NAMES[0])).toContainText('10.96');
});

test('what is no finish image is refused with a reason, before it is decoded @desktop', async ({
  office,
  operator,
}) => {
  const race = await makeRace(office);
  const judge = new JudgePage(await operator({ role: 'judge', race, label: 'Judge' }));
  await judge.open(race);
  const svg = new TextEncoder().encode(
    '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
  );
  await judge.openImage('finish.png', svg);
  await expect(judge.page.getByRole('alert')).toContainText('no PNG, JPEG or WebP');
  const wide = encodePng({ width: 2, height: 2, rgba: new Uint8ClampedArray(16) });
  new DataView(wide.buffer).setUint32(16, 65_001);
  await judge.openImage('wide.png', wide);
  await expect(judge.page.getByRole('alert')).toContainText('too large');
});
