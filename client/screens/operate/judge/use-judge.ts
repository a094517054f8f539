import { useCallback, useEffect, useMemo, useReducer, useState } from 'react';
import type { RaceEvent } from '../../../../shared/race/events.ts';
import type { StripAxis, StripLanes } from '../../../../shared/race/strip.ts';
import { FeedLog } from '../../../../shared/feeding/feed-log.ts';
import { nextRedo, nextUndo } from '../../../../shared/feeding/undo.ts';
import { columnAt, digitsOf, timeAt } from '../../../../shared/strip/axis.ts';
import { chestLanes, edgesOf, laneAt, type LaneGuides } from '../../../../shared/strip/lanes.ts';
import { snapColumn } from '../../../../shared/strip/view.ts';
import { formatRaceTime } from '../../../../shared/time/format.ts';
import { makeHairline, type Hairline } from '../../../components/hairline.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import { blindMoves } from './blind-moves.ts';
import type { FinishImage } from './finish-image.ts';
import { ownReading, retaken, settledEvents } from './judge-events.ts';
import {
  recallMarks,
  recallScale,
  rememberMarks,
  rememberScale,
  type ImageScale,
} from './judge-memory.ts';
import {
  entrantOf,
  readingEvent,
  SETTLED,
  type JudgeRow,
  type Reader,
  type RecordedReading,
} from './judge-rows.ts';
import {
  activeDraft,
  changeSheet,
  EMPTY_SHEET,
  type Draft,
  type JudgeSheet,
} from './judge-sheet.ts';
import { useFinishReadings } from './use-finish-readings.ts';

export interface Judging {
  readonly axis: StripAxis | null;
  readonly digits: number;
  readonly guides: LaneGuides | null;
  readonly lanes: StripLanes | null;
  /** Where the chests are of whoever runs in them. */
  readonly chests: StripLanes | null;
  readonly shear: number;
  readonly sheet: JudgeSheet;
  readonly hairline: Hairline;
  readonly rows: readonly JudgeRow[];
  readonly readings: readonly RecordedReading[];
  /** All, also what this reader may not see: only who has locked is told of them. */
  readonly locks: { readonly A: boolean; readonly B: boolean; readonly both: boolean };
  readonly unread: readonly JudgeRow[];
  /** The image was drawn by this page: nothing that is read on it is brought to the race. */
  readonly practice: boolean;
  readonly says: string;
  readonly nameOf: (entrant: number) => string;
  readonly draftName: (draft: Draft) => string;
  readonly draftEntrant: (draft: Draft) => number | null;
  readonly setAxis: (axis: StripAxis | null) => void;
  readonly setGuides: (guides: LaneGuides | null) => void;
  readonly setShear: (shear: number) => void;
  readonly say: (words: string) => void;
  readonly move: (column: number) => void;
  readonly place: (column: number, row: number) => void;
  readonly mark: () => void;
  readonly digit: (digit: string) => void;
  readonly rubout: () => void;
  readonly leave: () => void;
  /** The column to show, where the one aimed at was seen by somebody else. */
  readonly aim: (direction: 1 | -1) => number | null;
  readonly activate: (draft: number) => void;
  readonly record: () => void;
  readonly lock: () => void;
  /** Takes one's own lock back; null where nothing is locked, or all is in the log. */
  readonly unlock: (() => void) | null;
  /** Brings what only one reader has locked into the log; null where there is none. */
  readonly openLocked: (() => void) | null;
  readonly remove: (reading?: RecordedReading) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** How many times on which blind readers agree are not recorded as such yet. */
  readonly agreed: number;
  readonly settleAll: () => void;
  readonly deadHeat: (ahead: RecordedReading, behind: RecordedReading) => void;
}

interface JudgeOf {
  readonly slug: string;
  readonly image: FinishImage;
  readonly point: number;
  readonly reader: Reader;
  readonly known: Pick<ImageScale, 'axis' | 'guides'> | null;
}

