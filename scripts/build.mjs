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
  const { code } = await runBin('vite', ['build', '--app', '--logLevel', 'warn'], {
    env: { HAIRLINE_DIST: next, NODE_ENV: 'production' },
  });
  if (code === 0) {
    writeFileSync(join(root, next, '.built'), wanted);
    moveIntoPlace(next);
  }
  remove(next);
  return code === 0;
}

function builtFrom(folder) {
  const marker = join(root, folder, '.built');
  return existsSync(marker) ? readFileSync(marker, 'utf8') : undefined;
}

function moveIntoPlace(next) {
  const old = `dist-old-${process.pid}`;
  if (existsSync(join(root, 'dist'))) renameSync(join(root, 'dist'), join(root, old));
  renameSync(join(root, next), join(root, 'dist'));
  remove(old);
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
