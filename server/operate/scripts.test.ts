import { execFile } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, cookieIn, openDesk, passing, signed, textOf, type Desk } from './desk.fixture.ts';

/** Three programs are started one after the other, on a machine that may be busy. */
const AMPLE_MS = 60_000;

/** What whoever runs the server does by hand, beside it. */

const execute = promisify(execFile);

async function run(script: string, ...args: readonly string[]) {
  const path = join(import.meta.dirname, '../../scripts', script);
  const failed = (error: { stdout: string; stderr: string }) => ({ ...error, ok: false });
  const done = execute(process.execPath, [path, ...args]).then((out) => ({ ...out, ok: true }));
  return done.catch(failed);
}

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

describe('npm run operator-link', () => {
  test(
    'lets an admin in beside a running server, once, at the address where it serves',
    async () => {
      const { stdout } = await run('operator-link.mjs', '--data', desk.dataDir);
      const [, base, key = ''] = /: (http\S+)\/operate#key=([\w-]{32})$/m.exec(stdout) ?? [];
      expect(base).toBe(desk.url);
      const folder = join(desk.dataDir, 'operator-links');
      for (const name of readdirSync(folder))
        expect(readFileSync(join(folder, name), 'utf8')).not.toContain(key.slice(8));
      const opened = await ask(desk.url, {}, 'POST', '/session', { key });
      expect([opened.status, opened.body['role']]).toEqual([201, 'admin']);
      const me = await ask(desk.url, { cookie: cookieIn(opened) }, 'GET', '/me');
      expect(me.status).toBe(200);
      expect((await ask(desk.url, {}, 'POST', '/session', { key })).status).toBe(410);
    },
    AMPLE_MS,
  );

  test(
    'takes the address it is given, and says what it wants',
    async () => {
      const venue = await run(
        'operator-link.mjs',
        '--data',
        desk.dataDir,
        '--url',
        'https://venue/',
      );
      expect(venue.stdout).toContain(' https://venue/operate#key=');
      expect((await run('operator-link.mjs', '--nonsense')).stderr).toContain('Usage');
    },
    AMPLE_MS,
  );
});

describe('S13 npm run check-log', () => {
  test(
    'finds a log whole, and any line that was changed or taken out',
    async () => {
      const race = await desk.race();
      const device = await desk.admin.device();
      const submissions = [1, 2, 3].map((n) => signed(device, n, passing()));
      await desk.admin.ask('POST', `/races/${race}/entries`, { submissions });
      const { body } = await desk.admin.ask('GET', `/races/${race}/audit.ndjson`);
      const file = join(desk.dataDir, 'audit.ndjson');
      writeFileSync(file, textOf(body));
      expect((await run('check-log.mjs', file)).stdout).toContain('5 entries, whole and in order');

      const lines = textOf(body).split('\n');
      writeFileSync(file, lines.with(3, (lines[3] ?? '').replace('manual', 'officia')).join('\n'));
      expect(await run('check-log.mjs', file)).toMatchObject({
        ok: false,
        stderr: expect.stringContaining('line 4: its sum is'),
      });
      writeFileSync(file, lines.toSpliced(2, 1).join('\n'));
      expect((await run('check-log.mjs', file)).stderr).toContain(
        'line 3: expected entry 3, found 4',
      );
      expect((await run('check-log.mjs', join(desk.dataDir, 'none'))).ok).toBe(false);
    },
    AMPLE_MS,
  );
});
