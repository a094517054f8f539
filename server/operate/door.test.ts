import { io as connect, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Submission } from '../../shared/race/entry.ts';
import { oval1500 } from '../../shared/testkit/definitions.ts';
import { afterTheGun } from '../../shared/testkit/race-builder.ts';
import type { Catchup, Frame } from '../../shared/wire/messages.ts';
import {
  OPERATE_WIRE,
  type EntryAnswer,
  type Presence,
  type SubmitAnswer,
} from '../../shared/wire/operate.ts';
import {
  codesOf,
  openDesk,
  passing,
  signed,
  somebody,
  type Desk,
  type Knocked,
  type Person,
} from './desk.fixture.ts';

let desk: Desk;
const sockets: Socket[] = [];

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(async () => {
  for (const socket of sockets) socket.close();
  await desk.close();
});

async function sits(person: Person): Promise<Extract<Knocked, { ok: true }>> {
  const knocked = await person.socket();
  if (!knocked.ok) throw new Error(knocked.code);
  return knocked;
}

async function entries(person: Person, race: string): Promise<readonly string[]> {
  const { body } = await person.ask('GET', `/races/${race}/audit?count=500`);
  const rows = body['rows'] as unknown as readonly { id: string }[];
  return rows.map(({ id }) => id).toReversed();
}

async function answers(say: Promise<SubmitAnswer>): Promise<readonly EntryAnswer[]> {
  const answer = await say;
  if (!answer.ok) throw new Error(answer.message);
  return answer.answers;
}

/** `count` taps, from `n` on. */
function taps(device: string, from: number, count: number): Submission[] {
  return Array.from({ length: count }, (_, index) => signed(device, from + index, passing()));
}

describe('an operator who comes in', () => {
  test('is told who it is, what time it is, and is heard only in its own version', async () => {
    const { say } = await sits(desk.admin);
    expect(await say('hello', { wire: OPERATE_WIRE })).toMatchObject({
      ok: true,
      me: { role: 'admin', race: null, points: null, wire: OPERATE_WIRE },
      now: expect.any(Number),
    });
    expect(await say('hello', { wire: OPERATE_WIRE + 1 })).toMatchObject({ code: 'OLD_WIRE' });
    expect(await say('clock', { sent: 5 })).toMatchObject({ sent: 5, now: expect.any(Number) });
    expect(await say('clock', { sent: 'now' })).toMatchObject({ ok: false, code: 'MALFORMED' });
  });

  test('sees who else is at work on the race, and when they leave', async () => {
    const race = await desk.race();
    const tapper = await desk.program({ role: 'tapper', race, points: ['1500'], label: 'Anna' });
    const [one, two] = [await sits(desk.admin), await sits(tapper)];
    const heard: Presence[] = [];
    one.socket.on('presence', (presence: Presence) => heard.push(presence));
    await one.say('attend', { race, screen: 'desk' });
    await two.say('attend', { race, screen: 'console', unsent: 3, offsetUs: -12, errorUs: 900 });
    await vi.waitFor(() => expect(heard.at(-1)?.operators).toHaveLength(2));
    expect(heard.at(-1)?.operators[1]).toEqual({
      id: tapper.id,
      label: 'Anna',
      role: 'tapper',
      points: ['1500'],
      screen: 'console',
      unsent: 3,
      offsetUs: -12,
      errorUs: 900,
    });
    two.socket.close();
    await vi.waitFor(() => expect(heard.at(-1)?.operators).toHaveLength(1));
    await one.say('attend', { race: null });
  });
});

