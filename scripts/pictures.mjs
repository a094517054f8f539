// npm run pictures [-- NAME…]: takes the pictures of docs/operators.md from the real app. It builds, starts a server of its
// own with an empty data folder, makes a meeting that never was, and works at it in a browser as the guide says. Wants
// openssl, for the certificate. Look at every picture before it is kept.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser, launchOptions } from './browser.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { root, run, runBin, stopWithNpm } from './process.mjs';
import { smallPng } from './small-png.mjs';

const HOST = 'timing.lakeside.example';
const DESK = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const START_LIST = `Bib\tName\tNat\tClub\tSeed
11\tTomas Elvdal\tNOR\tBjørnholt\t3:33.10
12\tKipruto Senger\tKEN\tKapsait\t3:30.42
14\tLuc Amaury\tFRA\tSaint-Orens\t3:32.80
17\tOwen Hartfield\tGBR\tMerrow\t3:31.95
19\tAbel Tesfa\tETH\tSululta\t3:31.20
21\tMikel Oraá\tESP\tLizarra\t3:33.87
23\tJonas Wirth\tGER\tEichenau\t3:34.05
25\tRafał Dorsz\tPOL\tWisłoka\t3:35.44
28\tSam Okell\tAUS\tYarrow Bay\t3:34.60
31\tPieter Claes\tBEL\tHageland\t3:36.12
33\tDaniel Ruiz Vela\tMEX\tTonalá\t3:37.30
36\tElias Nyberg\tSWE\tÅkersund\t3:36.90`;
/** The finish in s, in the order of the start list; the sixth and the eighth are as good as level. */
const FINISH = [
  213.412, 209.878, 212.104, 210.655, 210.187, 214.236, 214.96, 214.243, 216.02, 217.48, 219.31,
  218.15,
];

const pictures = {
  pairing,
  start,
  desk,
  phone,
  announcer,
  feeds,
  judge,
  results,
  rehearsal,
  watch,
};

stopWithNpm();
await ensureDependencies();
const wanted = process.argv.slice(2);
const browser = await openBrowser();
const server = await startServer();
try {
  const office = await openOffice();
  for (const [name, take] of Object.entries(pictures)) {
    if (wanted.length === 0 || wanted.includes(name)) await take(office);
  }
} finally {
  await browser.close();
  server.stop();
  await once(server.child, 'exit');
  rmSync(server.data, { recursive: true, force: true });
}

/** Shows the six digits for a phone at the finish. */
async function pairing({ letIn, race }) {
  const slug = await race('pairing');
  const page = await letIn('Race office', 'admin', DESK, 'light');
  await page.goto('/operate/devices');
  await page.getByLabel('Who or what is it?').fill('Bert, finish');
  await page.getByRole('combobox', { name: 'Race' }).selectOption(slug);
  await page.getByRole('checkbox', { name: 'finish', exact: true }).check();
  await page.getByRole('button', { name: 'Show a code' }).click();
  await page.getByTestId('pairing-code').waitFor();
  await shoot(page, 'pairing', { x: 0, y: 0, width: 1440, height: 810 });
}

async function start({ letIn, race }) {
  const slug = await race('start');
  const page = await letIn('Starter', 'judge', PHONE, 'light');
  await page.goto(`/operate/race/${slug}/start`);
  await page.getByRole('button', { name: 'Arm', exact: true }).click();
  await page.getByText('Armed', { exact: true }).waitFor();
  await shoot(page, 'start');
}

/** Seven taps: four have their bib, three wait, two of them closer than a finger taps; the second is about to be voided. */
async function desk({ letIn, race, run }) {
  const slug = await race('desk');
  await run(slug, { home: 0, nowS: 209.5 });
  const page = await letIn('Anna, finish', 'referee', DESK, 'dark');
  await page.goto(`/operate/race/${slug}/console`);
  await page.getByRole('button', { name: /^Tap at / }).waitFor();
  await finish(page, [12, 19, 17, 14]);
  await page.waitForTimeout(1_500);
  for (let up = 0; up < 5; up++) await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Delete');
  await page.waitForTimeout(500);
  await shoot(page, 'console');
}

async function phone({ letIn, race, run }) {
  const slug = await race('phone');
  await run(slug, { home: 0, nowS: 209.5 });
  const page = await letIn('Bert, finish', 'tapper', PHONE, 'light', slug);
  await page.goto(`/operate/race/${slug}/console`);
  const tap = page.getByRole('button', { name: /^Tap at / });
  await tap.waitFor();
  await finish(page, [12, 19, 17]);
  await page.waitForTimeout(1_500);
  await shoot(page, 'console-phone');
}

