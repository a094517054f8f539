import { describe, expect, test } from 'vitest';
import { instant } from '../../shared/time/time.ts';
import type { Instant } from '../../shared/time/time.ts';
import type { Motion } from '../../shared/timeline/answers.ts';
import type { Mover } from './track-field.ts';
import { followField, makeFieldMemory } from './track-field.ts';
import { ovalPlan } from './track-oval.ts';

const plan = ovalPlan(
  { kind: 'oval', lapM: 400, lanes: 8, straightM: 84.39, radiusM: 36.8 },
  [{ id: 'finish', line: 'finish', distanceM: 1500 }],
  { width: 600, height: 337 },
);
const FRAME_MS = 16;

function mover(id: number, distanceAt: (second: number) => number | null): Mover {
  const motion = (at: Instant): Motion | null => {
    const distanceM = distanceAt(at / 1e6);
    if (distanceM === null) return null;
    return { distanceM, speedMps: 7, ink: 'estimated', bandM: 1, lastPoint: 0, lastClock: null };
  };
  return { id, lane: null, labelWidth: 30, rank: id, labelUntilM: 1500, corrected: true, motion };
}

/** Seconds 0 … `seconds` of play at 1×; the list of entrants is renewed at every tenth frame. */
function play(movers: readonly Mover[], seconds: number) {
  const memory = makeFieldMemory();
  let field = followField(movers, plan, memory);
  return Array.from({ length: Math.round((seconds * 1000) / FRAME_MS) }, (_, i) => {
    const at = instant(i * FRAME_MS * 1000);
    if (i % 10 === 9) {
      field = followField([...movers], plan, memory);
      field(instant((i - 1) * FRAME_MS * 1000), i * FRAME_MS - 1);
    }
    return field(at, i * FRAME_MS);
  });
}

describe('the field', () => {
  test('glides over a correction although the list of entrants is renewed with it', () => {
    const frames = play([mover(0, (second) => 100 + 7 * second + (second >= 1 ? 3 : 0))], 2);
    const xs = frames.map((drawn) => drawn.get(0)?.place.x ?? 0);
    const steps = xs.slice(1).map((x, i) => Math.abs(x - (xs[i] ?? 0)));
    // 3 m are about 9 px: no frame takes them at once.
    expect(Math.max(...steps)).toBeLessThan(2.5);
  });

  test('has labels that do not jump while two run side by side', () => {
    const pair = [
      mover(0, (second) => 225 + 7 * second + Math.sin(second * 5) * 0.4),
      mover(1, (second) => 225 + 7 * second - Math.sin(second * 5) * 0.4),
    ];
    for (const id of [0, 1]) {
      const labels = play(pair, 4).map((drawn) => drawn.get(id)?.label ?? { x: 0, y: 0 });
      const steps = labels
        .slice(1)
        .map((label, i) =>
          Math.hypot(label.x - (labels[i]?.x ?? 0), label.y - (labels[i]?.y ?? 0)),
        );
      expect(Math.max(...steps)).toBeLessThan(4);
    }
  });

  test('leaves out who is not on the course, and brings him back where he is', () => {
    const frames = play([mover(0, (second) => (second < 1 ? null : 7 * second))], 2);
    expect(frames[10]?.has(0)).toBe(false);
    const back = frames.find((drawn) => drawn.has(0))?.get(0)?.place;
    expect(back?.x).toBeCloseTo(plan.place(7 * 1.008, null).x, 1);
  });

  test('keeps the names of runners and lets those go who have run it all', () => {
    const movers = [mover(0, () => 1500), mover(1, () => 1490)];
    const drawn = followField(movers, plan, makeFieldMemory())(instant(0), 0);
    expect(drawn.get(0)?.label).toBeNull();
    expect(drawn.get(1)?.label).not.toBeNull();
  });

  test('shows a moment as it is after a seek, labels too', () => {
    const movers = [0, 1, 2].map((id) => mover(id, (second) => 7 * second - id));
    const memory = makeFieldMemory();
    const field = followField(movers, plan, memory);
    field(instant(10e6), 0);
    const sought = field(instant(150e6), FRAME_MS);
    const fresh = followField(movers, plan, makeFieldMemory())(instant(150e6), 0);
    for (const id of [0, 1, 2]) expect(sought.get(id)).toEqual(fresh.get(id));
  });
});
