import { encodePng } from '../../shared/strip/png.ts';
import { expect, test } from '../fixtures.ts';
import { finishImage, makeSprint, NAMES, startAndTap } from '../judged-meeting.ts';
import { JudgePage } from '../pages/judge-page.ts';

test('a released image is on the page of everybody who watches, and withdrawn it is not @desktop', async ({
  office,
  operator,
  viewer,
}) => {
  test.slow();
  const seconds = [10.951, 11.237, 11.618, 12.043];
  const race = await makeSprint(office);
  await startAndTap(office, race, seconds, 'measured');
  const watch = await viewer();
  await watch.open(race);
  const photo = watch.page.getByRole('region', { name: 'Photo finish' });
  await expect(photo.getByText('Drawn from the times, not a photograph')).toBeVisible();

  const judge = new JudgePage(await operator({ role: 'judge', race, label: 'Judge' }));
  await judge.open(race);
  await judge.openImage('finish.png', encodePng(finishImage({ seed: 11, seconds })));
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
  await expect(photo.getByText('Drawn from the times, not a photograph')).toBeVisible({
    timeout: 1_000,
  });
  expect((await watch.page.request.get(href ?? '')).status()).toBe(404);
});

test('two blind readers, and everybody else, see what they read only when both have locked @desktop', async ({
  office,
  operator,
  viewer,
}) => {
  test.slow();
  const seconds = [10.951, 11.237, 11.618, 12.043];
  const race = await makeSprint(office);
  await startAndTap(office, race, seconds);
  const strip = encodePng(finishImage({ seed: 11, seconds }));

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
    expect(await referee.goto(`/operate/race/${race}/${screen}`)).not.toBeNull();
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
  const race = await makeSprint(office);
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

test('an image that was copied elsewhere is pasted @desktop', async ({ office, operator }) => {
  const race = await makeSprint(office);
  const judge = new JudgePage(await operator({ role: 'judge', race, label: 'Judge' }));
  const { page } = judge;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await judge.open(race);
  await expect(page.getByText('Drop a finish image here, paste it')).toBeVisible();
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(1_500, 200);
    canvas.getContext('2d')?.fillRect(700, 0, 1, 200);
    const image = await canvas.convertToBlob({ type: 'image/png' });
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': image })]);
  });
  await page.keyboard.press('Control+V');
  await expect(page.getByText('1500 × 200 lines')).toBeVisible();
  await expect(judge.surface).toBeVisible();
});
