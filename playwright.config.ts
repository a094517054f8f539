import { defineConfig } from '@playwright/test';
import { launchOptions } from './scripts/browser.mjs';

// No webServer: a story starts the built server it needs, on a free port with a data folder of its own.
export default defineConfig({
  testDir: 'e2e/stories',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  // A story that holds only when told again is named at the end of the run, never passed over in silence.
  retries: process.env['CI'] ? 2 : 0,
  timeout: 120_000,
  globalTimeout: 30 * 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: launchOptions(),
  },
  projects: [
    // Stories of one device alone carry its tag.
    {
      name: 'desktop',
      grepInvert: /@phone/,
      use: { viewport: { width: 1440, height: 900 } },
    },
    {
      name: 'phone',
      grepInvert: /@desktop/,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
});
