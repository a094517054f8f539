import type { EntryId } from '../race/entry.ts';
import type { CorrectableEvent, PassingRecorded, TimeKind, Who } from '../race/events.ts';
import type { LoosePassing, Race } from '../race/race.ts';
import { byText } from '../race/newest.ts';
import {
  MICROS_PER_SECOND,
  sinceGun,
  type Instant,
  type Micros,
  type RaceTime,
} from '../time/time.ts';
import type { FeedLog } from './feed-log.ts';
import { momentOf } from './moments.ts';
import { SHARED, entrantNamed, namesOf, type Names } from './names.ts';
import { registersOf } from './registers.ts';

/** Taps of one device closer than this may be one that was made twice. */
const DOUBLE_TAP_US: Micros = 150_000;

/** One tap at a line, as its operator sees it. */
export interface TapRow {
  readonly id: EntryId;
  readonly line: string;
  readonly device: string;
  readonly source: string | null;
  /** When it was; null while no gun says. */
  readonly at: Instant | null;
  /** By the clock of its entrant, of the race where that is not known; null without a gun. */
  readonly time: RaceTime | null;
  readonly digits: number;
  readonly kind: TimeKind;
  /** Whom it names, as typed. */
  readonly who: Who;
  /** Entrant index of whom it names; null where that is nobody in this race. */
  readonly entrant: number | null;
  readonly state: TapState;
  /** The tap of the same device just before, when one of the two is nobody's split. */
  readonly double: { readonly of: EntryId; readonly gapUs: Micros } | null;
  /** Says something else than it first did. */
  readonly amended: boolean;
}

/** What came of a tap. Points are indexes into `race.points`. */
export type TapState =
  | { readonly kind: 'split'; readonly point: number }
  /** Names nobody yet. */
  | { readonly kind: 'unassigned' }
  /** Names somebody who is not on the start list. */
  | { readonly kind: 'notInRace' }
  /** Names a bib that two on the start list bear. */
  | { readonly kind: 'sharedName' }
  /** One crossing with `of`, which counts; this tap came `gapUs` after it (before it, where negative). */
  | { readonly kind: 'duplicate'; readonly of: EntryId | null; readonly gapUs: Micros | null }
  /** Nobody of this field is so fast: `gapUs` after the entrant's split before, or after the start. */
  | { readonly kind: 'tooSoon'; readonly after: EntryId | null; readonly gapUs: Micros }
  /** A reading of the judge counts instead. */
  | { readonly kind: 'superseded'; readonly by: EntryId | null }
  | { readonly kind: 'noPoint' | 'beforeStart' | 'noGun' | 'unknownLine' | 'afterEnd' }
  | { readonly kind: 'void' }
  /** The server would not take it. */
  | { readonly kind: 'refused' };

/**
 * All taps at a line, by time; those whose time is not known first, then by id. Give the rows of the
 * last call as `before`: a row in which nothing changed is then the same object.
 */
export function tapRows(
  race: Race,
  log: FeedLog,
  line: string,
  before: readonly TapRow[] = [],
): readonly TapRow[] {
  const maker = new RowMaker(race, log, line);
  const known = new Map(before.map((row) => [row.id, row]));
  const rows: TapRow[] = [];
  for (const id of log.taps(line)) {
    const row = maker.row(id);
    if (row !== null) rows.push(row);
  }
  return markDoubles(rows.sort(byTime)).map((row) => sameAs(known.get(row.id), row));
}

class RowMaker {
  readonly #race: Race;
  readonly #log: FeedLog;
  readonly #line: string;
  readonly #names: Names;
  readonly #points: readonly number[];
  readonly #loose: ReadonlyMap<EntryId, LoosePassing['why']>;

