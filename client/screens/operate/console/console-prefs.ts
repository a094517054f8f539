import { createStore, type StoreApi } from 'zustand/vanilla';

/** How this operator likes the console, kept on this device only. */
export interface ConsolePrefs {
  readonly sound: boolean;
  readonly vibration: boolean;
  /** On a phone: black on white for the sun, or white on black for the night. */
  readonly light: 'sun' | 'night';
  /** Which line is tapped here, by race. */
  readonly lines: Readonly<Record<string, string>>;
}

export type ConsolePrefsStore = StoreApi<ConsolePrefs>;

type Shelf = Pick<Storage, 'getItem' | 'setItem'>;

const KEY = 'hairline.console';
const DEFAULTS: ConsolePrefs = { sound: true, vibration: true, light: 'sun', lines: {} };
/** So many races are remembered. */
const MOST_LINES = 20;

/** The prefs kept on `shelf`; what cannot be read there is as if never chosen. */
export function consolePrefs(shelf: Shelf | null): ConsolePrefsStore {
  const store = createStore<ConsolePrefs>(() => ({ ...DEFAULTS, ...read(shelf) }));
  store.subscribe((prefs) => {
    try {
      shelf?.setItem(KEY, JSON.stringify(prefs));
    } catch {
      // A full or forbidden shelf: the choice holds until the page is left.
    }
  });
  return store;
}

export function chooseLine(prefs: ConsolePrefsStore, slug: string, line: string): void {
  const others = Object.entries(prefs.getState().lines).filter(([other]) => other !== slug);
  const kept = others.slice(1 - MOST_LINES);
  prefs.setState({ lines: { ...Object.fromEntries(kept), [slug]: line } });
}

function read(shelf: Shelf | null): Partial<ConsolePrefs> {
  try {
    return sound(JSON.parse(shelf?.getItem(KEY) ?? '{}'));
  } catch {
    return {};
  }
}

/** Keeps what has the right shape; the rest is dropped. */
function sound(value: unknown): Partial<ConsolePrefs> {
  if (typeof value !== 'object' || value === null) return {};
  const { sound: heard, vibration, light, lines } = value as Record<string, unknown>;
  return {
    ...(typeof heard === 'boolean' ? { sound: heard } : {}),
    ...(typeof vibration === 'boolean' ? { vibration } : {}),
    ...(light === 'sun' || light === 'night' ? { light } : {}),
    ...(isLines(lines) ? { lines } : {}),
  };
}

function isLines(value: unknown): value is Record<string, string> {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every((line) => typeof line === 'string');
}
