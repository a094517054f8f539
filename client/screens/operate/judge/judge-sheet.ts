/**
 * What a judge has marked on one image and not recorded yet. Columns are those of the image, so that
 * marks stay where they are when the time axis is set anew.
 */
export interface JudgeSheet {
  readonly drafts: readonly Draft[];
  /** The mark that the hairline and the digits belong to. */
  readonly active: number | null;
  /** Entrant index of who is to be read next. */
  readonly target: number | null;
}

export interface Draft {
  readonly id: number;
  readonly column: number;
  /** Where in the image the judge pointed, 0 the top and 1 the bottom; null where only keys were used. */
  readonly row: number | null;
  /** Entrant index by lane or by choice; a typed bib stands over it. */
  readonly entrant: number | null;
  readonly bib: string;
  /** A blind reader is done with it; it waits to be locked with the others. */
  readonly confirmed: boolean;
}

export type SheetChange =
  | {
      readonly does: 'place';
      readonly column: number;
      readonly row: number;
      readonly entrant: number | null;
    }
  | { readonly does: 'mark'; readonly column: number }
  | { readonly does: 'move'; readonly column: number }
  | { readonly does: 'digit'; readonly digit: string; readonly column: number }
  | { readonly does: 'rubout' | 'leave' }
  | { readonly does: 'aim'; readonly entrant: number | null }
  | { readonly does: 'activate' | 'confirm' | 'drop'; readonly id: number }
  | { readonly does: 'restore'; readonly sheet: JudgeSheet };

export const EMPTY_SHEET: JudgeSheet = { drafts: [], active: null, target: null };

const LONGEST_BIB = 8;

export function changeSheet(sheet: JudgeSheet, change: SheetChange): JudgeSheet {
  switch (change.does) {
    case 'place':
      return place(sheet, change);
    case 'mark':
      return sheet.active === null
        ? added(sheet, { column: change.column, row: null, entrant: sheet.target })
        : moved(sheet, change.column);
    case 'move':
      return moved(sheet, change.column);
    case 'digit': {
      const marked =
        sheet.active === null
          ? added(sheet, { column: change.column, row: null, entrant: null })
          : sheet;
      return onActive(marked, (draft) => ({
        ...draft,
        bib: (draft.bib + change.digit).slice(0, LONGEST_BIB),
      }));
    }
    case 'rubout':
      return onActive(sheet, (draft) => ({ ...draft, bib: draft.bib.slice(0, -1) }));
    case 'leave':
      return { ...sheet, active: null, target: null };
    case 'aim':
      return aim(sheet, change.entrant);
    case 'activate':
      return { ...sheet, active: change.id, target: null };
    case 'confirm':
      return {
        ...onDraft(sheet, change.id, (draft) => ({ ...draft, confirmed: true })),
        active: null,
        target: null,
      };
    case 'drop':
      return {
        drafts: sheet.drafts.filter(({ id }) => id !== change.id),
        active: sheet.active === change.id ? null : sheet.active,
        target: null,
      };
    case 'restore':
      return change.sheet;
  }
}

export function activeDraft({ drafts, active }: JudgeSheet): Draft | null {
  return drafts.find(({ id }) => id === active) ?? null;
}

/**
 * A click in somebody's lane is their mark: a new one, or the one they have is moved. Elsewhere it
 * moves the mark that is being made, and makes one where there is none.
 */
function place(
  sheet: JudgeSheet,
  at: { readonly column: number; readonly row: number; readonly entrant: number | null },
): JudgeSheet {
  const { column, row } = at;
  const entrant = at.entrant ?? (sheet.active === null ? sheet.target : null);
  const own = entrant === null ? null : sheet.drafts.find((draft) => draft.entrant === entrant);
  const id = own?.id ?? (at.entrant === null ? sheet.active : null);
  if (id === null) return added(sheet, { column, row, entrant });
  const shifted = onDraft(sheet, id, (draft) => ({ ...draft, column, row, confirmed: false }));
  return { ...shifted, active: id, target: null };
}

function added(sheet: JudgeSheet, draft: Pick<Draft, 'column' | 'row' | 'entrant'>): JudgeSheet {
  const id = Math.max(0, ...sheet.drafts.map((one) => one.id)) + 1;
  const drafts = [...sheet.drafts, { ...draft, id, bib: '', confirmed: false }];
  return { drafts, active: id, target: null };
}

function aim(sheet: JudgeSheet, entrant: number | null): JudgeSheet {
  const own = entrant === null ? undefined : sheet.drafts.find((one) => one.entrant === entrant);
  return own === undefined
    ? { ...sheet, active: null, target: entrant }
    : { ...sheet, active: own.id, target: null };
}

function moved(sheet: JudgeSheet, column: number): JudgeSheet {
  return onActive(sheet, (draft) => ({ ...draft, column, confirmed: false }));
}

function onActive(sheet: JudgeSheet, change: (draft: Draft) => Draft): JudgeSheet {
  return sheet.active === null ? sheet : onDraft(sheet, sheet.active, change);
}

function onDraft(sheet: JudgeSheet, id: number, change: (draft: Draft) => Draft): JudgeSheet {
  return { ...sheet, drafts: sheet.drafts.map((each) => (each.id === id ? change(each) : each)) };
}
