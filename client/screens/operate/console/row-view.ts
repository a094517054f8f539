import type { EntryId } from '../../../../shared/race/entry.ts';
import type { Race, Split } from '../../../../shared/race/race.ts';
import type { Roster } from '../../../../shared/race/roster.ts';
import type { TapRow } from '../../../../shared/feeding/tap-rows.ts';
import {
  formatClock,
  formatInstant,
  formatRaceTime,
  formatSeconds,
} from '../../../../shared/time/format.ts';
import { officialOf } from '../../../../shared/timeline/official.ts';
import { pointInSentence } from '../../../components/board-text.ts';
import type { DeskEntry } from '../../../desk/desk.ts';
import type { Words } from '../../../i18n/operate-words.ts';
import { nameOf } from '../../watch/names.ts';
import type { DeskEntries } from './desk-entries.ts';
import { positionOf } from './positions.ts';
import { rowCalled } from './typed-who.ts';

/** A row of the assign list as it is shown: texts, and what they stand for. */
export interface RowView {
  readonly id: EntryId;
  /** The moment as it was taken: `0:41.27`; the time of day while no gun is known. */
  readonly clock: string;
  /** The time by the rule, where the row counts: `41.3h`. */
  readonly official: string | null;
  readonly bib: string | null;
  readonly name: string | null;
  /** The timing point it counts at, and the position there: `at the finish`, `4th`. */
  readonly point: string | null;
  readonly position: string | null;
  readonly state: RowState;
  /** What is wrong or odd, in words. */
  readonly notes: readonly string[];
  /** A repeat that may be kept as its own or merged. */
  readonly twin: boolean;
  /** Less than 150 ms after the tap before. */
  readonly double: boolean;
  readonly where: DeskEntry['where'];
  readonly seq: number | null;
  readonly refused: string | null;
  /** Who brought it, where it was not this operator. */
  readonly by: string | null;
  readonly corrected: boolean;
}

/** `waiting`: no bib yet. `open`: the operator left it without one. `problem`: it has a bib and does not count. */
export type RowState = 'waiting' | 'open' | 'counts' | 'problem' | 'void' | 'refused';

/** What a row is seen against. */
export interface RowGround {
  readonly race: Race;
  readonly roster: Roster;
  readonly entries: DeskEntries;
  readonly leftOpen: ReadonlySet<EntryId>;
  readonly words: Words;
}

export function rowView(row: TapRow, ground: RowGround): RowView {
  const { race, roster, words, entries } = ground;
  const line = row.entrant === null ? undefined : race.entrants[row.entrant]?.entrant;
  const split = splitOf(row, race);
  const safety = entries.safety(row.id);
  return {
    id: row.id,
    clock: clockText(row, race),
    official: split === null ? null : officialText(split, race),
    bib: rowCalled(row, race),
    name: line === undefined ? null : nameOf(line, roster, words).name,
    point: split === null ? null : words.console.row.at(pointText(split, race, words)),
    position: split === null ? null : positionText(split, race, words),
    state: stateOf(row, ground),
    notes: notesOf(row, split, { race, words }),
    twin: isTwin(row),
    double: row.double !== null,
    where: safety.where,
    seq: safety.seq,
    refused: safety.why?.message ?? null,
    by: safety.own ? null : (row.source ?? row.device),
    corrected: isCorrected(row, ground),
  };
}

function isCorrected(row: TapRow, { race, entries }: RowGround): boolean {
  if (!row.amended || row.state.kind === 'unassigned') return false;
  const now = race.holds(row.id);
  return now?.type === 'passingRecorded' && entries.isReworked(row.id, now);
}

/** Equal where nothing that is shown differs, so that a row that did not change is not drawn again. */
export function sameRow(a: RowView, b: RowView): boolean {
  for (const key of Object.keys(a) as (keyof RowView)[])
    if (key !== 'notes' && a[key] !== b[key]) return false;
  return a.notes.length === b.notes.length && a.notes.every((note, i) => note === b.notes[i]);
}

/** How a row is called in a sentence: `0:41.60`, `112 at 0:41.60`. */
export function rowName(row: TapRow, race: Race): string {
  const who = rowCalled(row, race);
  const clock = clockText(row, race);
  return who === null ? clock : `${who} · ${clock}`;
}

/** Two decimals, cut: enough to tell rows apart, and calm. */
export function clockText({ time, at, digits }: TapRow, race: Race): string {
  if (time !== null) return formatClock(time, { digits: Math.min(2, digits) });
  const zone = race.definition?.zone ?? 'UTC';
  return at === null ? '' : formatInstant(at, zone, { digits: 1 });
}

function splitOf({ state, entrant }: TapRow, race: Race): Split | null {
  return state.kind === 'split' && entrant !== null ? race.split(entrant, state.point) : null;
}

function officialText(split: Split, race: Race): string {
  const time = officialOf(race, split);
  return formatRaceTime(time.time, time);
}

function pointText({ point }: Split, race: Race, words: Words): string {
  return pointInSentence(race.points[point], words);
}

function positionText({ point, entrant }: Split, race: Race, words: Words): string | null {
  const position = positionOf(race, point, entrant);
  return position === null ? null : words.console.consequence.place(position);
}

function stateOf(row: TapRow, { leftOpen }: RowGround): RowState {
  switch (row.state.kind) {
    case 'unassigned':
      return leftOpen.has(row.id) ? 'open' : 'waiting';
    case 'split':
      return 'counts';
    case 'void':
    case 'refused':
      return row.state.kind;
    default:
      // Without a gun a tap without a bib waits for both.
      if ('unknown' in row.who && row.state.kind !== 'beforeStart')
        return leftOpen.has(row.id) ? 'open' : 'waiting';
      return 'problem';
  }
}

/** Whether the same bib has a passing before it that this one may be again. */
function isTwin({ state }: TapRow): boolean {
  return state.kind === 'duplicate' || (state.kind === 'tooSoon' && state.after !== null);
}

/** Whether somebody has been seen at a point that this entrant missed: where nobody takes times nothing is missed. */
function isMissed({ entrant, point }: Split, race: Race): boolean {
  const before = race.points.slice(0, point).reverse();
  const own = before.findIndex(({ index }) => race.split(entrant, index) !== null);
  const missed = own < 0 ? before : before.slice(0, own);
  return missed.some(({ index }) => (race.columns[index]?.count ?? 0) > 0);
}

function notesOf(
  { state }: TapRow,
  split: Split | null,
  { race, words }: Pick<RowGround, 'race' | 'words'>,
): readonly string[] {
  const says = words.console.row;
  switch (state.kind) {
    case 'split':
      return split === null
        ? []
        : split.flags
            .filter((flag) => flag !== 'skippedPoint' || isMissed(split, race))
            .map((flag) => says.flags[flag]);
    case 'duplicate': {
      const { gapUs } = state;
      if (gapUs === null) return [says.duplicate];
      return [says.duplicateBy(formatSeconds(Math.abs(gapUs), { digits: 2 }))];
    }
    case 'tooSoon':
      return [state.after === null ? says.tooSoonAtAll : says.tooSoon];
    case 'unassigned':
    case 'void':
    case 'refused':
      return [];
    default:
      return [says[state.kind]];
  }
}
