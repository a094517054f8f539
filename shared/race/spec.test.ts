import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = import.meta.dirname;
const spec = readFileSync(`${folder}/SPEC.md`, 'utf8');
const ids = [...spec.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(([, id]) => id ?? '');

test('every rule has one id and at least one test that names it', () => {
  expect(ids.length).toBeGreaterThan(50);
  expect(new Set(ids).size).toBe(ids.length);
  const tests = [folder, `${folder}/../timeline`]
    .flatMap((of) => readdirSync(of).map((file) => `${of}/${file}`))
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  expect(ids.filter((id) => !new RegExp(`['"\`]${id} `).test(tests))).toEqual([]);
});

test('every rule that the sources name is in the specification', () => {
  const named = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...readFileSync(`${folder}/${file}`, 'utf8').matchAll(
        /(?:\/\/|\*|['"`]) ?([A-Z]\d+)(?:[,–:]| [a-z])/g,
      ),
    ])
    .map(([, id]) => id ?? '');
  expect(named.filter((id) => !ids.includes(id))).toEqual([]);
});
