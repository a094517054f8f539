import { expect, type Locator, type Page } from '@playwright/test';
import type { Rgb } from '../../shared/strip/synthetic.ts';

/** The judge's room, as somebody at a desk uses it. */
export class JudgePage {
  readonly page: Page;
  readonly hairline: Locator;
  readonly surface: Locator;

  constructor(page: Page) {
    this.page = page;
    this.hairline = page.getByRole('slider', { name: 'Hairline' });
    this.surface = page.locator('[data-stage]');
  }

  async open(race: string): Promise<void> {
    await this.page.goto(`/operate/race/${race}/judge`);
  }

  async openImage(name: string, bytes: Uint8Array, mimeType = 'image/png'): Promise<void> {
    const file = { name, mimeType, buffer: Buffer.from(bytes) };
    await this.page.locator('input[type=file]').setInputFiles(file);
  }

  async setTime(first: string, linesPerSecond: string): Promise<void> {
    const panel = this.page.getByRole('region', { name: 'Time scale' });
    await panel.getByLabel('Time of the first line').fill(first);
    await panel.getByLabel('Lines per second').fill(linesPerSecond);
    await panel.getByRole('button', { name: 'Set the time' }).click();
  }

  /** The line of the image on which the hairline stands. */
  async column(): Promise<number> {
    return Number(await this.hairline.getAttribute('aria-valuenow'));
  }

  /** A finisher's line in the list. */
  row(name: string): Locator {
    return this.page.getByRole('row').filter({ hasText: name });
  }

  /**
   * Looks at what the browser has painted: where, from the left, a colour begins across a band of
   * rows of the screen, in px of the stage and with the fraction that a half-covered px gives. Looked
   * for from the right where time runs so.
   */
  async edgeOf(colour: Rgb, y: number, fromRight = false): Promise<number> {
    const box = await this.surface.boundingBox();
    if (box === null) throw new Error('there is no stage');
    const picture = await this.page.screenshot({
      clip: { x: box.x, y: Math.round(box.y + y) - BAND, width: box.width, height: 2 * BAND + 1 },
    });
    const base64 = picture.toString('base64');
    const edge = await this.page.evaluate(findEdge, { base64, colour: [...colour], fromRight });
    expect(edge, 'the colour is on the screen').not.toBeNull();
    return edge ?? 0;
  }
}

/** Rows of the screen above and below that are looked at together, against noise. */
const BAND = 2;

async function findEdge(given: {
  readonly base64: string;
  readonly colour: readonly number[];
  readonly fromRight: boolean;
}): Promise<number | null> {
  const bytes = Uint8Array.from(atob(given.base64), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.drawImage(bitmap, 0, 0);
  const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const mean = (x: number, c: number) => {
    let sum = 0;
    const at = given.fromRight ? width - 1 - x : x;
    for (let y = 0; y < height; y++) sum += data[(y * width + at) * 4 + c] ?? 0;
    return sum / height;
  };
  // How much of the colour there is at x, against what is a few px before: 0 none, 1 all of it.
  const [red = 0, green = 0, blue = 0] = given.colour;
  const off = (x: number) => Math.hypot(mean(x, 0) - red, mean(x, 1) - green, mean(x, 2) - blue);
  for (let x = 4; x < width - 3; x++) {
    const [here, after, far] = [off(x), off(x + 1), off(x + 2)];
    if (!(here < 40 && after < 40 && far < 40)) continue;
    let from = x;
    while (from > 0 && off(from - 1) > off(from) + 6) from--;
    const ground = off(from);
    let at = from;
    while (at < x && off(at) > ground / 2) at++;
    const [above, below] = [off(at - 1), off(at)];
    const share = above === below ? 0 : (above - ground / 2) / (above - below);
    const edge = at - 0.5 + Math.min(Math.max(share, 0), 1);
    return given.fromRight ? width - edge : edge;
  }
  return null;
}
