import type { RecordMark } from '../race/definition.ts';
import type { Race } from '../race/race.ts';
import { unitOf } from '../time/rounding.ts';
import type { Instant, Micros } from '../time/time.ts';
import { leaderOf } from './board.ts';
import { distanceOf, lengthOf } from './course.ts';
import { isHome } from './ending.ts';
import { officialOf } from './official.ts';
import { lastPassed } from './search.ts';
import { lastPointIn, viewAt, type View } from './view.ts';

/** How a race stands to one of its listed records. */
export interface RecordWatch {
  readonly record: RecordMark;
  readonly entrant: number;
  /** Where it was reckoned from: the last point of the entrant. */
  readonly point: number;
  /**
   * While it runs: `onCourse` where all of the band is quicker, `close` where the record lies in it,
   * `outOfReach` where all of it is slower. At the finish, by official times: `broken`, `equalled`,
   * `missed`.
   */
  readonly state: 'onCourse' | 'close' | 'outOfReach' | 'broken' | 'equalled' | 'missed';
  /** The official time at the finish, else the one that it is reckoned to become. */
  readonly timeUs: Micros;
  readonly digits: number;
  /** ± this much, four times out of five; 0 at the finish. */
  readonly bandUs: Micros;
  /** Time minus record: negative is quicker. */
  readonly byUs: Micros;
}

/** Reckoned from the mean of the whole way's speed and the last segment's: X6, of bundled races. */
const WRONG_BY = 0.03;

/**
 * The leader of the ranked field, or who has won, against each listed record. Empty before the first
 * split, without records, where a time limit ends the race, and on the way in motor racing, where
 * traffic, stops and the safety car decide.
 */
export function recordWatch(race: Race, at: Instant): RecordWatch[] {
  const records = race.definition?.records ?? [];
  const view = viewAt(race, at);
  const runner = records.length === 0 ? null : runnerOf(view);
  if (runner === null) return [];
  const stands = runner.home ? finished(view, runner) : reckoned(view, runner);
  if (stands === null) return [];
  return records.map((record) => ({
    record,
    entrant: runner.entrant,
    point: runner.point,
    ...stands,
    ...against(record, stands),
  }));
}

interface Runner {
  readonly entrant: number;
  readonly point: number;
  readonly home: boolean;
}

interface Stands {
  readonly timeUs: Micros;
  readonly digits: number;
  readonly bandUs: Micros;
}

function runnerOf(view: View): Runner | null {
  const entrant = leaderOf(view);
  const point = entrant === null ? -1 : lastPointIn(view, entrant);
  if (entrant === null || point < 0) return null;
  return { entrant, point, home: isHome(view.race, view.ending, entrant, point) };
}

function finished({ race }: View, { entrant, point }: Runner): Stands | null {
  const split = race.split(entrant, point);
  if (split === null) return null;
  const { time, digits } = officialOf(race, split);
  return { timeUs: time, digits, bandUs: 0 };
}

function reckoned({ race, at }: View, { entrant, point }: Runner): Stands | null {
  const { definition } = race;
  const forAll = definition?.laps?.finish === 'leader';
  const length = definition === null || forAll ? null : lengthOf(definition);
  const split = race.split(entrant, point);
  if (length === null || split === null) return null;
  const before = lastPassed(race, entrant, at, point - 1);
  const last = split.time - (before < 0 ? 0 : (race.split(entrant, before)?.time ?? 0));
  const here = distanceOf(race, point);
  const metres = here - distanceOf(race, before);
  const restUs = ((split.time / here + last / metres) / 2) * (length - here);
  return {
    timeUs: Math.round(split.time + restUs),
    digits: Math.min(1, split.digits),
    bandUs: Math.ceil(Math.max(restUs * WRONG_BY, unitOf(split.digits))),
  };
}

function against(
  record: RecordMark,
  { timeUs, bandUs }: Stands,
): Pick<RecordWatch, 'state' | 'byUs'> {
  const byUs = timeUs - record.timeUs;
  if (bandUs === 0)
    return { byUs, state: byUs < 0 ? 'broken' : byUs === 0 ? 'equalled' : 'missed' };
  if (byUs + bandUs < 0) return { byUs, state: 'onCourse' };
  return { byUs, state: byUs - bandUs > 0 ? 'outOfReach' : 'close' };
}
