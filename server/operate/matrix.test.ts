import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Submission } from '../../shared/race/entry.ts';
import type { PassingRecorded, RaceEvent } from '../../shared/race/events.ts';
import { oval1500 } from '../../shared/testkit/definitions.ts';
import { GUN, afterTheGun } from '../../shared/testkit/race-builder.ts';
import { raceTime, type Instant } from '../../shared/time/time.ts';
import type { FromOperator } from '../../shared/wire/operate-schemas.ts';
import { OPERATE_WIRE, type Role, type SubmitAnswer } from '../../shared/wire/operate.ts';
import {
  EVENT_RIGHTS,
  MESSAGE_RIGHTS,
  ROUTE_RIGHTS,
  may,
  type RouteName,
  type RouteRight,
} from '../access/rights.ts';
import {
  ENTRANTS,
  codesOf,
  openDesk,
  passing,
  raceRequest,
  signed,
  somebody,
  type Desk,
  type Person,
} from './desk.fixture.ts';

/**
 * S1: every message, every kind of event and every request, as the tables of rights list them, with
 * every credential that should not do. A new one is in here as soon as it is in its table.
 */

const ROLES: readonly Role[] = ['viewer', 'tapper', 'judge', 'referee', 'admin'];
const WRONG = ['no key', 'a made-up key', 'a viewer', 'expired', 'revoked', 'other race'] as const;
type Wrong = (typeof WRONG)[number];

let desk: Desk;
let race: string;
let other: string;
const byRole = new Map<Role, Person>();
const wrong = new Map<Wrong, Person>();

beforeAll(async () => {
  desk = await openDesk();
  race = await desk.race({ slug: 'oslo' });
  other = await desk.race({ slug: 'bergen' });
  for (const role of ROLES) byRole.set(role, await desk.program(rightsOf(role)));
  wrong.set('no key', someone({}));
  wrong.set('a made-up key', someone({ 'x-operator-key': `aaaaaaaa${'x'.repeat(24)}` }));
  wrong.set('a viewer', await desk.program({ role: 'viewer' }));
  wrong.set('expired', await desk.program({ hours: 1e-7 }));
  const revoked = await desk.program();
  await desk.admin.ask('DELETE', `/keys/${revoked.id}`);
  wrong.set('revoked', revoked);
  wrong.set('other race', await desk.program({ race: other }));
  for (let i = 0; i < 20; i++) observers.push(await desk.program());
});

afterAll(() => desk.close());

function someone(headers: Readonly<Record<string, string>>): Person {
  return somebody(() => desk.url, headers, []);
}

function rightsOf(role: Role) {
  return { role, race, ...(role === 'tapper' ? { points: ['1500'] } : {}) };
}

function who(role: Role | Wrong): Person {
  const person = byRole.get(role as Role) ?? wrong.get(role as Wrong);
  if (!person) throw new Error(`nobody is ${role}`);
  return person;
}

/** Several, since one alone would ask too much too fast. */
const observers: Person[] = [];

function observer(): Person {
  const next = observers.shift();
  if (!next) throw new Error('nobody looks on');
  observers.push(next);
  return next;
}

/** All that a request or an entry could have changed. */
async function everything(): Promise<unknown> {
  const paths = ['/races', `/races/${race}/roster`, '/keys'];
  const replies = await Promise.all(paths.map((path) => observer().ask('GET', path)));
  return replies.map(({ status, body }) => {
    if (status !== 200) throw new Error(JSON.stringify(body));
    // How many sockets are open just now, and who was seen when, is no doing of a request.
    return JSON.stringify(body, (key, value: unknown) =>
      key === 'sockets' || key === 'operators' || key === 'seenAt' ? undefined : value,
    );
  });
}

