import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkChain } from './http-results.ts';

const lines = readFileSync(
  new URL('../../races/athens-2004-coxless-four/log.ndjson', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n');

/** What the line after the sealed one says of it. */
function sealOf(seq: number) {
  const { prev } = JSON.parse(lines[seq] ?? '') as { prev: string };
  return { seq, hash: prev, entriesSince: lines.length - seq };
}

test('a seal holds while every line is as it was', async () => {
  expect(await checkChain(lines, sealOf(20))).toEqual({ state: 'holds', entries: lines.length });
});

test('a line that was changed, dropped or put in breaks it, and so does another hash', async () => {
  const changed = lines.with(4, (lines[4] ?? '').replace('official', 'measured'));
  expect(await checkChain(changed, sealOf(20))).toEqual({ state: 'broken', line: 6 });
  expect(await checkChain(lines.toSpliced(4, 1), sealOf(20))).toEqual({ state: 'broken', line: 5 });
  const twice = lines.toSpliced(4, 0, lines[4] ?? '');
  expect(await checkChain(twice, sealOf(20))).toEqual({ state: 'broken', line: 6 });
  expect(await checkChain(lines, { ...sealOf(20), hash: 'f'.repeat(64) })).toMatchObject({
    state: 'broken',
    line: 20,
  });
  expect(await checkChain(lines.slice(0, 10), sealOf(20))).toEqual({ state: 'broken', line: 10 });
});
