import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { listPackages, precompress } from './scripts/client-assets.mjs';

const root = import.meta.dirname;
const here = (path: string) => resolve(root, path);
// scripts/build.mjs builds beside dist and then moves it there whole.
const dist = here(process.env['HAIRLINE_DIST'] ?? 'dist');

// Every file here becomes dist/server/<name>.js; a worker thread needs an entry of its own.
const serverEntries = Object.fromEntries(
  [
    ['cli', here('server/cli.ts')],
    ['sqlite-worker', here('server/log/sqlite-worker.ts')],
    ['marathon-worker', here('server/marathon-worker.ts')],
  ].filter(([, path]) => existsSync(String(path))),
);

export default defineConfig({
  root: here('client'),
  cacheDir: here('node_modules/.vite'),
  plugins: [react(), listPackages(), precompress()],
  environments: {
    client: {
      build: {
        outDir: resolve(dist, 'client'),
        emptyOutDir: true,
        manifest: true,
        target: 'es2022',
      },
    },
    server: {
      consumer: 'server',
      resolve: { external: true },
      build: {
        ssr: true,
        outDir: resolve(dist, 'server'),
        emptyOutDir: true,
        target: 'node20',
        sourcemap: true,
        copyPublicDir: false,
        rolldownOptions: {
          input: serverEntries,
          output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      await Promise.all(
        ['client', 'server'].map(async (name) => {
          const environment = builder.environments[name];
          if (!environment) throw new Error(`no build environment called ${name}`);
          await builder.build(environment);
        }),
      );
    },
  },
});
