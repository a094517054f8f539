// npm run operator-link: makes a new link for an operator who has lost all others. It opens one browser, as admin, and
// lives a day. Works beside a running server and without one: the link is left in the data folder, hashed, and taken in
// when somebody comes with its key (server/access/operator-keys.ts, whose keys are made in the same way).
import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './process.mjs';

const usage = `Usage: npm run operator-link -- [options]

  --data DIR   folder of the race logs (HAIRLINE_DATA, .hairline in the checkout)
  --url URL    how browsers reach the server; else as it was last started`;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

try {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      url: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) console.log(usage);
  else
    makeLink(
      resolve(values.data ?? process.env.HAIRLINE_DATA ?? join(root, '.hairline')),
      values.url,
    );
} catch (error) {
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 1;
}

function makeLink(folder, url) {
  const id = Array.from(randomBytes(8), (byte) => LETTERS[byte % LETTERS.length]).join('');
  const key = `${id}${randomBytes(18).toString('base64url')}`;
  const hash = createHash('sha256').update(key).digest('hex');
  leave(join(folder, 'operator-links'), id, { v: 1, hash, madeAt: Date.now() * 1000 });
  const base = (url ?? lastAddress(folder) ?? 'http://localhost:1500').replace(/\/$/, '');
  console.log(`Open this within a day; it opens one browser only: ${base}/operate#key=${key}`);
}

function leave(folder, id, link) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `${id}.draft`);
  const file = openSync(draft, 'wx', 0o600);
  writeSync(file, JSON.stringify(link));
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, join(folder, `${id}.json`));
}

/** Where the server of this folder serves, as it says itself (server/log/owner-lock.ts). */
function lastAddress(folder) {
  const claims = readdirSync(folder)
    .filter((name) => /^owner-\d+\.json$/.test(name))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).address);
  return claims.find((address) => typeof address === 'string');
}
