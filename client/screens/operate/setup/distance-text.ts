import type { Format } from '../../../../shared/setup/preset.ts';
import { formatClock } from '../../../../shared/time/format.ts';
import { raceTime } from '../../../../shared/time/time.ts';

/** How long a race is: `1500 m`, `42.195 km`, `6:00:00`. */
export function distanceText({ distanceM, laps }: Pick<Format, 'distanceM' | 'laps'>): string {
  if (distanceM !== null) return metresText(distanceM);
  const us = laps?.limit.kind === 'time' ? laps.limit.durationUs : 0;
  return formatClock(raceTime(us), { digits: 0 });
}

export function metresText(m: number): string {
  if (m < 10_000) return `${m} m`;
  return m === 10_000
    ? '10,000 m'
    : `${(m / 1000).toLocaleString('en', { maximumFractionDigits: 4 })} km`;
}

/** Whether the name of an event says its length already: `Men 1500 m`, `10,000 m`. */
export function saysLength(event: string, format: Pick<Format, 'distanceM' | 'laps'>): boolean {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[\s,.]/g, '');
  return plain(event).includes(plain(distanceText(format)));
}
