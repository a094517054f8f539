// Vite plugins for the built client.
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

const onlyClientBuild = {
  apply: 'build',
  applyToEnvironment: (environment) => environment.name === 'client',
};
const textAssets = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest', '.txt']);
// Below this a compressed copy saves nothing that a packet would notice.
const smallestBytes = 1024;

/**
 * Writes name.br and name.gz beside every text asset, so that the server only hands out files.
 * @returns {import('vite').Plugin}
 */
export function precompress() {
  return {
    name: 'hairline:precompress',
    ...onlyClientBuild,
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler({ dir }) {
        const files = await readdir(dir, { recursive: true });
        const chosen = files.filter(
          (file) => textAssets.has(extname(file)) && !file.startsWith('.vite'),
        );
        await Promise.all(chosen.map((file) => compressFile(join(dir, file))));
      },
    },
  };
}

/**
 * Writes .vite/packages.json: which packages are in which chunk, for scripts/budget.mjs.
 * @returns {import('vite').Plugin}
 */
export function listPackages() {
  return {
    name: 'hairline:list-packages',
    ...onlyClientBuild,
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const packages = chunks.map(({ fileName, moduleIds }) => [
        fileName,
        packagesAmong(moduleIds),
      ]);
      this.emitFile({
        type: 'asset',
        fileName: '.vite/packages.json',
        source: JSON.stringify(Object.fromEntries(packages), null, 2),
      });
    },
  };
}

function packagesAmong(moduleIds) {
  const names = moduleIds.map((id) =>
    /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id)?.[1]?.replace('\\', '/'),
  );
  return [...new Set(names)].filter((name) => name !== undefined);
}

const worker = 'service-worker.js';
// What the first screens of a viewer are made of, and what they say without a network; everything else is kept when an operator comes.
const firstScreens =
  /^(index\.html|screens\/(library\/Library|watch\/(Watch|LinkBanner|NotCome))\.tsx)$/;

/**
 * Writes the names of all files in front of the service worker, which keeps them for a page without network.
 * @returns {import('vite').Plugin}
 */
export function listForWorker() {
  return {
    name: 'hairline:list-for-worker',
    enforce: 'post',
    ...onlyClientBuild,
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const code = bundle[worker];
        if (code?.type !== 'chunk') this.error(`there is no ${worker} in the bundle`);
        if (code.imports.length > 0) this.error(`${worker} stands alone, and imports something`);
        const files = Object.values(bundle).filter(({ fileName }) => isKept(fileName));
        const first = new Set(['/index.html', '/icon.svg', ...filesAtFirst(files)]);
        const rest = files.map(({ fileName }) => `/${fileName}`).filter((file) => !first.has(file));
        const version = createHash('sha256');
        for (const { fileName, source, code: text } of files)
          version.update(`${fileName}\0`).update(source ?? text ?? '');
        const kept = { version: version.digest('hex').slice(0, 12), first: [...first], rest };
        code.code = `const KEPT = ${JSON.stringify(kept)};\n${code.code}`;
      },
    },
  };
}

function isKept(file) {
  return file !== worker && /\.(js|css|html|woff2|svg|png|webp)$/.test(file);
}

function filesAtFirst(files) {
  const chunks = new Map(files.filter(isChunk).map((chunk) => [chunk.fileName, chunk]));
  const found = new Set();
  const visit = (name) => {
    const chunk = chunks.get(name);
    if (chunk === undefined || found.has(`/${name}`)) return;
    found.add(`/${name}`);
    for (const css of chunk.viteMetadata.importedCss) found.add(`/${css}`);
    chunk.imports.forEach(visit);
  };
  for (const chunk of chunks.values())
    if (firstScreens.test(screenOf(chunk))) visit(chunk.fileName);
  // The letters of most names; others are kept when they were needed.
  for (const { fileName } of files) if (/latin-wght/.test(fileName)) found.add(`/${fileName}`);
  return found;
}

function isChunk(file) {
  return file.type === 'chunk';
}

function screenOf({ facadeModuleId }) {
  return facadeModuleId?.replaceAll('\\', '/').replace(/^.*\/client\//, '') ?? '';
}

async function compressFile(path) {
  const bytes = await readFile(path);
  if (bytes.length < smallestBytes) return;
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
}
