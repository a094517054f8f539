import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import '../../../design/tokens.css';
import '../../../design/base.css';
import type { DrawnStrip, SyntheticTruth } from '../../../../shared/strip/synthetic.ts';
import { openFinishImage, type FinishImage } from './finish-image.ts';
import {
  choose,
  column,
  enterRoom,
  finish,
  hairline,
  press,
  untilOpen,
} from './judged-race.fixture.tsx';
import { paintImage } from './paint-image.ts';

beforeEach(() => localStorage.clear());

const drawn = finish();

/** What a camera that writes this kind would have written. */
async function encoded(image: DrawnStrip, type: string, quality = 0.92): Promise<File> {
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context?.putImageData(new ImageData(image.rgba, image.width, image.height), 0, 0);
  const blob = await canvas.convertToBlob({ type, quality });
  expect(blob.type).toBe(type);
  return new File([blob], `finish.${type.slice(6)}`, { type });
}

async function opened(file: Blob): Promise<FinishImage> {
  const result = await openFinishImage(file, 'finish', () => {});
  if (!result.ok) throw new Error(result.reason);
  return result.image;
}

/** The colour of one row of it as it is painted, line by line. */
function paintedRow(image: FinishImage, row: number): (column: number) => readonly number[] {
  const canvas = new OffscreenCanvas(image.columns, 1);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser cannot draw');
  const place = { from: 0, zoom: 1, top: row, tall: 1, shear: 0 };
  paintImage(context, image, { ...place, widthPx: image.columns, heightPx: 1 }, 1);
  const { data } = context.getImageData(0, 0, image.columns, 1);
  return (at) => [...data.subarray(at * 4, at * 4 + 3)];
}

/** The first line that is more torso than ground. */
function edgeIn(image: FinishImage, { chestRow, colour, column: near }: SyntheticTruth): number {
  const at = paintedRow(image, chestRow);
  const off = (line: number) => {
    const seen = at(line);
    return Math.hypot(...colour.map((each, i) => each - (seen[i] ?? 0)));
  };
  const inside = Math.ceil(near) + 6;
  const ground = Math.max(off(Math.ceil(near) - 8), off(Math.ceil(near) - 12));
  let edge = inside;
  while (edge > inside - 20 && off(edge - 1) < ground / 2) edge--;
  return edge;
}

describe('the kinds of image', () => {
  test.each([
    ['image/png', 1],
    ['image/jpeg', 0.92],
    ['image/jpeg', 0.6],
    ['image/webp', 0.92],
    ['image/webp', 0.6],
  ])('%s, quality %f: every edge is where it is in truth, to one line', async (type, quality) => {
    const image = await opened(await encoded(drawn, type, quality));
    expect([image.columns, image.rows]).toEqual([drawn.width, drawn.height]);
    const errors = drawn.truth.map((each) => edgeIn(image, each) - Math.ceil(each.column));
    expect(errors.filter((error) => Math.abs(error) > 1)).toEqual([]);
    image.close();
  });

  test('a progressive JPEG is opened as any other', async () => {
    // 240 × 16, grey, with an edge between lines 136 and 137
    const file = Uint8Array.from(atob(PROGRESSIVE), (letter) => letter.charCodeAt(0));
    const image = await opened(new Blob([file], { type: 'image/jpeg' }));
    expect([image.columns, image.rows]).toEqual([240, 16]);
    const grey = paintedRow(image, 8);
    expect((grey(134)[0] ?? 0) > 150 && (grey(139)[0] ?? 255) < 90).toBe(true);
    const edge = Array.from({ length: 240 }, (_, at) => at).find((at) => (grey(at)[0] ?? 0) < 120);
    expect(Math.abs((edge ?? 0) - 137)).toBeLessThanOrEqual(1);
    image.close();
  });

  test('a photograph that was taken with the camera on its side is turned upright', async () => {
    const jpeg = new Uint8Array(await (await encoded(drawn, 'image/jpeg')).arrayBuffer());
    const turned = new Blob([jpeg.slice(0, 2), TURNED, jpeg.slice(2)], { type: 'image/jpeg' });
    const image = await opened(turned);
    expect([image.columns, image.rows]).toEqual([drawn.height, drawn.width]);
    image.close();
  });

  test.each([8_200, 33_000, 60_000])(
    'an image of %i lines is whole to its last line',
    async (lines) => {
      const canvas = new OffscreenCanvas(lines, 24);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('this browser cannot draw');
      context.fillStyle = '#ccc';
      context.fillRect(0, 0, lines, 24);
      const edges = [17, 4_096, 8_191, lines - 3];
      context.fillStyle = '#c00';
      for (const edge of edges) context.fillRect(edge, 0, 1, 24);
      const image = await opened(await canvas.convertToBlob({ type: 'image/png' }));
      const look = new OffscreenCanvas(9, 1);
      const eye = look.getContext('2d', { willReadFrequently: true });
      if (eye === null) throw new Error('this browser cannot draw');
      for (const edge of edges) {
        const place = { from: edge - 4, zoom: 1, top: 12, tall: 1, shear: 0 };
        paintImage(eye, image, { ...place, widthPx: 9, heightPx: 1 }, 1);
        const { data } = eye.getImageData(0, 0, 9, 1);
        const greens = Array.from({ length: 9 }, (_, i) => data[i * 4 + 1]);
        const wanted = edge === lines - 3 ? [204, 204, 204, 204, 0, 204, 204, 0, 0] : null;
        expect(greens, `line ${edge}`).toEqual(
          wanted ?? [204, 204, 204, 204, 0, 204, 204, 204, 204],
        );
      }
      image.close();
    },
  );
});

