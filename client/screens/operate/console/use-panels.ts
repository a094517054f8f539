import { useCallback } from 'react';
import type { EntryId } from '../../../../shared/race/entry.ts';
import { namesOf } from '../../../../shared/feeding/names.ts';
import type { TapRow } from '../../../../shared/feeding/tap-rows.ts';
import type { RaceDeskState } from '../../../desk/desk.ts';
import { useWords, type Words } from '../../../i18n/operate-words.ts';
import { usePart } from '../../stations.ts';
import { givenName } from '../../../components/board-text.ts';
import { nameOf } from '../../watch/names.ts';
import { isWaiting, targetOf } from './console-model.ts';
import type { LikelyView } from './Likely.tsx';
import { clockText, rowView, type RowView } from './row-view.ts';
import { calledAs, calledBy, typedWho } from './typed-who.ts';
import { seenAt } from '../../../../shared/feeding/bib-input.ts';
import type { ConsoleView } from './use-console.ts';

/** What is typed and what it would be, in words. */
export interface FieldView {
  readonly label: string;
  readonly typed: string;
  /** The rest of the one bib that it can be; '' where several or none. */
  readonly rest: string;
  /** Whom it names, or what is wrong with it. */
  readonly whom: string | null;
  readonly odd: boolean;
  /** What Enter does. */
  readonly does: string;
  /** The same where there is little room. */
  readonly brief: string;
  /** The time that it goes to; null where it is recorded now. */
  readonly goesTo: string | null;
}

/** The bib field: drawn with every figure, and nothing else with it. */
export function useField(view: ConsoleView): FieldView {
  const words = useWords();
  const { model, rows, mayCorrect, state } = view;
  const typed = usePart(model.state, (now) => now.typed);
  const selected = usePart(model.state, (now) => now.selected);
  const leftOpen = usePart(model.state, (now) => now.leftOpen);
  return fieldView({
    typed,
    target: targetOf({ rows, mayCorrect }, { selected, leftOpen }),
    isSelected: selected !== null,
    state,
    line: view.place.line,
    words,
  });
}

export interface ShownRows {
  /** How a row is shown; of two thousand only those in sight are asked for. */
  readonly show: (row: TapRow) => RowView;
  readonly target: EntryId | null;
  readonly selected: EntryId | null;
}

export function useShownRows(view: ConsoleView): ShownRows {
  const words = useWords();
  const { model, rows, entries, mayCorrect, state } = view;
  const selected = usePart(model.state, (now) => now.selected);
  const leftOpen = usePart(model.state, (now) => now.leftOpen);
  const show = useCallback(
    (row: TapRow) =>
      rowView(row, { race: state.race, roster: state.roster, entries, leftOpen, words }),
    [state, entries, leftOpen, words],
  );
  const target = targetOf({ rows, mayCorrect }, { selected, leftOpen });
  return { show, target: target?.id ?? null, selected };
}

/** How many taps wait for a bib. */
export function useWaiting({ model, rows }: ConsoleView): number {
  const leftOpen = usePart(model.state, (now) => now.leftOpen);
  return rows.filter((row) => isWaiting(row) && !leftOpen.has(row.id)).length;
}

/** Some bib of this race has a letter. */
export function hasLetterBibs(view: ConsoleView): boolean {
  return namesOf(view.state.race).sorted.some((bib) => /\D/.test(bib));
}

export function useLikelyViews(view: ConsoleView): readonly LikelyView[] {
  const words = useWords();
  const { now, state } = view;
  return view.likely.map(({ entrant, at, errorUs }): LikelyView => {
    const line = state.race.entrants[entrant]?.entrant;
    const known = line === undefined ? null : nameOf(line, state.roster, words);
    const name = known?.shortName ?? '';
    const given = known === null ? null : givenName(known.name, known.shortName);
    const seconds = Math.round((at - now) / 1e6);
    return {
      bib: calledAs(state.race, entrant),
      name,
      family: known?.name.slice(given?.length ?? 0).trim() ?? '',
      due: words.console.assign.due(seconds),
      late: now - at > errorUs,
    };
  });
}

interface Typing {
  readonly typed: string;
  readonly target: TapRow | null;
  readonly isSelected: boolean;
  readonly state: RaceDeskState;
  readonly line: string;
  readonly words: Words;
}

/** What is typed, whom it names, and what Enter does with it. */
function fieldView(typing: Typing): FieldView {
  const { typed, target, state, line, words } = typing;
  const says = words.console.assign;
  const base = {
    label: calledBy(state.race) === 'lane' ? says.laneField : says.field,
    typed,
    rest: '',
    odd: false,
    does: doesText(typing),
    brief: briefText(typing),
    goesTo: target === null ? null : clockText(target, state.race),
  };
  const who = typedWho(state.race, typed, line);
  if (who === null) return { ...base, whom: null };
  if (who.several.length > 0) return { ...base, whom: says.several(listed(who.several)) };
  if (who.entrant === null) return { ...base, whom: says.unknown(who.text), odd: true };
  const rest = who.text.startsWith(typed) ? who.text.slice(typed.length) : '';
  return { ...base, rest, ...whomText(who.entrant, typing) };
}

const LISTED = 4;

function listed(bibs: readonly string[]): string {
  return bibs.slice(0, LISTED).join(', ') + (bibs.length > LISTED ? ' …' : '');
}

function whomText(
  entrant: number,
  { state, line, target, words }: Typing,
): Pick<FieldView, 'whom' | 'odd'> {
  const says = words.console.assign;
  const listedAs = state.race.entrants[entrant];
  if (listedAs === undefined) return { whom: null, odd: false };
  const { name } = nameOf(listedAs.entrant, state.roster, words);
  if (listedAs.status !== null) return { whom: says.gone(name), odd: true };
  const seen = seenAt(state.race, entrant, line);
  const again = seen?.done === true && seen.entry !== target?.id;
  return { whom: again ? says.twice(name) : name, odd: again };
}

function briefText(typing: Typing): string {
  const { target, isSelected, state, words } = typing;
  if (target === null || !isSelected) return doesText(typing);
  return words.console.assign.bibFor(clockText(target, state.race));
}

function doesText({ typed, target, isSelected, state, words }: Typing): string {
  const says = words.console.assign;
  if (target === null) return typed === '' ? says.tapsNow : says.recordsNow;
  const clock = clockText(target, state.race);
  if (isSelected) return says.toRow(clock);
  return typed === '' ? says.tapWaits(clock) : says.toTap(clock);
}
