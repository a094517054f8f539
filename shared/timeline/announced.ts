import type { Submission } from '../race/entry.ts';
import type { Declaration, Race } from '../race/race.ts';
import type { OfficialTime } from '../time/rounding.ts';
import { resultSheet, type ResultLine } from './result-sheet.ts';

/** What a result said of one entrant when it was announced. */
export interface AnnouncedLine {
  readonly place: number | null;
  readonly status: ResultLine['status'];
  readonly rule: string | null;
  readonly official: OfficialTime | null;
  readonly marks: string;
}

/** A result as it stood when somebody declared it; corrections that came later are not in it. */
export interface Announced {
  readonly declaration: Declaration;
  /** By entrant id. */
  readonly lines: ReadonlyMap<string, AnnouncedLine>;
}

/** How one entrant's line changed between two announcements; only what did is there. */
export interface ResultChange {
  readonly id: string;
  readonly before: AnnouncedLine | null;
  readonly after: AnnouncedLine | null;
  readonly what: readonly ('place' | 'status' | 'time' | 'marks')[];
}

/**
 * Keeps what was announced, beside a race that is folded entry by entry in the order of its log: to be
 * called after each entry has been applied. Corrections act backwards, so that what a result once
 * said can be known only in that moment.
 */
export function announcedAfter(
  kept: readonly Announced[],
  race: Race,
  entry: Pick<Submission, 'event'>,
): readonly Announced[] {
  const { type } = entry.event;
  const mayDeclare =
    type === 'resultDeclared' ||
    (race.declared.length !== kept.length &&
      (type === 'entryVoided' || type === 'entryRestored')) ||
    (type === 'entryAmended' && entry.event.event.type === 'resultDeclared');
  if (!mayDeclare) return kept;
  return race.declared.map(
    (declaration) =>
      kept.find(({ declaration: known }) => isSame(known, declaration)) ?? {
        declaration,
        lines: announcedLines(race),
      },
  );
}

function isSame(a: Declaration, b: Declaration): boolean {
  return a.state === b.state && a.at === b.at;
}

/** The result as it stands, in the words of an announcement. */
export function announcedLines(race: Race): ReadonlyMap<string, AnnouncedLine> {
  return new Map(
    resultSheet(race).map((line) => [
      line.id,
      {
        place: line.place,
        status: line.status,
        rule: line.rule,
        official: line.official,
        marks: [...line.marks, ...(line.qualified === null ? [] : [line.qualified])].join(' '),
      },
    ]),
  );
}

/**
 * What differs between two announcements: whose status changed first, for that is why the others moved;
 * then in the order of the later one, who is gone last.
 */
export function resultChanges(
  before: ReadonlyMap<string, AnnouncedLine>,
  after: ReadonlyMap<string, AnnouncedLine>,
): ResultChange[] {
  const gone = [...before.keys()].filter((id) => !after.has(id));
  const changes = [...after.keys(), ...gone].flatMap((id) => {
    const [was, is] = [before.get(id) ?? null, after.get(id) ?? null];
    const what = differences(was, is);
    return what.length === 0 ? [] : [{ id, before: was, after: is, what }];
  });
  const isCause = ({ what }: ResultChange): boolean => what.includes('status');
  return [...changes.filter(isCause), ...changes.filter((change) => !isCause(change))];
}

/**
 * What has been corrected since a result was announced. Marks are none: who goes on to the next round is
 * known only when other heats have their results.
 */
export function correctionsSince(
  announced: ReadonlyMap<string, AnnouncedLine>,
  race: Race,
): ResultChange[] {
  return resultChanges(announced, announcedLines(race)).filter(({ what }) =>
    what.some((part) => part !== 'marks'),
  );
}

/**
 * What a result says now and its last announcement did not: corrections that nobody has announced yet.
 * Of a provisional result none, for it may change at any time.
 */
export function unannounced(race: Race, announced: readonly Announced[]): readonly ResultChange[] {
  const last = announced.at(-1);
  if (last === undefined || last.declaration.state === 'provisional') return [];
  return correctionsSince(last.lines, race);
}

function differences(
  was: AnnouncedLine | null,
  is: AnnouncedLine | null,
): ResultChange['what'][number][] {
  const what: ResultChange['what'][number][] = [];
  if (was?.place !== is?.place) what.push('place');
  if (was?.status !== is?.status || was?.rule !== is?.rule) what.push('status');
  if (!isSameTime(was?.official ?? null, is?.official ?? null)) what.push('time');
  if ((was?.marks ?? '') !== (is?.marks ?? '')) what.push('marks');
  return what;
}

function isSameTime(a: OfficialTime | null, b: OfficialTime | null): boolean {
  return a?.time === b?.time && a?.digits === b?.digits && a?.hand === b?.hand;
}
