import type { RaceDefinition } from '../shared/race/definition.ts';
import { drawStrip, type DrawnStrip } from '../shared/strip/synthetic.ts';
import { skewed } from '../shared/strip/view.ts';
import { instant, raceTime } from '../shared/time/time.ts';
import type { Office } from './office.ts';

const HUNDRED: RaceDefinition = {
  meeting: { name: 'Judged meeting', city: 'Oslo' },
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
export const NAMES = ['Alfred', 'Neita', 'Jefferson', 'Asher-Smith'] as const;
const COLUMNS = 2_000;
export const ROWS = 420;

interface Camera {
  readonly seed: number;
  /** Of lane 1, 2, …, in s; null for a lane that is not on the image. */
  readonly seconds: readonly (number | null)[];
  /** Of the line that was taken first. */
  readonly firstS?: number;
  readonly linesPerSecond?: number;
  readonly columns?: number;
  readonly leftward?: boolean;
}

/** What a camera at the finish would have taken; no arm hides a chest. */
export function finishImage(camera: Camera): DrawnStrip {
  const { seed, seconds, firstS = 10.6, linesPerSecond = 1000, columns = COLUMNS } = camera;
  const [first, last] = [firstS * 1e6, firstS * 1e6 + ((columns - 1) * 1e6) / linesPerSecond];
  const [firstUs, lastUs] = camera.leftward === true ? [last, first] : [first, last];
  return drawStrip({
    seed,
    axis: { columns, firstUs: raceTime(firstUs), lastUs: raceTime(lastUs) },
    height: ROWS,
    lanes: {
      farLane: 4,
      nearLane: 1,
      far: { left: 0.34, right: 0.34 },
      near: { left: 0.98, right: 0.98 },
      perspective: 1.7,
    },
    finishers: seconds.flatMap((each, i) =>
      each === null ? [] : [{ lane: i + 1, us: raceTime(Math.round(each * 1e6)), speedMps: 10.2 }],
    ),
    noise: 12,
    blur: 3,
  });
}

/** The same image by a camera that leaned: the top row lies so many lines further right than the bottom row. */
export function leaning(image: DrawnStrip, shear: number): DrawnStrip {
  const { width, height } = image;
  const rgba = new Uint8ClampedArray(image.rgba.length);
  for (let row = 0; row < height; row++) {
    const by = skewed(0, row + 0.5, { shear, height });
    for (let column = 0; column < width; column++) {
      const from = column - by;
      const left = Math.min(Math.max(Math.floor(from), 0), width - 1);
      const right = Math.min(left + 1, width - 1);
      const share = Math.min(Math.max(from - left, 0), 1);
      for (let c = 0; c < 4; c++) {
        const at = (x: number) => image.rgba[(row * width + x) * 4 + c] ?? 0;
        rgba[(row * width + column) * 4 + c] = at(left) * (1 - share) + at(right) * share;
      }
    }
  }
  return { ...image, rgba };
}

/** A sprint on four lanes, of which each is known by bib 200 + lane. */
export function makeSprint(office: Office): Promise<string> {
  const ids = NAMES.map((_, i) => `e${i + 1}`);
  return office.race({
    definition: HUNDRED,
    entrants: ids.map((id, i) => ({
      id,
      bib: String(201 + i),
      lane: i + 1,
      role: 'competitor',
    })),
    roster: Object.fromEntries(ids.map((id, i) => [id, { name: NAMES[i] ?? id }])),
  });
}

/** Tapped by hand, as late as hands are; or by a beam, no better. */
export async function startAndTap(
  office: Office,
  race: string,
  seconds: readonly number[],
  kind: 'manual' | 'measured' = 'manual',
): Promise<void> {
  const gun = instant(Date.now() * 1_000 - 60_000_000);
  await office.feed(race, [
    { type: 'gunFired', at: gun, source: 'electronic', bandUs: 0 },
    ...seconds.map((each, i) => ({
      type: 'passingRecorded' as const,
      who: { entrant: `e${i + 1}` },
      line: 'finish',
      time: {
        basis: 'gun' as const,
        time: raceTime(Math.round((each + 0.11) * 100) * 10_000),
        digits: 2,
      },
      kind,
    })),
  ]);
}
