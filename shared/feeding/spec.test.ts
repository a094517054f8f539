import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = import.meta.dirname;

test('every rule of feeding has one id and at least one test that names it', () => {
  const spec = readFileSync(`${folder}/SPEC.md`, 'utf8');
  const ids = [...spec.matchAll(/^- \*\*(F[A-Z]\d+)\*\*/gm)].map(([, id]) => id ?? '');
  expect(ids.length).toBeGreaterThan(35);
  expect(new Set(ids).size).toBe(ids.length);
  const tests = readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
    .join('\n');
  expect(ids.filter((id) => !new RegExp(`['"\`]${id} `).test(tests))).toEqual([]);
});