async function announcer({ letIn, race, run }) {
  const slug = await race('announcer');
  await run(slug, { home: 0, nowS: 162, until: 1200 });
  const page = await letIn('Announcer', 'viewer', DESK, 'dark');
  await page.goto(`/operate/race/${slug}/announcer`);
  await page.getByText('In front').waitFor();
  await page.waitForTimeout(1_500);
  await shoot(page, 'announcer', { x: 0, y: 0, width: 1440, height: 760 });
}

async function feeds({ letIn, race, run }) {
  const slug = await race('feeds');
  await run(slug, { home: 5, nowS: 214 });
  const bert = await letIn('Bert, finish', 'tapper', PHONE, 'light', slug);
  await bert.goto(`/operate/race/${slug}/console`);
  await bert.getByRole('button', { name: /^Tap at / }).waitFor();
  await finish(bert, [21, 25]);
  const page = await letIn('Race office', 'admin', DESK, 'light');
  await page.goto(`/operate/race/${slug}/feeds`);
  await page.waitForTimeout(6_500);
  await shoot(page, 'feeds', { x: 0, y: 0, width: 1440, height: 440 });
}

async function judge({ letIn, race, run }) {
  const slug = await race('judge');
  await run(slug, { home: 12, nowS: 300 });
  const page = await letIn('Photo finish', 'judge', DESK, 'dark');
  await page.goto(`/operate/race/${slug}/judge`);
  const file = { name: 'finish.png', mimeType: 'image/png', buffer: await finishImage() };
  await page.locator('input[type=file]').setInputFiles(file);
  const scale = page.getByRole('region', { name: 'Time scale' });
  await scale.getByLabel('Time of the first line').fill('3:29.500');
  await scale.getByLabel('Lines per second').fill('1000');
  await scale.getByRole('button', { name: 'Set the time' }).click();
  await page.getByRole('slider', { name: 'Hairline' }).focus();
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(500);
  }
  await page.keyboard.press('Tab');
  await page.waitForTimeout(1_500);
  await shoot(page, 'judge');
}

async function results({ letIn, race, run, feed }) {
  const slug = await race('results');
  await run(slug, { home: 12, nowS: 300 });
  const time = { basis: 'gun', time: 280_000_000, digits: 0 };
  await feed(slug, [
    { type: 'resultDeclared', state: 'provisional', time, by: 'Anna' },
    {
      type: 'messagePosted',
      time,
      kind: 'reported',
      text: 'Protest of ESP: pushed at the bell.',
      source: 'protest',
    },
  ]);
  const page = await letIn('Bernt, referee', 'referee', DESK, 'light');
  await page.goto(`/operate/race/${slug}/results`);
  await page.getByRole('timer').waitFor();
  await page.waitForTimeout(1_000);
  await shoot(page, 'results');
  await page.getByRole('button', { name: 'Make it official' }).click();
  await page.getByRole('button', { name: 'Make it official all the same' }).click();
  await page.getByTestId('declared').getByText('Official').waitFor();
  await page.goto(`/race/${slug}/results`);
  await page.getByRole('article', { name: 'Result sheet' }).waitFor();
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  await page.setViewportSize({ width: 794, height: 1123 });
  // The margins of the paper, which a screen has not.
  await page.evaluate(() => document.body.style.setProperty('padding', '40px'));
  await page.waitForTimeout(1_000);
  await shoot(page, 'sheet', { x: 0, y: 0, width: 794, height: 660 });
}

async function rehearsal({ letIn, race }) {
  const slug = await race('rehearsal');
  const page = await letIn('Anna, finish', 'admin', DESK, 'dark');
  await page.goto(`/operate/race/${slug}/rehearsal`);
  await page.getByRole('button', { name: 'Make a rehearsal of this race' }).click();
  await page.getByRole('button', { name: 'Start the rehearsal' }).click();
  await page.getByRole('img', { name: /The field coming/ }).waitFor();
  await page.getByText('The network is gone').waitFor({ timeout: 90_000 });
  await page.waitForTimeout(4_000);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Space');
  await page.waitForTimeout(700);
  await shoot(page, 'rehearsal');
}

/** The picture of README.md: a true race, the bundled one, at its finish. */
async function watch() {
  const size = { viewport: { width: 1440, height: 1000 } };
  const page = await (await newContext(size, 'dark')).newPage();
  await page.goto('/race/oslo-2024-1500m?t=3:34.9');
  // Not by a pointer, before which the page would be scrolled.
  await page.getByRole('button', { name: 'Margin' }).dispatchEvent('click');
  await page.getByRole('button', { name: 'Close' }).dispatchEvent('click');
  await page.waitForTimeout(2_500);
  await shoot(page, 'watch');
}

