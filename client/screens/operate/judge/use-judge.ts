import { useCallback, useEffect, useMemo, useReducer, useState } from 'react';
import type { RaceEvent, Who } from '../../../../shared/race/events.ts';
import type { StripAxis, StripLanes } from '../../../../shared/race/strip.ts';
import { FeedLog } from '../../../../shared/feeding/feed-log.ts';
import { nextRedo, nextUndo } from '../../../../shared/feeding/undo.ts';
import { columnAt, digitsOf, timeAt } from '../../../../shared/strip/axis.ts';
import { edgesOf, laneAt, laneMiddle, type LaneGuides } from '../../../../shared/strip/lanes.ts';
import { settle } from '../../../../shared/strip/readings.ts';
import { snapColumn } from '../../../../shared/strip/view.ts';
import { formatRaceTime } from '../../../../shared/time/format.ts';
import { makeHairline, type Hairline } from '../../../components/hairline.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import { nameOf } from '../../watch/names.ts';
import { useRaceDesk, useRacePart } from '../desk-context.ts';
import type { FinishImage } from './finish-image.ts';
import { recallImage, rememberImage, type ImageMemory } from './judge-memory.ts';
import {
  bothLocked,
  entrantOf,
  hasLocked,
  judgeRows,
  readingEvent,
  recordedReadings,
  SETTLED,
  visibleTo,
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

export interface Judging {
  readonly axis: StripAxis | null;
  readonly digits: number;
  readonly guides: LaneGuides | null;
  readonly lanes: StripLanes | null;
  readonly shear: number;
  readonly sheet: JudgeSheet;
  readonly hairline: Hairline;
  readonly rows: readonly JudgeRow[];
  readonly readings: readonly RecordedReading[];
  /** All, also what this reader may not see: only who has locked is told of them. */
  readonly locks: { readonly A: boolean; readonly B: boolean; readonly both: boolean };
  readonly unread: readonly JudgeRow[];
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
  readonly remove: (reading?: RecordedReading) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly settleAll: () => void;
  readonly deadHeat: (ahead: RecordedReading, behind: RecordedReading) => void;
}

interface JudgeOf {
  readonly slug: string;
  readonly image: FinishImage;
  readonly point: number;
  readonly reader: Reader;
  readonly known: Pick<ImageMemory, 'axis' | 'guides'> | null;
}

/** Everything a judge does with one image at one point, and what comes of it. */
export function useJudge({ slug, image, point, reader, known }: JudgeOf): Judging {
  const words = useWords();
  const talk = words.judge;
  const desk = useRaceDesk(slug);
  const race = useRacePart(desk, (state) => state.race);
  const revision = useRacePart(desk, (state) => state.revision);
  const entries = useRacePart(desk, (state) => state.entries);
  const roster = useRacePart(desk, (state) => state.roster);
  const pointId = race.points[point]?.id ?? '';
  const about = `${slug}.${pointId}.${reader}.${image.sha256}`;
  const kept = useMemo(() => recallImage(about), [about]);
  const [axis, setAxis] = useState<StripAxis | null>(kept?.axis ?? known?.axis ?? null);
  const [guides, setGuides] = useState<LaneGuides | null>(kept?.guides ?? known?.guides ?? null);
  const [shear, setShear] = useState(kept?.shear ?? 0);
  const [sheet, change] = useReducer(changeSheet, kept?.sheet ?? EMPTY_SHEET);
  const [says, say] = useState('');
  /** Entrants whose reading is recorded and not among the readings yet: fingers are faster than a database. */
  const [coming, setComing] = useState<readonly number[]>([]);
  const [hairline] = useState(() => makeHairline(Math.floor(image.columns / 2)));
  useEffect(() => {
    rememberImage(about, { axis, guides, shear, sheet });
  }, [about, axis, guides, shear, sheet]);

  const all = useMemo(
    () => (revision >= 0 ? recordedReadings(race, entries, pointId) : []),
    [race, revision, entries, pointId],
  );
  const readings = useMemo(() => visibleTo(reader, all), [reader, all]);
  const rows = useMemo(() => judgeRows(race, point, readings), [race, point, readings]);
  const lanes = useMemo(() => (guides === null ? null : edgesOf(guides)), [guides]);
  const digits = axis === null ? 3 : digitsOf(axis);
  const locks = { A: hasLocked('A', all), B: hasLocked('B', all), both: bothLocked(all) };
  const isBlind = (reader === 'A' || reader === 'B') && !locks.both;

  const personOf = useCallback(
    (entrant: number) => {
      const line = race.entrants[entrant];
      return line === undefined ? talk.rows.unknown : nameOf(line.entrant, roster, words).shortName;
    },
    [race, roster, words, talk],
  );
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
  const isDone = (row: JudgeRow) =>
    ownReading(row, readings, reader) !== null ||
    coming.includes(row.entrant) ||
    sheet.drafts.some((draft) => draft.confirmed && draftEntrant(draft) === row.entrant);
  const unread = rows.filter((row) => !isDone(row));

  const bring = (events: readonly RaceEvent[]) => void desk.bring(events);
  const whoOf = (draft: Draft): Who => {
    const entrant = draftEntrant(draft);
    const id = entrant === null ? undefined : race.entrants[entrant]?.entrant.id;
    if (id !== undefined) return { entrant: id };
    return draft.bib === '' ? { unknown: true } : { bib: draft.bib };
  };
  const eventsOf = (draft: Draft, at: StripAxis): readonly RaceEvent[] => {
    const entrant = draftEntrant(draft);
    const before = entrant === null ? null : ownReading({ entrant }, readings, reader);
    return [
      ...(before === null ? [] : [{ type: 'entryVoided', target: before.id } as const]),
      readingEvent({
        who: whoOf(draft),
        point: pointId,
        us: timeAt(at, draft.column),
        digits,
        reader: reader === 'alone' ? null : reader,
      }),
    ];
  };

  const recordDraft = (draft: Draft) => {
    if (axis === null) return say(talk.says.noTime);
    if (isBlind) {
      change({ does: 'confirm', id: draft.id });
      return say(talk.says.confirmed(draftName(draft)));
    }
    const entrant = draftEntrant(draft);
    if (entrant !== null) setComing((before) => [...before, entrant]);
    void desk
      .bring(eventsOf(draft, axis))
      .finally(() => setComing((before) => before.filter((one) => one !== entrant)));
    change({ does: 'drop', id: draft.id });
    const isStranger = draft.bib !== '' && entrant === null;
    const time = formatRaceTime(timeAt(axis, draft.column), { digits });
    say(isStranger ? talk.says.unknownBib(draft.bib) : talk.says.recorded(draftName(draft), time));
  };

  return {
    axis,
    digits,
    guides,
    lanes,
    shear,
    sheet,
    hairline,
    rows,
    readings,
    locks,
    unread,
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
      const lane = lanes === null ? null : laneAt(lanes, across, row);
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
      const seen =
        draft?.column ?? (axis && row.tapped !== null ? columnAt(axis, row.tapped) : null);
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
      if (axis === null) return say(talk.says.noTime);
      const own = sheet.drafts.filter((draft) => draft.bib !== '' || draft.entrant !== null);
      if (own.length === 0) return say(talk.says.nothingMarked);
      bring(own.flatMap((draft) => eventsOf(draft, axis)));
      change({
        does: 'restore',
        sheet: { ...EMPTY_SHEET, drafts: sheet.drafts.filter((one) => !own.includes(one)) },
      });
      say(
        reader === 'alone'
          ? talk.says.recordedAll(own.length)
          : talk.says.locked(reader, own.length),
      );
    },
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
      bring([{ type: 'entryVoided', target: reading.id }]);
      say(
        talk.says.removed(reading.entrant === null ? talk.rows.unknown : personOf(reading.entrant)),
      );
    },
    undo: () => turnBack('undo'),
    redo: () => turnBack('redo'),
    settleAll() {
      if (axis === null) return say(talk.says.noTime);
      const events = rows.flatMap((row) => {
        const settled = settle(axis, row.blind);
        const id = race.entrants[row.entrant]?.entrant.id;
        if ((settled.state !== 'agreed' && settled.state !== 'settled') || id === undefined)
          return [];
        if (row.reading?.reader === SETTLED && row.reading.us === settled.us) return [];
        const who = { entrant: id };
        return [readingEvent({ who, point: pointId, us: settled.us, digits, reader: SETTLED })];
      });
      if (events.length > 0) bring(events);
      say(talk.reader.settled(events.length));
    },
    deadHeat(ahead, behind) {
      const { digits: known } = ahead;
      bring([
        { type: 'entryVoided', target: behind.id },
        readingEvent({
          who: behind.who,
          point: pointId,
          us: ahead.us,
          digits: known,
          reader: behind.reader,
        }),
      ]);
    },
  };

  function turnBack(way: 'undo' | 'redo'): void {
    const log = new FeedLog();
    log.update(entries);
    const move = (way === 'undo' ? nextUndo : nextRedo)(race, log);
    if (move === null || move.events.length === 0)
      return say(way === 'undo' ? talk.says.nothingToUndo : talk.says.nothingToRedo);
    bring(move.events);
    say(way === 'undo' ? talk.says.undone : talk.says.redone);
  }
}

/** What this reader itself has in the log for somebody. */
function ownReading(
  { entrant }: Pick<JudgeRow, 'entrant'>,
  readings: readonly RecordedReading[],
  reader: Reader,
): RecordedReading | null {
  const own = readings.filter((one) => one.entrant === entrant);
  if (reader === 'alone') return own.at(-1) ?? null;
  return own.findLast((one) => one.reader === reader) ?? null;
}

/** Where on the image the mark of an entrant is drawn: in the middle of the lane. */
export function rowOf(
  lanes: StripLanes | null,
  lane: number | null | undefined,
  column: number,
  columns: number,
): number | null {
  if (lanes === null || lane === null || lane === undefined) return null;
  return laneMiddle(lanes, lane, column / Math.max(columns - 1, 1));
}
