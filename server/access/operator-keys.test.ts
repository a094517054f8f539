import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openOperatorKeys, operatorLink, type KeyToMake } from './operator-keys.ts';
import { hashOf, makeKey } from './secret.ts';

let folder: string;
let nowUs: number;
const now = () => nowUs;
const HOUR_US = 3_600_000_000;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hairline-keys-'));
  nowUs = 1_717_098_600_000_000;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openOperatorKeys({ folder, now });
const file = () => readFileSync(join(folder, 'operators.json'), 'utf8');

function request(over: Partial<KeyToMake> = {}): KeyToMake {
  return {
    kind: 'program',
    role: 'judge',
    race: null,
    points: null,
    label: 'Jo',
    madeBy: null,
    ...over,
  };
}

describe('S3 a key', () => {
  test('has 144 random bits behind its name, and is in no file', async () => {
    const { keys, firstKey } = await open();
    const { secret } = await keys.make(request());
    expect(secret).toMatch(/^[a-z2-7]{8}[\w-]{24}$/);
    for (const canary of [secret, firstKey ?? '']) {
      for (const name of readdirSync(folder))
        expect(readFileSync(join(folder, name), 'utf8')).not.toContain(canary.slice(8));
    }
    expect(file()).toContain(hashOf(secret));
    expect(statSync(join(folder, 'operators.json')).mode & 0o077).toBe(0);
  });

  test('stands in the fragment of a link, which is never sent', () => {
    const url = new URL(operatorLink('https://venue.example', 'abc'));
    expect([url.pathname, url.search, url.hash]).toEqual(['/operate', '', '#key=abc']);
  });

  test('of the same name and another secret opens nothing', async () => {
    const { keys } = await open();
    const { secret } = await keys.make(request());
    const forged = `${secret.slice(0, 8)}${makeKey().key.slice(8)}`;
    expect(keys.check(forged, 'program')).toEqual({ ok: false, code: 'BAD_KEY' });
    expect(keys.check(secret, 'program')).toMatchObject({ ok: true });
    expect(keys.check(secret, 'session')).toEqual({ ok: false, code: 'BAD_KEY' });
    for (const nonsense of ['', 'x', '../../etc/passwd', '\u0000', 'a'.repeat(10_000)])
      expect(keys.check(nonsense, 'program')).toEqual({ ok: false, code: 'BAD_KEY' });
  });
});

