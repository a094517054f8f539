import type { GunFired } from '../race/events.ts';
import type { Race } from '../race/race.ts';
import {
  officialTime,
  type KnownTime,
  type OfficialTime,
  type RoundingRule,
} from '../time/rounding.ts';
import type { Micros } from '../time/time.ts';

/**
 * The official time of a race as everybody is shown it: on the board, the sheet, the cards, the
 * judge's page and in files (O12). What ranks is the reading.
 */
export function officialOf(race: Race, known: KnownTime): OfficialTime {
  return officialTime(resultRule(race), known);
}

/**
 * Which rule makes the official times of a race: the sport's, and on the track the one for hand
 * times where the gun was taken by hand or is known no better, for then no finish camera makes them
 * better than that (O3).
 * Until a race is defined its times are shown to the thousandth.
 */
export function resultRule(race: Race): RoundingRule {
  const rule = race.definition?.rounding ?? 'thousandths';
  const onTrack = rule === 'athletics-track' || rule === 'athletics-long-track';
  return onTrack && handStart(race) !== null ? 'athletics-hand' : rule;
}

/**
 * A time is only as good as its start: with a gun that was taken by hand, or is known no better than
 * by one, none is measured. The band of such a gun in µs, of several the widest; null where there is none.
 */
export function handStart({ guns }: Pick<Race, 'guns'>): Micros | null {
  let widest: Micros | null = null;
  for (const { source, bandUs } of guns.values())
    if (source === 'manual' || (isHeardOrSaid(source) && bandUs >= TENTH))
      widest = Math.max(widest ?? 0, bandUs);
  return widest;
}

/** Neither wired to the timing, nor made up for times that are known from elsewhere. */
function isHeardOrSaid(source: GunFired['source']): boolean {
  return source === 'audio' || source === 'entered';
}

/** What a hand knows at best. */
const TENTH: Micros = 100_000;
