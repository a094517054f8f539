import { createRace } from '../../../../shared/race/apply.ts';
import type { ResultDeclared } from '../../../../shared/race/events.ts';
import type { Declaration, Race } from '../../../../shared/race/race.ts';
import { announcedAfter, type Announced } from '../../../../shared/timeline/announced.ts';
import { placesClosed, resultSheet, tiesOf } from '../../../../shared/timeline/result-sheet.ts';
import { standingsAt } from '../../../../shared/timeline/standings.ts';
import { LIVE_EDGE } from '../../../../shared/time/time.ts';
import type { Role } from '../../../../shared/wire/operate.ts';
import type { DeskEntry } from '../../../desk/desk.ts';
import { blindDoubts } from '../judge/judge-rows.ts';

/** What can be announced next, and what it takes. */
export interface Step {
  readonly state: ResultDeclared['state'];
  /** Why a reason has to be written; null where none has to. */
  readonly reason: 'second' | 'noProvisional' | 'amends' | null;
}

export interface Steps {
  readonly steps: readonly Step[];
  /** A step that another role has to take. */
  readonly others: boolean;
}

/** The server has the last word (`second-person.ts`); this only says beforehand what it will ask for. */
export function stepsOf(
  declared: readonly Declaration[],
  { role, ownProvisional }: { readonly role: Role; readonly ownProvisional: boolean },
): Steps {
  const isReferee = role === 'referee' || role === 'admin';
  const state = declared.at(-1)?.state ?? null;
  if (state === null) {
    const official: Step = { state: 'official', reason: 'noProvisional' };
    const first: Step = { state: 'provisional', reason: null };
    return { steps: isReferee ? [first, official] : [first], others: false };
  }
  if (state === 'provisional') {
    const again: Step = { state: 'provisional', reason: null };
    const official: Step = { state: 'official', reason: ownProvisional ? 'second' : null };
    return { steps: isReferee ? [official, again] : [again], others: !isReferee };
  }
  const amended: Step = { state: 'amended', reason: 'amends' };
  return { steps: isReferee ? [amended] : [], others: !isReferee };
}

/** The declaration that holds as one of this desk's entries; null before any. */
export function lastDeclaration(race: Race, entries: readonly DeskEntry[]): DeskEntry | null {
  const found = entries.findLast(
    ({ id, where }) => where !== 'refused' && race.holds(id)?.type === 'resultDeclared',
  );
  return found ?? null;
}

/** Announcements that the server refused and nobody has looked at. */
export function refusedDeclarations(entries: readonly DeskEntry[]): readonly DeskEntry[] {
  return entries.filter(
    ({ where, submission }) => where === 'refused' && submission.event.type === 'resultDeclared',
  );
}

export interface Issues {
  readonly running: number;
  readonly loose: number;
  /** Finishers about whom two blind readers differ, without a third look. */
  readonly undecided: number;
  /** Finishers whom one of two blind readers read, and the other did not. */
  readonly lone: number;
  readonly ties: number;
  /** Places by hand that no longer fit. */
  readonly pinned: number;
  readonly unsent: number;
}

/** What somebody should look at before a result is announced. */
export function issuesOf(race: Race, entries: readonly DeskEntry[]): Issues {
  const { rows } = standingsAt(race, LIVE_EDGE);
  const lines = resultSheet(race);
  const onTheWay = rows.filter(
    ({ entrant, state }) =>
      (state === 'running' || state === 'waiting') &&
      race.entrants[entrant]?.entrant.role === 'competitor',
  );
  return {
    running: onTheWay.length,
    loose: race.loose.filter(({ why }) => why === 'unknownEntrant').length,
    ...blindDoubts(race, entries),
    // A dead heat to the thousandth needs nobody.
    ties: tiesOf(lines).filter(({ known, shared }) => !shared || known === 'coarse').length,
    pinned: placesClosed(lines).length,
    unsent: entries.filter(({ where }) => where === 'device' || where === 'sending').length,
  };
}

/** A longer log is not folded again to find out what was announced. */
const FOLDABLE = 20_000;

/** What was announced, from the entries in their order; empty where that is too long to find out. */
export function announcedIn(entries: readonly DeskEntry[]): readonly Announced[] {
  if (entries.length > FOLDABLE) return [];
  const race = createRace();
  let kept: readonly Announced[] = [];
  for (const { submission, where } of entries) {
    if (where === 'refused') continue;
    race.apply(submission);
    kept = announcedAfter(kept, race, submission);
  }
  return kept;
}
