import type { Entrant } from '../../../shared/race/definition.ts';
import type { Race } from '../../../shared/race/race.ts';
import type { Roster } from '../../../shared/race/roster.ts';
import { initialsOf } from '../../components/board-text.ts';
import { NO_NAMES } from '../../store/race-state.ts';
import type { Words } from '../../i18n/words.ts';

/** How an entrant is called on every panel of a screen. */
export interface Named {
  readonly name: string;
  /** A surname, or all that a crew is called. */
  readonly shortName: string;
  /** Of a crew, where there is one: NZL. */
  readonly code: string | null;
  readonly country: string | null;
  /** Who is in the crew, else the club. */
  readonly about: string | null;
  /** Bib, lane or a few letters, for the board. */
  readonly label: string;
  /** Bib or a few letters, for a dot on the track, whose row or lane says the rest. */
  readonly dot: string;
}

/** What of an entrant a label is made of. */
export type Labelled = Pick<Entrant, 'id' | 'bib' | 'lane'>;

/** Stands for a crew where there is room for letters only; in a sentence and on a board it has its name. */
const CODE = /^[A-Z]{2,4}$/;

/** The name of an entrant; who is hidden or not yet known is called by bib, or by id. */
export function nameOf(entrant: Labelled, roster: Roster, words: Words): Named {
  const line = roster[entrant.id];
  const lane = entrant.lane === undefined ? null : String(entrant.lane);
  const number = entrant.bib ?? lane;
  const known = line !== undefined && line.hidden !== true;
  const unknown = number === null ? entrant.id : words.board.unnamed(number);
  const name = known ? line.name : roster === NO_NAMES ? words.board.nameToCome : unknown;
  const short = known ? (line.shortName ?? name) : name;
  const code = CODE.test(short) ? short : null;
  // Only where no number stands: twenty thousand runners have bibs.
  const letters = () => code ?? initialsOf(name);
  return {
    name,
    shortName: code === null ? short : name,
    code,
    country: line?.country ?? null,
    about: line?.crew?.join(', ') ?? line?.club ?? null,
    label: number ?? letters(),
    dot: entrant.bib ?? letters(),
  };
}

/** What the labels of a race are. */
export function labelled(race: Race): 'bib' | 'lane' | 'initials' {
  const first = race.entrants[0]?.entrant;
  if (first?.bib !== undefined) return 'bib';
  return first?.lane === undefined ? 'initials' : 'lane';
}
