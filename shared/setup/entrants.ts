import type { Category, Entrant } from '../race/definition.ts';
import type { Roster, RosterLine } from '../race/roster.ts';
import { meantCountry, NOC_CODES } from '../formats/noc-codes.ts';
import type { StartLine } from '../formats/start-list.ts';
import { without } from './without.ts';

/** Between a start list, as people write it, and the entrants and names of a race. */

/** What is odd about a line of a start list; `index` is its place in the list. */
export interface LineProblem {
  readonly index: number;
  readonly kind:
    | 'noName'
    | 'doubledBib'
    | 'doubledLane'
    | 'doubledTag'
    | 'unknownCountry'
    | 'noCountryCode';
  readonly text: string;
  /** The line it collides with, or the code that was probably meant. */
  readonly other?: number | string;
}

/** Everything odd, line by line; nothing of it keeps a list from being used. */
export function lineProblems(lines: readonly StartLine[]): LineProblem[] {
  const problems: LineProblem[] = [];
  const seen = new Map<string, number>();
  const onlyOnce = (index: number, kind: LineProblem['kind'], text: string, key: string) => {
    const other = seen.get(key);
    if (other === undefined) seen.set(key, index);
    else problems.push({ index, kind, text, other });
  };
  for (const [index, line] of lines.entries()) {
    if (line.name === undefined) problems.push({ index, kind: 'noName', text: line.bib ?? '' });
    const country = countryProblem(line.country);
    if (country !== null) problems.push({ index, ...country });
    if (line.bib !== undefined) onlyOnce(index, 'doubledBib', line.bib, `bib ${line.bib}`);
    if (line.lane !== undefined)
      onlyOnce(index, 'doubledLane', `${line.lane}`, `lane ${line.heat ?? ''} ${line.lane}`);
    for (const tag of line.tags ?? []) onlyOnce(index, 'doubledTag', tag, `tag ${tag}`);
  }
  return problems;
}

function countryProblem(country: string | undefined): Omit<LineProblem, 'index'> | null {
  if (country === undefined || NOC_CODES.has(country)) return null;
  const meant = meantCountry(country);
  return {
    kind: isCode(country) ? 'unknownCountry' : 'noCountryCode',
    text: country,
    ...(meant === null ? {} : { other: meant }),
  };
}

function isCode(country: string): boolean {
  return /^[A-Z]{3}$/.test(country);
}

export interface ListedEntrants {
  readonly entrants: readonly Entrant[];
  readonly roster: Roster;
  /** Of the definition, so that the entrants' categories are known. */
  readonly categories: readonly Category[];
  readonly waves: readonly string[];
}

/**
 * Entrants with the ids `e1`, `e2`, … from `first` on: ids stay in the log for ever and so hold no names. A
 * line without a name is known by its bib; a country that is no code is left out (`noCountryCode`).
 */
export function entrantsOf(lines: readonly StartLine[], first = 1): ListedEntrants {
  const ids = lines.map((_, i) => `e${first + i}`);
  const named = lines.flatMap((line, i) => {
    const said = rosterLineOf(line);
    return said === null ? [] : [[ids[i] ?? '', said] as const];
  });
  return {
    entrants: lines.map((line, i) => entrantOf(line, ids[i] ?? '')),
    roster: Object.fromEntries(named),
    categories: distinct(lines.map(({ category }) => category)).map((name) => ({
      id: idOf(name),
      name,
    })),
    waves: distinct(lines.map(({ wave }) => wave)),
  };
}

/** The entrant that a line lists under an id. */
export function entrantOf(line: StartLine, id: string): Entrant {
  const { bib, lane, grid, tags, category, wave, offsetUs } = line;
  return {
    id,
    role: line.pacemaker === true ? 'pacemaker' : 'competitor',
    ...(bib === undefined ? {} : { bib }),
    ...(lane === undefined ? {} : { lane }),
    ...(grid === undefined ? {} : { grid }),
    ...(tags === undefined ? {} : { tags: tags.slice(0, 20) }),
    ...(category === undefined ? {} : { categories: [idOf(category)] }),
    ...(wave === undefined ? {} : { wave: idOf(wave) }),
    ...(offsetUs === undefined ? {} : { startOffsetUs: offsetUs }),
  };
}

/** `O'Brien, Séan` is called O'Brien; what follows the comma of `Sam Berg, Jr.` is no given name. */
function surnameBeforeComma(name: string): string | undefined {
  const [surname, given = '', ...more] = name.split(', ');
  const isOne = more.length === 0 && /^\p{L}/u.test(given) && !/^([JS]r\.?|[IVX]+)$/i.test(given);
  return isOne ? surname : undefined;
}

/** The names of a line; null for one that names nobody. */
export function rosterLineOf({
  name,
  shortName,
  country,
  club,
  crew,
  seedUs,
  seedDigits,
}: StartLine): RosterLine | null {
  if (name === undefined) return null;
  const short = shortName ?? surnameBeforeComma(name);
  return {
    name,
    ...(short === undefined ? {} : { shortName: short }),
    ...(country !== undefined && isCode(country) ? { country } : {}),
    ...(club === undefined ? {} : { club }),
    ...(crew === undefined ? {} : { crew }),
    ...(seedUs === undefined ? {} : { seedUs }),
    ...(seedDigits === undefined ? {} : { seedDigits }),
  };
}

/** A start list of a race that is there: to be edited, written to a file, or taken over by another. */
export function linesOf(
  entrants: readonly Entrant[],
  roster: Roster,
  categories: readonly Category[] = [],
): StartLine[] {
  const nameOf = new Map(categories.map(({ id, name }) => [id, name]));
  return entrants.map(({ id, role, categories: [category] = [], startOffsetUs, ...entrant }) => {
    const names = without(roster[id] ?? NO_LINE, 'hidden');
    const { bib, lane, grid, tags, wave } = entrant;
    return {
      ...names,
      ...(bib === undefined ? {} : { bib }),
      ...(lane === undefined ? {} : { lane }),
      ...(grid === undefined ? {} : { grid }),
      ...(tags === undefined ? {} : { tags }),
      ...(wave === undefined ? {} : { wave }),
      ...(category === undefined ? {} : { category: nameOf.get(category) ?? category }),
      ...(startOffsetUs === undefined ? {} : { offsetUs: startOffsetUs }),
      ...(role === 'pacemaker' ? { pacemaker: true } : {}),
    };
  });
}

/** The lists of each heat, in the order in which the heats are first named; one list where none is. */
export function heatsOf(
  lines: readonly StartLine[],
): (readonly [string | null, readonly StartLine[]])[] {
  const heats = new Map<string | null, StartLine[]>();
  for (const line of lines) {
    const heat = line.heat ?? null;
    heats.set(heat, [...(heats.get(heat) ?? []), line]);
  }
  return [...heats].toSorted(([a], [b]) => Number(a) - Number(b) || 0);
}

function distinct(texts: readonly (string | undefined)[]): string[] {
  return [...new Set(texts.filter((text) => text !== undefined))];
}

/** Ids are at most 64 letters. */
function idOf(name: string): string {
  return name.slice(0, 64);
}

const NO_LINE: Partial<RosterLine> = {};
