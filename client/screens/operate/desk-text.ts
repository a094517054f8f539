import type { Micros } from '../../../shared/time/time.ts';

/** A short length of time as a person reads it: `3 ms`, `0.4 s`, `12 s`, `5 min`, `3 h`, `2 days`. */
export function lengthText(us: Micros): string {
  const ms = Math.abs(us) / 1000;
  if (ms < 10) return `${Math.max(1, Math.ceil(ms))} ms`;
  if (ms < 100) return `${Math.round(ms)} ms`;
  const s = ms / 1000;
  if (s < 10) return `${s.toFixed(1)} s`;
  if (s < 120) return `${Math.round(s)} s`;
  if (s < 7_200) return `${Math.round(s / 60)} min`;
  if (s < 172_800) return `${Math.round(s / 3_600)} h`;
  return `${Math.round(s / 86_400)} days`;
}

/** How far a clock is ahead (+) or behind (−): `+3.2 ms`, `−1.204 s`. */
export function offsetText(us: number): string {
  const sign = us < 0 ? '−' : '+';
  const ms = Math.abs(us) / 1000;
  return ms < 1000 ? `${sign}${ms.toFixed(1)} ms` : `${sign}${(ms / 1000).toFixed(3)} s`;
}
