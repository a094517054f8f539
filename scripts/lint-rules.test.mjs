// The rules of .oxlintrc.json that hold the architecture, each proved by a probe: a rule that has
// stopped to bite would otherwise look like a clean project.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from './process.mjs';

const imports = 'no-restricted-imports';
const from = (...paths) => paths.map((path) => `import '${path}';`).join('\n');

// What stands in a file, and the rules it breaks there, once for each time it is broken.
const forbidden = {
  'shared/time/a.ts': [from('../race/x.ts', '../wire/x.ts', 'react'), imports, 3],
  'shared/race/a.ts': [from('../timeline/x.ts', '../formats/x.ts', '../testkit/x.ts'), imports, 3],
  'shared/race/b.ts': [from('../../server/x.ts', '../../client/x.ts', 'node:fs'), imports, 3],
  'shared/race/c.ts': [`export const late = await import('../timeline/x.ts');`, imports, 1],
  'shared/race/d.ts': [`export { x } from '../timeline/x.ts';`, imports, 1],
  'shared/race/clock.ts': ['export const now = Date.now();', 'no-restricted-globals', 1],
  'shared/race/dice.ts': ['export const dice = Math.random();', 'no-restricted-properties', 1],
  'shared/timeline/a.ts': [from('../wire/x.ts', '../formats/x.ts', 'socket.io'), imports, 3],
  'shared/timeline/timer.ts': ['setTimeout(() => {}, 1);', 'no-restricted-globals', 1],
  'shared/feeding/a.ts': [from('../wire/x.ts', '../formats/x.ts', '../testkit/x.ts'), imports, 3],
  'shared/feeding/dice.ts': ['export const dice = Math.random();', 'no-restricted-properties', 1],
  'shared/strip/a.ts': [from('../timeline/x.ts', '../wire/x.ts', '../../client/x.ts'), imports, 3],
  'shared/formats/lynx/a.ts': [from('../../timeline/x.ts', '../../wire/x.ts'), imports, 2],
  'shared/wire/a.ts': [from('../timeline/x.ts', '../formats/x.ts'), imports, 2],
  'shared/testkit/a.ts': [from('../../server/x.ts', 'node:path'), imports, 2],
  'shared/race/a.test.ts': [from('../../server/x.ts', '../../client/x.ts'), imports, 2],
  'server/room/a.ts': [from('../../client/x.ts', '../../shared/testkit/x.ts'), imports, 2],
  'server/room/a.test.ts': [from('../../client/x.ts'), imports, 1],
  'server/ingest/a.ts': [
    from('../log/x.ts', '../room/x.ts', '../broadcast/x.ts', '../../client/x.ts'),
    imports,
    4,
  ],
  'client/a.ts': [from('../server/x.ts', '../shared/testkit/x.ts', 'node:fs'), imports, 3],
  'client/a.ui.test.tsx': [from('../server/x.ts'), imports, 1],
  'client/connection/a.ts': [
    from('../store/x.ts', '../screens/x.tsx', '../components/X.tsx'),
    imports,
    3,
  ],
  'client/components/a.tsx': [
    from('../store/x.ts', '../screens/X.tsx', '../connection/x.ts'),
    imports,
    3,
  ],
  'client/design/a.tsx': [from('../../shared/race/x.ts', '../store/x.ts'), imports, 2],
  'client/store/index.ts': [`export * from './a.ts';`, 'no-barrel-file', 1],
  'client/store/log.ts': [`console.log('x');`, 'no-console', 1],
  'client/store/hook.ts': [
    `import { useState } from 'react';
     export function useSometimes(on: boolean) { if (on) useState(0); }`,
    'rules-of-hooks',
    1,
  ],
  'server/log/cycle-one.ts': [
    `import { two } from './cycle-two.ts'; export const one = () => two;`,
    'no-cycle',
    1,
  ],
  'server/log/cycle-two.ts': [
    `import { one } from './cycle-one.ts'; export const two = () => one;`,
    'no-cycle',
    1,
  ],
  'server/log/floating.ts': [
    `async function save() {} export function go() { save(); }`,
    'no-floating-promises',
    1,
  ],
  'server/log/any.ts': ['export const x: any = 1;', 'no-explicit-any', 1],
  'server/log/bang.ts': ['export const f = (x: number | null) => x!;', 'no-non-null-assertion', 1],
  'server/log/type.ts': [
    `import { X } from './x.ts'; export const x: X = 1;`,
    'consistent-type-imports',
    1,
  ],
  'server/log/default.ts': ['export default 1;', 'no-default-export', 1],
  'server/log/switch.ts': [
    `export function f(x: 'a' | 'b') { switch (x) { case 'a': return 1; } return 2; }`,
    'switch-exhaustiveness-check',
    1,
  ],
};