const at = afterTheGun('4:00.00');
const EVENTS: { readonly [Type in RaceEvent['type']]: Extract<RaceEvent, { type: Type }> } = {
  raceDefined: { type: 'raceDefined', definition: oval1500 },
  entrantsListed: { type: 'entrantsListed', entrants: ENTRANTS },
  gunFired: { type: 'gunFired', at: GUN, source: 'manual', bandUs: 200_000 },
  passingRecorded: passing() as Extract<RaceEvent, { type: 'passingRecorded' }>,
  readingTaken: {
    type: 'readingTaken',
    who: { bib: '1' },
    point: '1500',
    time: at,
    kind: 'measured',
  },
  entrantPlaced: { type: 'entrantPlaced', entrant: 'e1', place: 1, by: at },
  statusSet: { type: 'statusSet', entrant: 'e4', status: 'DNF' },
  marksAwarded: { type: 'marksAwarded', entrant: 'e1', marks: ['PB'], by: at },
  resultDeclared: { type: 'resultDeclared', state: 'provisional', time: at },
  raceEnded: { type: 'raceEnded', time: at },
  raceStateSet: { type: 'raceStateSet', state: 'scheduled', at: GUN },
  messagePosted: { type: 'messagePosted', time: at, text: 'Rain', kind: 'reported' },
  sourceChosen: { type: 'sourceChosen', line: 'finish', source: 'backup', time: at },
  stripReleased: {
    type: 'stripReleased',
    point: '1500',
    image: { sha256: '0'.repeat(64), type: 'image/png', width: 900, height: 300 },
    axis: { columns: 900, firstUs: raceTime(239_500_000), lastUs: raceTime(240_399_000) },
    by: at,
  },
  queueBrought: {
    type: 'queueBrought',
    devices: [{ device: 'op-aaaaaaaa', first: 1, last: 2, count: 2 }],
    sha256: '0'.repeat(64),
  },
  entryAmended: {
    type: 'entryAmended',
    target: 'set by the test:1',
    event: passing('finish', '0:42.20') as Extract<RaceEvent, { type: 'passingRecorded' }>,
  },
  entryVoided: { type: 'entryVoided', target: 'set by the test:1' },
  entryRestored: { type: 'entryRestored', target: 'set by the test:1' },
};
const EVENT_TYPES = Object.keys(EVENT_RIGHTS) as RaceEvent['type'][];

describe('S1 each kind of event', () => {
  let n = 0;

  /** Submits over the way named; an operator's own passing is what it corrects. */
  async function bring(person: Person, type: RaceEvent['type'], way: 'socket' | 'http') {
    const device = await person.device();
    const event = EVENTS[type];
    const isCorrection = 'target' in event;
    const entries = [];
    if (isCorrection) entries.push(signed(device, (n += 1), passing()));
    const target = `${device}:${n}` as const;
    entries.push(signed(device, (n += 1), isCorrection ? { ...event, target } : event));
    const answer = await submit(person, entries, way);
    return answer.ok ? (codesOf(answer.answers).at(-1) ?? '') : answer.code;
  }

  async function submit(
    person: Person,
    submissions: readonly object[],
    way: 'socket' | 'http',
  ): Promise<SubmitAnswer> {
    if (way === 'http') {
      const { body } = await person.ask('POST', `/races/${race}/entries`, { submissions });
      return (body['error'] ?? body) as unknown as SubmitAnswer;
    }
    const knocked = await person.socket();
    if (!knocked.ok) throw new Error(knocked.code);
    return knocked.say('submit', { race, submissions });
  }

  test.each(
    EVENT_TYPES.flatMap((type) =>
      ROLES.map((role) => ({ type, role, allowed: may(EVENT_RIGHTS[type], role) })),
    ),
  )('$type of a $role: $allowed', async ({ type, role, allowed }) => {
    const before = await everything();
    expect(await bring(who(role), type, 'socket')).toBe(allowed ? 'ok' : 'NOT_ALLOWED');
    if (!allowed && !EVENT_RIGHTS[type].includes('tapper'))
      expect(await everything()).toEqual(before);
  });

  test.each(EVENT_TYPES.flatMap((type) => WRONG.map((credential) => ({ type, credential }))))(
    '$type with $credential is refused, and nothing changes',
    async ({ type, credential }) => {
      const before = await everything();
      const device = 'op-aaaaaaaa';
      const event = EVENTS[type];
      const submissions = [signed(device, 1, event)];
      const reply = await who(credential).ask('POST', `/races/${race}/entries`, { submissions });
      expect([401, 403]).toContain(reply.status);
      expect(reply.body['error']?.['code']).toBe(CODES[credential]);
      expect(await everything()).toEqual(before);
    },
  );
});

