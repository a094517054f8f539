import { without } from '../../../../shared/setup/without.ts';
import type { Entrant, PaceLine, RaceDefinition } from '../../../../shared/race/definition.ts';
import type { Roster } from '../../../../shared/race/roster.ts';
import { formatClock } from '../../../../shared/time/format.ts';
import { instant, MICROS_PER_SECOND, raceTime } from '../../../../shared/time/time.ts';
import type { RaceRequest } from '../../../../shared/wire/operate-api.ts';
import type { StartLine } from '../../../../shared/formats/start-list.ts';
import { entrantsOf, heatsOf, linesOf } from '../../../../shared/setup/entrants.ts';
import { readRecords } from '../../../../shared/setup/edit-definition.ts';
import { definitionOf, formatOf, type Format } from '../../../../shared/setup/preset.ts';
import { dateAtVenue, instantAtVenue } from '../start/venue-time.ts';

/** A race as it stands in the form: words where words are typed, values where they are chosen. */
export interface RaceDraft {
  /** Null until an event is chosen. */
  readonly format: Format | null;
  readonly event: string;
  readonly round: string;
  readonly heat: string;
  readonly meeting: string;
  readonly venue: string;
  readonly city: string;
  readonly country: string;
  readonly date: string;
  /** Venue time, or nothing. */
  readonly start: string;
  readonly zone: string;
  readonly minutesBetween: string;
  readonly paceLines: readonly PaceLine[];
  readonly records: string;
  readonly categories: string;
  readonly lines: readonly DraftLine[];
  /** Set where results are made, and kept here. */
  readonly protestUs: RaceDefinition['protestUs'];
  readonly qualifying: RaceDefinition['qualifying'];
  readonly provenance: RaceDefinition['provenance'];
}

/** A line of the start list; `id` when it is listed in the log already. */
export interface DraftLine extends StartLine {
  readonly key: number;
  readonly id?: string;
}

export type DraftField =
  | 'event'
  | 'meeting'
  | 'country'
  | 'date'
  | 'start'
  | 'heat'
  | 'zone'
  | 'records';

/** What is wrong with a field; absent where nothing is. */
export type DraftProblems = Partial<Readonly<Record<DraftField, DraftProblem>>>;

export type DraftProblem = DraftField | 'skipped';

export function emptyDraft(now: Date): RaceDraft {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    format: null,
    event: '',
    round: '',
    heat: '',
    meeting: '',
    venue: '',
    city: '',
    country: '',
    date: dateAtVenue(instant(now.getTime() * 1000), zone),
    start: '',
    zone,
    minutesBetween: '10',
    paceLines: [],
    records: '',
    categories: '',
    lines: [],
    protestUs: undefined,
    qualifying: undefined,
    provenance: undefined,
  };
}

export function problemsOf(draft: RaceDraft): DraftProblems {
  const problems: { -readonly [K in DraftField]?: DraftProblem } = {};
  if (draft.event.trim() === '') problems.event = 'event';
  if (draft.meeting.trim() === '') problems.meeting = 'meeting';
  if (draft.country.trim() !== '' && !/^[A-Za-z]{3}$/.test(draft.country.trim()))
    problems.country = 'country';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(draft.date)) problems.date = 'date';
  if (draft.heat.trim() !== '' && !/^[1-9]\d{0,3}$/.test(draft.heat.trim())) problems.heat = 'heat';
  if (readRecords(draft.records).some(({ ok }) => !ok)) problems.records = 'records';
  if (!isZone(draft.zone)) problems.zone = 'zone';
  else if (draft.start.trim() !== '' && problems.date === undefined) {
    const at = instantAtVenue(draft.date, draft.start, draft.zone);
    if (!at.ok) problems.start = at.reason === 'noSuchHour' ? 'skipped' : 'start';
  }
  return problems;
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

/** The definition that the form makes, of one of its heats; null while no event is chosen. */
export function definitionFrom(
  draft: RaceDraft,
  { heat, index, lines }: { heat: string | null; index: number; lines: readonly StartLine[] },
): RaceDefinition | null {
  const { format } = draft;
  if (format === null) return null;
  const meeting = {
    name: draft.meeting.trim(),
    ...said('venue', draft.venue),
    ...said('city', draft.city),
    ...said('country', draft.country.toUpperCase()),
  };
  const number = Number(heat ?? draft.heat);
  const named = heat !== null && !(number >= 1) ? [heat] : [];
  const round = [draft.round.trim(), ...named].filter((word) => word !== '').join(' ');
  const categories = categoriesOf(draft, lines);
  const records = recordsOf(draft.records);
  return definitionOf(format, {
    meeting,
    event: draft.event.trim(),
    date: draft.date,
    zone: draft.zone,
    ...said('round', round),
    ...(number >= 1 ? { heat: number } : {}),
    ...startOf(draft, index),
    ...(categories.length === 0 ? {} : { categories }),
    ...(draft.paceLines.length === 0 ? {} : { paceLines: draft.paceLines }),
    ...(records.length === 0 ? {} : { records }),
    ...(draft.protestUs === undefined ? {} : { protestUs: draft.protestUs }),
    ...(draft.qualifying === undefined ? {} : { qualifying: draft.qualifying }),
    ...(draft.provenance === undefined ? {} : { provenance: draft.provenance }),
  });
}

