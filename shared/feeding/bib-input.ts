import type { EntryId } from '../race/entry.ts';
import type { Race, Split } from '../race/race.ts';
import type { Instant } from '../time/time.ts';
import { namesOf, SHARED } from './names.ts';

/** What digits typed at a line can mean. */
export interface BibInput {
  readonly digits: string;
  /**
   * `exact`: somebody bears just these digits, and nobody longer ones. `exactOrLonger`: somebody does,
   * but they also begin other bibs. `completes`: they begin one bib only, so that is who is meant.
   */
  readonly verdict:
    | 'empty'
    | 'exact'
    | 'exactOrLonger'
    | 'completes'
    | 'several'
    | 'notInRace'
    /** Two on the start list bear this bib: neither can be named by it. */
    | 'sharedBib';
  /** The bib that Enter takes, and the index of its entrant; null where nobody is meant for certain. */
  readonly bib: string | null;
  readonly entrant: number | null;
  /** Bibs that the digits begin, the exact one first, then short before long; at most as many as asked for. */
  readonly candidates: readonly BibCandidate[];
  /** How many bibs they begin. */
  readonly count: number;
}

export interface BibCandidate {
  readonly bib: string;
  /** Entrant index; −1 where two bear this bib. */
  readonly entrant: number;
  readonly seen: SeenHere | null;
}

/** The last time an entrant was seen at a line. */
export interface SeenHere {
  readonly point: number;
  readonly at: Instant;
  readonly entry: EntryId;
  /** There is no further point of this line left for the entrant. */
  readonly done: boolean;
}

/** Completes digits against the start list. `line`: where it is typed, to say who has been seen there. */
export function readBib(race: Race, digits: string, line: string, most = 9): BibInput {
  const typed = digits.trim();
  if (typed === '') return { digits: typed, verdict: 'empty', ...NOBODY, count: 0 };
  const { bibs, sorted } = namesOf(race);
  const from = firstNotBelow(sorted, typed);
  // No bib begins with the digits and U+FFFF.
  const found = sorted.slice(from, firstNotBelow(sorted, `${typed}\uffff`)).sort(shortFirst);
  const candidates = found.slice(0, most).map((bib): BibCandidate => {
    const entrant = bibs.get(bib) ?? SHARED;
    return { bib, entrant, seen: seenAt(race, entrant, line) };
  });
  const verdict = verdictOf(typed, found, candidates[0]);
  const isMeant = verdict === 'exact' || verdict === 'exactOrLonger' || verdict === 'completes';
  const meant = isMeant ? candidates[0] : undefined;
  return {
    digits: typed,
    verdict,
    bib: meant?.bib ?? null,
    entrant: meant?.entrant ?? null,
    candidates,
    count: found.length,
  };
}

const NOBODY = { bib: null, entrant: null, candidates: [] };

function verdictOf(
  typed: string,
  found: readonly string[],
  first: BibCandidate | undefined,
): BibInput['verdict'] {
  if (first === undefined) return 'notInRace';
  const isExact = first.bib === typed;
  if ((isExact || found.length === 1) && first.entrant === SHARED) return 'sharedBib';
  if (isExact) return found.length === 1 ? 'exact' : 'exactOrLonger';
  return found.length === 1 ? 'completes' : 'several';
}

/** When and where an entrant (by index) was last seen at a line. */
export function seenAt(race: Race, entrant: number, line: string): SeenHere | null {
  let seen: Split | null = null;
  let last = -1;
  for (const point of race.points) {
    if (point.line !== line) continue;
    last = point.index;
    seen = race.split(entrant, point.index) ?? seen;
  }
  if (seen === null) return null;
  return { point: seen.point, at: seen.clock, entry: seen.entry, done: seen.point === last };
}

function shortFirst(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}

function firstNotBelow(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
