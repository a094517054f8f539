import type { Race } from '../race/race.ts';
import {
  officialTime,
  type KnownTime,
  type OfficialTime,
  type RoundingRule,
} from '../time/rounding.ts';

/**
 * The official time of a race as everybody is shown it: on the board, the sheet, the cards, the
 * judge's page and in files (O12). What ranks is the reading.
 */
export function officialOf(race: Race, known: KnownTime): OfficialTime {
  return officialTime(resultRule(race), known);
}

/**
 * Which rule makes the official times of a race: the sport's, and on the track the one for hand
 * times where the gun was taken by hand, for then no finish camera makes them better than that (O3).
 * Until a race is defined its times are shown to the thousandth.
 */
export function resultRule(race: Race): RoundingRule {
  const rule = race.definition?.rounding ?? 'thousandths';
  const onTrack = rule === 'athletics-track' || rule === 'athletics-long-track';
  return onTrack && startedByHand(race) ? 'athletics-hand' : rule;
}

/** A time is only as good as its start: with a gun that was taken by hand none is measured. */
export function startedByHand({ guns }: Pick<Race, 'guns'>): boolean {
  for (const { source } of guns.values()) if (source === 'manual') return true;
  return false;
}