  constructor(race: Race, log: FeedLog, line: string) {
    this.#race = race;
    this.#log = log;
    this.#line = line;
    this.#names = namesOf(race);
    this.#points = race.points.filter((point) => point.line === line).map(({ index }) => index);
    this.#loose = new Map(
      race.loose.filter((each) => each.line === line).map(({ entry, why }) => [entry, why]),
    );
  }

  /** Null for what is at another line now. */
  row(id: EntryId): TapRow | null {
    const refused = this.#log.refused(id);
    const submission = this.#race.entry(id) ?? refused?.submission;
    if (submission === undefined || submission.event.type !== 'passingRecorded') return null;
    const holds = this.#race.holds(id);
    const event = holds ?? this.#lastSaid(id, submission.event);
    if (event.type !== 'passingRecorded' || event.line !== this.#line) return null;
    const named = entrantNamed(this.#names, event.who);
    const entrant = named === SHARED ? null : named;
    const at = momentOf(this.#race, event.time, entrant);
    const state = this.#state({
      id,
      holds: holds !== null,
      isRefused: refused !== undefined,
      event,
      named,
      at,
    });
    return {
      id,
      line: event.line,
      device: submission.device,
      source: event.source ?? null,
      at,
      time: this.#time(entrant, at),
      digits: event.time.digits,
      kind: event.kind,
      who: event.who,
      entrant,
      state,
      double: null,
      amended: holds !== null && holds !== submission.event,
    };
  }

  /** What a void entry said last. */
  #lastSaid(id: EntryId, first: PassingRecorded): CorrectableEvent {
    return registersOf(first, this.#log.correctionsOf(id)).says ?? first;
  }

  #time(entrant: number | null, at: Instant | null): RaceTime | null {
    const origin =
      (entrant === null ? null : this.#race.entrants[entrant]?.origin) ?? this.#race.zero;
    return at === null || origin === null ? null : sinceGun(at, origin);
  }

  #state(tap: Tap): TapState {
    if (tap.isRefused) return { kind: 'refused' };
    if (!tap.holds) return { kind: 'void' };
    const why = this.#loose.get(tap.id);
    if (why === undefined) return this.#split(tap);
    switch (why) {
      case 'unknownEntrant':
        if ('unknown' in tap.event.who) return this.#unnamed(tap);
        return { kind: tap.named === SHARED ? 'sharedName' : 'notInRace' };
      case 'duplicate': {
        const split = this.#nearest(tap);
        if (split === null) return { kind: 'duplicate', of: null, gapUs: null };
        return { kind: 'duplicate', of: split.entry, gapUs: (tap.at ?? split.clock) - split.clock };
      }
      // Only readings are undecided, and a tap is none.
      case 'undecided':
      case 'superseded':
        return { kind: 'superseded', by: this.#nearest(tap)?.entry ?? null };
      case 'noPoint':
        return this.#tooSoon(tap) ?? { kind: 'noPoint' };
      case 'beforeStart':
      case 'noGun':
      case 'unknownLine':
      case 'afterEnd':
        return { kind: why };
    }
  }

  /** Of a start that was called back a tap stays before the next gun: nobody's, whoever it was. */
  #unnamed({ at }: Tap): TapState {
    const { zero } = this.#race;
    return { kind: at !== null && zero !== null && at < zero ? 'beforeStart' : 'unassigned' };
  }

  #split({ id, named, at, event }: Tap): TapState {
    const points =
      event.point === undefined
        ? this.#points
        : this.#race.points.filter((point) => point.id === event.point).map(({ index }) => index);
    const entrant = named ?? SHARED;
    const point = points.find(
      (each) =>
        this.#race.columns[each]?.clock[entrant] === at &&
        this.#race.split(entrant, each)?.entry === id,
    );
    return point === undefined ? { kind: 'noPoint' } : { kind: 'split', point };
  }

  /** The split of the same entrant at this line that is nearest in time. */
  #nearest({ named, at }: Tap): { readonly entry: EntryId; readonly clock: Instant } | null {
    let nearest: { readonly entry: EntryId; readonly clock: Instant } | null = null;
    for (const point of this.#points) {
      const split = named === null ? null : this.#race.split(named, point);
      if (split === null || at === null) continue;
      if (nearest === null || Math.abs(split.clock - at) < Math.abs(nearest.clock - at))
        nearest = split;
    }
    return nearest;
  }

  /** Whether even the fastest could not have come to the next point of this line by then. */
  #tooSoon({ named, at }: Tap): TapState | null {
    const { points, columns, entrants, definition } = this.#race;
    const entrant = named ?? SHARED;
    const clockAt = (point: number): number => columns[point]?.clock[entrant] ?? Number.NaN;
    let last = points.length - 1;
    while (last >= 0 && !(at !== null && clockAt(last) < at)) last--;
    const next = this.#points.find((point) => point > last);
    const from = last < 0 ? (entrants[entrant]?.origin ?? null) : clockAt(last);
    if (next === undefined || from === null || at === null) return null;
    const metres = (points[next]?.distanceM ?? 0) - (points[last]?.distanceM ?? 0);
    const gapUs = at - from;
    const fastest = definition?.speed.maxMps ?? Number.POSITIVE_INFINITY;
    if (metres * MICROS_PER_SECOND <= fastest * gapUs) return null;
    return { kind: 'tooSoon', after: this.#race.split(entrant, last)?.entry ?? null, gapUs };
  }
}

interface Tap {
  readonly id: EntryId;
  readonly holds: boolean;
  readonly isRefused: boolean;
  readonly event: PassingRecorded;
  /** Entrant index, SHARED or null. */
  readonly named: number | null;
  readonly at: Instant | null;
}

function byTime(a: TapRow, b: TapRow): number {
  const [early, late] = [a.at ?? Number.NEGATIVE_INFINITY, b.at ?? Number.NEGATIVE_INFINITY];
  if (early !== late) return early < late ? -1 : 1;
  return byText(a.id, b.id);
}

/** Two taps of one device that may be one: in doubt as long as they are not splits of two. */
function markDoubles(rows: readonly TapRow[]): TapRow[] {
  const last = new Map<string, TapRow>();
  return rows.map((row) => {
    if (row.at === null || row.state.kind === 'void' || row.state.kind === 'refused') return row;
    const before = last.get(row.device);
    last.set(row.device, row);
    if (before?.at === undefined || before.at === null) return row;
    const gapUs = row.at - before.at;
    const areSplits = row.state.kind === 'split' && before.state.kind === 'split';
    if (gapUs >= DOUBLE_TAP_US || areSplits) return row;
    return { ...row, double: { of: before.id, gapUs } };
  });
}

/** The row as it was, where it still is. */
function sameAs(before: TapRow | undefined, row: TapRow): TapRow {
  const isSame =
    before !== undefined &&
    before.at === row.at &&
    before.time === row.time &&
    before.digits === row.digits &&
    before.kind === row.kind &&
    before.entrant === row.entrant &&
    before.source === row.source &&
    before.amended === row.amended &&
    isAlike(before.state, row.state) &&
    isAlike(before.who, row.who) &&
    isAlike(before.double, row.double);
  return isSame ? before : row;
}

/** Of small objects of plain values. */
function isAlike(a: object | null, b: object | null): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  const [left, right] = [Object.entries(a), b as Readonly<Record<string, unknown>>];
  return (
    left.every(([key, value]) => value === right[key]) && left.length === Object.keys(b).length
  );
}
