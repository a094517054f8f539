import { readBib } from '../../../../shared/feeding/bib-input.ts';
import type { Race } from '../../../../shared/race/race.ts';
import type { Roster } from '../../../../shared/race/roster.ts';
import { calledBy, typedWho } from '../console/typed-who.ts';

/** Whom somebody means by what was typed. */
interface Picked {
  /** Entrant index that Enter takes; null where nobody is meant for certain. */
  readonly entrant: number | null;
  readonly candidates: readonly { readonly text: string; readonly entrant: number }[];
  readonly why: 'empty' | 'nobody' | 'shared' | 'several' | 'found';
  /** How many there are, shown or not. */
  readonly count: number;
}

const NOBODY: Picked = { entrant: null, candidates: [], why: 'empty', count: 0 };
const SHOWN = 6;

/** By bib, in a race without bibs by lane, and in any by a part of the name. */
export function pickEntrant(race: Race, roster: Roster, typed: string): Picked {
  const text = typed.trim();
  if (text === '') return NOBODY;
  const named = byNumber(race, text);
  return named.why === 'nobody' ? byName(race, roster, text) : named;
}

function byNumber(race: Race, text: string): Picked {
  const line = race.points.at(-1)?.line ?? '';
  if (calledBy(race) !== 'bib') {
    const entrant = typedWho(race, text, line)?.entrant ?? null;
    return entrant === null ? { ...NOBODY, why: 'nobody' } : one(text, entrant);
  }
  const { verdict, entrant, candidates, count } = readBib(race, text, line, SHOWN);
  return {
    entrant,
    candidates: candidates.map((each) => ({ text: each.bib, entrant: each.entrant })),
    why:
      verdict === 'notInRace'
        ? 'nobody'
        : verdict === 'sharedBib'
          ? 'shared'
          : verdict === 'several'
            ? 'several'
            : 'found',
    count,
  };
}

function byName(race: Race, roster: Roster, text: string): Picked {
  const sought = text.toLocaleLowerCase();
  const found = race.entrants.filter(({ entrant, listed }) => {
    const line = roster[entrant.id];
    if (!listed || line === undefined || line.hidden === true) return false;
    return line.name.toLocaleLowerCase().includes(sought);
  });
  const candidates = found.slice(0, SHOWN).map(({ entrant, index }) => ({
    text: entrant.bib ?? (entrant.lane === undefined ? '' : String(entrant.lane)),
    entrant: index,
  }));
  if (found.length === 0) return { ...NOBODY, why: 'nobody' };
  if (found.length > 1) return { entrant: null, candidates, why: 'several', count: found.length };
  return { entrant: candidates[0]?.entrant ?? null, candidates, why: 'found', count: 1 };
}

function one(text: string, entrant: number): Picked {
  return { entrant, candidates: [{ text, entrant }], why: 'found', count: 1 };
}
