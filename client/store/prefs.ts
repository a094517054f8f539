import { createStore, type StoreApi } from 'zustand/vanilla';

export type Theme = 'system' | 'dark' | 'light';

/** What a viewer chose, kept on this device only. */
export interface Prefs {
  readonly theme: Theme;
  /** On a narrow board only one of them fits. */
  readonly narrowColumn: 'gap' | 'interval';
  readonly singleKeys: boolean;
  /** The library tells no winners. */
  readonly hideResults: boolean;
  /** Entrant ids by race. */
  readonly followed: Readonly<Record<string, readonly string[]>>;
  /** Those of them, as `race entrant`, whom a link follows for this visit only. */
  readonly lent: readonly string[];
}

export type PrefsStore = StoreApi<Prefs>;

const KEY = 'hairline.prefs';

const DEFAULTS: Prefs = {
  theme: 'system',
  narrowColumn: 'gap',
  singleKeys: true,
  hideResults: false,
  followed: {},
  lent: [],
};

type Shelf = Pick<Storage, 'getItem' | 'setItem'>;

/** The prefs kept on `shelf`; what cannot be read there is as if never chosen. */
export function prefsStore(shelf: Shelf | null): PrefsStore {
  const store = createStore<Prefs>(() => ({ ...DEFAULTS, ...readPrefs(shelf) }));
  store.subscribe((prefs) => {
    try {
      shelf?.setItem(KEY, JSON.stringify(withoutLent(prefs)));
    } catch {
      // A full or forbidden shelf: the choice holds until the page is left.
    }
  });
  return store;
}

export function follow(prefs: PrefsStore, race: string, entrant: string): void {
  const { followed, lent } = prefs.getState();
  const before = followed[race] ?? [];
  const after = before.includes(entrant)
    ? before.filter((id) => id !== entrant)
    : [...before, entrant];
  prefs.setState({
    followed: { ...followed, [race]: after },
    lent: lent.filter((one) => one !== `${race} ${entrant}`),
  });
}

/** Follows whom a link names, until the page is left: what one chose oneself stays as it is. */
export function followForNow(prefs: PrefsStore, race: string, entrants: readonly string[]): void {
  const { followed, lent } = prefs.getState();
  const before = followed[race] ?? [];
  const added = [...new Set(entrants)].filter((id) => !before.includes(id));
  prefs.setState({
    followed: { ...followed, [race]: [...before, ...added] },
    lent: [...lent, ...added.map((id) => `${race} ${id}`)],
  });
}

/** What is kept on the shelf. */
function withoutLent({ lent, ...prefs }: Prefs): Partial<Prefs> {
  const own = Object.entries(prefs.followed).map(([race, ids]) => [
    race,
    ids.filter((id) => !lent.includes(`${race} ${id}`)),
  ]);
  return { ...prefs, followed: Object.fromEntries(own) as Prefs['followed'] };
}

function readPrefs(shelf: Shelf | null): Partial<Prefs> {
  try {
    return sound(JSON.parse(shelf?.getItem(KEY) ?? '{}'));
  } catch {
    return {};
  }
}

/** Keeps what has the right shape; an older or a broken version of the rest is dropped. */
function sound(read: unknown): Partial<Prefs> {
  if (typeof read !== 'object' || read === null) return {};
  const { theme, narrowColumn, singleKeys, hideResults, followed } = read as Record<
    string,
    unknown
  >;
  return {
    ...(theme === 'system' || theme === 'dark' || theme === 'light' ? { theme } : {}),
    ...(narrowColumn === 'gap' || narrowColumn === 'interval' ? { narrowColumn } : {}),
    ...(typeof singleKeys === 'boolean' ? { singleKeys } : {}),
    ...(typeof hideResults === 'boolean' ? { hideResults } : {}),
    ...(isFollowed(followed) ? { followed } : {}),
  };
}

function isFollowed(value: unknown): value is Record<string, readonly string[]> {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every(
    (ids) => Array.isArray(ids) && ids.every((id) => typeof id === 'string'),
  );
}
