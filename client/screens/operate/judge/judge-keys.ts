/** What a key asks for while the hairline has the focus. */
export type JudgeKey =
  | { readonly does: 'step'; readonly by: number }
  | { readonly does: 'end'; readonly side: 'first' | 'last' }
  | { readonly does: 'zoom'; readonly direction: 1 | -1 }
  | { readonly does: 'taller'; readonly direction: 1 | -1 }
  | { readonly does: 'fit' | 'record' | 'remove' | 'lock' | 'leave' | 'undo' | 'redo' | 'rubout' }
  | { readonly does: 'mark' }
  | { readonly does: 'unread'; readonly direction: 1 | -1 }
  | { readonly does: 'other'; readonly direction: 1 | -1 }
  | { readonly does: 'digit'; readonly digit: string };

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

const NAMED: Readonly<Record<string, JudgeKey>> = {
  Home: { does: 'end', side: 'first' },
  End: { does: 'end', side: 'last' },
  '+': { does: 'zoom', direction: 1 },
  '=': { does: 'zoom', direction: 1 },
  '-': { does: 'zoom', direction: -1 },
  '−': { does: 'zoom', direction: -1 },
  ']': { does: 'taller', direction: 1 },
  '[': { does: 'taller', direction: -1 },
  f: { does: 'fit' },
  m: { does: 'mark' },
  ' ': { does: 'mark' },
  n: { does: 'other', direction: 1 },
  p: { does: 'other', direction: -1 },
  PageDown: { does: 'other', direction: 1 },
  PageUp: { does: 'other', direction: -1 },
  l: { does: 'lock' },
  Enter: { does: 'record' },
  Delete: { does: 'remove' },
  Backspace: { does: 'rubout' },
  Escape: { does: 'leave' },
};

/**
 * Arrows step one line, with Shift ten, with Alt half a one. Digits are the bib of the mark that is being
 * made, and begin one; no bib begins with 0, so that shows the whole image. Null leaves the key to the page.
 */
export function judgeKey(pressed: Pressed, hasMark: boolean): JudgeKey | null {
  const { key, shiftKey, altKey } = pressed;
  if (pressed.ctrlKey || pressed.metaKey) {
    if (key === 'y' || (shiftKey && key.toLowerCase() === 'z')) return { does: 'redo' };
    return key === 'z' ? { does: 'undo' } : null;
  }
  const step = shiftKey ? 10 : altKey ? 0.5 : 1;
  if (key === 'ArrowLeft') return { does: 'step', by: -step };
  if (key === 'ArrowRight') return { does: 'step', by: step };
  if (key === 'Tab') return { does: 'unread', direction: shiftKey ? -1 : 1 };
  if (/^\d$/.test(key)) {
    return key === '0' && !hasMark ? { does: 'fit' } : { does: 'digit', digit: key };
  }
  return NAMED[key.length === 1 ? key.toLowerCase() : key] ?? null;
}
