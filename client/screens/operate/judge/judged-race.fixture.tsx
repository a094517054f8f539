import type { ReactNode } from 'react';
import { expect } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import type { RaceDefinition } from '../../../../shared/race/definition.ts';
import type { ReadingTaken } from '../../../../shared/race/events.ts';
import { encodePng } from '../../../../shared/strip/png.ts';
import { drawStrip, type DrawnStrip } from '../../../../shared/strip/synthetic.ts';
import { GUN } from '../../../../shared/testkit/race-builder.ts';
import { raceTime } from '../../../../shared/time/time.ts';
import { deskFixture, type DeskFixture } from '../../../desk/desk.fixture.ts';
import { DeskContext } from '../desk-context.ts';
import { Judge } from './Judge.tsx';

export const SLUG = 'oslo';
export const NAMES = ['Alfred', 'Neita', 'Jefferson', 'Asher-Smith'] as const;
/** Lanes 1 to 4, in s. The hundredths of the second and the third are the same, the thousandths not. */
export const SECONDS = [10.951, 11.237, 11.24, 11.618] as const;
export const FIRST_S = 10.8;
const COLUMNS = 1_000;
const ROWS = 320;

const sprint: RaceDefinition = {
  meeting: { name: 'Judged meeting' },
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
const ids = NAMES.map((_, i) => `e${i + 1}`);

/** A finish of four, tapped 0.11 s late, with its truth. */
export function finish(seconds: readonly number[] = SECONDS): DrawnStrip {
  return drawStrip({
    seed: 11,
    axis: {
      columns: COLUMNS,
      firstUs: raceTime(FIRST_S * 1e6),
      lastUs: raceTime(FIRST_S * 1e6 + (COLUMNS - 1) * 1000),
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
    noise: 10,
    blur: 3,
  });
}

export interface Room {
  readonly desk: DeskFixture;
  readonly readings: () => readonly ReadingTaken[];
  /** To another screen of the race, and back into this room. */
  readonly leaveAndReturn: () => Promise<void>;
}

/** The judge's room of a sprint with four lanes, without an image. */
export async function enterRoom(
  options: { readonly width?: number; readonly height?: number } = {},
): Promise<Room> {
  await page.viewport(options.width ?? 1440, options.height ?? 900);
  const desk = deskFixture({
    me: { role: 'judge' },
    races: {
      [SLUG]: {
        definition: sprint,
        entrants: ids.map((id, i) => ({
          id,
          bib: String(201 + i),
          lane: i + 1,
          role: 'competitor',
        })),
        roster: Object.fromEntries(ids.map((id, i) => [id, { name: NAMES[i] ?? id }])),
        events: [
          { type: 'gunFired', at: GUN, source: 'electronic', bandUs: 0 },
          ...SECONDS.map((each, i) => ({
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
        ],
      },
    },
  });
  const shown = (screen: ReactNode) => <DeskContext value={desk}>{screen}</DeskContext>;
  const { rerender } = await render(shown(<Judge slug={SLUG} />));
  return {
    leaveAndReturn: async () => {
      await rerender(shown(null));
      await rerender(shown(<Judge slug={SLUG} />));
    },
    desk,
    readings: () => desk.brought(SLUG).filter((event) => event.type === 'readingTaken'),
  };
}

export function pngFile(drawn: DrawnStrip, name = 'finish.png'): File {
  return new File([encodePng(drawn)], name, { type: 'image/png' });
}

/** Chosen by the file field, as somebody does. */
export function choose(file: File): void {
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (input === null) throw new Error('there is no file field');
  const files = new DataTransfer();
  files.items.add(file);
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

export const hairline = () => page.getByRole('slider', { name: 'Hairline' });
export const press = (keys: string) => userEvent.keyboard(keys);
export const column = () => Number(hairline().element().getAttribute('aria-valuenow'));
export const row = (name: string) => page.getByRole('row').filter({ hasText: name });

/** Until it can be worked on: there is a hairline on the finish that is drawn from times, too. */
export async function untilOpen(): Promise<void> {
  await expect.poll(() => document.querySelector('[data-stage] [data-hairline]')).not.toBeNull();
}

export async function openImage(file: File): Promise<void> {
  choose(file);
  await untilOpen();
}

export async function setRate(first: string, linesPerSecond: string): Promise<void> {
  await page.getByLabelText('Time of the first line').fill(first);
  await page.getByLabelText('Lines per second').fill(linesPerSecond);
  await page.getByRole('button', { name: 'Set the time' }).click();
}

export const stage = () => {
  const found = document.querySelector<HTMLElement>('[data-stage]');
  if (found === null) throw new Error('there is no image open');
  return found;
};

/** Where a column and a share of the rows lie on the stage, while the whole image is shown. */
export function onStage(at: { readonly column: number; readonly row: number }) {
  const { width, height } = stage().getBoundingClientRect();
  const zoom = Math.min(width / COLUMNS, 1);
  const left = (width - COLUMNS * zoom) / 2;
  return { x: left + (at.column + 0.5) * zoom, y: at.row * height };
}