// The directions that must stay open; a rule that forbids everything would pass the list above.
const allowed = {
  'shared/race/ok.ts': from('../time/x.ts', './entry.ts', 'zod'),
  'shared/timeline/ok.ts': from('../race/x.ts', '../time/x.ts'),
  'shared/formats/lynx/ok.ts': from('../lines.ts', '../../race/x.ts', '../../time/x.ts'),
  'shared/wire/ok.ts': `${from('../race/x.ts', '../time/x.ts', 'zod/mini')}
    import type { X } from '../timeline/x.ts'; export const x: X = 1;`,
  'shared/testkit/ok.ts': from('../race/x.ts', '../timeline/x.ts', 'fast-check'),
  'shared/race/ok.test.ts': from('../testkit/x.ts', '../timeline/x.ts', 'vitest', 'node:fs'),
  'server/ingest/ok.ts': from('../clock.ts', '../../shared/formats/x.ts', 'node:net'),
  'server/room/ok.ts': from('../log/x.ts', '../../shared/race/x.ts'),
  'server/main-ok.ts': from('./ingest/x.ts', './log/x.ts', './room/x.ts', './broadcast/x.ts'),
  'client/store/ok.ts': from('../connection/x.ts', '../../shared/timeline/x.ts', 'zustand/vanilla'),
  'client/screens/ok.tsx': from('../store/x.ts', '../components/X.tsx', 'wouter'),
  'client/components/ok.tsx': from('../design/X.tsx', '../i18n/words.ts'),
  'bench/ok.bench.ts': from('../server/x.ts', '../client/store/x.ts', '../shared/testkit/x.ts'),
  'e2e/stories/ok.e2e.ts': from('../../shared/testkit/x.ts', '@playwright/test'),
};

const place = realpathSync(mkdtempSync(join(tmpdir(), 'hairline-lint-')));
let found = [];

beforeAll(async () => {
  cpSync(join(root, '.oxlintrc.json'), join(place, '.oxlintrc.json'));
  write('tsconfig.json', JSON.stringify({ compilerOptions: { strict: true, types: [] } }));
  for (const [path, [text]] of Object.entries(forbidden)) write(path, text);
  for (const [path, text] of Object.entries(allowed)) write(path, text);
  found = await lint();
}, 60_000);

afterAll(() => rmSync(place, { recursive: true, force: true }));

test.each(Object.entries(forbidden))('%s is told what it must not do', (path, [, rule, times]) => {
  const broken = found.filter(({ file, code }) => file === path && code.includes(`(${rule})`));
  expect(broken).toHaveLength(times);
});

test.each(Object.keys(allowed))('%s is left in peace', (path) => {
  expect(found.filter(({ file }) => file === path)).toEqual([]);
});

function write(path, text) {
  mkdirSync(dirname(join(place, path)), { recursive: true });
  writeFileSync(join(place, path), `${text}\n`);
}

async function lint() {
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  const args = [oxlint, '--type-aware', '--format', 'json'];
  // The type-aware rules are a program of their own, which is looked for along the path.
  const PATH = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const options = { cwd: place, maxBuffer: 2 ** 26, env: { ...process.env, PATH } };
  const { stdout } = await promisify(execFile)(process.execPath, args, options).catch(
    (error) => error,
  );
  const { diagnostics } = JSON.parse(stdout);
  return diagnostics.map(({ filename, code }) => ({ file: filename.replaceAll('\\', '/'), code }));
}
