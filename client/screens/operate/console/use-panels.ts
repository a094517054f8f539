import { useCallback } from 'react';
import type { EntryId } from '../../../../shared/race/entry.ts';
import { namesOf } from '../../../../shared/feeding/names.ts';
import type { TapRow } from '../../../../shared/feeding/tap-rows.ts';
import type { RaceDeskState } from '../../../desk/desk.ts';
import { useWords, type Words } from '../../../i18n/operate-words.ts';
import { usePart } from '../../stations.ts';
import { nameOf } from '../../watch/names.ts';
import type { FieldView } from './BibField.tsx';
import { isWaiting, targetOf } from './console-model.ts';
import type { LikelyView } from './Likely.tsx';
import { clockText, rowView, type RowView } from './row-view.ts';
import { calledAs, calledBy, typedWho } from './typed-who.ts';
import { seenAt } from '../../../../shared/feeding/bib-input.ts';
import type { ConsoleView } from './use-console.ts';

/** The texts of the console's panels. */
export interface Panels {
  /** How a row is shown; of two thousand only those in sight are asked for. */
  readonly show: (row: TapRow) => RowView;
  /** How many wait for a bib. */
  readonly waiting: number;
  readonly target: EntryId | null;
  readonly selected: EntryId | null;
  readonly field: FieldView;
  readonly likely: readonly LikelyView[];
  readonly letterBibs: boolean;
}

export function usePanels(view: ConsoleView): Panels {
  const words = useWords();
  const typed = usePart(view.model.state, (state) => state.typed);
  const selected = usePart(view.model.state, (state) => state.selected);
  const leftOpen = usePart(view.model.state, (state) => state.leftOpen);
  const { rows, entries, mayCorrect, state } = view;
  const { race, roster } = state;
  const show = useCallback(
    (row: TapRow) =>
      rowView(row, { race: state.race, roster: state.roster, entries, leftOpen, words }),
    [state, entries, leftOpen, words],
  );
  const target = targetOf({ rows, mayCorrect }, { selected, leftOpen });
  const letterBibs = namesOf(race).sorted.some((bib) => /\D/.test(bib));
  const field = fieldView({
    typed,
    target,
    isSelected: selected !== null,
    state,
    line: view.place.line,
    words,
  });
  const { now } = view;
  const likely = view.likely.map(({ entrant, at, errorUs }): LikelyView => {
    const line = race.entrants[entrant]?.entrant;
    const name = line === undefined ? '' : nameOf(line, roster, words).shortName;
    const seconds = Math.round((at - now) / 1e6);
    return {
      bib: calledAs(race, entrant),
      name,
      due: words.console.assign.due(seconds),
      late: now - at > errorUs,
    };
  });
  const waiting = rows.filter((row) => isWaiting(row) && !leftOpen.has(row.id)).length;
  return { show, waiting, target: target?.id ?? null, selected, field, likely, letterBibs };
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

function doesText({ typed, target, isSelected, state, words }: Typing): string {
  const says = words.console.assign;
  if (target === null) return typed === '' ? says.tapsNow : says.recordsNow;
  const clock = clockText(target, state.race);
  if (isSelected) return says.toRow(clock);
  return typed === '' ? says.tapWaits(clock) : says.toTap(clock);
}
