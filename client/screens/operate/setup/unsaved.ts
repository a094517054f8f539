import type { RaceDraft } from './race-draft.ts';

/** A form that was filled in and not saved, with what it was made from; null for a race that is not there yet. */
export interface Unsaved {
  readonly draft: RaceDraft;
  readonly base: RaceDraft | null;
}

/**
 * What was typed and not saved outlives a look at another screen, and, with the tab, a reload: a start
 * list is an hour's work. Kept by race; that of no race yet under `NEW_RACE`.
 */
export interface UnsavedShelf {
  readonly read: (race: string) => Unsaved | null;
  readonly keep: (race: string, unsaved: Unsaved | null) => void;
  /** The page goes: what is on the shelf is written down. False where it does not fit. */
  readonly write: () => boolean;
}

export const NEW_RACE = '';
const KEY = 'hairline.unsaved';

export function openUnsaved(storage: Pick<Storage, 'getItem' | 'setItem'> | null): UnsavedShelf {
  const all = new Map<string, Unsaved>(written(storage));
  return {
    read: (race) => all.get(race) ?? null,
    keep(race, unsaved) {
      if (unsaved === null) all.delete(race);
      else all.set(race, unsaved);
    },
    write() {
      try {
        storage?.setItem(KEY, JSON.stringify([...all]));
        return storage !== null || all.size === 0;
      } catch {
        return all.size === 0;
      }
    },
  };
}

function written(
  storage: Pick<Storage, 'getItem'> | null,
): readonly (readonly [string, Unsaved])[] {
  try {
    // Written by this tab alone.
    return JSON.parse(storage?.getItem(KEY) ?? '[]') as readonly (readonly [string, Unsaved])[];
  } catch {
    return [];
  }
}

let shelf: UnsavedShelf | null = null;

/** The shelf of this tab. */
export function unsavedShelf(): UnsavedShelf {
  if (shelf !== null) return shelf;
  const opened = openUnsaved(tabStorage());
  window.addEventListener('beforeunload', (event) => {
    if (!opened.write()) event.preventDefault();
  });
  // A phone that puts a page away says no more than that.
  window.addEventListener('pagehide', () => opened.write());
  shelf = opened;
  return opened;
}

/** A browser may forbid it. */
function tabStorage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
