import type { EntryId } from '../../../../shared/race/entry.ts';
import type { ReadingTaken, Stamp, Who } from '../../../../shared/race/events.ts';
import type { Race, RaceEntrant } from '../../../../shared/race/race.ts';
import { countingReading } from '../../../../shared/race/blind-readings.ts';
import type { OfficialTime } from '../../../../shared/time/rounding.ts';
import { officialOf } from '../../../../shared/timeline/official.ts';
import { raceTime, type Micros, type RaceTime } from '../../../../shared/time/time.ts';
import type { BlindLock } from '../../../../shared/wire/operate-api.ts';
import type { DeskEntry } from '../../../desk/desk.ts';

/** Who reads: somebody alone, or one of two who do not see each other, or the third who decides. */
export type Reader = 'alone' | 'A' | 'B' | 'C';

/** Signs the result of two readers. */
export const SETTLED = 'A+B';

/** A reading that is in the log and counts, or waits to be stored. */
export interface RecordedReading {
  readonly id: EntryId;
  readonly entrant: number | null;
  readonly who: Who;
  readonly us: RaceTime;
  readonly digits: number;
  readonly reader: string | null;
  /** `held`: locked by a blind reader and not in the log before the other has locked too. */
  readonly where: DeskEntry['where'] | 'held';
  readonly recordedAt: number;
}

/** All readings of a point that hold, oldest first. */
export function recordedReadings(
  race: Race,
  entries: readonly DeskEntry[],
  point: string,
): readonly RecordedReading[] {
  return entries.flatMap((entry): readonly RecordedReading[] => {
    if (entry.where === 'refused' || entry.submission.event.type !== 'readingTaken') return [];
    const event = race.holds(entry.id);
    if (event?.type !== 'readingTaken' || event.point !== point) return [];
    const entrant = entrantOf(race, event.who);
    const us = sinceOwnGun(race, event.time, entrant);
    if (us === null) return [];
    const { digits } = event.time;
    return [
      {
        id: entry.id,
        entrant,
        who: event.who,
        us,
        digits,
        reader: event.reader ?? null,
        where: entry.where,
        recordedAt: entry.submission.recordedAt,
      },
    ];
  });
}

/** One's own readings that the server holds until the other reader has locked. */
export function heldReadings(race: Race, lock: BlindLock | null): readonly RecordedReading[] {
  return (lock?.readings ?? []).flatMap((reading, index): readonly RecordedReading[] => {
    const entrant = entrantOf(race, reading.who);
    const us = sinceOwnGun(race, reading.time, entrant);
    if (lock === null || us === null) return [];
    return [
      {
        id: `held ${lock.reader}:${index + 1}`,
        entrant,
        who: reading.who,
        us,
        digits: reading.time.digits,
        reader: lock.reader,
        where: 'held',
        recordedAt: lock.at,
      },
    ];
  });
}

/** Whom a name means: the one listed entrant who bears it. */
export function entrantOf(race: Race, who: Who): number | null {
  const listed = race.entrants.filter((each) => each.listed && bears(each, who));
  return listed.length === 1 ? (listed[0]?.index ?? null) : null;
}

function bears({ entrant }: RaceEntrant, who: Who): boolean {
  if ('entrant' in who) return entrant.id === who.entrant;
  if ('bib' in who) return entrant.bib === who.bib;
  if ('lane' in who) return entrant.lane === who.lane;
  return 'tag' in who && (entrant.tags ?? []).includes(who.tag);
}

function sinceOwnGun(race: Race, stamp: Stamp, entrant: number | null): RaceTime | null {
  if (stamp.basis === 'gun') return stamp.time;
  const gun = (entrant === null ? null : race.entrants[entrant]?.gun) ?? race.zero;
  return gun === null ? null : raceTime(stamp.at - gun);
}

/** What one reader may see: a blind one nothing of the other until both have locked. */
export function visibleTo(
  reader: Reader,
  readings: readonly RecordedReading[],
): readonly RecordedReading[] {
  if (reader === 'alone' || bothLocked(readings)) return readings;
  return readings.filter((one) => one.reader !== otherOf(reader));
}

function otherOf(reader: Reader): string {
  return reader === 'A' ? 'B' : 'A';
}

/** A blind reader's readings go into the log when they are locked, all at once. */
export function hasLocked(reader: Reader, readings: readonly RecordedReading[]): boolean {
  return readings.some((one) => one.reader === reader);
}

export function bothLocked(readings: readonly RecordedReading[]): boolean {
  return hasLocked('A', readings) && hasLocked('B', readings);
}

/** One finisher as the list shows it. */
export interface JudgeRow {
  readonly entrant: number;
  /** What counts of what this reader may see, with the time that it counts as; null for none. */
  readonly reading: RecordedReading | null;
  /** The two blind readers differ: neither counts before somebody else has looked. */
  readonly isOpen: boolean;
  /** The newest of each blind reader, and of the third. */
  readonly blind: {
    readonly first: Micros | null;
    readonly second: Micros | null;
    readonly third: Micros | null;
  };
  readonly official: OfficialTime | null;
  /** What was taken by hand, beam or chip at this point. */
  readonly tapped: Micros | null;
  readonly lane: number | null;
  /** In the order of readings; null without one. Shared where the readings are equal. */
  readonly order: number | null;
}