/** Everything a judge does with one image at one point, and what comes of it. */
export function useJudge({ slug, image, point, reader, known }: JudgeOf): Judging {
  const talk = useWords().judge;
  const found = useFinishReadings(slug, point, reader);
  const { desk, race, entries, pointId, readings, rows, locks, held, ownLock, personOf } = found;
  const about = `${slug}.${pointId}.${reader}.${image.sha256}`;
  const ofImage = `${slug}.${image.sha256}`;
  const scale = useMemo(() => recallScale(ofImage), [ofImage]);
  const [axis, setAxis] = useState<StripAxis | null>(scale.axis ?? known?.axis ?? null);
  const [guides, setGuides] = useState<LaneGuides | null>(scale.guides ?? known?.guides ?? null);
  const [shear, setShear] = useState(scale.shear);
  const [sheet, change] = useReducer(changeSheet, about, recallMarks);
  const [says, say] = useState('');
  /** Entrants whose reading is recorded and not among the readings yet: fingers are faster than a database. */
  const [coming, setComing] = useState<readonly number[]>([]);
  const [hairline] = useState(() => makeHairline(Math.floor(image.columns / 2)));
  useEffect(() => rememberScale(ofImage, { axis, guides, shear }), [ofImage, axis, guides, shear]);
  useEffect(() => rememberMarks(about, sheet), [about, sheet]);

  const lanes = useMemo(() => (guides === null ? null : edgesOf(guides)), [guides]);
  const chests = useMemo(() => (guides === null ? null : chestLanes(guides)), [guides]);
  const digits = axis === null ? 3 : digitsOf(axis);
  const practice = known !== null;
  const isBlind = (reader === 'A' || reader === 'B') && !locks.both;

  const draftEntrant = useCallback(
    (draft: Draft) => (draft.bib === '' ? draft.entrant : entrantOf(race, { bib: draft.bib })),
    [race],
  );
  const draftName = useCallback(
    (draft: Draft) => {
      const entrant = draftEntrant(draft);
      if (entrant !== null) return personOf(entrant);
      return draft.bib === '' ? talk.rows.unknown : talk.says.bib(draft.bib);
    },
    [draftEntrant, personOf, talk],
  );
  // The third looks at nobody about whom the two agree.
  const isThird =
    reader === 'C' && rows.some(({ blind }) => blind.first !== null || blind.second !== null);
  const isDone = (row: JudgeRow) =>
    (isThird && !row.isOpen && row.reading !== null) ||
    ownReading(row, readings, reader) !== null ||
    coming.includes(row.entrant) ||
    sheet.drafts.some((draft) => draft.confirmed && draftEntrant(draft) === row.entrant);
  const unread = rows.filter((row) => !isDone(row));

  const moves = blindMoves({
    blind: found.blind,
    race,
    point: pointId,
    talk,
    say,
    sheet,
    setSheet: (next) => change({ does: 'restore', sheet: next }),
  });

  const agreed =
    practice || axis === null ? [] : settledEvents(race, rows, { axis, point: pointId, digits });
  const bring = (events: readonly RaceEvent[]) => {
    if (practice) throw new Error('what is read on a practice image was brought to the race');
    void desk.bring(events);
  };
  const eventsOf = (draft: Draft, at: StripAxis): readonly RaceEvent[] => {
    const entrant = draftEntrant(draft);
    const before = entrant === null ? null : ownReading({ entrant }, readings, reader);
    const id = entrant === null ? undefined : race.entrants[entrant]?.entrant.id;
    const { bib } = draft;
    return retaken(before, {
      who: id !== undefined ? { entrant: id } : bib === '' ? { unknown: true } : { bib },
      point: pointId,
      us: timeAt(at, draft.column),
      digits,
      reader: reader === 'alone' ? null : reader,
    });
  };

  const recordDraft = (draft: Draft) => {
    if (axis === null) return say(talk.says.noTime);
    const time = formatRaceTime(timeAt(axis, draft.column), { digits });
    if (isBlind || practice) {
      change({ does: 'confirm', id: draft.id });
      const who = draftName(draft);
      return say(practice ? talk.says.practised(who, time) : talk.says.confirmed(who));
    }
    const entrant = draftEntrant(draft);
    if (entrant !== null) setComing((before) => [...before, entrant]);
    void desk
      .bring(eventsOf(draft, axis))
      .finally(() => setComing((before) => before.filter((one) => one !== entrant)));
    change({ does: 'drop', id: draft.id });
    const isStranger = draft.bib !== '' && entrant === null;
    say(isStranger ? talk.says.unknownBib(draft.bib) : talk.says.recorded(draftName(draft), time));
  };

  return {
    axis,
    digits,
    guides,
    lanes,
    chests,
    shear,
    sheet,
    hairline,
    rows,
    readings,
    locks,
    unread,
    practice,
    says,
    nameOf: personOf,
    draftName,
    draftEntrant,
    setAxis,
    setGuides,
    setShear,
    say,
    move(column) {
      hairline.set(snapColumn(column, 0.5, image.columns));
      if (sheet.active !== null) change({ does: 'move', column: hairline.at() });
    },
    place(column, row) {
      hairline.set(column);
      const across = column / Math.max(image.columns - 1, 1);
      const lane = chests === null ? null : laneAt(chests, across, row);
      const entrant = lane === null ? null : entrantOf(race, { lane });
      change({ does: 'place', column, row, entrant });
      const time = axis === null ? '' : formatRaceTime(timeAt(axis, column), { digits });
      if (entrant !== null) say(`${personOf(entrant)} ${time}`);
    },
    mark: () => change({ does: 'mark', column: hairline.at() }),
    digit: (digit) => change({ does: 'digit', digit, column: hairline.at() }),
    rubout: () => change({ does: 'rubout' }),
    leave: () => change({ does: 'leave' }),
    aim(direction) {
      const now = activeDraft(sheet);
      const current = sheet.target ?? (now === null ? null : draftEntrant(now));
      const at = unread.findIndex((row) => row.entrant === current);
      const from = at === -1 && direction === -1 ? 0 : at;
      const row = unread[(from + direction + unread.length) % Math.max(unread.length, 1)];
      if (row === undefined) {
        say(talk.says.allRead);
        return null;
      }
      change({ does: 'aim', entrant: row.entrant });
      say(talk.says.aim(personOf(row.entrant)));
      const draft = sheet.drafts.find((one) => draftEntrant(one) === row.entrant);
      const near = row.tapped ?? (isThird ? row.blind.first : null);
      const seen = draft?.column ?? (axis && near !== null ? columnAt(axis, near) : null);
      if (seen === null || seen < 0 || seen > image.columns - 1) return null;
      hairline.set(snapColumn(seen, 0.5, image.columns));
      return seen;
    },
    activate: (id) => change({ does: 'activate', id }),
    record() {
      const now = activeDraft(sheet);
      if (now !== null) return recordDraft(now);
      if (sheet.target === null) return say(talk.says.nothingMarked);
      // Aimed at and found with the keys alone: the mark is where the hairline is.
      const marked = changeSheet(sheet, { does: 'mark', column: hairline.at() });
      const draft = activeDraft(marked);
      change({ does: 'restore', sheet: marked });
      if (draft !== null) recordDraft(draft);
    },
    lock() {
      if (practice) return say(talk.says.practice);
      if (axis === null) return say(talk.says.noTime);
      const own = sheet.drafts.filter((draft) => draft.bib !== '' || draft.entrant !== null);
      if (own.length === 0) return say(talk.says.nothingMarked);
      if (isBlind) return void moves.lock(reader, own, { axis, digits, own: ownLock });
      bring(own.flatMap((draft) => eventsOf(draft, axis)));
      change({
        does: 'restore',
        sheet: { ...EMPTY_SHEET, drafts: sheet.drafts.filter((one) => !own.includes(one)) },
      });
      say(talk.says.recordedAll(own.length));
    },
    unlock: ownLock && (() => void moves.takeBack(ownLock, axis)),
    openLocked: held.length === 0 ? null : () => void moves.open(),
    remove(given) {
      const now = activeDraft(sheet);
      if (given === undefined && now !== null) {
        change({ does: 'drop', id: now.id });
        return say(talk.says.removed(draftName(now)));
      }
      const at = hairline.at();
      const reading =
        given ?? (axis && readings.find((one) => Math.abs(columnAt(axis, one.us) - at) < 0.75));
      if (!reading) return say(talk.says.nothingMarked);
      if (practice) return say(talk.says.practice);
      if (reading.where === 'held') return say(talk.reader.takeBackFirst);
      bring([{ type: 'entryVoided', target: reading.id }]);
      say(
        talk.says.removed(reading.entrant === null ? talk.rows.unknown : personOf(reading.entrant)),
      );
    },
    undo: () => (ownLock ? void moves.takeBack(ownLock, axis) : turnBack('undo')),
    redo: () => turnBack('redo'),
    agreed: agreed.length,
    settleAll() {
      bring(agreed);
      say(talk.reader.settled(agreed.length));
    },
    deadHeat(ahead, behind) {
      if (practice) return say(talk.says.practice);
      const { who, reader: by } = behind;
      const { us, digits } = ahead;
      const equal = { who, point: pointId, us, digits };
      // What two read is not taken from them: the decision stands beside it.
      const isOwn = by === null || by === SETTLED;
      bring(
        isOwn
          ? retaken(behind, { ...equal, reader: by })
          : [readingEvent({ ...equal, reader: SETTLED })],
      );
    },
  };

  function turnBack(way: 'undo' | 'redo'): void {
    if (practice) return say(talk.says.practice);
    const log = new FeedLog();
    log.update(entries);
    const move = (way === 'undo' ? nextUndo : nextRedo)(race, log);
    if (move === null || move.events.length === 0)
      return say(way === 'undo' ? talk.says.nothingToUndo : talk.says.nothingToRedo);
    bring(move.events);
    say(way === 'undo' ? talk.says.undone : talk.says.redone);
  }
}
