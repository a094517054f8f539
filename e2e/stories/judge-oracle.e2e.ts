import { encodePng } from '../../shared/strip/png.ts';
import type { DrawnStrip } from '../../shared/strip/synthetic.ts';
import { formatRaceTime } from '../../shared/time/format.ts';
import { raceTime } from '../../shared/time/time.ts';
import { expect, test } from '../fixtures.ts';
import { finishImage, leaning, makeSprint, NAMES, ROWS, startAndTap } from '../judged-meeting.ts';
import { JudgePage } from '../pages/judge-page.ts';

const SECONDS = [10.951, 11.237, 11.618, 12.043];

interface Taken {
  readonly image: () => DrawnStrip;
  /** Of the line that was taken first, and how many follow in a second. */
  readonly time: readonly [first: string, linesPerSecond: number];
  readonly leftward?: boolean;
  readonly deskew?: number;
}

const KINDS: Readonly<Record<string, Taken>> = {
  'time to the right': {
    image: () => finishImage({ seed: 11, seconds: SECONDS }),
    time: ['10.600', 1_000],
  },
  'time to the left': {
    image: () => finishImage({ seed: 12, seconds: SECONDS, leftward: true }),
    time: ['10.600', 1_000],
    leftward: true,
  },
  'a camera that leaned': {
    image: () => leaning(finishImage({ seed: 13, seconds: SECONDS }), 24),
    time: ['10.600', 1_000],
    deskew: 24,
  },
  '10,000 lines a second': {
    image: () =>
      finishImage({
        seed: 14,
        seconds: [10.951, null, null, 11.0123],
        firstS: 10.88,
        linesPerSecond: 10_000,
        columns: 2_400,
      }),
    time: ['10.880', 10_000],
  },
};

for (const [name, taken] of Object.entries(KINDS)) {
  test(`the reading of a strip with known truth is within one line at five zooms, by pointer and keys: ${name} @desktop`, async ({
    office,
    operator,
  }) => {
    // Up to twenty readings, each with its picture looked at
    test.setTimeout(240_000);
    const race = await makeSprint(office);
    await startAndTap(office, race, SECONDS);
    const strip = taken.image();
    const judge = new JudgePage(await operator({ role: 'judge', race, label: 'Judge' }));
    const { page, hairline, surface } = judge;
    const [first, linesPerSecond] = taken.time;
    const back = taken.leftward === true ? 'Shift+ArrowRight' : 'Shift+ArrowLeft';
    const lineUs = 1e6 / linesPerSecond;
    await judge.open(race);
    await judge.openImage('finish.png', encodePng(strip));
    if (taken.leftward === true)
      await page.getByRole('radio', { name: 'to the left' }).check({ force: true });
    await judge.setTime(first, String(linesPerSecond));
    if (taken.deskew !== undefined)
      await page.getByRole('slider', { name: /^Deskew/ }).fill(String(taken.deskew));

    const errors: string[] = [];
    for (const [i, truth] of [...strip.truth].sort((a, b) => a.us - b.us).entries()) {
      // The first line in time on which there is torso, whatever arm, head or knee came before
      const wanted = taken.leftward === true ? Math.floor(truth.column) : Math.ceil(truth.column);
      await hairline.focus();
      await page.keyboard.press('f');
      const box = await surface.boundingBox();
      const y = ((truth.chestRow + 0.5) / ROWS) * (box?.height ?? 0);
      for (const zoom of ['fit', 2, 4, 8, 16]) {
        if (zoom !== 'fit') await page.keyboard.press('+');
        // Away from the edge, so that the hairline hides nothing of it
        for (let k = 0; k < 3; k++) await page.keyboard.press(back);
        const edge = await judge.edgeOf(truth.colour, y, taken.leftward === true);
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
      const column = await judge.column();
      await page.keyboard.type(String(200 + truth.lane));
      await page.keyboard.press('Enter');
      const row = judge.row(NAMES[truth.lane - 1] ?? '');
      await expect(row).toContainText('stored');
      const [leftUs, by] =
        taken.leftward === true
          ? [Number(first) * 1e6 + (strip.width - 1) * lineUs, -lineUs]
          : [Number(first) * 1e6, lineUs];
      const us = raceTime(Math.round(leftUs + column * by));
      await expect(row).toContainText(
        formatRaceTime(us, { digits: Math.round(Math.log10(linesPerSecond)) }),
      );
      const off = Math.abs(us - truth.us);
      if (off > lineUs + 1) errors.push(`lane ${truth.lane} recorded ${us}, truth ${truth.us}`);
      await expect(row.getByRole('cell').first()).toHaveText(String(i + 1));
    }
    expect(errors).toEqual([]);
    await expect(page.getByText(/^0\.\d{3,4} s, about \d\.\d\d m$/)).toBeVisible();
  });
}
