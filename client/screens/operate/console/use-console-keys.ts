import { useEffect, useRef, type RefObject } from 'react';
import { consoleKey, type ConsoleKey, type Hands } from './console-keys.ts';
import type { ConsoleModel } from './console-model.ts';

interface KeyParts {
  readonly model: ConsoleModel;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly letterBibs: boolean;
  /** What a tap by key looks like. */
  readonly onTap: () => void;
}

/** Keys of the whole page. The time of a tap is that of the keystroke, however busy the page is. */
export function useConsoleKeys(parts: KeyParts): void {
  const latest = useRef(parts);
  useEffect(() => {
    latest.current = parts;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const { model, field, letterBibs, onTap } = latest.current;
      const state = model.state.getState();
      const hands: Hands = {
        focus: focusOf(event.target),
        selected: state.selected !== null,
        letterBibs,
      };
      const key = consoleKey(event, hands);
      if (key === null) return;
      if (isTyping(key, hands)) return;
      event.preventDefault();
      if (key.do === 'tap') onTap();
      act(key, event.timeStamp, model);
      if (key.do === 'type' || key.do === 'home') field.current?.focus();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}

/** In the bib field the browser types by itself, with its caret. */
function isTyping(key: ConsoleKey, { focus }: Hands): boolean {
  return focus === 'bib' && ((key.do === 'type' && key.text !== '') || key.do === 'rubOut');
}

function act(key: ConsoleKey, timeStampMs: number, model: ConsoleModel): void {
  switch (key.do) {
    case 'tap':
      return model.tap(timeStampMs);
    case 'type':
      return model.type(key.text);
    case 'rubOut':
      return model.rubOut();
    case 'enter':
      return model.enter(timeStampMs);
    case 'home':
      return model.home();
    case 'likely':
      return model.likely(key.index, timeStampMs);
    case 'leaveOpen':
      return model.leaveOpen();
    case 'select':
      return model.selectBy(key.by);
    case 'selectEnd':
      return model.selectEnd(key.end);
    case 'undo':
      return model.undo();
    case 'redo':
      return model.redo();
    case 'correct':
      return model.correct(key.what);
  }
}

/** Where a key goes by itself. The tap area is a button that taps: the page's keys are its keys. */
function focusOf(target: EventTarget | null): Hands['focus'] {
  if (!(target instanceof Element)) return 'page';
  if (target.closest('[data-bib-field]') !== null) return 'bib';
  if (target.closest('[data-tap-area]') !== null) return 'page';
  if (target.closest('dialog') !== null) return 'dialog';
  if (target.closest('input, select, textarea, [contenteditable]') !== null) return 'elsewhere';
  return target.closest('button, a, summary, [role="button"]') === null ? 'page' : 'button';
}