describe('what an operator sends', () => {
  test('reaches a viewer, who sees the passing once it is accepted', async () => {
    const race = await desk.race();
    const tapper = await desk.program({ role: 'tapper', race, points: ['1500'] });
    const viewer = connect(desk.url, { transports: ['websocket'], forceNew: true });
    sockets.push(viewer);
    const seen: unknown[] = [];
    const take = ({ entries: tuples }: Catchup | Frame) => {
      for (const [, device, n] of tuples) seen.push(`${String(device)}:${String(n)}`);
    };
    const caught = new Promise((resolve) => viewer.once('catchup', resolve));
    viewer.on('catchup', take).on('frame', take);
    viewer.emit('watch', { race });
    await caught;
    const { say } = await sits(tapper);
    const device = await tapper.device();
    const [answer] = await answers(say('submit', { race, submissions: taps(device, 1, 1) }));
    expect(answer).toEqual({ device, n: 1, ok: true, seq: 3, repeated: false });
    await vi.waitFor(() => expect(seen).toContain(`${device}:1`));
  });

  test('is answered entry by entry: what is refused holds up nothing else', async () => {
    const race = await desk.race();
    const tapper = await desk.program({ role: 'tapper', race, points: ['1500'] });
    const device = await tapper.device();
    const { say } = await sits(tapper);
    const submissions = [
      signed(device, 1, passing()),
      signed(device, 2, passing('finish+100')),
      signed(device, 3, { ...passing(), time: 5 } as never),
      signed('op-aaaaaaaa', 4, passing()),
      signed(device, 5, { type: 'entryVoided', target: `${device}:1` }),
      signed(`${device}.2`, 1, passing()),
      signed(device, 1, passing('finish', '0:43.00')),
    ];
    expect(codesOf(await answers(say('submit', { race, submissions })))).toEqual([
      'ok',
      'OTHER_POINT',
      'MALFORMED',
      'OTHER_DEVICE',
      'ok',
      'ok',
      'KEY_REUSED',
    ]);
    expect(await entries(desk.admin, race)).toEqual(
      expect.arrayContaining([`${device}:1`, `${device}:5`, `${device}.2:1`]),
    );
  });

  test('of a tapper corrects its own entries and nobody else’s', async () => {
    const race = await desk.race();
    const [one, two, judge] = [
      await desk.program({ role: 'tapper', race, points: ['1500'] }),
      await desk.program({ role: 'tapper', race, points: ['1500'] }),
      await desk.program({ role: 'judge', race }),
    ];
    const [first, second, third] = [await one.device(), await two.device(), await judge.device()];
    await answers((await sits(one)).say('submit', { race, submissions: taps(first, 1, 2) }));
    const voids = (device: string) => [
      signed(device, 9, { type: 'entryVoided', target: `${first}:1` }),
    ];
    const say = async (person: Person, device: string) =>
      codesOf(
        await answers((await sits(person)).say('submit', { race, submissions: voids(device) })),
      );
    expect(await say(two, second)).toEqual(['OTHER_DEVICE']);
    expect(await say(one, first)).toEqual(['ok']);
    expect(await say(judge, third)).toEqual(['ok']);
  });

  test('of a judge cannot take back what only a referee brings', async () => {
    const race = await desk.race();
    const judge = await desk.program({ role: 'judge', race });
    const [device, admins] = [await judge.device(), await desk.admin.device()];
    const admin = await sits(desk.admin);
    const dnf = signed(`${admins}.${race}`, 1, { type: 'statusSet', entrant: 'e4', status: 'DNF' });
    await answers(admin.say('submit', { race, submissions: [dnf] }));
    const { say } = await sits(judge);
    const submissions = [
      signed(device, 1, { type: 'entryVoided', target: `${admins}.${race}:1` }),
      signed(device, 2, { type: 'entryVoided', target: 'not-here-yet:1' }),
    ];
    expect(codesOf(await answers(say('submit', { race, submissions })))).toEqual([
      'NOT_ALLOWED',
      'NOT_ALLOWED',
    ]);
  });

  test('goes nowhere when there is no such race, or a recording feeds it', async () => {
    const { say } = await sits(desk.admin);
    const submissions = taps(await desk.admin.device(), 1, 1);
    expect(await say('submit', { race: 'atlantis', submissions })).toMatchObject({
      ok: false,
      code: 'NO_RACE',
    });
  });

  test('comes no faster than one operator can: the rest is to be sent again, in its order', async () => {
    const race = await desk.race();
    const program = await desk.program({ role: 'judge', race });
    const device = await program.device();
    const submissions = taps(device, 1, 6_000);
    const { body } = await program.ask('POST', `/races/${race}/entries`, { submissions });
    const given = body['answers'] as unknown as EntryAnswer[];
    const codes = codesOf(given);
    expect(codes.slice(0, 5_000).every((code) => code === 'ok')).toBe(true);
    expect(codes.at(-1)).toBe('TOO_FAST');
    expect(given.at(-1)).toMatchObject({ again: true });
    expect(codes.lastIndexOf('ok')).toBeLessThan(codes.indexOf('TOO_FAST'));
  });
});

