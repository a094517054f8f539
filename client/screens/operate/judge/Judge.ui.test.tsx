import { beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../design/tokens.css';
import '../../../design/base.css';
import { raceTime } from '../../../../shared/time/time.ts';
import {
  column,
  enterRoom,
  finish,
  FIRST_S,
  hairline,
  NAMES,
  onStage,
  openImage,
  pngFile,
  press,
  row,
  SECONDS,
  setRate,
  SLUG,
  stage,
  type Room,
  untilOpen,
} from './judged-race.fixture.tsx';

const drawn = finish();
const lineOf = (seconds: number) => Math.round((seconds - FIRST_S) * 1000);
/** What is on the image where a finisher's chest is. */
const chest = (lane: number, by = 0) => {
  const truth = drawn.truth.find((one) => one.lane === lane);
  if (truth === undefined) throw new Error(`nobody runs in lane ${lane}`);
  const { chestRow } = truth;
  return onStage({ column: Math.ceil(truth.column) + by, row: (chestRow + 0.5) / drawn.height });
};
const clickAt = (position: { readonly x: number; readonly y: number }) =>
  userEvent.click(stage(), { position });

beforeEach(() => localStorage.clear());

async function openRoom(options = {}): Promise<Room> {
  const room = await enterRoom(options);
  await openImage(pngFile(drawn));
  await setRate('10.800', '1000');
  await expect.element(page.getByText('10.800 to 11.799; a line is 0.001 s')).toBeVisible();
  return room;
}

/** The hairline by keys alone, from wherever it stands. */
async function goTo(line: number): Promise<void> {
  for (let by = line - column(); by !== 0; by = line - column()) {
    const far = Math.abs(by) >= 10;
    await press(
      `${far ? '{Shift>}' : ''}{Arrow${by < 0 ? 'Left' : 'Right'}}${far ? '{/Shift}' : ''}`,
    );
  }
}

test('another screen does not put the image away, nor its time and marks; practice is over with it', async () => {
  const room = await openRoom();
  await clickAt(chest(4));
  await press('204');
  await room.leaveAndReturn();
  await untilOpen();
  await expect.element(page.getByText('finish.png')).toBeVisible();
  await expect.element(row('Asher-Smith')).toHaveTextContent('11.618');
});

test('what is read on a practice image stays on this page', async () => {
  const room = await enterRoom();
  await page.getByRole('button', { name: /Practise/ }).click();
  await expect.element(page.getByText('Practice: nothing goes to the race')).toBeVisible();
  await expect.poll(() => document.querySelector('[data-stage]')).not.toBeNull();
  hairline().element().focus();
  await press('{Tab}{Enter}');
  await expect.element(page.getByText(/, for practice$/)).toBeVisible();
  await press('l');
  await expect.element(page.getByText('This is practice')).toBeVisible();
  await press('{Control>}z{/Control}');
  expect(room.desk.brought(SLUG).filter((event) => event.type !== 'passingRecorded')).toEqual([]);
  await expect.element(page.getByRole('button', { name: 'Release to the public' })).toBeDisabled();
  await room.leaveAndReturn();
  await expect.element(page.getByRole('button', { name: /Practise/ })).toBeVisible();
});

describe('the time of an image', () => {
  test('is set by the time of its first line and its lines per second', async () => {
    await enterRoom();
    await openImage(pngFile(drawn));
    await expect.element(page.getByText('Time not set')).toBeVisible();
    await setRate('ten', '1000');
    await expect.element(page.getByText('Write times like 3:29.740 or 209.74.')).toBeVisible();
    await setRate('10.800', '1000');
    await expect.element(page.getByText('10.800 to 11.799; a line is 0.001 s')).toBeVisible();
  });

  test('is set by two lines whose times are known, one of them the hairline’s', async () => {
    await enterRoom();
    await openImage(pngFile(drawn));
    await page.getByRole('radio', { name: 'Two known times' }).click({ force: true });
    hairline().element().focus();
    await press('{Home}');
    await page.getByRole('button', { name: 'Take the hairline' }).first().click();
    await page.getByLabelText('Time 1').fill('10.800');
    await page.getByRole('textbox', { name: 'Line 2' }).fill('500');
    await page.getByLabelText('Time 2').fill('11.300');
    await page.getByRole('button', { name: 'Set the time' }).click();
    await expect.element(page.getByText('10.800 to 11.799; a line is 0.001 s')).toBeVisible();
    await page.getByRole('textbox', { name: 'Line 2' }).fill('0');
    await page.getByRole('button', { name: 'Set the time' }).click();
    await expect.element(page.getByText('Take two different lines.')).toBeVisible();
  });

  test('runs the other way where the camera took it so', async () => {
    await enterRoom();
    await openImage(pngFile(drawn));
    await page.getByRole('radio', { name: 'to the left' }).click({ force: true });
    await setRate('10.800', '1000');
    hairline().element().focus();
    await press('{End}');
    await expect.element(hairline()).toHaveAttribute('aria-valuetext', '10.800, line 999');
    await press('{Home}');
    await expect.element(hairline()).toHaveAttribute('aria-valuetext', '11.799, line 0');
  });
});

describe('the hairline', () => {
  test('steps one line, ten with Shift, half a one with Alt, and to both ends', async () => {
    await openRoom();
    hairline().element().focus();
    await press('{Home}{ArrowRight}{ArrowRight}');
    expect(column()).toBe(2);
    await press('{Shift>}{ArrowRight}{/Shift}');
    expect(column()).toBe(12);
    await press('{Alt>}{ArrowLeft}{/Alt}');
    expect(column()).toBe(11.5);
    await expect.element(hairline()).toHaveAttribute('aria-valuetext', '10.8115, line 11.5');
    await press('{End}{ArrowRight}');
    expect(column()).toBe(999);
  });

  test('takes the mark along that it stands on; N and P go from mark to mark', async () => {
    await openRoom();
    await clickAt(chest(1));
    await press('201{ArrowRight}{Escape}');
    await clickAt(chest(4));
    await press('204{Escape}{Home}n');
    expect(column()).toBe(lineOf(SECONDS[0]) + 1);
    await press('n');
    expect(column()).toBe(lineOf(SECONDS[3]));
    await press('p');
    expect(column()).toBe(lineOf(SECONDS[0]) + 1);
  });
});

async function readAll(room: Room): Promise<void> {
  hairline().element().focus();
  for (const each of SECONDS) {
    await press('{Tab}');
    await goTo(lineOf(each));
    await press('{Enter}');
  }
  await vi.waitFor(() => expect(room.readings()).toHaveLength(4));
}

describe('reading', () => {
  test('a click in a lane marks whoever runs there; Enter records the time of that line', async () => {
    const { readings } = await openRoom();
    await page.getByRole('switch', { name: 'Show lanes' }).click();
    for (const [i, each] of SECONDS.entries()) {
      const name = NAMES[i] ?? '';
      await clickAt(chest(i + 1));
      await expect.element(page.getByRole('status').filter({ hasText: name })).toBeVisible();
      await goTo(lineOf(each));
      await press('{Enter}');
      await expect.element(row(name)).toHaveTextContent('stored');
    }
    expect(readings().map(({ who, time }) => [who, time])).toEqual(
      SECONDS.map((each, i) => [
        { entrant: `e${i + 1}` },
        { basis: 'gun', time: raceTime(Math.round(each * 1e6)), digits: 3 },
      ]),
    );
  });

  test('digits are the bib of the mark, Backspace takes one back, an unknown bib is kept as it is', async () => {
    const { readings } = await openRoom();
    await clickAt(chest(2));
    await press('203{Backspace}2');
    await expect.element(row('Neita')).toHaveTextContent('marked');
    await press('{Enter}');
    await clickAt(chest(3));
    await press('999{Enter}');
    await expect
      .element(page.getByText('Bib 999 is not in this race; recorded under its bib'))
      .toBeVisible();
    expect(readings().map(({ who }) => who)).toEqual([{ entrant: 'e2' }, { bib: '999' }]);
  });

  test('Tab aims at the next unread where they were tapped; right after Enter at the next, never at whom was just read', async () => {
    const { desk, readings } = await openRoom();
    hairline().element().focus();
    // The fastest finger: what was recorded has not come back yet when Tab is pressed
    const bring = vi.spyOn(desk.race(SLUG), 'bring');
    bring.mockImplementation(() => new Promise(() => {}));
    await press('{Tab}');
    await expect.element(page.getByText('Next: Alfred')).toBeVisible();
    expect(column()).toBe(lineOf(11.06));
    await press('{Enter}{Tab}');
    await expect.element(page.getByText('Next: Neita')).toBeVisible();
    await press('{Enter}{Tab}');
    await expect.element(page.getByText('Next: Jefferson')).toBeVisible();
    await press('{Shift>}{Tab}{/Shift}');
    await expect.element(page.getByText('Next: Asher-Smith')).toBeVisible();
    expect(bring).toHaveBeenCalledTimes(2);
    bring.mockRestore();
    expect(readings()).toEqual([]);
  });

  test('when all are read Tab says so, and then leaves the image; Escape lets it leave at once', async () => {
    await openRoom();
    hairline().element().focus();
    await press('{Tab}{Escape}');
    expect(document.activeElement).toBe(hairline().element());
    await press('{Tab}');
    expect(document.activeElement).not.toBe(hairline().element());
    hairline().element().focus();
    for (const name of NAMES) {
      await press('{Tab}{Enter}');
      await expect.element(row(name)).toHaveTextContent('stored');
    }
    await press('{Tab}');
    expect(document.activeElement).not.toBe(hairline().element());
  });

  test('undo takes a reading back and redo brings it again; Delete removes what is under the hairline', async () => {
    await openRoom();
    await clickAt(chest(1));
    await press('201{Enter}');
    await expect.element(row('Alfred')).toHaveTextContent('10.951');
    await press('{Control>}z{/Control}');
    await expect.element(row('Alfred')).toHaveTextContent('unread');
    await press('{Control>}{Shift>}z{/Shift}{/Control}');
    await expect.element(row('Alfred')).toHaveTextContent('10.951');
    await press('{Delete}');
    await expect.element(row('Alfred')).toHaveTextContent('unread');
    await press('{Delete}');
    await expect.element(page.getByText('Nothing is marked')).toBeVisible();
  });

  test('marks are there again after a reload of the page', async () => {
    await openRoom();
    await clickAt(chest(4));
    await press('204');
    await expect.element(row('Asher-Smith')).toHaveTextContent('marked');
    document.body.replaceChildren();
    await enterRoom();
    await openImage(pngFile(drawn));
    await expect.element(row('Asher-Smith')).toHaveTextContent('11.618');
    await expect.element(row('Asher-Smith')).toHaveTextContent('marked');
  });
});

describe('what readings come to', () => {
  test('official times follow the rule of the sport, and the margin knows what an image knows', async () => {
    await readAll(await openRoom());
    // Up to the next hundredth: 11.237 and 11.240 are both 11.24, and still first and second
    await expect.element(row('Neita')).toHaveTextContent('11.237');
    await expect.element(row('Neita').getByRole('cell').nth(4)).toHaveTextContent('11.24');
    await expect.element(row('Jefferson').getByRole('cell').nth(4)).toHaveTextContent('11.24');
    await expect.element(row('Alfred').getByRole('cell').nth(4)).toHaveTextContent('10.96');
    expect(row('Jefferson').getByRole('cell').first().element().textContent).toBe('3');
    await expect.element(page.getByText('0.286 s, about 2.55 m')).toBeVisible();
    await expect.element(page.getByText('0.285 to 0.287 s by this image')).toBeVisible();
  });

  test('equal in the thousandth is a dead heat, and both share the place', async () => {
    const { desk } = await openRoom();
    for (const entrant of ['e2', 'e3'])
      await desk.race(SLUG).bring([
        {
          type: 'readingTaken',
          who: { entrant },
          point: '100',
          time: { basis: 'gun', time: raceTime(11_237_000), digits: 3 },
          kind: 'measured',
        },
      ]);
    await expect.element(row('Jefferson')).toHaveTextContent('dead heat');
    for (const name of ['Neita', 'Jefferson'])
      expect(row(name).getByRole('cell').first().element().textContent).toBe('1');
    await expect.element(page.getByText('Margindead heat')).toBeVisible();
  });

  test('two readers who differ by one line agree, by two a third looks, and the middle counts', async () => {
    const { desk, readings } = await openRoom();
    const read = (reader: string, entrant: string, us: number) => ({
      type: 'readingTaken' as const,
      who: { entrant },
      point: '100',
      time: { basis: 'gun' as const, time: raceTime(us), digits: 3 },
      kind: 'measured' as const,
      reader,
    });
    desk.others(SLUG, [read('A', 'e1', 10_951_000), read('A', 'e2', 11_237_000)]);
    desk.others(SLUG, [read('B', 'e1', 10_952_000), read('B', 'e2', 11_239_000)]);
    await expect.element(row('Alfred')).toHaveTextContent('1 line');
    await expect.element(row('Neita')).toHaveTextContent('2 lines, third look');
    // The third is led to whom they differ about, and not to the first of the image
    await page.getByRole('radio', { name: 'Third look' }).click({ force: true });
    await page.getByRole('button', { name: 'Next unread' }).click();
    await expect.element(page.getByText(/^Next: Neita/)).toBeVisible();
    // by the scale of time that was set for the image, whoever reads it
    await expect.element(page.getByText('10.800 to 11.799; a line is 0.001 s')).toBeVisible();
    await page.getByRole('radio', { name: 'Alone' }).click({ force: true });
    await page.getByRole('button', { name: 'Take the agreed times' }).click();
    await expect.element(page.getByText('1 agreed time recorded')).toBeVisible();
    const take = page.getByRole('button', { name: 'Take the agreed times' });
    await expect.element(take).not.toBeInTheDocument();
    desk.others(SLUG, [read('C', 'e2', 11_238_000)]);
    await expect.element(row('Neita')).not.toHaveTextContent('third look');
    await page.getByRole('button', { name: 'Take the agreed times' }).click();
    await vi.waitFor(() => expect(readings()).toHaveLength(2));
    expect(readings().map(({ time }) => 'time' in time && time.time)).toEqual([
      10_952_000, 11_238_000,
    ]);
    await expect.element(take).not.toBeInTheDocument();
  });
});

describe('how an image is looked at', () => {
  const shown = async () => {
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    const canvas = document.querySelector<HTMLCanvasElement>('[data-image]');
    if (canvas === null) throw new Error('nothing is painted');
    return canvas;
  };

  test('contrast, gamma and invert change what is seen, and nothing of what is read', async () => {
    await openRoom();
    expect((await shown()).style.filter).toBe('');
    const table = () => document.querySelector('feFuncR')?.getAttribute('tableValues') ?? '';
    const plain = table().split(' ').map(Number);
    await page.getByRole('switch', { name: 'Invert' }).click();
    expect((await shown()).style.filter).toContain('url(');
    const inverted = table().split(' ').map(Number);
    expect(inverted[0]).toBeCloseTo(plain.at(-1) ?? 1);
    const contrast = page.getByLabelText('Contrast').element() as HTMLInputElement;
    contrast.focus();
    await press('{ArrowRight}{ArrowRight}');
    await expect.element(page.getByText('10 %', { exact: true })).toBeVisible();
    page.getByLabelText('Gamma').element().focus();
    await press('{ArrowLeft}');
    await expect.element(page.getByText('0.93', { exact: true })).toBeVisible();
    expect(table().split(' ').map(Number)).not.toEqual(inverted);
    await page.getByRole('button', { name: 'As it is' }).click();
    expect((await shown()).style.filter).toBe('');
  });

  test('deskew leans the image, and the hairline stays at a right angle to time', async () => {
    await openRoom();
    const before = hairline().element().getBoundingClientRect();
    const pixels = async () => {
      const canvas = await shown();
      return canvas.getContext('2d')?.getImageData(0, 4, canvas.width, 1).data.join() ?? '';
    };
    const straight = await pixels();
    page.getByLabelText('Deskew').element().focus();
    for (let i = 0; i < 20; i++) await press('{ArrowRight}');
    await expect.element(page.getByText('10', { exact: true })).toBeVisible();
    expect(await pixels()).not.toBe(straight);
    expect(hairline().element().getBoundingClientRect()).toEqual(before);
  });

  test('zoomed to single lines, a click is on the line that is under the pointer', async () => {
    await openRoom();
    await clickAt(chest(1));
    for (let i = 0; i < 6; i++) await press('+');
    const { x } = hairline().element().getBoundingClientRect();
    const { x: left, height } = stage().getBoundingClientRect();
    const pxPerLine = 48;
    await clickAt({ x: x - left + 3 * pxPerLine, y: height / 2 });
    expect(column()).toBe(lineOf(SECONDS[0]) + 3);
    await press('0');
  });

  test('lane guides are drawn, and named by their lanes', async () => {
    await openRoom();
    await page.getByRole('switch', { name: 'Show lanes' }).click();
    const names = [...stage().querySelectorAll('svg text')].map(({ textContent }) => textContent);
    expect(names).toEqual(['4', '3', '2', '1']);
    await page.getByLabelText('Lane at the top').fill('6');
    await expect.poll(() => stage().querySelectorAll('svg text').length).toBe(6);
  });
});

describe('what leaves the room', () => {
  test('a file with the image, its hairlines in their places and the table under it', async () => {
    await readAll(await openRoom());
    const made = vi.spyOn(URL, 'createObjectURL');
    const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
    await page.getByRole('button', { name: 'Save as PNG' }).click();
    await vi.waitFor(() => expect(made).toHaveBeenCalled());
    const file = made.mock.calls[0]?.[0];
    made.mockRestore();
    saved.mockRestore();
    if (!(file instanceof Blob)) throw new Error('no file was made');
    expect(file.type).toBe('image/png');
    const picture = await createImageBitmap(file);
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    if (context === null) throw new Error('this browser cannot draw');
    context.drawImage(picture, 0, 0);
    const { width, height } = picture;
    const { data } = context.getImageData(0, 0, width, height);
    const at = (x: number, y: number) => {
      const from = (y * width + x) * 4;
      return [...data.subarray(from, from + 3)];
    };
    const across = Array.from({ length: width }, (_, x) => x);
    // Across the middle of the image: four lines, as far apart as their times
    const red = across.filter((x) => {
      const [r = 0, g = 0, b = 0] = at(x, Math.round(height * 0.32));
      return r > 150 && g < 70 && b < 70;
    });
    const lines = red.filter((x, i) => x - (red[i - 1] ?? -9) > 2);
    const known = SECONDS.map((each) => (each - SECONDS[0]) / (SECONDS[3] - SECONDS[0]));
    const [first = 0, last = 0] = [lines[0], lines.at(-1)];
    expect(lines.length).toBeGreaterThanOrEqual(4);
    for (const share of known)
      expect(
        lines.some((x) => Math.abs((x - first) / (last - first) - share) < 0.004),
        `a hairline at ${share}`,
      ).toBe(true);
    // Under it, ink on white: a head and four lines
    const written: number[] = [];
    for (let y = Math.ceil(height * 0.6); y < height; y++)
      if (across.some((x) => (data[(y * width + x) * 4] ?? 255) < 60)) written.push(y);
    const blocks = written.filter((y, i) => y - (written[i - 1] ?? -9) > 3).length;
    expect(blocks).toBeGreaterThanOrEqual(5);
  });

  test('on paper: the same in words, with the whole hash of the file that was read', async () => {
    await readAll(await openRoom());
    const seen: string[] = [];
    vi.stubGlobal('print', () => {
      const sheet = document.querySelector('[data-printed]');
      seen.push(document.documentElement.dataset['prints'] ?? '', sheet?.textContent ?? '');
      seen.push(...[...(sheet?.querySelectorAll('tbody tr') ?? [])].map((tr) => tr.textContent));
    });
    await page.getByRole('button', { name: 'Print or save as PDF' }).click();
    await vi.waitFor(() => expect(seen).toHaveLength(6));
    vi.unstubAllGlobals();
    expect(seen[0]).toBe('sheet');
    expect(seen[1]).toMatch(/finish\.png, SHA-256 [0-9a-f]{64}$/);
    expect(seen.slice(2)).toEqual([
      '11201Alfred10.95110.96',
      '22202Neita11.23711.24+0.286',
      '33203Jefferson11.24011.24+0.289',
      '44204Asher-Smith11.61811.62+0.667',
    ]);
    await expect.poll(() => document.querySelector('[data-printed]')).toBeNull();
  });
});
