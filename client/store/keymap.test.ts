import { expect, test } from 'vitest';
import { keyAction } from './keymap.ts';

const bare = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
const press = (key: string, more: Partial<typeof bare> = {}) =>
  keyAction({ ...bare, key, ...more }, true);

test.each([
  [' ', { do: 'playOrPause' }],
  ['k', { do: 'playOrPause' }],
  ['ArrowLeft', { do: 'skip', seconds: -5 }],
  ['ArrowRight', { do: 'skip', seconds: 5 }],
  ['j', { do: 'skip', seconds: -10 }],
  ['L', { do: 'skip', seconds: 10 }],
  [',', { do: 'stepEvent', by: -1 }],
  ['.', { do: 'stepEvent', by: 1 }],
  ['Home', { do: 'toGun' }],
  ['End', { do: 'goLive' }],
  ['g', { do: 'goLive' }],
  ['7', { do: 'toTenth', tenth: 7 }],
  ['0', { do: 'toTenth', tenth: 0 }],
  ['[', { do: 'speed', by: -1 }],
  [']', { do: 'speed', by: 1 }],
  ['/', { do: 'search' }],
  ['f', { do: 'follow' }],
  ['m', { do: 'photo' }],
  ['c', { do: 'chart' }],
  ['s', { do: 'share' }],
  ['?', { do: 'help' }],
  ['x', null],
])('%s does what the help says', (key, action) => {
  expect(press(key)).toEqual(action);
});

test('with shift the arrows go from point to point', () => {
  expect(press('ArrowLeft', { shiftKey: true })).toEqual({ do: 'stepPoint', by: -1 });
  expect(press('ArrowRight', { shiftKey: true })).toEqual({ do: 'stepPoint', by: 1 });
});

test("the browser's own shortcuts are left alone", () => {
  expect(press('l', { ctrlKey: true })).toBeNull();
  expect(press('f', { metaKey: true })).toBeNull();
  expect(press('ArrowLeft', { altKey: true })).toBeNull();
});

test('switched off, single keys do nothing and the named ones still work', () => {
  expect(keyAction({ ...bare, key: 'k' }, false)).toBeNull();
  expect(keyAction({ ...bare, key: '5' }, false)).toBeNull();
  expect(keyAction({ ...bare, key: 'End' }, false)).toEqual({ do: 'goLive' });
});