describe('R8 exactly once', () => {
  test('every acknowledgement lost once, then a third of them: 200 taps are there once, in their order', async () => {
    const race = await desk.race();
    const tapper = await desk.program({ role: 'tapper', race, points: ['1500'] });
    const device = await tapper.device();
    const { say } = await sits(tapper);
    const lost = lossy(30);
    const heardOf = new Set<number>();
    const queue = taps(device, 1, 200);
    let sent = 0;
    while (queue.length > 0) {
      const got = await answers(say('submit', { race, submissions: queue.slice(0, 20) }));
      sent += got.length;
      expect(codesOf(got).every((code) => code === 'ok')).toBe(true);
      const first = queue[0]?.n ?? 0;
      const isLost = !heardOf.has(first) || lost();
      heardOf.add(first);
      if (!isLost) queue.splice(0, got.length);
    }
    expect(sent).toBeGreaterThanOrEqual(400);
    const stored = (await entries(desk.admin, race)).filter((id) => id.startsWith(device));
    expect(stored).toEqual(Array.from({ length: 200 }, (_, index) => `${device}:${index + 1}`));
  });

  test('across a restart of the server in mid-flush, by a socket that comes back by itself', async () => {
    const race = await desk.race();
    const browser = await desk.browser({ role: 'tapper', race, points: ['1500'] });
    const device = await browser.device();
    const { socket, say } = await sits(browser);
    const all = taps(device, 1, 60);
    await answers(say('submit', { race, submissions: all.slice(0, 20) }));
    // This one is under way while the server goes; whether it was stored nobody knows.
    say('submit', { race, submissions: all.slice(20, 40) }).catch(() => undefined);
    const back = new Promise((resolve) => socket.io.once('reconnect', resolve));
    await desk.restart();
    await back;
    const got = await answers(say('submit', { race, submissions: all }));
    expect(codesOf(got).every((code) => code === 'ok')).toBe(true);
    expect(got.slice(0, 20).every((answer) => answer.ok && answer.repeated)).toBe(true);
    const stored = (await entries(browserOf(desk), race)).filter((id) => id.startsWith(device));
    expect(stored).toEqual(all.map(({ n }) => `${device}:${n}`));
  });

  test('an answer that became official is given again, although it would be refused today', async () => {
    const race = await desk.race();
    const [judge, referee] = [
      await desk.program({ role: 'judge', race }),
      await desk.program({ role: 'referee', race }),
    ];
    const declare = (device: string, n: number, state: 'provisional' | 'official') =>
      signed(device, n, { type: 'resultDeclared', state, time: afterTheGun('4:00.00') });
    const [one, two] = [await judge.device(), await referee.device()];
    const [judges, referees] = [await sits(judge), await sits(referee)];
    await answers(judges.say('submit', { race, submissions: [declare(one, 1, 'provisional')] }));
    const official = { race, submissions: [declare(two, 1, 'official')] };
    expect(codesOf(await answers(referees.say('submit', official)))).toEqual(['ok']);
    const voided = [signed(one, 2, { type: 'entryVoided', target: `${one}:1` })];
    await answers(judges.say('submit', { race, submissions: voided }));
    expect(await answers(referees.say('submit', official))).toMatchObject([
      { ok: true, repeated: true },
    ]);
  });
});

/** The admin's cookie outlives a restart. */
function browserOf({ admin }: Desk): Person {
  return admin;
}

/** Says yes in `percent` of cases, the same ones every time. */
function lossy(percent: number): () => boolean {
  let state = 20_240_530;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (state >> 8) % 100 < percent;
  };
}

