import { expect, test } from 'vitest';
import { edgeAt, ourMs, sameEdge } from './edge.ts';

test('a live race: the edge is the server clock', () => {
  const edge = { map: { race: 50_000_000, server: 50_000_000, rate: 1 }, offsetUs: 2_000_000 };
  expect(edgeAt(edge, 60_000)).toBe(62_000_000);
});

test('a replayed race runs at its rate from where it was', () => {
  const edge = { map: { race: 1_000_000, server: 50_000_000, rate: 8 }, offsetUs: 0 };
  expect(edgeAt(edge, 51_000)).toBe(9_000_000);
});

test('a paused race stands', () => {
  const edge = { map: { race: 1_000_000, server: 50_000_000, rate: 0 }, offsetUs: 0 };
  expect(edgeAt(edge, 90_000)).toBe(1_000_000);
});

test('the same line told from another point is the same edge', () => {
  const one = { map: { race: 0, server: 0, rate: 1 }, offsetUs: 0 };
  const other = { map: { race: 5_000_000, server: 5_000_000, rate: 1 }, offsetUs: 400 };
  expect(sameEdge(one, other)).toBe(true);
  expect(sameEdge(one, { ...other, offsetUs: 40_000 })).toBe(false);
  expect(sameEdge(one, { ...one, map: { ...one.map, rate: 0 } })).toBe(false);
  expect(sameEdge(one, null)).toBe(false);
  expect(sameEdge(null, null)).toBe(true);
});

test('a server instant is shown on our clock', () => {
  expect(ourMs(62_000_000, 2_000_000)).toBe(60_000);
});
