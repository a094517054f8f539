import { formatGap, formatRaceTime } from '../../shared/time/format.ts';
import { createRace } from '../../shared/race/apply.ts';
import { announcedLines, correctionsSince } from '../../shared/timeline/announced.ts';
import { resultSheet, type ResultLine } from '../../shared/timeline/result-sheet.ts';
import type { ResultRow, ResultSeal, ResultsReply } from '../../shared/wire/api.ts';
import type { Show } from '../broadcast/show.ts';
import { publicRoster } from '../broadcast/public-roster.ts';
import { namesOf } from './board.ts';

/** The result as far as it is known: who is home, in the order of places, then who is out. */
export function resultsReply(show: Show): ResultsReply {
  const { shown } = show;
  return {
    race: shown.slug,
    epoch: shown.epoch,
    seq: shown.seq,
    state: shown.race.declared.at(-1)?.state ?? null,
    rows: resultSheet(shown.race).map((line) => resultRow(show, line)),
  };
}

/**
 * Whether an official result has been corrected since it was declared, and nobody has announced that.
 * What it said is folded again from the log, and only where anything has come since.
 */
export function isCorrectedSince({ shown }: Show, seal: ResultSeal | null): boolean {
  if (seal === null || seal.entriesSince === 0) return false;
  const known = judged.get(shown.race);
  if (known?.seq === shown.seq) return known.corrected;
  const announced = createRace();
  for (const entry of shown.entriesAfter(0, seal.seq)) announced.apply(entry);
  const corrected = correctionsSince(announcedLines(announced), shown.race).length > 0;
  judged.set(shown.race, { seq: shown.seq, corrected });
  return corrected;
}

/** Of each race, the last answer. */
const judged = new WeakMap<object, { readonly seq: number; readonly corrected: boolean }>();

function resultRow(show: Show, line: ResultLine): ResultRow {
  const { official, reading, gap } = line;
  const named = publicRoster(show.shown.roster)[line.id];
  // A tap is no reading: a hand does not know what its clock shows.
  const isRead = reading !== null && reading.kind !== 'manual';
  return {
    place: line.place,
    id: line.id,
    ...namesOf(show, line),
    club: named?.club ?? null,
    crew: named?.crew ?? [],
    status: line.status,
    timeUs: official?.time ?? null,
    digits: official?.digits ?? null,
    time: official === null ? null : formatRaceTime(official.time, official),
    kind: reading?.kind ?? null,
    laps: line.lapsDown,
    marks: line.marks,
    reason: line.reason,
    qualified: line.qualified,
    rule: line.rule,
    reading: isRead ? formatRaceTime(reading.time, reading) : null,
    readingUs: isRead ? reading.time : null,
    // Without its sign, which a spreadsheet would take for a formula.
    lane: show.shown.race.entrants[line.entrant]?.entrant.lane ?? null,
    gunTime: line.gunTime === null ? null : formatRaceTime(line.gunTime.time, line.gunTime),
    lapsDone: line.reached?.laps ?? null,
    distanceM: line.reached?.distanceM ?? null,
    gap: gap?.by === 'time' && line.status === 'OK' ? formatGap(gap.us, gap).slice(1) : null,
  };
}

const COLUMNS = [
  'place',
  'bib',
  'name',
  'country',
  'status',
  'time',
  'kind',
  'laps',
  'marks',
  'reason',
  'qualified',
  'rule',
  'reading',
  'gap',
  'lane',
  'gunTime',
  'lapsDone',
  'distanceM',
  'club',
  'crew',
  'result',
] as const;

/** The same as a table for a spreadsheet (RFC 4180). */
export function resultsCsv(results: ResultsReply): string {
  const rows = results.rows.map((row) =>
    COLUMNS.map((column) =>
      cell(
        column === 'result'
          ? stateOf(results)
          : column === 'crew'
            ? row.crew.join(' / ')
            : row[column],
      ),
    ).join(','),
  );
  return [COLUMNS.join(','), ...rows, ''].join('\r\n');
}

/** On each row, for a table is cut and pasted: what the result is, and whether it still is what was announced. */
function stateOf({ state, correctedSince }: ResultsReply): string {
  return `${state ?? 'not announced'}${correctedSince === true ? ', corrected since' : ''}`;
}

/**
 * A cell that a spreadsheet shows and never runs: text that would begin a formula gets an apostrophe
 * (OWASP, CSV injection).
 */
function cell(value: string | number | readonly string[] | null): string {
  if (value === null) return '';
  const text = Array.isArray(value) ? value.join(' ') : String(value);
  const safe = typeof value !== 'number' && /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