describe('the ways in', () => {
  const transferOf = (file: File) => {
    const transfer = new DataTransfer();
    transfer.items.add(file);
    return transfer;
  };

  test.each([
    ['chosen', 'image/jpeg', (file: File) => choose(file)],
    [
      'pasted',
      'image/png',
      (file: File) =>
        document.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: transferOf(file), bubbles: true }),
        ),
    ],
    [
      'dropped',
      'image/webp',
      (file: File) =>
        document.body.dispatchEvent(
          new DragEvent('drop', {
            dataTransfer: transferOf(file),
            bubbles: true,
            cancelable: true,
          }),
        ),
    ],
  ])('an image that is %s opens, and its lines are counted', async (_, type, bring) => {
    await enterRoom();
    bring(await encoded(drawn, type));
    await untilOpen();
    await expect.element(page.getByText(`finish.${type.slice(6)}`)).toBeVisible();
    hairline().element().focus();
    await press('{End}');
    expect(column()).toBe(drawn.width - 1);
  });

  test('a file that hangs over the page is invited, and one that leaves is not', async () => {
    await enterRoom();
    const dataTransfer = transferOf(new File(['x'], 'a.png', { type: 'image/png' }));
    document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true }));
    await expect.element(page.getByText('Drop the image to open it')).toBeVisible();
    document.body.dispatchEvent(new DragEvent('dragleave', { dataTransfer, bubbles: true }));
    await expect
      .element(page.getByText('Drop a finish image here, paste it, or choose a file.'))
      .toBeVisible();
  });

  test('pasted words open nothing', async () => {
    await enterRoom();
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '10.951');
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    await expect.element(page.getByRole('button', { name: /Practise/ })).toBeVisible();
  });
});

describe('what cannot be opened', () => {
  const bytesOf = async (type: string) =>
    new Uint8Array(await (await encoded(drawn, type)).arrayBuffer());

  test.each(['image/png', 'image/jpeg', 'image/webp'])(
    '%s that was cut off while it was copied: copy it again',
    async (type) => {
      const bytes = await bytesOf(type);
      await enterRoom();
      choose(new File([bytes.slice(0, bytes.length * 0.6)], 'finish', { type }));
      await expect
        .element(page.getByRole('alert'))
        .toHaveTextContent('The end of this file is missing');
      // And the next one opens
      choose(new File([bytes], 'finish', { type }));
      await untilOpen();
    },
  );

  test('one that is damaged in its middle: copy it again, or save it as PNG', async () => {
    const bytes = await bytesOf('image/png');
    bytes.fill(0x55, bytes.length / 2, bytes.length / 2 + 400);
    await enterRoom();
    choose(new File([bytes], 'finish.png', { type: 'image/png' }));
    await expect.element(page.getByRole('alert')).toHaveTextContent('The image is damaged');
  });

  test('a document that calls itself an image, and nothing at all', async () => {
    await enterRoom();
    choose(new File(['%PDF-1.7'], 'finish.png', { type: 'image/png' }));
    await expect.element(page.getByRole('alert')).toHaveTextContent('no PNG, JPEG or WebP');
    choose(new File([], 'finish.jpg', { type: 'image/jpeg' }));
    await expect.element(page.getByRole('alert')).toHaveTextContent('no PNG, JPEG or WebP');
  });
});

/** A note of the camera, in the head of a JPEG: turn it by a quarter. */
const TURNED = Uint8Array.from(
  'ffe1 0022 457869660000 4d4d002a00000008 0001 0112 0003 00000001 00060000 00000000'
    .replaceAll(' ', '')
    .match(/../g) ?? [],
  (byte) => parseInt(byte, 16),
);

const PROGRESSIVE =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//wgALCAAQAPABAREA/8QAFwABAQEBAAAAAAAAAAAAAAAAAAYDBf/aAAgBAQAAAAHrAABKYgAsQAAlMQAf/8QAFxAAAwEAAAAAAAAAAAAAAAAAAzNAMP/aAAgBAQABBQKEzrTO0//EABgQAAMBAQAAAAAAAAAAAAAAAAECQHIw/9oACAEBAAY/AoX0bn0ev//EABcQAAMBAAAAAAAAAAAAAAAAAEBR8DD/2gAIAQEAAT8hBmM6Y9f/2gAIAQEAAAAQAAAAAAAAAA//xAAXEAADAQAAAAAAAAAAAAAAAABAUfAw/9oACAEBAAE/EAaDHUG1/9k=';
