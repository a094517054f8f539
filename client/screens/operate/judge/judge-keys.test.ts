import { expect, test } from 'vitest';
import { judgeKey } from './judge-keys.ts';

const plain = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false };
const pressed = (key: string, more: object = {}) => judgeKey({ ...plain, key, ...more }, false);

test('arrows step a line, ten with Shift, half with Alt', () => {
  expect(pressed('ArrowRight')).toEqual({ does: 'step', by: 1 });
  expect(pressed('ArrowLeft', { shiftKey: true })).toEqual({ does: 'step', by: -10 });
  expect(pressed('ArrowRight', { altKey: true })).toEqual({ does: 'step', by: 0.5 });
});

test('digits are the bib of a mark and begin one; without one, 0 shows the whole image', () => {
  expect(pressed('0')).toEqual({ does: 'fit' });
  expect(pressed('7')).toEqual({ does: 'digit', digit: '7' });
  expect(judgeKey({ ...plain, key: '0' }, true)).toEqual({ does: 'digit', digit: '0' });
});

test('Tab goes to the next unread, with Shift to the one before', () => {
  expect(pressed('Tab')).toEqual({ does: 'unread', direction: 1 });
  expect(pressed('Tab', { shiftKey: true })).toEqual({ does: 'unread', direction: -1 });
});

test('undo and redo are those of every other program, and no other shortcut is taken', () => {
  expect(pressed('z', { ctrlKey: true })).toEqual({ does: 'undo' });
  expect(pressed('z', { metaKey: true })).toEqual({ does: 'undo' });
  expect(pressed('Z', { ctrlKey: true, shiftKey: true })).toEqual({ does: 'redo' });
  expect(pressed('y', { ctrlKey: true })).toEqual({ does: 'redo' });
  expect(pressed('c', { ctrlKey: true })).toBeNull();
});

test('letters count in capitals too', () => {
  expect(pressed('L')).toEqual({ does: 'lock' });
  expect(pressed('F')).toEqual({ does: 'fit' });
  expect(pressed('q')).toBeNull();
});
