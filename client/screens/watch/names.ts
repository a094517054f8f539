import type { Entrant } from '../../../shared/race/definition.ts';
import type { Race } from '../../../shared/race/race.ts';
import type { Roster } from '../../../shared/race/roster.ts';
import { initialsOf } from '../../components/board-text.ts';
import type { Words } from '../../i18n/words.ts';

/** How an entrant is called on every panel of a screen. */
export interface Named {
  readonly name: string;
  readonly shortName: string;
  readonly country: string | null;
  /** Bib, lane or initials: what fits a dot. */
  readonly label: string;
}

/** The name of an entrant; who is hidden or not yet known is called by bib, or by id. */
export function nameOf(entrant: Entrant, roster: Roster, words: Words): Named {
  const line = roster[entrant.id];
  const label = entrant.bib ?? (entrant.lane === undefined ? null : String(entrant.lane));
  if (line === undefined || line.hidden === true) {
    const name = label === null ? entrant.id : words.board.unnamed(label);
    return {
      name,
      shortName: name,
      country: line?.country ?? null,
      label: label ?? initialsOf(name),
    };
  }
  return {
    name: line.name,
    shortName: line.shortName ?? line.name,
    country: line.country ?? null,
    label: label ?? initialsOf(line.name),
  };
}

/** What the labels of a race are. */
export function labelled(race: Race): 'bib' | 'lane' | 'initials' {
  const first = race.entrants[0]?.entrant;
  if (first?.bib !== undefined) return 'bib';
  return first?.lane === undefined ? 'initials' : 'lane';
}
