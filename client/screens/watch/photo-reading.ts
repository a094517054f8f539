import type { Race, Split } from '../../../shared/race/race.ts';
import { formatRaceTime } from '../../../shared/time/format.ts';
import { readingInterval } from '../../../shared/time/rounding.ts';
import { resultRule, officialOf } from '../../../shared/timeline/official.ts';
import type { ShownTime } from '../../../shared/timeline/answers.ts';
import type { PhotoReading } from '../../components/PhotoFinish.tsx';

/**
 * Where a finish puts somebody, and as what time. An instrument's reading of a race whose gun was taken
 * by hand is drawn where it was read: the order and what is between two are known that finely, and
 * only the times are not.
 */
export function photoTime(
  race: Race,
  split: ShownTime,
): Pick<PhotoReading, 'time' | 'shown' | 'lowUs' | 'highUs'> {
  const official = officialOf(race, split);
  const { time, digits } = official.hand && !isCoarse(race, split) ? split : official;
  const isOfficial = split.kind === 'official';
  const known = isOfficial ? readingInterval(resultRule(race), time, digits) : null;
  return {
    time: { time, digits, kind: split.kind },
    shown: formatRaceTime(official.time, official),
    lowUs: known?.low ?? split.time,
    highUs: known?.high ?? split.time,
  };
}

/** A hand knows tenths: what would be drawn of its times to the thousandth would be made up. */
export function isCoarse(race: Race, split: Pick<Split, 'time' | 'digits' | 'kind'>): boolean {
  const { hand, digits } = officialOf(race, split);
  return split.kind === 'manual' || (hand && split.digits <= digits);
}
