import type { Instant } from '../../shared/time/time.ts';
import { densityPath } from './track-density.ts';
import type { DrawnMover, FieldMemory, Mover } from './track-field.ts';
import { followField } from './track-field.ts';
import type { TrackPlan } from './track-plan.ts';
import { round } from './track-plan.ts';

export interface Density {
  readonly lengthM: number;
  readonly countsAt: (at: Instant) => Float64Array | null;
}

/** The ribbon of a large field changes slowly; four times a second is smooth enough. */
const DENSITY_MS = 250;
/** A label this near to its dot needs no line to it (px). */
const NEAR_PX = 24;

/** Draws a moment into the shapes under `root`, found by the ids they carry. */
export function trackDrawer(
  root: SVGGElement,
  movers: readonly Mover[],
  plan: TrackPlan,
  density: Density | null,
  memory: FieldMemory,
): (at: Instant) => void {
  const field = followField(movers, plan, memory);
  const shapes = movers.map((mover) => ({
    id: mover.id,
    dot: root.querySelector<SVGGElement>(`[data-mover="${mover.id}"]`),
    label: root.querySelector<SVGGElement>(`[data-label="${mover.id}"]`),
  }));
  const ribbon = root.querySelector<SVGPathElement>('[data-density]');
  let ribbonMs = Number.NEGATIVE_INFINITY;

  return (at) => {
    const wallMs = performance.now();
    const drawn = field(at, wallMs);
    for (const { id, dot, label } of shapes) {
      const one = drawn.get(id) ?? null;
      if (dot) drawDot(dot, one, plan, id);
      if (label) drawLabel(label, one);
    }
    if (ribbon === null || density === null || wallMs - ribbonMs < DENSITY_MS) return;
    ribbonMs = wallMs;
    // After the frame: where thousands are is dear to count, and nobody waits for it.
    setTimeout(() => {
      const counts = density.countsAt(at);
      ribbon.setAttribute('d', counts === null ? '' : densityPath(counts, plan, density.lengthM));
    });
  };
}

function show(shape: SVGGElement, visible: boolean): void {
  const display = visible ? '' : 'none';
  if (shape.style.display !== display) shape.style.display = display;
}

function drawDot(dot: SVGGElement, one: DrawnMover | null, plan: TrackPlan, id: number): void {
  show(dot, one !== null);
  if (one === null) return;
  const { x, y, nx, ny } = one.place;
  const isGhost = id < 0;
  const turned = isGhost
    ? plan.kind === 'lanes'
      ? 0
      : Math.atan2(nx, -ny)
    : plan.kind === 'lanes' && nx < 0
      ? Math.PI
      : 0;
  const rotate = turned === 0 ? '' : ` rotate(${round((turned * 180) / Math.PI)})`;
  dot.setAttribute('transform', `translate(${round(x)} ${round(y)})${rotate}`);
  if (dot.dataset['ink'] !== one.ink) dot.dataset['ink'] = one.ink;
  if (typeof plan.wakeFromX === 'number') {
    dot.querySelector('line')?.setAttribute('x1', String(round(plan.wakeFromX - x)));
  }
}

function drawLabel(label: SVGGElement, one: DrawnMover | null): void {
  const at = one?.label ?? null;
  show(label, at !== null);
  if (one === null || at === null) return;
  const [line, pill] = label.children;
  pill?.setAttribute('transform', `translate(${round(at.x)} ${round(at.y)})`);
  const near = Math.hypot(at.x - one.place.x, at.y - one.place.y) <= NEAR_PX;
  const from = near ? at : one.place;
  line?.setAttribute('x1', String(round(from.x)));
  line?.setAttribute('y1', String(round(from.y)));
  line?.setAttribute('x2', String(round(at.x)));
  line?.setAttribute('y2', String(round(at.y)));
  if (label.dataset['ink'] !== one.ink) label.dataset['ink'] = one.ink;
}
