import { useMemo } from 'react';
import type { EntryId } from '../../../../shared/race/entry.ts';
import { namesOf } from '../../../../shared/feeding/names.ts';
import type { TapRow } from '../../../../shared/feeding/tap-rows.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import { usePart } from '../../stations.ts';
import { nameOf } from '../../watch/names.ts';
import type { FieldView } from './BibField.tsx';
import { targetOf } from './console-model.ts';
import type { LikelyView } from './Likely.tsx';
import { clockText, rowView, type RowView } from './row-view.ts';
import { calledAs, calledBy, typedWho } from './typed-who.ts';
import { seenAt } from '../../../../shared/feeding/bib-input.ts';
import type { ConsoleView } from './use-console.ts';

/** The texts of the console's panels. */
export interface Panels {
  readonly rows: readonly RowView[];
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
  const shown = useMemo(
    () =>
      rows.map((row) =>
        rowView(row, { race: state.race, roster: state.roster, entries, leftOpen, words }),
      ),
    [rows, state, entries, leftOpen, words],
  );
  const target = targetOf({ rows, mayCorrect }, { selected, leftOpen });
  const letterBibs = namesOf(race).sorted.some((bib) => /\D/.test(bib));
  const field = fieldView(typed, target, selected !== null, view, words, roster);
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
  return { rows: shown, target: target?.id ?? null, selected, field, likely, letterBibs };
}

function fieldView(
  typed: string,
  target: TapRow | null,
  isSelected: boolean,
  view: ConsoleView,
  words: ReturnType<typeof useWords>,
  roster: Parameters<typeof nameOf>[1],
): FieldView {
  const says = words.console.assign;
  const { race } = view.state;
  const label = calledBy(race) === 'lane' ? says.laneField : says.field;
  const does = doesText(typed, target, isSelected, race, says);
  const line = view.place.line;
  const who = typedWho(race, typed, line);
  if (who === null) return { label, typed, rest: '', whom: null, odd: false, does };
  if (who.several.length > 0) {
    const shown = who.several.slice(0, 4).join(', ');
    const more = who.several.length > 4 ? ' …' : '';
    return { label, typed, rest: '', whom: says.several(shown + more), odd: false, does };
  }
  const entrant = who.entrant === null ? undefined : race.entrants[who.entrant];
  if (entrant === undefined)
    return { label, typed, rest: '', whom: says.unknown(who.text), odd: true, does };
  const { name } = nameOf(entrant.entrant, roster, words);
  const seen = seenAt(race, entrant.index, line);
  const rest = who.text.startsWith(typed) ? who.text.slice(typed.length) : '';
  if (entrant.status !== null)
    return { label, typed, rest, whom: says.gone(name), odd: true, does };
  const done = seen?.done === true && seen.entry !== target?.id;
  return { label, typed, rest, whom: done ? says.twice(name) : name, odd: done, does };
}

function doesText(
  typed: string,
  target: TapRow | null,
  isSelected: boolean,
  race: Parameters<typeof clockText>[1],
  says: ReturnType<typeof useWords>['console']['assign'],
): string {
  if (target === null) return typed === '' ? says.tapsNow : says.recordsNow;
  const clock = clockText(target, race);
  if (isSelected) return says.toRow(clock);
  return typed === '' ? says.tapWaits(clock) : says.toTap(clock);
}