describe('an official result', () => {
  const declare = (
    device: string,
    n: number,
    state: 'provisional' | 'official' | 'amended',
    reason?: string,
  ) =>
    signed(device, n, {
      type: 'resultDeclared',
      state,
      time: afterTheGun('4:00.00'),
      ...(reason === undefined ? {} : { reason }),
    });

  test('takes a second person, or a reason', async () => {
    const race = await desk.race();
    const [one, two] = [
      await desk.program({ role: 'referee', race }),
      await desk.program({ role: 'referee', race }),
    ];
    const [first, second] = [await one.device(), await two.device()];
    const say = async (person: Person, entry: Submission) =>
      codesOf(await answers((await sits(person)).say('submit', { race, submissions: [entry] })))[0];
    expect(await say(one, declare(first, 1, 'official'))).toBe('SECOND_PERSON');
    expect(await say(one, declare(first, 2, 'provisional'))).toBe('ok');
    expect(await say(one, declare(first, 3, 'official'))).toBe('SECOND_PERSON');
    expect(await say(one, declare(first, 4, 'official', '   '))).toBe('SECOND_PERSON');
    const amend = declare(first, 2, 'official').event as never;
    expect(
      await say(
        one,
        signed(first, 5, { type: 'entryAmended', target: `${first}:2`, event: amend }),
      ),
    ).toBe('SECOND_PERSON');
    expect(await say(two, declare(second, 1, 'official'))).toBe('ok');
    expect(await say(one, declare(first, 6, 'official', 'alone at the desk'))).toBe('ok');
    expect(await say(one, declare(first, 7, 'amended'))).toBe('NO_REASON');
    expect(await say(one, declare(first, 8, 'amended', 'protest upheld'))).toBe('ok');
  });

  test('is not the judge’s to declare, and a disqualification wants its rule or reason', async () => {
    const race = await desk.race();
    const [judge, referee] = [
      await desk.program({ role: 'judge', race }),
      await desk.program({ role: 'referee', race }),
    ];
    const [one, two] = [await judge.device(), await referee.device()];
    const official = [declare(one, 1, 'official', 'I say so')];
    expect(
      codesOf(await answers((await sits(judge)).say('submit', { race, submissions: official }))),
    ).toEqual(['NOT_ALLOWED']);
    const dq = (n: number, rule?: string) =>
      signed(two, n, {
        type: 'statusSet',
        entrant: 'e1',
        status: 'DQ',
        ...(rule === undefined ? {} : { rule }),
      });
    const { say } = await sits(referee);
    const submissions = [dq(1), dq(2, 'TR17.2.3')];
    expect(codesOf(await answers(say('submit', { race, submissions })))).toEqual([
      'NO_REASON',
      'ok',
    ]);
  });
});

describe('a tapper is bound to its points', () => {
  test('by the line or by the point, also where a source names the point', async () => {
    const race = await desk.race({ definition: oval1500 });
    const tapper = await desk.program({ role: 'tapper', race, points: ['400', 'finish'] });
    const device = await tapper.device();
    const { say } = await sits(tapper);
    const at400 = oval1500.points.find(({ id }) => id === '400')?.line ?? '';
    const submissions = [
      signed(device, 1, passing(at400)),
      signed(device, 2, passing('finish')),
      signed(device, 3, { ...passing('finish'), point: '700' } as never),
      signed(device, 4, { ...passing(at400), point: '100' } as never),
      signed(device, 5, { ...passing(at400), point: '400' } as never),
      signed(device, 6, passing('nowhere')),
    ];
    expect(codesOf(await answers(say('submit', { race, submissions })))).toEqual([
      'ok',
      'ok',
      'ok',
      'OTHER_POINT',
      'ok',
      'OTHER_POINT',
    ]);
  });
});

describe('S3 a key that is taken back', () => {
  test('closes the sockets of its operator within a second, and says why', async () => {
    const tapper = await desk.program({ role: 'tapper', points: ['1500'] });
    const { socket } = await sits(tapper);
    const revoked = new Promise((resolve) => socket.once('revoked', resolve));
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    const startedMs = performance.now();
    await desk.admin.ask('DELETE', `/keys/${tapper.id}`);
    expect(await revoked).toEqual({ reason: 'revoked' });
    await gone;
    expect(performance.now() - startedMs).toBeLessThan(1_000);
    socket.close();
    expect(await tapper.socket()).toEqual({ ok: false, code: 'REVOKED' });
  });

  test('that expires closes its sockets too', async () => {
    const brief = await desk.program({ role: 'judge', hours: 0.3 / 3_600 });
    const { socket } = await sits(brief);
    const revoked = new Promise((resolve) => socket.once('revoked', resolve));
    expect(await revoked).toEqual({ reason: 'expired' });
    socket.close();
  });

  test('lets go of a draft that it watched', async () => {
    const race = await desk.race({ visibility: 'draft' });
    const judge = await desk.program({ role: 'judge', race });
    const watcher = connect(desk.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { ...judge.headers },
    });
    sockets.push(watcher);
    const caught = new Promise<Catchup>((resolve) => watcher.once('catchup', resolve));
    watcher.emit('watch', { race });
    expect((await caught).race).toBe(race);
    const gone = new Promise((resolve) => watcher.once('disconnect', resolve));
    await desk.admin.ask('DELETE', `/keys/${judge.id}`);
    await gone;
  });

  test('may still be shown as whose entries those were', async () => {
    const race = await desk.race();
    const judge = await desk.program({ role: 'judge', race, label: 'Kari' });
    const device = await judge.device();
    await answers((await sits(judge)).say('submit', { race, submissions: taps(device, 1, 1) }));
    await desk.admin.ask('DELETE', `/keys/${judge.id}`);
    const { body } = await desk.admin.ask('GET', `/races/${race}/audit?operator=${judge.id}`);
    expect(body['rows']?.[0]?.['operator']).toEqual({ id: judge.id, label: 'Kari', role: 'judge' });
  });
});

