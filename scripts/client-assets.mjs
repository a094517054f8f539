// Two Vite plugins for the built client.
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

async function compressFile(path) {
  const bytes = await readFile(path);
  if (bytes.length < smallestBytes) return;
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
}