/** Taps as many as there are bibs and three more, and gives the bibs to the first. */
async function finish(page, bibs) {
  for (let i = 0; i < bibs.length + 3; i++) {
    await page.keyboard.press('Space');
    await page.waitForTimeout(i === bibs.length ? 90 : 480);
  }
  for (const bib of bibs) {
    await page.keyboard.type(String(bib));
    await page.keyboard.press('Enter');
  }
}

/** Who makes races, lets people in and feeds what came before. The first race is made in the browser, as the guide says. */
async function openOffice() {
  const context = await newContext(DESK, 'light');
  const page = await context.newPage();
  await page.goto(new URL(await server.operatorLink()).hash.replace(/^/, '/operate'));
  await comeIn(page, 'Race office');
  const first = await makeRace(page);
  const { definition } = (await ask('GET', '/races')).races.find(({ slug }) => slug === first);
  const { roster } = await ask('GET', `/races/${first}/roster`);
  const mats = { kind: 'program', role: 'judge', race: null, label: 'Chip mats' };
  const { key, secret } = await ask('POST', '/keys', mats);
  const byNumber = new Intl.Collator('en', { numeric: true }).compare;
  const ids = Object.keys(roster).sort(byNumber);
  const entrants = ids.map((id, i) => ({ id, bib: bibOf(i), role: 'competitor' }));
  const counters = new Map();

  /** As the admin of this page, or as the program whose key is given. */
  function ask(method, path, body, program) {
    return page.evaluate(
      async ({ method, path, body, program }) => {
        const headers = { 'content-type': 'application/json' };
        if (program) headers['x-operator-key'] = program;
        const credentials = program ? 'omit' : 'same-origin';
        const request = { method, headers, credentials, ...(body && { body }) };
        const reply = await fetch(`/api/operate${path}`, request);
        if (!reply.ok) throw new Error(`${method} ${path}: ${await reply.text()}`);
        return reply.json();
      },
      { method, path, body: body && JSON.stringify(body), program },
    );
  }

  async function feed(slug, events) {
    const recordedAt = Date.now() * 1_000;
    const before = counters.get(slug) ?? 0;
    counters.set(slug, before + events.length);
    const submissions = events.map((event, i) => ({
      device: key.device,
      n: before + i + 1,
      recordedAt,
      event,
    }));
    const { answers } = await ask('POST', `/races/${slug}/entries`, { submissions }, secret);
    const refused = answers.find(({ ok }) => !ok);
    if (refused) throw new Error(refused.message);
  }

  return {
    feed,
    async race(slug) {
      await ask('POST', '/races', { slug, definition, entrants, roster, visibility: 'public' });
      return slug;
    },
    /** Lets the race come to `nowS` after the gun: mats up to `until` m, and the first `home` at the finish. */
    async run(slug, { home, nowS, until = definition.distanceM }) {
      const at = Date.now() * 1_000 - nowS * 1e6;
      const order = [...FINISH.keys()].sort((a, b) => FINISH[a] - FINISH[b]);
      const passings = definition.points.flatMap(({ id, line, distanceM }) =>
        order.slice(0, distanceM === definition.distanceM ? home : undefined).map((i) => ({
          type: 'passingRecorded',
          who: { entrant: entrants[i].id },
          line,
          point: id,
          time: { basis: 'gun', time: passedAt(i, distanceM / definition.distanceM), digits: 3 },
          kind: 'measured',
          source: 'mats',
        })),
      );
      const due = passings.filter(
        ({ point, time }) =>
          time.time <= nowS * 1e6 &&
          definition.points.find(({ id }) => id === point).distanceM <= until,
      );
      await feed(slug, [{ type: 'gunFired', at, source: 'electronic', bandUs: 0 }, ...due]);
    },
    async letIn(label, role, device, colorScheme, race = null) {
      const points = role === 'tapper' ? { points: ['finish'] } : {};
      const key = { kind: 'link', role, race, label, ...points };
      const { secret } = await ask('POST', '/keys', key);
      const context = await newContext(device, colorScheme);
      const theirs = await context.newPage();
      await theirs.goto(`/operate#key=${secret}`);
      await comeIn(theirs, label);
      return theirs;
    },
  };
}

/** The field runs together until three laps are done, and then apart. */
function passedAt(i, share) {
  const together = 211 + i * 0.13;
  const apart = Math.max(0, share - 0.7) / 0.3;
  return Math.round((together * share + (FINISH[i] - together) * apart) * 1e6);
}

function bibOf(i) {
  return START_LIST.split('\n')[i + 1].split('\t')[0];
}

