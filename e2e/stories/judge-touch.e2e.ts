import type { CDPSession } from '@playwright/test';
import { encodePng } from '../../shared/strip/png.ts';
import { expect, test } from '../fixtures.ts';
import { finishImage, makeSprint, NAMES, ROWS, startAndTap } from '../judged-meeting.ts';
import { JudgePage } from '../pages/judge-page.ts';

interface Finger {
  readonly x: number;
  readonly y: number;
}

/** Fingers on the glass, as the browser gets them from it. */
function fingersOf(cdp: CDPSession) {
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', fingers: readonly Finger[]) =>
    cdp.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: fingers.map(({ x, y }, id) => ({ x, y, id })),
    });
  return {
    async drag(from: readonly Finger[], to: readonly Finger[]) {
      const STEPS = 12;
      await send('touchStart', from);
      for (let step = 1; step <= STEPS; step++) {
        const at = from.map(({ x, y }, i) => ({
          x: x + (((to[i]?.x ?? x) - x) * step) / STEPS,
          y: y + (((to[i]?.y ?? y) - y) * step) / STEPS,
        }));
        await send('touchMove', at);
      }
      await send('touchEnd', []);
    },
    async tap(at: Finger) {
      await send('touchStart', [at]);
      await send('touchEnd', []);
    },
  };
}

test('on a phone two fingers zoom, one moves the image or the hairline, and a tap marks @phone', async ({
  office,
  operator,
}) => {
  const seconds = [10.951, 11.237, 11.618, 12.043];
  const race = await makeSprint(office);
  await startAndTap(office, race, seconds);
  const strip = finishImage({ seed: 11, seconds });
  const judge = new JudgePage(await operator({ role: 'judge', race, label: 'Judge' }));
  const { page, surface, hairline } = judge;
  const fingers = fingersOf(await page.context().newCDPSession(page));
  await judge.open(race);
  await judge.openImage('finish.png', encodePng(strip));
  await judge.setTime('10.600', '1000');
  await page.getByRole('switch', { name: 'Show lanes' }).click();
  await surface.scrollIntoViewIfNeeded();
  const box = await surface.boundingBox();
  if (box === null) throw new Error('there is no image');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  /** px of a line, and the line at the left end, as the ruler and the taps have it. */
  const tapped = async (x: number, y: number) => {
    await fingers.tap({ x: box.x + x, y: box.y + y });
    return judge.column();
  };
  const linesBetween = async (y: number) => {
    const left = await tapped(60, y);
    return { left, wide: (await tapped(300, y)) - left };
  };

  // The whole image at first: 240 px of 390 are 2000 × 240 / 390 lines
  const whole = await linesBetween(6);
  expect(whole.wide).toBeGreaterThan(1_200);
  await page.keyboard.press('Delete');

  // Pinched apart by five: what was between the fingers still is
  const at = whole.left + (whole.wide * (middle.x - box.x - 60)) / 240;
  await fingers.drag(
    [
      { x: middle.x - 30, y: middle.y },
      { x: middle.x + 30, y: middle.y },
    ],
    [
      { x: middle.x - 150, y: middle.y },
      { x: middle.x + 150, y: middle.y },
    ],
  );
  const near = await linesBetween(6);
  expect(whole.wide / near.wide).toBeGreaterThan(4.5);
  expect(whole.wide / near.wide).toBeLessThan(5.5);
  const still = near.left + (near.wide * (middle.x - box.x - 60)) / 240;
  expect(Math.abs(still - at)).toBeLessThan(12);

  // One finger pushes the image to the left: what was to the right comes; the mark stays where it was
  const marked = await judge.column();
  await fingers.drag([{ x: box.x + 200, y: middle.y }], [{ x: box.x + 80, y: middle.y + 4 }]);
  expect(await judge.column()).toBe(marked);
  const pushed = await linesBetween(6);
  expect(Math.abs(pushed.left - near.left - (near.wide * 120) / 240)).toBeLessThan(3);

  // Begun on the hairline, the finger takes it along
  const before = await tapped(150, 6);
  await fingers.drag([{ x: box.x + 154, y: middle.y }], [{ x: box.x + 254, y: middle.y }]);
  const after = await judge.column();
  expect(after - before).toBeGreaterThan((pushed.wide * 90) / 240);
  expect((await linesBetween(6)).left).toBe(pushed.left);

  // To the chest of lane 3 by its tap, then line by line with the buttons, then recorded
  await page.keyboard.press('Delete');
  const truth = strip.truth.find(({ lane }) => lane === 3);
  if (truth === undefined) throw new Error('nobody runs in lane 3');
  await page.getByRole('button', { name: 'Whole image' }).tap();
  const x = ((truth.column + 0.5) / strip.width) * box.width;
  await surface.scrollIntoViewIfNeeded();
  const now = await surface.boundingBox();
  if (now === null) throw new Error('there is no image');
  const y = ((truth.chestRow + 0.5) / ROWS) * now.height;
  await fingers.tap({ x: now.x + x, y: now.y + y });
  await expect(judge.row(NAMES[2])).toContainText('marked');
  const wanted = Math.ceil(truth.column);
  for (let by = wanted - (await judge.column()); by !== 0; by = wanted - (await judge.column()))
    await page.getByRole('button', { name: by < 0 ? 'One line back' : 'One line on' }).tap();
  await expect(hairline).toHaveAttribute('aria-valuetext', `11.618, line ${wanted}`);
  await page.getByRole('button', { name: 'Record' }).tap();
  await expect(judge.row(NAMES[2])).toContainText('stored');
  await expect(judge.row(NAMES[2])).toContainText('11.618');

  // A bib without any keyboard: into a mark of its own, and out of it
  const pad = page.getByRole('group', { name: 'Bib of the mark' });
  for (const digit of ['2', '0', '4']) await pad.getByRole('button', { name: digit }).tap();
  await expect(pad.getByRole('status')).toHaveText('204');
  await expect(judge.row(NAMES[3])).toContainText('marked');
  await pad.getByRole('button', { name: 'Rub out the last digit' }).tap();
  await expect(pad.getByRole('status')).toHaveText('20');
});
