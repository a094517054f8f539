import { expect, test } from 'vitest';
import { givenName } from './board-text.ts';

test('what stands before a surname gives way first', () => {
  expect(givenName('Jakob Ingebrigtsen', 'Ingebrigtsen')).toBe('Jakob ');
  expect(givenName('Žan Rudolf', 'Žan Rudolf')).toBe('Žan ');
  expect(givenName('Germany', 'Germany')).toBeNull();
});

test('a name from right to left stays whole: apart, its words would change places', () => {
  expect(givenName('محمد علي', 'علي')).toBeNull();
});
