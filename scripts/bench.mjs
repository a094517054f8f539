// npm run bench [-- NAME…]: runs the benches one after another, each in a process of its own, built as the server is
// built, so that no other load and no test runner is measured. A bench that sets process.exitCode is beyond its limit.
// What is called …-browser measures the built app in a Chromium: both are provided first.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { root, run, stopWithNpm } from './process.mjs';

const suffix = '.bench.ts';
const ofBrowser = /-browser$/;
const benchMs = 10 * 60_000;

stopWithNpm();
await ensureDependencies();
const built = join(root, '.cache/bench', `${process.pid}`);
process.on('exit', () => rmSync(built, { recursive: true, force: true }));
const chosen = chooseBenches();
if (chosen.some((name) => ofBrowser.test(name))) await provideApp();
await bench(chosen);

function chooseBenches() {
  const folder = join(root, 'bench');
  const known = (existsSync(folder) ? readdirSync(folder) : [])
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length))
    .sort();
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0 || known.length === 0) {
    console.error(`no bench called ${unknown.join(', ')}; there are: ${known.join(', ')}`);
    process.exit(1);
  }
  return wanted.length > 0 ? wanted : known;
}

async function provideApp() {
  const browser = await ensureBrowser();
  if (!browser.ok) fail(browser.reason);
  else if (browser.path) process.env.CHROMIUM_PATH = browser.path;
  // Another build may be measured than that of the sources beside us.
  if (process.env.HAIRLINE_DIST === undefined && !(await ensureBuild())) fail('it does not build');
}

function fail(reason) {
  console.error(`no bench in a browser: ${reason}`);
  process.exit(1);
}

async function bench(names) {
  await build(names);
  const results = [];
  for (const name of names) {
    console.log(`\n${name}`);
    const program = ['--expose-gc', '--enable-source-maps', join(built, `${name}.js`)];
    const { code } = await run(process.execPath, program, { timeoutMs: benchMs });
    results.push({ name, held: code === 0 });
  }
  console.log('');
  for (const { name, held } of results) console.log(`${held ? '✓' : '✗'} ${name}`);
  const failed = results.filter(({ held }) => !held).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
}

async function build(names) {
  const vite = await import('vite');
  await vite.build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node20',
      outDir: built,
      emptyOutDir: true,
      sourcemap: true,
      rolldownOptions: {
        input: Object.fromEntries(names.map((name) => [name, join(root, 'bench', name + suffix)])),
        output: { entryFileNames: '[name].js' },
      },
    },
  });
}
