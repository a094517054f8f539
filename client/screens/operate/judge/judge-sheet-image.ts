import type { StripAxis } from '../../../../shared/race/strip.ts';
import { columnAt, columnUs, timeAt } from '../../../../shared/strip/axis.ts';
import { formatRaceTime } from '../../../../shared/time/format.ts';
import { raceTime } from '../../../../shared/time/time.ts';
import { niceStep } from '../../../components/strip-scale.ts';
import { cropCanvas, cropColumns, type Crop } from './crop-image.ts';
import type { FinishImage } from './finish-image.ts';

/** What is written around an image that is handed out: everything that a protest asks for. */
export interface ImageSheet {
  readonly title: string;
  readonly lines: readonly string[];
  readonly marks: readonly { readonly column: number; readonly words: string }[];
  readonly footer: readonly string[];
  /** Length of the bar that shows it at the speed of the winner; null where that is not known. */
  readonly bar: { readonly columns: number; readonly words: string } | null;
  readonly digits: number;
}

const PAPER = '#ffffff';
const INK = '#12161c';
const QUIET = '#525c6b';
const LINE_PX = 30;
const EDGE_PX = 32;
const FONT = "'Inter Variable', system-ui, sans-serif";

/** Image, hairlines, times, scale and hash on one canvas; readable on paper. */
export function drawSheet(
  image: FinishImage,
  axis: StripAxis,
  given: { readonly crop: Crop; readonly shear: number; readonly sheet: ImageSheet },
): HTMLCanvasElement {
  const { crop, shear, sheet } = given;
  const picture = cropCanvas(image, crop, shear);
  const columns = cropColumns(crop);
  const zoom = Math.min(Math.max(1600 / columns, 0.1), 6, 6000 / columns);
  const width = Math.max(Math.round(columns * zoom), 1100);
  const high = Math.round(Math.min(Math.max(image.rows, 360), 900));
  const top = EDGE_PX + 44 + sheet.lines.length * LINE_PX;
  const tiers = 4;
  const imageTop = top + tiers * LINE_PX + 16;
  const bottom = imageTop + high;
  const canvas = document.createElement('canvas');
  canvas.width = width + 2 * EDGE_PX;
  canvas.height = bottom + 80 + sheet.footer.length * LINE_PX + EDGE_PX;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser cannot draw');
  const px = (column: number) => EDGE_PX + (column + 0.5 - crop.from) * zoom;
  const write = (words: string, x: number, y: number, look: string, colour = INK) => {
    context.font = `${look} ${FONT}`;
    context.fillStyle = colour;
    context.fillText(words, x, y);
  };

  context.fillStyle = PAPER;
  context.fillRect(0, 0, canvas.width, canvas.height);
  write(sheet.title, EDGE_PX, EDGE_PX + 26, '700 28px');
  sheet.lines.forEach((line, i) =>
    write(line, EDGE_PX, EDGE_PX + 58 + i * LINE_PX, '400 19px', QUIET),
  );
  context.imageSmoothingEnabled = zoom < 1;
  context.drawImage(picture, EDGE_PX, imageTop, columns * zoom, high);

  sheet.marks
    .toSorted((a, b) => a.column - b.column)
    .forEach((mark, i) => {
      const x = px(mark.column);
      const y = top + (i % tiers) * LINE_PX + 18;
      context.fillStyle = '#c0201a';
      context.fillRect(x - 0.75, y - 14, 1.5, bottom - y + 14);
      context.font = `600 18px ${FONT}`;
      const wide = context.measureText(mark.words).width;
      const flip = x + wide + 8 > canvas.width - EDGE_PX;
      context.fillStyle = PAPER;
      context.fillRect(flip ? x - wide - 10 : x + 2, y - 16, wide + 8, 22);
      write(mark.words, flip ? x - wide - 6 : x + 6, y, '600 18px');
    });

  const each = niceStep((110 / zoom) * Math.abs(columnUs(axis)));
  const digits = Math.min(Math.max(0, 6 - Math.floor(Math.log10(each) + 1e-9)), 6);
  const [from, to] = [timeAt(axis, crop.from), timeAt(axis, crop.to - 1)].sort((a, b) => a - b);
  context.textAlign = 'center';
  for (let us = Math.ceil((from ?? 0) / each) * each; us <= (to ?? 0); us += each) {
    const x = px(columnAt(axis, us));
    context.fillStyle = INK;
    context.fillRect(x - 0.75, bottom, 1.5, 10);
    if (x > EDGE_PX + 40 && x < EDGE_PX + columns * zoom - 40)
      write(formatRaceTime(raceTime(us), { digits }), x, bottom + 30, '400 17px');
  }
  context.textAlign = 'left';
  if (sheet.bar !== null) {
    const long = sheet.bar.columns * zoom;
    context.fillStyle = INK;
    context.fillRect(EDGE_PX, bottom + 52, long, 3);
    context.fillRect(EDGE_PX, bottom + 46, 2, 15);
    context.fillRect(EDGE_PX + long - 2, bottom + 46, 2, 15);
    write(sheet.bar.words, EDGE_PX + long + 12, bottom + 59, '400 17px');
  }
  sheet.footer.forEach((line, i) =>
    write(line, EDGE_PX, bottom + 96 + i * LINE_PX, '400 17px', QUIET),
  );
  return canvas;
}
