import { INK, PAPER, QUIET_INK, RULE_INK, sheetFont } from './sheet-look.ts';

/** Everything that a protest asks for, around the image that is handed out. */
export interface Sheet {
  readonly title: string;
  readonly lines: readonly string[];
  readonly picture: HTMLCanvasElement;
  readonly table: {
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
    /** Columns of words; the others are figures, and stand right. */
    readonly words: readonly number[];
  };
  readonly footer: readonly string[];
}

const EDGE_PX = 32;
const LINE_PX = 28;
const ROW_PX = 32;
const CELL_GAP_PX = 28;

/** All of it as one picture. */
export function drawSheet(sheet: Sheet): HTMLCanvasElement {
  const { picture, table, lines, footer } = sheet;
  const pictureTop = EDGE_PX + 44 + lines.length * LINE_PX;
  const tableTop = pictureTop + picture.height + 24;
  const footerTop = tableTop + (table.rows.length + 1) * ROW_PX + 24;
  const canvas = document.createElement('canvas');
  canvas.width = picture.width + 2 * EDGE_PX;
  canvas.height = footerTop + footer.length * LINE_PX + EDGE_PX;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser cannot draw');
  const write = (words: string, x: number, y: number, look: string, colour = INK) => {
    context.font = sheetFont(look);
    context.fillStyle = colour;
    context.fillText(words, x, y);
  };
  context.fillStyle = PAPER;
  context.fillRect(0, 0, canvas.width, canvas.height);
  write(sheet.title, EDGE_PX, EDGE_PX + 26, '700 28px');
  lines.forEach((line, i) => {
    write(line, EDGE_PX, EDGE_PX + 56 + i * LINE_PX, '400 19px', QUIET_INK);
  });
  context.drawImage(picture, EDGE_PX, pictureTop);

  const all = [table.head, ...table.rows];
  context.font = sheetFont('600 18px');
  const widths = table.head.map((_, column) =>
    Math.max(...all.map((row) => context.measureText(row[column] ?? '').width)),
  );
  all.forEach((row, i) => {
    const y = tableTop + i * ROW_PX;
    let x = EDGE_PX;
    row.forEach((words, column) => {
      const width = widths[column] ?? 0;
      const isWords = table.words.includes(column);
      context.textAlign = isWords ? 'left' : 'right';
      const look = i === 0 ? '400 16px' : '600 18px';
      write(words, isWords ? x : x + width, y + 22, look, i === 0 ? QUIET_INK : INK);
      x += width + CELL_GAP_PX;
    });
    context.fillStyle = RULE_INK;
    context.fillRect(EDGE_PX, y + ROW_PX - 1, x - CELL_GAP_PX - EDGE_PX, 1);
  });
  context.textAlign = 'left';
  footer.forEach((line, i) => {
    write(line, EDGE_PX, footerTop + 18 + i * LINE_PX, '400 17px', QUIET_INK);
  });
  return canvas;
}
