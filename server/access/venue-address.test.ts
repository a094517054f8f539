import { expect, test } from 'vitest';
import { isInsecure, venueAddress } from './venue-address.ts';

const LAN = ['192.168.1.10', '10.0.0.2'];

test.each([
  ['asked from elsewhere', 'https://timing.example', '127.0.0.1', 'https://timing.example', true],
  ['by an address', 'http://192.168.1.77:1500', '0.0.0.0', 'http://192.168.1.77:1500', true],
  ['at the server', 'http://localhost:1500', '0.0.0.0', 'http://192.168.1.10:1500', true],
  ['at the server, IPv6', 'https://[::1]:1500', '::', 'https://192.168.1.10:1500', true],
  ['served to itself only', 'http://127.0.0.1:1500', 'localhost', 'http://127.0.0.1:1500', false],
])('a phone is sent where it can get: %s', (_, origin, listensAt, base, reachable) => {
  expect(venueAddress(origin, listensAt, LAN)).toEqual({ base, reachable });
});

test('a machine without a network is reached by nobody else', () => {
  expect(venueAddress('http://localhost:1500', '0.0.0.0', []).reachable).toBe(false);
});

test('plain http is secure on the machine itself alone', () => {
  expect(['http://192.168.1.10:1500', 'http://timing.local'].map(isInsecure)).toEqual([true, true]);
  const secure = ['https://192.168.1.10:1500', 'http://localhost:1500', 'http://127.0.0.1:1500'];
  expect(secure.map(isInsecure)).toEqual([false, false, false]);
});
