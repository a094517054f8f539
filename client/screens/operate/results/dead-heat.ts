import type { CorrectableEvent, EntryAmended, Stamp } from '../../../../shared/race/events.ts';
import type { Race } from '../../../../shared/race/race.ts';
import { unitOf } from '../../../../shared/time/rounding.ts';
import { instant, raceTime, type Micros } from '../../../../shared/time/time.ts';
import type { Tie } from '../../../../shared/timeline/result-sheet.ts';

const THOUSANDTH_US = unitOf(3);

/**
 * A dead heat as its readings say it: each is cut to the thousandth that all of them have, so that they
 * share their place whatever happens before them. Null where the times are not equal to the
 * thousandth or do not come from entries that can be amended: then only places say it.
 */
export function deadHeat(race: Race, tie: Tie): readonly EntryAmended[] | null {
  const { finish } = race;
  if (tie.known !== 'thousandth' || finish === null) return null;
  const amended: EntryAmended[] = [];
  for (const entrant of tie.entrants) {
    const split = race.split(entrant, finish);
    const event = split === null ? null : race.holds(split.entry);
    if (split === null || event === null) return null;
    const over = split.time - Math.floor(split.time / THOUSANDTH_US) * THOUSANDTH_US;
    const cut = earlier(event, over);
    if (cut === null) return null;
    if (over > 0)
      amended.push({ type: 'entryAmended', target: split.entry, event: cut, reason: 'dead heat' });
  }
  return amended;
}

function earlier(event: CorrectableEvent, by: Micros): CorrectableEvent | null {
  if (event.type !== 'readingTaken' && event.type !== 'passingRecorded') return null;
  return { ...event, time: stampEarlier(event.time, by) };
}

function stampEarlier(stamp: Stamp, by: Micros): Stamp {
  return stamp.basis === 'gun'
    ? { ...stamp, time: raceTime(stamp.time - by), digits: 3 }
    : { ...stamp, at: instant(stamp.at - by), digits: 3 };
}