/** What a camera of a thousand lines a second would have seen of the first eight, without noise, which no PNG makes small. */
async function finishImage() {
  const [{ drawStrip }, { encodePng }] = await Promise.all([
    imported('shared/strip/synthetic.ts'),
    imported('shared/strip/png.ts'),
  ]);
  const firstUs = 209_500_000;
  const columns = 6_000;
  const drawn = drawStrip({
    seed: 7,
    axis: { columns, firstUs, lastUs: firstUs + (columns - 1) * 1_000 },
    height: 480,
    lanes: {
      farLane: 10,
      nearLane: 1,
      far: { left: 0.34, right: 0.34 },
      near: { left: 0.98, right: 0.98 },
      perspective: 1.7,
    },
    finishers: FINISH.flatMap((s, i) =>
      s > 215.3 ? [] : [{ lane: 1 + ((i * 3) % 7), us: Math.round(s * 1e6), speedMps: 7.6 }],
    ),
    noise: 0,
    blur: 3,
  });
  return Buffer.from(encodePng(drawn));
}

async function imported(file) {
  const { runnerImport } = await import('vite');
  return (await runnerImport(join(root, file), { root, configFile: false })).module;
}

async function comeIn(page, label) {
  await page.getByLabel('What is this device called?').fill(label);
  await page.getByRole('button', { name: 'Open the console' }).click();
  await page.getByRole('heading', { name: 'Races' }).waitFor();
}

async function makeRace(page) {
  await page.goto('/operate/new');
  await page.getByRole('combobox', { name: 'Find an event' }).fill('1500');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'What the race is called' }).fill('Men 1500 m');
  await page.getByRole('textbox', { name: 'Meeting', exact: true }).fill('Lakeside Evening');
  await page.getByRole('textbox', { name: 'City' }).fill('Lakeside');
  await page.getByRole('textbox', { name: 'Country', exact: true }).fill('NOR');
  await page.getByRole('textbox', { name: 'Bib, row 1' }).focus();
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const event = { clipboardData, bubbles: true, cancelable: true };
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', event));
  }, START_LIST);
  await page.getByRole('button', { name: 'Add 12' }).waitFor();
  await shoot(page, 'set-up');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Bib, row 13' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(/\/operate\/race\/.+\/setup$/);
  return /race\/(.+)\/setup/.exec(page.url())[1];
}

async function shoot(page, name, clip) {
  const picture = await page.screenshot(clip ? { clip } : {});
  writeFileSync(join(root, 'docs/img', `${name}.png`), smallPng(picture));
  console.log(`docs/img/${name}.png`);
}

async function openBrowser() {
  const found = await ensureBrowser();
  if (!found.ok) throw new Error(found.reason);
  if (found.path) process.env.CHROMIUM_PATH = found.path;
  const { chromium } = await import('@playwright/test');
  const { args, ...options } = launchOptions();
  const here = [`--host-resolver-rules=MAP ${HOST} 127.0.0.1`, '--ignore-certificate-errors'];
  return chromium.launch({ ...options, args: [...args, ...here] });
}

function newContext(device, colorScheme) {
  return browser.newContext({
    ...device,
    baseURL: server.url,
    colorScheme,
    locale: 'en-GB',
    timezoneId: 'Europe/Oslo',
  });
}

async function startServer() {
  const dist = process.env.HAIRLINE_DIST ?? 'dist';
  if (!process.env.HAIRLINE_DIST) await runBin('vite', ['build', '--app'], { quiet: true });
  const data = mkdtempSync(join(tmpdir(), 'hairline-pictures-'));
  const port = await freePort();
  const [cert, key] = [join(data, 'cert.pem'), join(data, 'key.pem')];
  await certify(cert, key);
  const where = ['--host', '127.0.0.1', '--port', port, '--data', data, '--no-demo'];
  const args = [...where, '--cert', cert, '--key', key];
  const child = spawn(process.execPath, [join(root, dist, 'server/cli.js'), ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const printed = new Promise((found) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      const link = /\S+\/operate#key=\S+/.exec(said)?.[0];
      if (link) found(link);
    });
  });
  return {
    data,
    child,
    url: `https://${HOST}:${port}`,
    operatorLink: () => printed,
    stop: () => child.kill(),
  };
}

async function certify(cert, key) {
  const made = await run(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
      .concat(['-days', '2', '-keyout', key, '-out', cert, '-subj', '/CN=Hairline'])
      .concat(['-addext', `subjectAltName=DNS:${HOST}`]),
    { quiet: true },
  );
  if (made.code !== 0) throw new Error(`openssl: ${made.output}`);
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}