describe('S1 each kind of event that a tapper may bring', () => {
  const TYPES = EVENT_TYPES.filter((type) => may(EVENT_RIGHTS[type], 'tapper'));

  test.each(TYPES)(
    '%s at a point that is another tapper’s is refused, and nothing changes',
    async (type) => {
      const [own, others] = [
        who('tapper'),
        await desk.program({ ...rightsOf('tapper'), points: ['100'] }),
      ];
      const [device, elsewhere] = [await own.device(), await others.device()];
      const tap = signed(device, 90_000, passing());
      await own.ask('POST', `/races/${race}/entries`, { submissions: [tap] });
      const before = await everything();
      const event = EVENTS[type];
      const target = `${device}:90000` as const;
      const submissions = [signed(elsewhere, 1, 'target' in event ? { ...event, target } : event)];
      const { body } = await others.ask('POST', `/races/${race}/entries`, { submissions });
      const code = 'target' in event ? 'OTHER_DEVICE' : 'OTHER_POINT';
      expect(body['answers']).toMatchObject([{ ok: false, code }]);
      expect(await everything()).toEqual(before);
    },
  );

  test('no amendment moves a tap to a point that is not one’s own', async () => {
    const own = who('tapper');
    const device = await own.device();
    const submissions = [
      signed(device, 91_000, passing()),
      signed(device, 91_001, {
        type: 'entryAmended',
        target: `${device}:91000`,
        event: passing('finish+100') as Extract<RaceEvent, { type: 'passingRecorded' }>,
      }),
    ];
    const { body } = await own.ask('POST', `/races/${race}/entries`, { submissions });
    expect(body['answers']).toMatchObject([{ ok: true }, { ok: false, code: 'OTHER_POINT' }]);
  });
});

describe('S1 two tappers of one point', () => {
  /** One has tapped, the other has called bib 7 a second later. */
  async function pair(n: number) {
    const tapper = who('tapper');
    const [caller, elsewhere] = [
      await desk.program(rightsOf('tapper')),
      await desk.program({ ...rightsOf('tapper'), points: ['100'] }),
    ];
    const [one, other] = [await tapper.device(), await caller.device()];
    const moment = GUN + 60_000_000 + n * 1_000_000;
    const tap = at(moment, { unknown: true });
    const call = at(moment + 1_000_000, { bib: '7' });
    const answers = [
      await say(tapper, signed(one, n, tap)),
      await say(caller, signed(other, n, call)),
    ];
    expect(answers).toEqual([['ok'], ['ok']]);
    return {
      tapper,
      caller,
      elsewhere,
      tap,
      call,
      taps: `${one}:${n}`,
      calls: `${other}:${n}`,
      n,
    } as const;
  }

  function at(instant: number, who: PassingRecorded['who']): PassingRecorded {
    const time = { basis: 'instant', at: instant as Instant, digits: 2 } as const;
    return { ...(passing() as PassingRecorded), who, time };
  }

  async function say(person: Person, ...submissions: Submission[]): Promise<string[]> {
    const { body } = await person.ask('POST', `/races/${race}/entries`, { submissions });
    return (body['answers'] as unknown as { ok: boolean; code?: string }[]).map(({ ok, code }) =>
      ok ? 'ok' : String(code),
    );
  }

  type Both = Awaited<ReturnType<typeof pair>>;
  const named = ({ taps, tap, call }: Both, over: Partial<PassingRecorded> = {}): RaceEvent => ({
    type: 'entryAmended',
    target: taps,
    event: { ...tap, who: call.who, ...over },
  });
  const out = ({ calls }: Both): RaceEvent => ({ type: 'entryVoided', target: calls });

  test('either brings tap and call together, and takes it back', async () => {
    for (const [i, by] of (['tapper', 'caller'] as const).entries()) {
      const both = await pair(95_000 + i);
      const device = await both[by].device();
      const sign = (k: number, event: RaceEvent) => signed(device, 96_000 + i * 100 + k, event);
      expect(await say(both[by], sign(0, named(both)), sign(1, out(both)))).toEqual(['ok', 'ok']);
      const back: RaceEvent = { type: 'entryRestored', target: both.calls };
      expect(
        await say(both[by], sign(2, back), sign(3, named(both, { who: { unknown: true } }))),
      ).toEqual(['ok', 'ok']);
    }
  });

  test('nobody does so at another point', async () => {
    const both = await pair(95_010);
    const device = await both.elsewhere.device();
    const events = [named(both), out(both)].map((event, k) => signed(device, k + 1, event));
    expect(await say(both.elsewhere, ...events)).toEqual(['OTHER_POINT', 'OTHER_DEVICE']);
  });

  test('no tapper changes the time of a tap of somebody else, or who is named in one that named somebody', async () => {
    const both = await pair(95_020);
    const caller = await both.caller.device();
    const moved = named(both, { time: both.call.time });
    expect(await say(both.caller, signed(caller, 97_000, moved))).toEqual(['OTHER_DEVICE']);
    const tapper = await both.tapper.device();
    const renamed: RaceEvent = {
      type: 'entryAmended',
      target: both.calls,
      event: { ...both.call, who: { bib: '8' } },
    };
    expect(await say(both.tapper, signed(tapper, 97_001, renamed))).toEqual(['OTHER_DEVICE']);
  });

  test('no tapper takes out a call whose bib it gave to nobody, or restores what it did not take out', async () => {
    const both = await pair(95_030);
    const device = await both.tapper.device();
    const sign = (k: number, event: RaceEvent) => signed(device, 98_000 + k, event);
    expect(await say(both.tapper, sign(0, out(both)))).toEqual(['OTHER_DEVICE']);
    const wrong = named(both, { who: { bib: '8' } });
    expect(await say(both.tapper, sign(1, wrong), sign(2, out(both)))).toEqual([
      'ok',
      'OTHER_DEVICE',
    ]);
    const caller = await both.caller.device();
    expect(await say(both.caller, signed(caller, 98_000, out(both)))).toEqual(['ok']);
    const back: RaceEvent = { type: 'entryRestored', target: both.calls };
    expect(await say(both.tapper, sign(3, back))).toEqual(['OTHER_DEVICE']);
  });
});