describe('S2 another site', () => {
  const evil = (): Readonly<Record<string, string>> => ({
    ...desk.admin.headers,
    origin: 'http://evil.example',
  });

  test.each([
    ['foreign', 'http://evil.example'],
    ['null', 'null'],
    ['suffixed', 'SELF.evil.example'],
  ])(
    'gets no socket with an operator’s cookie: %s Origin, websocket and polling',
    async (_, given) => {
      const origin = given.replace('SELF', desk.url);
      for (const transport of ['websocket', 'polling'] as const) {
        const socket = connect(`${desk.url}/operate`, {
          transports: [transport],
          forceNew: true,
          reconnection: false,
          extraHeaders: { ...desk.admin.headers, origin },
        });
        sockets.push(socket);
        const failed = await new Promise<Error>((resolve, reject) => {
          socket.once('connect_error', resolve);
          socket.once('connect', () => reject(new Error('it came in')));
        });
        expect(failed.message).toMatch(/error/);
      }
      const polled = await fetch(`${desk.url}/socket.io/?EIO=4&transport=polling`, {
        headers: { ...desk.admin.headers, origin },
      });
      expect(polled.status).toBe(403);
    },
  );

  test('that sends no Origin is no operator with a cookie alone', async () => {
    const { cookie = '' } = desk.admin.headers;
    const person = somebody(() => desk.url, { cookie }, sockets);
    expect(await person.socket()).toEqual({ ok: false, code: 'FOREIGN_ORIGIN' });
    const keys = await person.ask('POST', '/keys', {});
    expect([keys.status, keys.body['error']?.['code']]).toEqual([403, 'FOREIGN_ORIGIN']);
    expect((await person.ask('GET', '/me')).status).toBe(200);
  });

  test('can neither read nor change, nor open a session for somebody', async () => {
    const person = somebody(() => desk.url, evil(), sockets);
    for (const [method, path] of [
      ['GET', '/me'],
      ['POST', '/keys'],
      ['DELETE', '/session'],
      ['POST', '/session'],
      ['POST', '/pairings/claim'],
    ] as const) {
      const reply = await person.ask(method, path, method === 'POST' ? { key: 'x' } : undefined);
      expect([reply.status, reply.body['error']?.['code']]).toEqual([403, 'FOREIGN_ORIGIN']);
    }
    expect((await desk.admin.ask('GET', '/me')).status).toBe(200);
  });

  test('may watch what everyone may', async () => {
    const race = await desk.race();
    const viewer = connect(desk.url, {
      transports: ['websocket'],
      forceNew: true,
      extraHeaders: { origin: 'http://elsewhere.example' },
    });
    sockets.push(viewer);
    const caught = new Promise<Catchup>((resolve) => viewer.once('catchup', resolve));
    viewer.emit('watch', { race });
    expect((await caught).race).toBe(race);
  });
});

describe('an operator’s polling transport', () => {
  test('does as well as a websocket', async () => {
    const { cookie = '', origin = '' } = desk.admin.headers;
    const socket = connect(`${desk.url}/operate`, {
      transports: ['polling'],
      forceNew: true,
      extraHeaders: { cookie, origin },
    });
    sockets.push(socket);
    expect(await socket.emitWithAck('hello', { wire: OPERATE_WIRE })).toMatchObject({ ok: true });
  });
});

describe('an operator who floods', () => {
  test('is refused, then let go, while others work on', async () => {
    const flooder = await desk.program({ role: 'judge' });
    const { socket } = await sits(flooder);
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    for (let i = 0; i < 2_000; i++) socket.emit('clock', { sent: i });
    await gone;
    socket.close();
    expect(await (await sits(desk.admin)).say('clock', { sent: 1 })).toMatchObject({ sent: 1 });
  });
});
