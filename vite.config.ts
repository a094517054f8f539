import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { listForWorker, listPackages, precompress } from './scripts/client-assets.mjs';

const root = import.meta.dirname;
const here = (path: string) => resolve(root, path);
// scripts/build.mjs builds beside dist and then moves it there whole.
const dist = here(process.env['HAIRLINE_DIST'] ?? 'dist');

// Each becomes dist/server/<its name>.js: the program itself, and every thread of work beside it.
const serverEntries = readdirSync(here('server'), { encoding: 'utf8', recursive: true })
  .filter((file) => file === 'cli.ts' || file.endsWith('-worker.ts'))
  .map((file) => [basename(file, '.ts'), here(join('server', file))]);

export default defineConfig({
  root: here('client'),
  cacheDir: here('node_modules/.vite'),
  plugins: [react(), listPackages(), listForWorker(), precompress()],
  environments: {
    client: {
      build: {
        outDir: resolve(dist, 'client'),
        emptyOutDir: true,
        manifest: true,
        target: 'es2022',
        // scripts/budget.mjs weighs what counts.
        chunkSizeWarningLimit: 1000,
        rolldownOptions: {
          checks: { pluginTimings: false },
          input: {
            index: here('client/index.html'),
            'service-worker': here('client/service-worker.ts'),
          },
          output: {
            // The browser asks for the worker by its name, to see whether it is another.
            entryFileNames: ({ name }) =>
              name === 'service-worker' ? 'service-worker.js' : 'assets/[name]-[hash].js',
            // What viewers and operators share would else fall into dozens of crumbs, each compressed alone.
            codeSplitting: {
              groups: [
                {
                  name: 'core',
                  test: /[\\/]shared[\\/](time|race)[\\/]|[\\/]timeline[\\/]standings\.ts|[\\/]client[\\/]design[\\/](Icon|Button|Badge|Choice|Panel|Skeleton|classes)/,
                },
              ],
            },
          },
        },
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
          input: Object.fromEntries(serverEntries),
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
