import type { StripAxis } from '../../../../shared/race/strip.ts';
import { columnAt, columnUs, timeAt } from '../../../../shared/strip/axis.ts';
import { formatRaceTime } from '../../../../shared/time/format.ts';
import { raceTime } from '../../../../shared/time/time.ts';
import { niceStep } from '../../../components/strip-scale.ts';
import { cropCanvas, cropColumns, type Crop } from './crop-image.ts';
import type { FinishImage } from './finish-image.ts';
import { placeLabels } from './label-tiers.ts';
import { INK, LINE_INK, PAPER, sheetFont } from './sheet-look.ts';
import { textWidth } from './text-width.ts';

/** The image with its hairlines, its scale of time and a length to compare with. */
export interface SheetPicture {
  readonly image: FinishImage;
  readonly axis: StripAxis;
  readonly crop: Crop;
  readonly shear: number;
  readonly marks: readonly { readonly column: number; readonly labels: readonly string[] }[];
  /** A length at the speed of the winner; null where that is not known. */
  readonly bar: { readonly columns: number; readonly words: string } | null;
}

const TIER_PX = 28;
const MOST_TIERS = 6;
const RULER_PX = 40;
const BAR_PX = 34;
const LABEL_FONT = sheetFont('600 18px');
const FINE_FONT = sheetFont('400 17px');

/** Readable on paper: at least 1100 px wide, white beside a narrow image. */
export function drawPicture(picture: SheetPicture): HTMLCanvasElement {
  const { image, axis, crop, shear } = picture;
  const columns = cropColumns(crop);
  const zoom = Math.min(Math.max(1600 / columns, 0.1), 6, 6000 / columns);
  const widthPx = Math.max(Math.round(columns * zoom), 1100);
  const high = Math.round(Math.min(Math.max(image.rows, 360), 900));
  const px = (column: number) => (column + 0.5 - crop.from) * zoom;
  const places = placeLabels(
    picture.marks.map(({ column, labels }) => ({
      px: px(column),
      widths: labels.map((label) => textWidth(label, LABEL_FONT)),
    })),
    { widthPx, tiers: MOST_TIERS },
  );
  const tiers = Math.max(0, ...places.map((place) => (place === null ? 0 : place.tier + 1)));
  const top = tiers * TIER_PX + 6;
  const bottom = top + high;
  const canvas = document.createElement('canvas');
  canvas.width = widthPx;
  canvas.height = bottom + RULER_PX + (picture.bar === null ? 0 : BAR_PX);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser cannot draw');
  context.fillStyle = PAPER;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = zoom < 1;
  context.drawImage(cropCanvas(image, crop, shear), 0, top, columns * zoom, high);

  picture.marks.forEach(({ column, labels }, i) => {
    const place = places[i] ?? null;
    const from = place === null ? top - 6 : place.tier * TIER_PX + 2;
    context.fillStyle = LINE_INK;
    context.fillRect(px(column) - 0.75, from, 1.5, bottom - from);
    if (place === null) return;
    context.font = LABEL_FONT;
    context.fillStyle = INK;
    context.fillText(labels[place.form] ?? '', place.left, place.tier * TIER_PX + 19);
  });

  context.font = FINE_FONT;
  context.fillStyle = INK;
  context.textAlign = 'center';
  for (const { us, digits } of ticks(axis, crop, zoom)) {
    const x = px(columnAt(axis, us));
    context.fillRect(x - 0.75, bottom, 1.5, 10);
    if (x > 40 && x < columns * zoom - 40)
      context.fillText(formatRaceTime(raceTime(us), { digits }), x, bottom + 30);
  }
  context.textAlign = 'left';
  if (picture.bar !== null) {
    const long = picture.bar.columns * zoom;
    const y = bottom + RULER_PX;
    context.fillRect(0, y + 12, long, 3);
    context.fillRect(0, y + 6, 2, 15);
    context.fillRect(long - 2, y + 6, 2, 15);
    context.fillText(picture.bar.words, long + 12, y + 19);
  }
  return canvas;
}

function ticks(
  axis: StripAxis,
  crop: Crop,
  zoom: number,
): readonly { readonly us: number; readonly digits: number }[] {
  const each = niceStep((110 / zoom) * Math.abs(columnUs(axis)));
  const digits = Math.min(Math.max(0, 6 - Math.floor(Math.log10(each) + 1e-9)), 6);
  const ends = [timeAt(axis, crop.from), timeAt(axis, crop.to - 1)];
  const first = Math.ceil(Math.min(...ends) / each);
  const count = Math.max(Math.floor(Math.max(...ends) / each) - first + 1, 0);
  return Array.from({ length: count }, (_, i) => ({ us: (first + i) * each, digits }));
}