const CODES: Readonly<Record<Wrong, string>> = {
  'no key': 'NO_KEY',
  'a made-up key': 'BAD_KEY',
  'a viewer': 'NOT_ALLOWED',
  expired: 'EXPIRED',
  revoked: 'REVOKED',
  'other race': 'OTHER_RACE',
};

describe('S1 each message on a socket', () => {
  const MESSAGES: { readonly [Name in keyof FromOperator]: () => object } = {
    hello: () => ({ wire: OPERATE_WIRE }),
    clock: () => ({ sent: 1 }),
    attend: () => ({ race }),
    submit: () => ({ race, submissions: [signed('op-aaaaaaaa', 1, passing())] }),
  };
  const names = Object.keys(MESSAGE_RIGHTS) as (keyof FromOperator)[];

  test.each(['no key', 'a made-up key', 'expired', 'revoked'] as const)(
    'with %s there is no socket to say it on',
    async (credential) => {
      expect(await who(credential).socket()).toEqual({ ok: false, code: CODES[credential] });
    },
  );

  test.each(names.flatMap((name) => ROLES.map((role) => ({ name, role }))))(
    '$name of a $role is answered as the table says',
    async ({ name, role }) => {
      const knocked = await who(role).socket();
      if (!knocked.ok) throw new Error(knocked.code);
      const answer = (await knocked.say(name, MESSAGES[name]())) as object;
      const refused = { ok: false, code: 'NOT_ALLOWED' };
      if (may(MESSAGE_RIGHTS[name], role)) expect(answer).not.toMatchObject(refused);
      else expect(answer).toMatchObject(refused);
    },
  );

  test.each(['attend', 'submit'] as const)('%s of another race is refused', async (name) => {
    const knocked = await who('other race').socket();
    if (!knocked.ok) throw new Error(knocked.code);
    const before = await everything();
    expect(await knocked.say(name, MESSAGES[name]())).toMatchObject({
      ok: false,
      code: 'OTHER_RACE',
    });
    expect(await everything()).toEqual(before);
  });

  test('what is not in the table is no message', async () => {
    const knocked = await who('admin').socket();
    if (!knocked.ok) throw new Error(knocked.code);
    expect(await knocked.socket.emitWithAck('shutdown', {})).toMatchObject({
      ok: false,
      code: 'UNKNOWN_MESSAGE',
    });
  });
});

