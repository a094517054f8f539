import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { precompress } from './scripts/precompress.mjs';

const root = import.meta.dirname;
const here = (path: string) => resolve(root, path);
// The tests build beside dist, so that a server running from dist is not disturbed.
const dist = here(process.env['HAIRLINE_DIST'] ?? 'dist');

// Every file here becomes dist/server/<name>.js; a worker thread needs an entry of its own.
const serverEntries = Object.fromEntries(
  [
    ['cli', here('server/cli.ts')],
    ['sqlite-worker', here('server/log/sqlite-worker.ts')],
  ].filter(([, path]) => existsSync(String(path))),
);

const quietChromium = [
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const executablePath = process.env['CHROMIUM_PATH'];

export default defineConfig({
  root: here('client'),
  cacheDir: here('node_modules/.vite'),
  plugins: [react(), precompress()],
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
  test: {
    coverage: {
      provider: 'v8',
      include: ['shared/{time,race,timeline}/**/*.{ts,tsx}'],
      exclude: ['**/*.test.ts'],
      reporter: ['text', 'json-summary'],
      reportsDirectory: here('coverage'),
      skipFull: true,
      thresholds: { lines: 100 },
    },
    projects: [
      {
        extends: true,
        root,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{shared,server,client,scripts,bench,races}/**/*.test.{ts,mjs}'],
          maxWorkers: Math.max(1, Math.min(4, availableParallelism())),
        },
      },
      {
        extends: true,
        root,
        test: {
          name: 'ui',
          include: ['client/**/*.ui.test.tsx'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { args: quietChromium, ...(executablePath ? { executablePath } : {}) },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
