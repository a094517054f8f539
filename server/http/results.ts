import { standingsAt } from '../../shared/timeline/standings.ts';
import { formatRaceTime } from '../../shared/time/format.ts';
import { officialTime } from '../../shared/time/rounding.ts';
import { LIVE_EDGE } from '../../shared/time/time.ts';
import type { ResultRow, ResultsReply } from '../../shared/wire/api.ts';
import type { Standing } from '../../shared/timeline/answers.ts';
import type { Show } from '../broadcast/show.ts';
import { namesOf } from './board.ts';

/** The result as far as it is known: who is home, in the order of places, then who is out. */
export function resultsReply(show: Show): ResultsReply {
  const { shown } = show;
  const { rows } = standingsAt(shown.race, LIVE_EDGE);
  return {
    race: shown.slug,
    epoch: shown.epoch,
    seq: shown.seq,
    state: shown.race.declared.at(-1)?.state ?? null,
    rows: rows.flatMap((row) => resultRow(show, row) ?? []),
  };
}

/** A time stands here only at the finish: of a place without a time, no split tells it either. */
function resultRow(show: Show, row: Standing): ResultRow | null {
  const { state } = row;
  if (state === 'waiting' || state === 'running') return null;
  const { race } = show.shown;
  const rule = race.definition?.rounding;
  const finish = row.split && state === 'finished' ? row.split : null;
  const time = finish && rule ? officialTime(rule, finish) : null;
  return {
    place: row.place ?? (state === 'finished' ? row.position : null),
    id: row.id,
    ...namesOf(show, row),
    status: state === 'finished' ? 'OK' : state,
    timeUs: time?.time ?? null,
    digits: time?.digits ?? null,
    time: time ? formatRaceTime(time.time, time) : null,
    kind: finish?.kind ?? null,
    laps: row.lapsDown,
    marks: row.marks,
    reason: row.reason,
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
] as const;

/** The same as a table for a spreadsheet (RFC 4180). */
export function resultsCsv(results: ResultsReply): string {
  const rows = results.rows.map((row) => COLUMNS.map((column) => cell(row[column])).join(','));
  return [COLUMNS.join(','), ...rows, ''].join('\r\n');
}

/**
 * A cell that a spreadsheet shows and never runs: text that would begin a formula gets an apostrophe
 * (OWASP, CSV injection).
 */
function cell(value: string | number | readonly string[] | null): string {
  if (value === null) return '';
  const text = Array.isArray(value) ? value.join(' ') : String(value);
  const safe = typeof value !== 'number' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
