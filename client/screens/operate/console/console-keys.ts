/** What an operator does by key on the console. */
export type ConsoleKey =
  | { readonly do: 'tap' }
  | { readonly do: 'type'; readonly text: string }
  | { readonly do: 'rubOut' }
  | { readonly do: 'enter' }
  | { readonly do: 'home' }
  | { readonly do: 'likely'; readonly index: number }
  | { readonly do: 'leaveOpen' }
  | { readonly do: 'select'; readonly by: 1 | -1 }
  | { readonly do: 'selectEnd'; readonly end: 'oldest' | 'newest' }
  | { readonly do: 'undo' }
  | { readonly do: 'redo' }
  | { readonly do: 'correct'; readonly what: CorrectionKey };

/** The corrections of a row that have a key. */
export type CorrectionKey =
  | 'void'
  | 'edit'
  | 'swap'
  | 'insert'
  | 'shift'
  | 'split'
  | 'reassign'
  | 'point';

const CORRECTIONS: Readonly<Record<string, CorrectionKey>> = {
  e: 'edit',
  x: 'swap',
  i: 'insert',
  s: 'shift',
  k: 'split',
  r: 'reassign',
  p: 'point',
};

export interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
}

export interface Hands {
  /** Where the key went: the page, the bib field, a button, another field, or a dialog, which has all keys for itself. */
  readonly focus: 'page' | 'bib' | 'button' | 'elsewhere' | 'dialog';
  /** A row is selected: letters correct it. */
  readonly selected: boolean;
  /** Some bib of this race has a letter, so that letters are typed unless a row is selected. */
  readonly letterBibs: boolean;
}

/**
 * What a key does; null leaves it to the browser. A key that is held down taps once: its repeats
 * are no runners. On a focused button Space and Enter press that button.
 */
export function consoleKey(pressed: Pressed, hands: Hands): ConsoleKey | null {
  if (hands.focus === 'dialog') return null;
  if (hands.focus === 'elsewhere') return pressed.key === 'Escape' ? { do: 'home' } : null;
  const { ctrlKey, metaKey, altKey } = pressed;
  if (ctrlKey || metaKey) return altKey ? null : undoKey(pressed);
  if (altKey) return likelyKey(pressed);
  return pageKey(pressed) ?? onceKey(pressed, hands) ?? typedKey(pressed, hands);
}

function undoKey({ key, shiftKey, repeat }: Pressed): ConsoleKey | null {
  if (repeat) return null;
  if (key.toLowerCase() === 'z') return { do: shiftKey ? 'redo' : 'undo' };
  return key.toLowerCase() === 'y' ? { do: 'redo' } : null;
}

/** By `code`, as Alt makes other characters of the figures on some keyboards. */
function likelyKey({ code, repeat }: Pressed): ConsoleKey | null {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  return digit === undefined || repeat ? null : { do: 'likely', index: Number(digit) - 1 };
}

/** What a clicker sends (PageDown, or PageUp from its other button) taps wherever the focus is. */
function pageKey({ key, repeat }: Pressed): ConsoleKey | null {
  if (key !== 'PageDown' && key !== 'PageUp') return null;
  return repeat ? NOTHING : { do: 'tap' };
}

function onceKey(pressed: Pressed, hands: Hands): ConsoleKey | null {
  const { key, repeat, shiftKey } = pressed;
  const onButton = hands.focus === 'button';
  switch (key) {
    case ' ':
      // Shift+Space is the gun's.
      if (onButton || shiftKey) return null;
      return repeat ? NOTHING : { do: 'tap' };
    case 'Enter':
      if (onButton) return null;
      return repeat ? NOTHING : { do: 'enter' };
    case 'Escape':
      return { do: 'home' };
    case '?':
      return repeat ? NOTHING : { do: 'leaveOpen' };
    case 'Delete':
      return repeat ? NOTHING : { do: 'correct', what: 'void' };
    default:
      return null;
  }
}

function typedKey({ key }: Pressed, hands: Hands): ConsoleKey | null {
  switch (key) {
    case 'ArrowUp':
      return { do: 'select', by: -1 };
    case 'ArrowDown':
      return { do: 'select', by: 1 };
    case 'Home':
      return { do: 'selectEnd', end: 'oldest' };
    case 'End':
      return { do: 'selectEnd', end: 'newest' };
    case 'Backspace':
      return { do: 'rubOut' };
    default:
      return characterKey(key, hands);
  }
}

function characterKey(key: string, { selected, letterBibs }: Hands): ConsoleKey | null {
  if (/^\d$/.test(key)) return { do: 'type', text: key };
  const what = CORRECTIONS[key.toLowerCase()];
  if (what !== undefined && (selected || !letterBibs)) return { do: 'correct', what };
  return letterBibs && /^[\p{L}-]$/u.test(key) ? { do: 'type', text: key } : null;
}

/** Taken from the browser, and without effect. */
const NOTHING: ConsoleKey = { do: 'type', text: '' };
