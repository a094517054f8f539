// A Vite plugin: writes name.br and name.gz beside every built text asset, so that the server only hands out files.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const textAssets = new Set([
  '.html',
  '.js',
  '.css',
  '.svg',
  '.json',
  '.webmanifest',
  '.txt',
  '.map',
]);
// Below this a compressed copy saves nothing that a packet would notice.
const smallestBytes = 1024;

/** @returns {import('vite').Plugin} */
export function precompress() {
  return {
    name: 'hairline:precompress',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler({ dir }) {
        if (!dir) return;
        const files = await readdir(dir, { recursive: true });
        const chosen = files.filter(
          (file) => textAssets.has(extname(file)) && !file.startsWith('.vite'),
        );
        await Promise.all(chosen.map((file) => compressFile(join(dir, file))));
      },
    },
  };
}

/** @param {string} path */
async function compressFile(path) {
  const bytes = await readFile(path);
  if (bytes.length < smallestBytes) return;
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
}
