import { useCallback, useEffect, useState } from 'react';
import {
  mergeDrafts,
  samePart,
  withTheirs,
  type DraftChange,
  type DraftCollision,
} from './merge-drafts.ts';
import type { RaceDraft } from './race-draft.ts';
import { unsavedShelf } from './unsaved.ts';

/** A form that is being filled in, and what others made of the same race meanwhile. */
export interface SetupEdit {
  readonly draft: RaceDraft;
  /** What the draft was made from. */
  readonly base: RaceDraft;
  readonly taken: readonly DraftChange[];
  readonly collisions: readonly DraftCollision[];
}

export interface SetupEditing {
  readonly edit: SetupEdit | null;
  readonly change: (part: Partial<RaceDraft>) => void;
  /** Goes on with a draft that was made from another state of the race. */
  readonly resume: (draft: RaceDraft, base: RaceDraft) => void;
  readonly settle: (collision: DraftCollision, whose: 'mine' | 'theirs') => void;
  readonly seen: () => void;
  readonly discard: () => void;
}

/**
 * `stored`: the form of the race as it is in the log; a new one whenever somebody changed it. Goes on
 * with what was left unsaved.
 */
export function useSetupEdit(slug: string, stored: RaceDraft): SetupEditing {
  const [known, setEdit] = useState<SetupEdit | null>(() => {
    const left = unsavedShelf().read(slug);
    return left && fresh(left.draft, left.base ?? stored);
  });
  const edit = known && rebased(known, stored);
  if (edit !== known) setEdit(edit);
  useEffect(() => unsavedShelf().keep(slug, edit), [slug, edit]);

  return {
    edit,
    change: useCallback(
      (part) =>
        setEdit((before) => {
          const from = before ?? fresh(stored, stored);
          return { ...from, draft: { ...from.draft, ...part } };
        }),
      [stored],
    ),
    resume: useCallback((draft, base) => setEdit(fresh(draft, base)), []),
    settle: useCallback(
      (collision, whose) =>
        setEdit(
          (before) =>
            before && {
              ...before,
              draft: whose === 'theirs' ? withTheirs(before.draft, collision) : before.draft,
              collisions: before.collisions.filter((one) => one !== collision),
            },
        ),
      [],
    ),
    seen: useCallback(() => setEdit((before) => before && { ...before, taken: [] }), []),
    discard: useCallback(() => setEdit(null), []),
  };
}

function fresh(draft: RaceDraft, base: RaceDraft): SetupEdit {
  return { draft, base, taken: [], collisions: [] };
}

/** The same work on what the race is now. */
function rebased(edit: SetupEdit, stored: RaceDraft): SetupEdit {
  if (edit.base === stored) return edit;
  const { draft, taken, collisions } = mergeDrafts(edit.base, edit.draft, stored);
  const again = new Set([...taken, ...collisions].map(({ part }) => part));
  const isNew = ({ part }: DraftChange | DraftCollision) =>
    ![...again].some((one) => samePart(one, part));
  return {
    draft,
    base: stored,
    taken: [...edit.taken.filter(isNew), ...taken],
    collisions: [...edit.collisions.filter(isNew), ...collisions],
  };
}
