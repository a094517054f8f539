import type { Race } from '../../../../shared/race/race.ts';
import { axisFromRate } from '../../../../shared/strip/axis.ts';
import type { LaneGuides } from '../../../../shared/strip/lanes.ts';
import type { SyntheticStrip } from '../../../../shared/strip/synthetic.ts';
import { raceTime } from '../../../../shared/time/time.ts';
import { speedInto } from './judge-rows.ts';

const MOST_LANES = 10;
const LONGEST_US = 12_000_000;

/** A drawn finish of this race's own field: at the times they were tapped, else at made-up ones. */
export function practiceStrip(race: Race, point: number, seed: number): SyntheticStrip | null {
  const field = race.entrants.filter(({ listed }) => listed).slice(0, MOST_LANES);
  const metres = race.points[point]?.distanceM ?? 100;
  const usual = race.definition?.speed.maxMps ?? 10;
  const laneOf = (index: number) => field[index]?.entrant.lane ?? index + 1;
  const lanes = field.map((_, i) => laneOf(i));
  if (field.length === 0) return null;
  const ideal = Math.round((metres / Math.min(usual * 0.8, 10.5)) * 1e6);
  const times = field.map(({ index }, i) => {
    const tapped = race.split(index, point)?.time;
    // Spread over 1.2 s in an order that depends on the seed alone.
    return tapped ?? ideal + ((i * 7919 + seed * 104_729) % 1_200) * 1000;
  });
  const first = Math.min(...times);
  const near = times.map((us) => Math.min(us, first + LONGEST_US));
  const firstUs = raceTime(Math.floor((first - 300_000) / 1000) * 1000);
  const columns = Math.ceil((Math.max(...near) + 400_000 - firstUs) / 1000);
  const axis = axisFromRate({ columns, firstUs, perSecond: 1000, direction: 'rightward' });
  if (!axis.ok) return null;
  return {
    seed,
    axis: axis.axis,
    height: 480,
    lanes: practiceLanes(lanes),
    finishers: field.map(({ index }, i) => ({
      lane: laneOf(i),
      us: raceTime(near[i] ?? first),
      speedMps: Math.min(speedInto(race, index, point, near[i] ?? first) ?? 8, 12),
    })),
    noise: 14,
    blur: 3,
  };
}

function practiceLanes(lanes: readonly number[]): LaneGuides {
  return {
    farLane: Math.max(...lanes),
    nearLane: Math.min(...lanes),
    far: { left: 0.34, right: 0.34 },
    near: { left: 0.98, right: 0.98 },
    perspective: 1.7,
    lift: 0.29,
  };
}

/** Draws it on a thread of its own and hands it over as a file. */
export function drawPractice(strip: SyntheticStrip): Promise<File> {
  const worker = new Worker(new URL('./practice-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<File>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Uint8Array<ArrayBuffer>>) =>
      resolve(new File([data], `practice-${strip.seed}.png`, { type: 'image/png' })),
    );
    worker.addEventListener('error', (event) => reject(new Error(event.message)));
    worker.postMessage(strip);
  }).finally(() => worker.terminate());
}