describe('a link', () => {
  test('is made at the first start of a folder, and at no other', async () => {
    expect((await open()).firstKey).not.toBeNull();
    expect((await open()).firstKey).toBeNull();
  });

  test('opens one browser, whose session outlives the server', async () => {
    const { keys, firstKey } = await open();
    const opened = await keys.openSession(firstKey ?? '', { device: 'Laptop' });
    if (!opened.ok) throw new Error(opened.code);
    expect(opened.key).toMatchObject({ kind: 'session', role: 'admin', label: 'Laptop' });
    expect(await keys.openSession(firstKey ?? '', {})).toEqual({ ok: false, code: 'LINK_SPENT' });
    const again = (await open()).keys;
    expect(again.check(opened.secret, 'session')).toMatchObject({ ok: true });
    expect(await again.openSession(firstKey ?? '', {})).toEqual({ ok: false, code: 'LINK_SPENT' });
  });

  test('opened twice at the same moment opens once', async () => {
    const { keys, firstKey } = await open();
    const both = await Promise.all([1, 2].map(() => keys.openSession(firstKey ?? '', {})));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('expires after a week', async () => {
    const { keys, firstKey } = await open();
    nowUs += 7 * 24 * HOUR_US;
    expect(await keys.openSession(firstKey ?? '', {})).toEqual({ ok: false, code: 'EXPIRED' });
  });

  test('that was left beside a running server is taken in once its key comes', async () => {
    const { keys } = await open();
    const { id, key, hash } = makeKey();
    leave(id, { v: 1, hash, madeAt: nowUs });
    expect(await keys.openSession(`${id}${makeKey().key.slice(8)}`, {})).toMatchObject({
      ok: false,
    });
    expect(await keys.openSession(key, {})).toMatchObject({ ok: true, key: { role: 'admin' } });
    expect(readdirSync(join(folder, 'operator-links'))).toEqual([]);
    expect(await keys.openSession(key, {})).toEqual({ ok: false, code: 'LINK_SPENT' });
  });

  test('that was left lives a day, and no other file is taken for one', async () => {
    const { keys } = await open();
    const [late, odd] = [makeKey(), makeKey()];
    leave(late.id, { v: 1, hash: late.hash, madeAt: nowUs - 24 * HOUR_US });
    leave(odd.id, { hash: odd.hash });
    expect(await keys.openSession(late.key, {})).toEqual({ ok: false, code: 'EXPIRED' });
    expect(await keys.openSession(odd.key, {})).toEqual({ ok: false, code: 'BAD_KEY' });
  });
});

function leave(id: string, link: object): void {
  mkdirSync(join(folder, 'operator-links'), { recursive: true });
  writeFileSync(join(folder, 'operator-links', `${id}.json`), JSON.stringify(link));
}

describe('a browser that comes again', () => {
  test('with the secret of a session that has ended may send what that one left unsent', async () => {
    const { keys } = await open();
    const first = await keys.makeSession(request());
    await keys.revoke(first.key.id);
    const second = await keys.makeSession(request(), first.secret);
    expect(second.key.formerly).toEqual([first.key.id]);
    const third = await keys.makeSession(request(), second.secret);
    expect(third.key.formerly).toEqual([second.key.id, first.key.id]);
  });

  test('with a made-up secret inherits nothing', async () => {
    const { keys } = await open();
    const first = await keys.makeSession(request());
    const forged = `${first.key.id}${makeKey().key.slice(8)}`;
    expect((await keys.makeSession(request(), forged)).key.formerly).toEqual([]);
  });
});

describe('a key that is taken back', () => {
  test('is good no more, at once, here and after a restart; who it was stays known', async () => {
    const { keys } = await open();
    const { key, secret } = await keys.make(request());
    const told: string[] = [];
    keys.subscribe(({ id }) => told.push(id));
    expect(keys.ended(key.id)).toBeNull();
    expect(await keys.revoke(key.id)).toBe(true);
    expect(told).toEqual([key.id]);
    for (const each of [keys, (await open()).keys]) {
      expect(each.check(secret, 'program')).toEqual({ ok: false, code: 'REVOKED' });
      expect(each.ended(key.id)).toBe('revoked');
      expect(each.get(key.id)?.label).toBe('Jo');
    }
    expect(await keys.revoke('nobodyxx')).toBe(false);
  });

  test('expires by itself when its time is over', async () => {
    const { keys } = await open();
    const { key, secret } = await keys.make(request({ livesUs: HOUR_US }));
    nowUs += HOUR_US - 1;
    expect(keys.check(secret, 'program').ok).toBe(true);
    nowUs += 1;
    expect(keys.check(secret, 'program')).toEqual({ ok: false, code: 'EXPIRED' });
    expect(keys.ended(key.id)).toBe('expired');
  });
});

describe('when a key was last seen', () => {
  test('is known at once, and on disk with the next change or within five minutes', async () => {
    const { keys } = await open();
    const { key } = await keys.make(request());
    const seenAt = (from: typeof keys) => from.list().find(({ id }) => id === key.id)?.seenAt;
    const onDisk = async () => seenAt((await open()).keys);
    expect(seenAt(keys)).toBeNull();
    const first = nowUs;
    keys.seen(key.id);
    keys.seen('nobodyxx');
    expect(seenAt(keys)).toBe(first);
    expect(await onDisk()).toBeNull();
    await keys.make(request());
    expect(await onDisk()).toBe(first);

    nowUs += 300_000_000;
    keys.seen(key.id);
    // What is written comes one after the other: this is there when the next is.
    await keys.revoke('nobodyxx');
    expect(await onDisk()).toBe(nowUs);
  });

  test('is of a file of before told as never', async () => {
    const { keys } = await open();
    await keys.make(request());
    writeFileSync(join(folder, 'operators.json'), file().replaceAll(/ *"seenAt": null,\n/g, ''));
    expect(file()).not.toContain('seenAt');
    expect((await open()).keys.list().map(({ seenAt }) => seenAt)).toEqual([null, null]);
  });
});

describe('the file of keys', () => {
  test('that cannot be read is not taken for none', async () => {
    writeFileSync(join(folder, 'operators.json'), '{"v":1,"keys":[{"id":"x"}]}');
    await expect(open()).rejects.toThrow(/does not hold operators' keys/);
  });

  test('that cannot be written leaves everything as it was', async () => {
    const { keys } = await open();
    const before = keys.list();
    // A folder stands where the next file would be written.
    mkdirSync(join(folder, 'operators.json.next', 'in the way'), { recursive: true });
    await expect(keys.make(request())).rejects.toThrow(/EISDIR/);
    expect(keys.list()).toEqual(before);
    rmSync(join(folder, 'operators.json.next'), { recursive: true });
    await keys.make(request());
    expect(keys.list()).toHaveLength(before.length + 1);
  });
});
