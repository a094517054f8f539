// Holds the JavaScript that the watch page loads at first to its budget (gzip), and keeps the charts out of it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './process.mjs';

const budgetBytes = 150_000;
// Packages that must come later, in chunks of their own.
const lazyPackages = ['recharts', 'victory-vendor', '@reduxjs/toolkit'];
// A screen may be loaded on demand and still be the first thing seen.
const firstScreen = /^screens\/(watch\/)?Watch[^/]*\.tsx$/;

const built = join(root, process.env.HAIRLINE_DIST ?? 'dist', 'client');
const manifest = readJson('.vite/manifest.json');
const packagesOf = readJson('.vite/packages.json');

const chunks = initialChunks();
const sized = chunks.map((file) => ({
  file,
  bytes: gzipSync(readFileSync(join(built, file)), { level: 9 }).length,
}));
const total = sized.reduce((sum, { bytes }) => sum + bytes, 0);
const early = chunks.flatMap((file) =>
  (packagesOf[file] ?? [])
    .filter((name) => lazyPackages.includes(name))
    .map((name) => `${name} in ${file}`),
);

for (const { file, bytes } of sized) console.log(`  ${kilobytes(bytes).padStart(9)}  ${file}`);
if (total > budgetBytes) fail(`the watch page loads ${kilobytes(total)} at first`);
for (const found of early) fail(`${found} is loaded at first; import it lazily`);
const verdict = process.exitCode === 1 ? '✗' : '✓';
console.log(
  `${verdict} budget: ${kilobytes(total)} of ${kilobytes(budgetBytes)} JavaScript at first, gzip`,
);

function initialChunks() {
  const entries = Object.keys(manifest).filter(
    // The service worker comes when everything else is there.
    (key) =>
      (manifest[key].isEntry && manifest[key].src !== 'service-worker.ts') ||
      firstScreen.test(manifest[key].src ?? ''),
  );
  if (!entries.some((key) => manifest[key].isEntry)) throw new Error('the manifest has no entry');
  const seen = new Set();
  const visit = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    manifest[key].imports?.forEach(visit);
  };
  entries.forEach(visit);
  return [...seen].map((key) => manifest[key].file).filter((file) => file.endsWith('.js'));
}

function fail(message) {
  console.error(`✗ ${message}`);
  process.exitCode = 1;
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function readJson(file) {
  return JSON.parse(readFileSync(join(built, file), 'utf8'));
}
