import { describe, expect, test } from 'vitest';
import { consoleKey, type ConsoleKey, type Hands, type Pressed } from './console-keys.ts';

const onPage: Hands = { focus: 'page', selected: false, letterBibs: false };
const nothing: ConsoleKey = { do: 'type', text: '' };

function pressed(key: string, more: Partial<Pressed> = {}): Pressed {
  return {
    key,
    code: '',
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    repeat: false,
    ...more,
  };
}

describe('keys of the console', () => {
  test('Space taps on the page and in the bib field, and presses a focused button', () => {
    expect(consoleKey(pressed(' '), onPage)).toEqual({ do: 'tap' });
    expect(consoleKey(pressed(' '), { ...onPage, focus: 'bib' })).toEqual({ do: 'tap' });
    expect(consoleKey(pressed(' '), { ...onPage, focus: 'button' })).toBeNull();
  });

  test('Shift+Space is left to the gun', () => {
    expect(consoleKey(pressed(' ', { shiftKey: true }), onPage)).toBeNull();
  });

  test('a held key is one tap and one Enter', () => {
    for (const key of [' ', 'Enter', 'PageDown', 'Delete'])
      expect(consoleKey(pressed(key, { repeat: true }), onPage)).toEqual(nothing);
  });

  test('a clicker taps, also while a button has the focus', () => {
    for (const key of ['PageDown', 'PageUp'])
      expect(consoleKey(pressed(key), { ...onPage, focus: 'button' })).toEqual({ do: 'tap' });
  });

  test('digits go to the bib field from wherever the focus is, but not out of another field', () => {
    for (const focus of ['page', 'bib', 'button'] as const)
      expect(consoleKey(pressed('7'), { ...onPage, focus })).toEqual({ do: 'type', text: '7' });
    expect(consoleKey(pressed('7'), { ...onPage, focus: 'elsewhere' })).toBeNull();
  });

  test('Escape leads back to tapping from any field, and closes a dialog by itself', () => {
    const escape = pressed('Escape');
    expect(consoleKey(escape, { ...onPage, focus: 'elsewhere' })).toEqual({ do: 'home' });
    expect(consoleKey(escape, { ...onPage, focus: 'dialog' })).toBeNull();
  });

  test('Alt and a figure takes a likely bib, whatever character the keyboard makes of it', () => {
    const pressedAlt = pressed('¡', { code: 'Digit1', altKey: true });
    expect(consoleKey(pressedAlt, onPage)).toEqual({ do: 'likely', index: 0 });
    expect(consoleKey(pressed('a', { altKey: true, code: 'KeyA' }), onPage)).toBeNull();
  });

  test('Ctrl+Z undoes, with Shift or as Ctrl+Y it redoes', () => {
    expect(consoleKey(pressed('z', { ctrlKey: true }), onPage)).toEqual({ do: 'undo' });
    expect(consoleKey(pressed('z', { metaKey: true }), onPage)).toEqual({ do: 'undo' });
    expect(consoleKey(pressed('Z', { ctrlKey: true, shiftKey: true }), onPage)).toEqual({
      do: 'redo',
    });
    expect(consoleKey(pressed('y', { ctrlKey: true }), onPage)).toEqual({ do: 'redo' });
    expect(consoleKey(pressed('r', { ctrlKey: true }), onPage)).toBeNull();
  });

  test.each([
    ['e', 'edit'],
    ['x', 'swap'],
    ['i', 'insert'],
    ['s', 'shift'],
    ['k', 'split'],
    ['r', 'reassign'],
    ['p', 'point'],
    ['Delete', 'void'],
  ])('%s corrects: %s', (key, what) => {
    expect(consoleKey(pressed(key), onPage)).toEqual({ do: 'correct', what });
  });

  test('where bibs have letters, letters are typed unless a row is selected', () => {
    const letterBibs = { ...onPage, letterBibs: true };
    expect(consoleKey(pressed('K'), letterBibs)).toEqual({ do: 'type', text: 'K' });
    expect(consoleKey(pressed('k'), { ...letterBibs, selected: true })).toEqual({
      do: 'correct',
      what: 'split',
    });
    expect(consoleKey(pressed('q'), onPage)).toBeNull();
  });

  test('arrows, Home and End select, Escape goes home, ? leaves open', () => {
    expect(consoleKey(pressed('ArrowUp'), onPage)).toEqual({ do: 'select', by: -1 });
    expect(consoleKey(pressed('ArrowDown'), onPage)).toEqual({ do: 'select', by: 1 });
    expect(consoleKey(pressed('Home'), onPage)).toEqual({ do: 'selectEnd', end: 'oldest' });
    expect(consoleKey(pressed('End'), onPage)).toEqual({ do: 'selectEnd', end: 'newest' });
    expect(consoleKey(pressed('Escape'), onPage)).toEqual({ do: 'home' });
    expect(consoleKey(pressed('?'), onPage)).toEqual({ do: 'leaveOpen' });
    expect(consoleKey(pressed('Backspace'), onPage)).toEqual({ do: 'rubOut' });
    expect(consoleKey(pressed('Tab'), onPage)).toBeNull();
  });
});
