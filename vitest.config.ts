import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { launchOptions } from './scripts/browser.mjs';

export default defineConfig({
  test: {
    coverage: {
      provider: 'v8',
      // What every room and browser must agree on is tested to the last line.
      include: ['shared/{time,race,timeline,feeding,setup,strip}/**/*.ts'],
      exclude: ['**/*.test.ts'],
      thresholds: { lines: 100 },
      reporter: [['text', { skipFull: true }]],
      // Its own, for two runs may go on at a time.
      reportsDirectory: `.cache/coverage/${process.pid}`,
    },
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{shared,server,client,races,bench,scripts}/**/*.test.{ts,mjs}'],
        },
      },
      {
        plugins: [react()],
        // Named here, for what is found in the middle of a run is bundled anew, and brings React twice.
        optimizeDeps: {
          include: [
            'idb',
            'react',
            'react-dom/client',
            'react/jsx-dev-runtime',
            'recharts',
            'vitest-browser-react',
            'wouter',
            'zustand/vanilla',
          ],
        },
        test: {
          name: 'ui',
          // As with the stories: a machine under load draws late.
          retry: process.env['CI'] ? 1 : 0,
          include: ['client/**/*.ui.test.tsx'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: launchOptions() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
