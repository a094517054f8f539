// npm test: everything that must hold, in the order in which a mistake is cheapest to learn.
//   --only static|unit|ui|e2e   one stage (may be repeated)
//   --fast                      static and unit
//   --no-coverage               the unit tests as they are, in half the time
// The last line is "N passed, N failed", over all stages; each static check and the build count as one.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowser } from './browser.mjs';
import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { root, run, runBin, stopWithNpm } from './process.mjs';

const stages = {
  static: checkStatically,
  unit: testUnits,
  ui: testComponents,
  e2e: buildAndTestStories,
};
// Nothing here may hang: each step has an end, generous on a busy machine.
const stepMs = 25 * 60_000;

const { chosen, coverage } = chooseStages();
const tally = { passed: 0, failed: 0 };
const failures = [];
const began = Date.now();

stopWithNpm();
await ensureDependencies();
if (chosen.includes('ui') || chosen.includes('e2e')) await provideBrowser();
for (const name of chosen) await stages[name]();
report();

function chooseStages() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      fast: { type: 'boolean' },
      'no-coverage': { type: 'boolean' },
    },
  });
  const names = values.only ?? (values.fast ? ['static', 'unit'] : Object.keys(stages));
  const unknown = names.find((name) => !(name in stages));
  if (unknown === undefined) return { chosen: names, coverage: !values['no-coverage'] };
  console.error(`--only wants one of ${Object.keys(stages).join(', ')}, not "${unknown}"`);
  process.exit(1);
}

async function provideBrowser() {
  const browser = await ensureBrowser();
  if (!browser.ok) count('browser', { failed: 1 }, `browser: ${browser.reason}`);
  else if (browser.path) process.env.CHROMIUM_PATH = browser.path;
}

async function checkStatically() {
  await Promise.all([
    check('format', 'oxfmt', ['--check']),
    check('lint', 'oxlint', ['--type-aware', '--deny-warnings']),
    check('types', 'typescript', ['--noEmit'], 'tsc'),
    check('unused', 'knip', ['--no-progress', '--no-config-hints']),
  ]);
}

async function check(name, packageName, args, bin) {
  const start = Date.now();
  const { code, output } = await runBin(packageName, args, { bin, quiet: true, timeoutMs: stepMs });
  if (code !== 0) process.stdout.write(`\n${output.trim()}\n`);
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds(start)})`);
  if (code === 0) count(name, { passed: 1 });
  else count(name, { failed: 1 }, told('static', name, output.trim()));
}

async function testUnits() {
  await runVitest('unit', coverage ? ['--coverage'] : []);
}

async function testComponents() {
  await runVitest('ui', []);
}

async function runVitest(project, flags) {
  const file = resultFile(project);
  const { code } = await runBin(
    'vitest',
    [
      'run',
      '--project',
      project,
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...flags,
    ],
    { timeoutMs: stepMs },
  );
  const result = readJson(file);
  countRun(project, code, readVitest(result));
  failures.push(...failedUnits(project, result));
}

// A file that does not even load has no tests to fail, but is a failure.
function readVitest(result) {
  if (!result) return { passed: 0, failed: 0 };
  const broken = result.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return { passed: result.numPassedTests, failed: result.numFailedTests + broken.length };
}

function failedUnits(project, result) {
  return (result?.testResults ?? []).flatMap(({ name, message, status, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [told(project, file, message)] : [];
    return failed.map((test) =>
      told(project, `${file} › ${test.fullName}`, test.failureMessages.join('\n')),
    );
  });
}

function failedStories(result) {
  const suites = (result?.suites ?? []).flatMap(function within(suite) {
    return [suite, ...(suite.suites ?? []).flatMap(within)];
  });
  return suites.flatMap(({ file, specs = [] }) =>
    specs.flatMap(({ title, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ status, projectName, results }) => {
          const messages = results.flatMap(({ errors }) => errors.map((error) => error.message));
          return told(`e2e ${projectName}`, `${file} › ${title} (${status})`, messages.join('\n'));
        }),
    ),
  );
}

function told(stage, name, message) {
  // oxlint-disable-next-line no-control-regex -- colours of the test runners
  const lines = message.replaceAll(/\u001b\[[0-9;]*m/g, '').split('\n');
  return [`${stage}: ${name}`, ...lines.slice(0, 12).map((line) => `    ${line}`)].join('\n');
}

async function buildAndTestStories() {
  const built = await ensureBuild();
  count('build', built ? { passed: 1 } : { failed: 1 });
  if (!built) return;
  const { code } = await run(process.execPath, [join(root, 'scripts/budget.mjs')]);
  count('budget', code === 0 ? { passed: 1 } : { failed: 1 });
  await testStories();
}

async function testStories() {
  const file = resultFile('e2e');
  const { code } = await runBin(
    '@playwright/test',
    ['test', '--pass-with-no-tests', '--reporter=list,json'],
    {
      bin: 'playwright',
      timeoutMs: stepMs + 6 * 60_000,
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    },
  );
  const result = readJson(file);
  const stats = result?.stats ?? { expected: 0, unexpected: 0, flaky: 0 };
  countRun('e2e', code, { passed: stats.expected + stats.flaky, failed: stats.unexpected });
  failures.push(...failedStories(result));
}

// A run that ends badly without naming a failed test (coverage, a crash) is one failure.
function countRun(name, code, { passed, failed }) {
  count(name, { passed, failed: code !== 0 && failed === 0 ? 1 : failed });
}

function count(name, { passed = 0, failed = 0 }, reason) {
  tally.passed += passed;
  tally.failed += failed;
  if (failed > 0) failures.push(reason ?? name);
}

function resultFile(name) {
  const folder = join(root, '.cache/results');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}-${process.pid}.json`);
  rmSync(file, { force: true });
  return file;
}

function readJson(file) {
  if (!existsSync(file)) return undefined;
  const result = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  return result;
}

function report() {
  // `.ci/run` says these lines once more at its end.
  for (const failure of failures) console.log(failure.replaceAll(/^/gm, '✗ '));
  console.log(`\n${chosen.join(', ')} in ${seconds(began)}`);
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  process.exit(tally.failed > 0 || tally.passed === 0 ? 1 : 0);
}

function seconds(start) {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}
