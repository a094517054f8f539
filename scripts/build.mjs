// Builds client and server, if what they are made of has changed since the last build.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root, runBin } from './process.mjs';

const sources = ['client', 'server', 'shared'];
const settings = [
  'package-lock.json',
  'vite.config.ts',
  'tsconfig.json',
  'scripts/precompress.mjs',
];
const isTest = /\.test\.tsx?$/;

/** @returns {Promise<void>} ends the process when the build fails */
export async function ensureBuild() {
  const marker = join(root, 'dist/.built');
  const wanted = hashOfInputs();
  const complete = existsSync(join(root, 'dist/server/cli.js'));
  if (complete && existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  console.log('Building…');
  const { code } = await buildInto('dist');
  if (code !== 0) {
    console.error('The build failed; the message above says why.');
    process.exit(1);
  }
  writeFileSync(marker, wanted);
}

/**
 * @param {string} folder beside dist, or dist itself
 * @param {import('./process.mjs').RunOptions} [options]
 */
export function buildInto(folder, options) {
  return runBin('vite', ['build', '--app', '--logLevel', 'warn'], {
    ...options,
    env: { HAIRLINE_DIST: folder, NODE_ENV: 'production' },
  });
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
