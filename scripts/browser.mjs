// Finds a Chromium for the tests, or fetches one; tells children by CHROMIUM_PATH.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { root, run, runBin, runNpm } from './process.mjs';

// Keeps it from calling home, which costs time where there is no network.
const quietFlags = [
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const programFiles = process.env.PROGRAMFILES ?? 'C:\\Program Files';
const systemBrowsers = {
  linux: [
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    `${programFiles}\\Google\\Chrome\\Application\\chrome.exe`,
    `${programFiles} (x86)\\Microsoft\\Edge\\Application\\msedge.exe`,
  ],
};

/**
 * The path of a Chromium that starts, or undefined when Playwright's own is installed and finds itself.
 * @returns {Promise<{ ok: true, path: string | undefined } | { ok: false, reason: string }>}
 */
export async function ensureBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    return (await starts(given))
      ? { ok: true, path: given }
      : { ok: false, reason: `CHROMIUM_PATH is ${given}, which does not start` };
  }
  if (playwrightsOwn()) return { ok: true, path: undefined };
  const system = await firstSystemBrowser();
  if (system) return { ok: true, path: system };

  console.log('Fetching a browser for the tests…');
  const fetched = await runBin('@playwright/test', ['install', 'chromium-headless-shell'], {
    bin: 'playwright',
    quiet: true,
    timeoutMs: 300_000,
  });
  if (fetched.code === 0) return { ok: true, path: undefined };
  const installed = (await installWithApt()) ?? (await installFromNpm());
  if (installed) return { ok: true, path: installed };
  return {
    ok: false,
    reason: 'no Chromium: install Chrome or Chromium, or set CHROMIUM_PATH to one',
  };
}

/** How both test runners start it. */
export function launchOptions() {
  const executablePath = process.env.CHROMIUM_PATH;
  return { args: quietFlags, ...(executablePath ? { executablePath } : {}) };
}

async function starts(path) {
  if (!existsSync(path)) return false;
  // On Windows --version opens a window instead of answering.
  if (process.platform === 'win32') return true;
  return (await run(path, ['--version'], { quiet: true, timeoutMs: 15_000 })).code === 0;
}

async function firstSystemBrowser() {
  for (const path of systemBrowsers[process.platform] ?? []) {
    if (await starts(path)) return path;
  }
  return undefined;
}

// Only the revision this Playwright asks for counts; an older download beside it is of no use.
function playwrightsOwn() {
  const cache =
    process.env.PLAYWRIGHT_BROWSERS_PATH ??
    {
      linux: join(homedir(), '.cache/ms-playwright'),
      darwin: join(homedir(), 'Library/Caches/ms-playwright'),
      win32: join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright'),
    }[process.platform];
  const revision = revisionOfHeadlessShell();
  if (!cache || !revision || !existsSync(cache)) return false;
  return readdirSync(cache).includes(`chromium_headless_shell-${revision}`);
}

function revisionOfHeadlessShell() {
  const { browsers } = JSON.parse(
    readFileSync(join(root, 'node_modules/playwright-core/browsers.json'), 'utf8'),
  );
  return browsers.find(({ name }) => name === 'chromium-headless-shell')?.revision;
}

async function installWithApt() {
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!mayInstall) return undefined;
  const apt = (...args) =>
    run('apt-get', args, {
      quiet: true,
      timeoutMs: 300_000,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
  await apt('update', '-qq');
  for (const name of ['chromium-headless-shell', 'chromium']) {
    const { code } = await apt('install', '-y', '-qq', '--no-install-recommends', name);
    if (code === 0) return firstSystemBrowser();
  }
  return undefined;
}

// Last resort, for Linux without root: a Chromium carried inside an npm package, kept out of our own dependencies.
async function installFromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const home = join(root, '.cache/chromium');
  const { code } = await runNpm(
    ['install', '--no-save', '--no-package-lock', '--prefix', home, '@sparticuz/chromium@147.0.0'],
    { quiet: true, timeoutMs: 300_000 },
  );
  if (code !== 0) return undefined;
  const { default: chromium } = await import(
    join(home, 'node_modules/@sparticuz/chromium/build/index.js')
  );
  const path = await chromium.executablePath();
  return (await starts(path)) ? path : undefined;
}