function said<K extends string>(name: K, text: string): Partial<Record<K, string>> {
  return (text.trim() === '' ? {} : { [name]: text.trim() }) as Partial<Record<K, string>>;
}

function startOf(draft: RaceDraft, index: number): Pick<RaceDefinition, 'scheduledStart'> {
  if (draft.start.trim() === '') return {};
  const at = instantAtVenue(draft.date, draft.start, draft.zone);
  const later = index * (Number(draft.minutesBetween) || 0) * 60 * MICROS_PER_SECOND;
  return at.ok ? { scheduledStart: instant(at.at + later) } : {};
}

function categoriesOf(draft: RaceDraft, lines: readonly StartLine[]) {
  const written = draft.categories.split(/\r?\n/).map((name) => name.trim());
  const listed = entrantsOf(lines).categories.map(({ name }) => name);
  const names = [...new Set([...written, ...listed])].filter((name) => name !== '');
  return names.map((name) => ({ id: name.slice(0, 64), name }));
}

function recordsOf(text: string) {
  return readRecords(text).flatMap((read) => (read.ok ? [read.record] : []));
}

/** One request for each heat of the start list; none while no event is chosen. */
export function requestsOf(draft: RaceDraft, rehearsal: boolean): RaceRequest[] {
  const heats = heatsOf(draft.lines.filter(isSaid));
  const all = heats.length === 0 ? [[null, []] as const] : heats;
  return all.flatMap(([heat, lines], index) => {
    const definition = definitionFrom(draft, { heat, index, lines });
    if (definition === null) return [];
    const { entrants, roster } = entrantsOf(lines);
    return [{ definition: withListedWaves(definition, lines), entrants, roster, rehearsal }];
  });
}

/** The wave of a race whose waves nobody has named yet. */
export const ONLY_WAVE = '1';

/**
 * The waves of the start list as well: one that it names and the definition does not would be a wave without
 * a gun. Where it gives everybody a wave of another name, the form's own wave, which nobody named and
 * nobody is in, goes: its gun would start nobody.
 */
export function withListedWaves(
  definition: RaceDefinition,
  lines: readonly StartLine[],
): RaceDefinition {
  const { start } = definition;
  if (start.kind !== 'waves') return definition;
  const listed = entrantsOf(lines).waves;
  const allAreListed = lines.length > 0 && lines.every(({ wave }) => wave !== undefined);
  const isOwnAlone = start.waves.every(({ id }) => id === ONLY_WAVE);
  const isEmpty = isOwnAlone && allAreListed && !listed.includes(ONLY_WAVE);
  const named = isEmpty ? [] : start.waves;
  const known = new Set(named.map(({ id }) => id));
  const more = listed.filter((name) => !known.has(name.slice(0, 64)));
  const waves = [...named, ...more.map((name) => ({ id: name.slice(0, 64), name }))];
  return { ...definition, start: { ...start, waves } };
}

/** A line in which something stands. */
export function isSaid(line: DraftLine): boolean {
  return line.id !== undefined || Object.keys(without(line, 'key', 'line')).length > 0;
}

/** The form of a race that is there. */
export function draftOf(
  definition: RaceDefinition,
  entrants: readonly Entrant[],
  roster: Roster,
): RaceDraft {
  const { meeting, categories = [], records = [], scheduledStart } = definition;
  return {
    format: formatOf(definition),
    event: definition.event,
    round: definition.round ?? '',
    heat: definition.heat === undefined ? '' : String(definition.heat),
    meeting: meeting.name,
    venue: meeting.venue ?? '',
    city: meeting.city ?? '',
    country: meeting.country ?? '',
    date: definition.date,
    start: scheduledStart === undefined ? '' : clockAt(scheduledStart, definition.zone),
    zone: definition.zone,
    minutesBetween: '10',
    paceLines: definition.paceLines ?? [],
    records: records
      .map(({ code, timeUs, digits, holder = '' }) =>
        `${code} ${formatClock(raceTime(timeUs), { digits })} ${holder}`.trim(),
      )
      .join('\n'),
    categories: categories.map(({ name }) => name).join('\n'),
    lines: linesOf(entrants, roster, categories).map((line, index) => ({
      ...line,
      key: index,
      ...idOf(entrants[index]),
    })),
    protestUs: definition.protestUs,
    qualifying: definition.qualifying,
    provenance: definition.provenance,
  };
}

function idOf(entrant: Entrant | undefined): { readonly id?: string } {
  return entrant === undefined ? {} : { id: entrant.id };
}

/** `19:50`, or `19:50:30` where seconds matter. */
function clockAt(at: number, zone: string): string {
  const seconds = at % (60 * MICROS_PER_SECOND) !== 0;
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
  }).format(at / 1000);
}
