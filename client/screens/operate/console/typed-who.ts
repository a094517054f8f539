import type { Who } from '../../../../shared/race/events.ts';
import type { Race } from '../../../../shared/race/race.ts';
import { readBib } from '../../../../shared/feeding/bib-input.ts';
import type { TapRow } from '../../../../shared/feeding/tap-rows.ts';
import { entrantNamed, namesOf, SHARED } from '../../../../shared/feeding/names.ts';

/** Whom what is typed at a line names. */
export interface TypedWho {
  readonly who: Who;
  /** Entrant index; null for nobody in this race. */
  readonly entrant: number | null;
  /** As it will be shown: the whole bib where it was completed. */
  readonly text: string;
  /** Several bibs begin so: more has to be typed. */
  readonly several: readonly string[];
}

/** What entrants of a race are called by at the line. */
export function calledBy(race: Race): 'bib' | 'lane' | 'entrant' {
  if (namesOf(race).bibs.size > 0) return 'bib';
  return namesOf(race).lanes.size > 0 ? 'lane' : 'entrant';
}

/** Null while nothing is typed. */
export function typedWho(race: Race, typed: string, line: string): TypedWho | null {
  const text = typed.trim();
  if (text === '') return null;
  const by = calledBy(race);
  if (by === 'bib') return byBib(race, text, line);
  const who: Who = by === 'lane' && /^\d+$/.test(text) ? { lane: Number(text) } : { entrant: text };
  const named = entrantNamed(namesOf(race), who);
  return { who, entrant: named === SHARED ? null : named, text, several: [] };
}

function byBib(race: Race, typed: string, line: string): TypedWho {
  const { verdict, bib, entrant, candidates } = readBib(race, typed, line);
  const text = bib ?? typed;
  const several = verdict === 'several' ? candidates.map((each) => each.bib) : [];
  return { who: { bib: text }, entrant, text, several };
}

/** How a bib, a lane or an id that a passing names is written; null where it names nobody. */
export function whoText(who: Who): string | null {
  if ('bib' in who) return who.bib;
  if ('lane' in who) return String(who.lane);
  if ('entrant' in who) return who.entrant;
  return 'tag' in who ? who.tag : null;
}

/** How a row is called in the list: as it was named at the line, and by the bib where a source names an entrant or a tag. */
export function rowCalled({ who, entrant }: Pick<TapRow, 'who' | 'entrant'>, race: Race) {
  return entrant !== null && ('entrant' in who || 'tag' in who)
    ? calledAs(race, entrant)
    : whoText(who);
}

/** The bib, lane or id of an entrant: what is typed for it. */
export function calledAs(race: Race, entrant: number): string {
  const line = race.entrants[entrant]?.entrant;
  return line?.bib ?? (line?.lane === undefined ? (line?.id ?? '') : String(line.lane));
}