/** Everybody who is to be read at a point: the read in their order, then the others as they came. */
export function judgeRows(
  race: Race,
  point: number,
  readings: readonly RecordedReading[],
): readonly JudgeRow[] {
  const rows = race.entrants
    .filter(({ listed, status }) => listed && status?.status !== 'DNS')
    .map(({ index, entrant }): Omit<JudgeRow, 'order'> => {
      const own = readings.filter((one) => one.entrant === index);
      const by = (reader: string) => own.findLast((one) => one.reader === reader)?.us ?? null;
      const { reading, us, isOpen } = countingReading(own.toSorted(byAge));
      return {
        entrant: index,
        reading: reading && { ...reading, us: raceTime(us) },
        isOpen,
        blind: { first: by('A'), second: by('B'), third: by('C') },
        official: reading && officialOf(race, { time: raceTime(us), digits: reading.digits }),
        tapped: tappedAt(race, index, point),
        lane: entrant.lane ?? null,
      };
    });
  const sorted = rows.toSorted(
    (a, b) => timeOf(a) - timeOf(b) || (a.lane ?? 99) - (b.lane ?? 99) || a.entrant - b.entrant,
  );
  return sorted.map((row) => ({
    ...row,
    order:
      row.reading === null
        ? null
        : sorted.findIndex((other) => other.reading?.us === row.reading?.us) + 1,
  }));
}

/** The blind reader who read a finisher whom the other did not, and whose time counts all the same. */
export function loneReader({
  reading,
  blind,
}: Pick<JudgeRow, 'reading' | 'blind'>): 'A' | 'B' | null {
  if (reading?.reader === 'A' && blind.second === null) return 'A';
  return reading?.reader === 'B' && blind.first === null ? 'B' : null;
}

/** What two blind readers leave to be looked at, at all points: whom they differ about, and whom only one has read. */
export function blindDoubts(
  race: Race,
  entries: readonly DeskEntry[],
): { readonly undecided: number; readonly lone: number } {
  const rows = race.points.flatMap(({ id, index }) => {
    const readings = recordedReadings(race, entries, id);
    return bothLocked(readings) ? judgeRows(race, index, readings) : [];
  });
  return {
    undecided: rows.filter(({ isOpen }) => isOpen).length,
    lone: rows.filter((row) => loneReader(row) !== null).length,
  };
}

/** As the race takes them: of one moment those that came first are the older. */
function byAge(a: RecordedReading, b: RecordedReading): number {
  return a.recordedAt - b.recordedAt;
}

/** Read ones by their reading, the others behind them as they were tapped. */
function timeOf({ reading, tapped }: Omit<JudgeRow, 'order'>): number {
  if (reading !== null) return reading.us;
  return UNREAD + (tapped ?? UNREAD);
}

const UNREAD = 1e14;

/** The passing that a reading stands over, or that counts while there is none. */
function tappedAt(race: Race, entrant: number, point: number): Micros | null {
  const split = race.split(entrant, point);
  const event = split && race.holds(split.entry);
  if (split && event?.type === 'passingRecorded') return split.time;
  const gun = race.entrants[entrant]?.gun ?? null;
  const own = race.loose.find(
    (one) =>
      one.why === 'superseded' &&
      race.holds(one.entry)?.type === 'passingRecorded' &&
      entrantOf(race, one.who) === entrant &&
      nearPoint(race, one.line, point),
  );
  const clock = own?.clock ?? null;
  return clock === null || gun === null ? null : clock - gun;
}

function nearPoint(race: Race, line: string, point: number): boolean {
  return race.points[point]?.line === line;
}

/** Speed at the line, from the last two points that this entrant passed; over all of the race else. */
export function speedInto(race: Race, entrant: number, point: number, us: Micros): number | null {
  const metres = race.points[point]?.distanceM ?? 0;
  for (let before = point - 1; before >= 0; before--) {
    const split = race.split(entrant, before);
    const from = race.points[before]?.distanceM ?? 0;
    if (split && us > split.time) return ((metres - from) / (us - split.time)) * 1e6;
  }
  return us > 0 && metres > 0 ? (metres / us) * 1e6 : null;
}

/** The event that a reading is. */
export function readingEvent(given: {
  readonly who: Who;
  readonly point: string;
  readonly us: RaceTime;
  readonly digits: number;
  readonly reader: string | null;
}): ReadingTaken {
  const { who, point, us, digits, reader } = given;
  return {
    type: 'readingTaken',
    who,
    point,
    time: { basis: 'gun', time: us, digits },
    kind: 'measured',
    ...(reader === null ? {} : { reader }),
  };
}
