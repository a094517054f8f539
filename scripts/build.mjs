// Builds client and server, if what they are made of has changed since the last build.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root, runBin } from './process.mjs';

const sources = ['client', 'server', 'shared'];
const settings = [
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'tsconfig.json',
  'scripts/client-assets.mjs',
];
const isTest = /\.(test|fixture|arbitrary)\.tsx?$/;

/** @returns {Promise<boolean>} false when the build failed; the reason has been shown */
export async function ensureBuild() {
  const wanted = hashOfInputs();
  if (existsSync(join(root, 'dist/server/cli.js')) && builtFrom('dist') === wanted) return true;
  console.log('Building…');
  // Built beside dist and moved there whole: whoever serves or tests from dist never meets half a build.
  const next = `dist-next-${process.pid}`;
  process.once('exit', () => remove(next));
  const { code } = await runBin('vite', ['build', '--app', '--logLevel', 'warn'], {
    env: { HAIRLINE_DIST: next, NODE_ENV: 'production' },
  });
  if (code === 0) {
    writeFileSync(join(root, next, '.built'), wanted);
    moveIntoPlace(next);
  }
  return code === 0;
}

function builtFrom(folder) {
  const marker = join(root, folder, '.built');
  return existsSync(marker) ? readFileSync(marker, 'utf8') : undefined;
}

function moveIntoPlace(next) {
  const old = `dist-old-${process.pid}`;
  renameUnless('ENOENT', 'dist', old);
  // Where another build was quicker, its result stays.
  renameUnless('ENOTEMPTY', next, 'dist');
  remove(old);
}

function renameUnless(code, from, to) {
  try {
    renameSync(join(root, from), join(root, to));
  } catch (error) {
    if (error.code !== code) throw error;
  }
}

function remove(folder) {
  rmSync(join(root, folder), { recursive: true, force: true });
}

function hashOfInputs() {
  const hash = createHash('sha256');
  for (const file of [...settings, ...sources.flatMap(filesIn)]) {
    const bytes = readFileSync(join(root, file));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

function filesIn(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !isTest.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