/** A saved queue as no device of this server has sealed it. */
const QUEUE = {
  v: 1,
  by: 'aaaaaaaa',
  savedAt: 1,
  races: [{ race: 'oslo', epoch: null, submissions: [signed('op-aaaaaaaa', 1, passing())] }],
  seal: '0'.repeat(64),
};

describe('S1 each request', () => {
  const ROUTES = (Object.keys(ROUTE_RIGHTS) as RouteName[])
    .map((route): { route: RouteName; right: RouteRight } => ({
      route,
      right: ROUTE_RIGHTS[route],
    }))
    .filter(({ right }) => right.roles !== 'open');

  /** A body that would do, were the asker allowed. */
  const BODIES: Readonly<Partial<Record<RouteName, object>>> = {
    'POST /keys': { kind: 'program', role: 'admin', race: null, label: 'Mine' },
    'POST /pairings': { role: 'admin', race: null, label: 'Mine' },
    'POST /races': { ...raceRequest(), slug: 'trondheim' },
    'PATCH /races/:slug': { visibility: 'hidden' },
    'POST /races/:slug/entries': { submissions: [signed('op-aaaaaaaa', 1, passing())] },
    'POST /races/:slug/queue': QUEUE,
    'PUT /races/:slug/blind/:reader': {
      point: '1500',
      readings: [{ who: { bib: '1' }, time: at, kind: 'measured' }],
    },
    'POST /races/:slug/blind/open': { point: '1500' },
    'PUT /races/:slug/roster': {},
    'PATCH /races/:slug/roster/:entrant': { name: 'Somebody else' },
  };

  function request(person: Person, route: RouteName) {
    const [method = '', path = ''] = route.split(' ');
    const filled = path
      .replace(':slug', race)
      .replace(':entrant', 'e1')
      .replace(':id', 'x')
      .replace(':reader', 'A');
    return person.ask(method, filled, BODIES[route]);
  }

  const refusals = ROUTES.flatMap(({ route, right }) => [
    ...WRONG.filter((credential) => isWrong(right, route, credential)).map((credential) => ({
      route,
      credential: credential as Wrong | Role,
      code: CODES[credential],
    })),
    ...ROLES.filter((role) => right.roles !== 'open' && !may(right.roles, role)).map((role) => ({
      route,
      credential: role as Wrong | Role,
      code: 'NOT_ALLOWED',
    })),
  ]);

  function isWrong(right: RouteRight, route: string, credential: Wrong): boolean {
    if (credential === 'a viewer') return right.roles !== 'open' && !may(right.roles, 'viewer');
    if (credential === 'other race') return route.includes(':slug');
    return true;
  }

  test.each(refusals)(
    '$route by $credential is refused as $code, and nothing changes',
    async ({ route, credential, code }) => {
      const before = await everything();
      const reply = await request(who(credential), route);
      expect([reply.status, reply.body['error']?.['code']]).toEqual([
        ['NO_KEY', 'BAD_KEY', 'EXPIRED', 'REVOKED'].includes(code) ? 401 : 403,
        code,
      ]);
      expect(await everything()).toEqual(before);
      const journal = await observer().ask('GET', '/journal');
      expect(journal.body['rows']?.[0]?.['message']).toContain(`${route}: ${code}`);
    },
  );

  test.each([
    ['POST', '/races', { ...raceRequest(), slug: 'trondheim' }],
    ['POST', '/keys', { kind: 'program', role: 'admin', race: null, label: 'All races' }],
    ['POST', '/pairings', { role: 'admin', race: 'oslo', label: 'Another race' }],
  ])('%s %s beyond the race of a key is refused', async (method, path, body) => {
    const reply = await who('other race').ask(method, path, body);
    expect([reply.status, reply.body['error']?.['code']]).toEqual([403, 'OTHER_RACE']);
  });

  test.each(['PUT /keys', 'POST /me', 'GET /', 'DELETE /races', 'GET /operators.json'])(
    '%s is in no table, and is not there',
    async (line) => {
      const [method = '', path = ''] = line.split(' ');
      expect((await desk.admin.ask(method, path)).status).toBe(404);
    },
  );
});
