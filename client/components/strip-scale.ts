import type { Micros } from '../../shared/time/time.ts';

/**
 * The time axis of a finish strip: what part of the race it shows, and how wide. Earlier is to the
 * left, also where text runs from right to left. Times are µs since the gun.
 */
export interface StripView {
  readonly fromUs: Micros;
  readonly toUs: Micros;
}

export interface StripScale extends StripView {
  readonly widthPx: number;
}

export interface StripTick {
  readonly us: Micros;
  readonly px: number;
  readonly digits: number;
  readonly labelled: boolean;
}

/** Twenty thousandths across a strip: far finer than any official time. */
const NARROWEST_US = 20_000;
const LABEL_PX = 72;
const MINOR_PX = 7;

export function timeToPx(scale: StripScale, us: Micros): number {
  return ((us - scale.fromUs) / (scale.toUs - scale.fromUs)) * scale.widthPx;
}

export function pxToTime(scale: StripScale, px: number): Micros {
  return Math.round(scale.fromUs + (px / scale.widthPx) * (scale.toUs - scale.fromUs));
}

export function usPerPx(scale: StripScale): Micros {
  return (scale.toUs - scale.fromUs) / scale.widthPx;
}

/** Everything that was read, with room before and after. */
export function wholeFinish(times: readonly Micros[]): StripView {
  const first = Math.min(...times);
  const last = Math.max(...times);
  const room = Math.max((last - first) * 0.06, 150_000);
  return { fromUs: Math.round(first - room), toUs: Math.round(last + room) };
}

/** Two finishers large enough to see what lies between them; one with what a body needs. */
export function closeUp(ahead: Micros, behind: Micros): StripView {
  const gap = Math.abs(behind - ahead);
  const shown = Math.min(Math.max(gap * 12, 360_000), Math.max(gap * 1.6, 1_200_000));
  // A little more after than before: bodies lie behind the line, and names stand in front of it.
  const middle = (ahead + behind) / 2 + shown * 0.06;
  return { fromUs: Math.round(middle - shown / 2), toUs: Math.round(middle + shown / 2) };
}

/** `factor` > 1 shows less; what is at `px` stays there. Stays within `limits`. */
export function zoomAt(
  scale: StripScale,
  factor: number,
  px: number,
  limits: StripView,
): StripView {
  const widest = limits.toUs - limits.fromUs;
  const span = Math.min(Math.max((scale.toUs - scale.fromUs) / factor, NARROWEST_US), widest);
  const at = scale.fromUs + (px / scale.widthPx) * (scale.toUs - scale.fromUs);
  const fromUs = at - (px / scale.widthPx) * span;
  return within({ fromUs: Math.round(fromUs), toUs: Math.round(fromUs + span) }, limits);
}

export function panBy(scale: StripScale, px: number, limits: StripView): StripView {
  const by = Math.round(px * usPerPx(scale));
  return within({ fromUs: scale.fromUs + by, toUs: scale.toUs + by }, limits);
}

/** The same view where `us` can be seen in it already, else one with `us` in its middle. */
export function withTimeInView(view: StripView, us: Micros, limits: StripView): StripView {
  const room = (view.toUs - view.fromUs) * 0.04;
  if (us >= view.fromUs + room && us <= view.toUs - room) return view;
  const half = (view.toUs - view.fromUs) / 2;
  return within({ fromUs: Math.round(us - half), toUs: Math.round(us + half) }, limits);
}

function within(view: StripView, limits: StripView): StripView {
  const over = Math.max(view.toUs - limits.toUs, 0);
  const under = Math.max(limits.fromUs - view.fromUs, 0);
  const by = under > 0 ? under : -over;
  if (by === 0) return view;
  return { fromUs: view.fromUs + by, toUs: view.toUs + by };
}

/** Ticks of a time scale; every label is apart from the next by more than its own width. */
export function stripTicks(scale: StripScale): readonly StripTick[] {
  const each = usPerPx(scale);
  const labelEach = niceStep(LABEL_PX * each);
  const minorEach = Math.max(niceStep(MINOR_PX * each), labelEach / 10);
  const digits = Math.max(0, 6 - Math.floor(Math.log10(labelEach) + 1e-9));
  const first = Math.ceil(scale.fromUs / minorEach);
  const last = Math.floor(scale.toUs / minorEach);
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, i) => {
    const us = (first + i) * minorEach;
    const labelled = us % labelEach === 0;
    return { us, px: timeToPx(scale, us), digits, labelled };
  });
}

/** The next of 1, 2, 5 × a power of ten. */
export function niceStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(atLeast, 1)));
  const step = [1, 2, 5, 10].find((nice) => nice * power >= atLeast * (1 - 1e-9)) ?? 10;
  return step * power;
}

export interface ScaleBar {
  readonly centimetres: number;
  readonly px: number;
}

/** A length of 1, 2 or 5 × a power of ten, no wider than `mostPx`, at the speed of the finish. */
export function scaleBar(scale: StripScale, speedMps: number, mostPx: number): ScaleBar {
  const pxPerCm = 10_000 / speedMps / usPerPx(scale);
  const most = mostPx / pxPerCm;
  const power = 10 ** Math.floor(Math.log10(most));
  const centimetres = ([5, 2, 1].find((nice) => nice * power <= most) ?? 1) * power;
  return { centimetres, px: centimetres * pxPerCm };
}

/** Pixels that one metre of a body takes on the time axis, at this speed. */
export function pxPerMetre(scale: StripScale, speedMps: number): number {
  return 1_000_000 / speedMps / usPerPx(scale);
}

/** The reading nearest to `us` strictly before (−1) or after (1) it; null where there is none. */
export function nextReading(
  times: readonly Micros[],
  us: Micros,
  direction: -1 | 1,
): Micros | null {
  const beyond = times.filter((time) => (time - us) * direction > 0);
  if (beyond.length === 0) return null;
  return direction > 0 ? Math.min(...beyond) : Math.max(...beyond);
}
