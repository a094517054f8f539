import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Submission } from '../../shared/race/entry.ts';
import type { Me } from '../../shared/wire/operate.ts';
import { sealedText, type QueueFile } from '../../shared/wire/queue-file.ts';
import { openDesk, passing, signed, textOf, type Desk, type Person } from './desk.fixture.ts';

/**
 * The last resort: a phone without network saved its queue as a file, and somebody else brings the
 * file in. It may come back later and send the same itself.
 */

let desk: Desk;
let race: string;

beforeAll(async () => {
  desk = await openDesk();
  race = await desk.race({ slug: 'oslo' });
});

afterAll(() => desk.close());

interface Saved {
  readonly phone: Person & { readonly id: string };
  readonly me: Me;
  readonly file: QueueFile;
  readonly submissions: readonly Submission[];
}

/** What a tapper at the finish saved: three taps, the second with a bib. */
async function saved(change: Partial<QueueFile> = {}): Promise<Saved> {
  const phone = await desk.program({ role: 'tapper', race, points: ['finish'], label: 'Bert' });
  const me = (await phone.ask('GET', '/me')).body as unknown as Me;
  const device = `${me.device}.p1`;
  const submissions = [1, 2, 3].map((n) => signed(device, n, passing('finish', `0:4${n}.10`)));
  const content = {
    v: 1,
    by: me.id,
    savedAt: 5,
    races: [{ race, epoch: null, submissions }],
  } as const;
  const whole = { ...content, ...change };
  return { phone, me, submissions, file: { ...whole, seal: hmacOf(me.seal, sealedText(whole)) } };
}

function bring(file: QueueFile | object, person: Person = desk.admin) {
  return person.ask('POST', `/races/${race}/queue`, file);
}

async function logged(device: string): Promise<readonly { n: number; event: { type: string } }[]> {
  const text = textOf((await desk.admin.ask('GET', `/races/${race}/audit.ndjson`)).body);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { device: string; n: number; event: { type: string } })
    .filter((line) => line.device === device);
}

describe('a saved queue', () => {
  test('is brought in by an admin: each entry once, as the phone’s own, and who brought it is in the audit', async () => {
    const { file, me, phone, submissions } = await saved();
    const { status, body } = await bring(file);
    expect([status, body['from']]).toMatchObject([200, { id: me.id, label: 'Bert', ended: null }]);
    expect(body['answers']).toMatchObject(
      submissions.map(({ device, n }) => ({ device, n, ok: true, repeated: false })),
    );
    const audit = await desk.admin.ask('GET', `/races/${race}/audit?device=${me.device}.p1`);
    expect(audit.body['rows']).toHaveLength(3);
    expect(audit.body['rows']?.[0]).toMatchObject({
      operator: { label: 'Bert' },
      broughtBy: expect.any(String) as string,
      valid: true,
    });
    const note = await desk.admin.ask('GET', `/races/${race}/audit?type=queueBrought&count=1`);
    expect(note.body['rows']?.[0]).toMatchObject({
      device: `${await desk.admin.device()}.queue`,
      event: { devices: [{ device: `${me.device}.p1`, first: 1, last: 3, count: 3 }] },
    });

    // The phone comes back, and sends what it still has, and one more
    const more = signed(`${me.device}.p1`, 4, passing('finish', '0:50.00'));
    const sent = await phone.ask('POST', `/races/${race}/entries`, {
      submissions: [...submissions, more],
    });
    expect(sent.body['answers']).toMatchObject([
      { ok: true, repeated: true },
      { ok: true, repeated: true },
      { ok: true, repeated: true },
      { ok: true, repeated: false },
    ]);
    expect((await logged(`${me.device}.p1`)).map(({ n }) => n)).toEqual([1, 2, 3, 4]);
    const after = await desk.admin.ask('GET', `/races/${race}/audit?device=${me.device}.p1`);
    const rows = after.body['rows'] as unknown as { broughtBy: string | null }[];
    expect(rows.map(({ broughtBy }) => broughtBy !== null)).toEqual([false, true, true, true]);
  });

  test('after the phone has sent part of it stores only the rest; a second time nothing, not even a note', async () => {
    const { file, phone, submissions } = await saved();
    await phone.ask('POST', `/races/${race}/entries`, { submissions: submissions.slice(0, 1) });
    const first = await bring(file);
    expect(first.body['answers']).toMatchObject([
      { ok: true, repeated: true },
      { ok: true, repeated: false },
      { ok: true, repeated: false },
    ]);
    const before = (await desk.admin.ask('GET', '/races')).body;
    const second = await bring(file);
    expect(second.body['answers']).toMatchObject(
      [1, 2, 3].map(() => ({ ok: true, repeated: true })),
    );
    expect((await desk.admin.ask('GET', '/races')).body).toEqual(before);
  });

  test('that two desks bring at once is stored once', async () => {
    const { file, me } = await saved();
    const referee = await desk.program({ role: 'referee', race });
    const both = await Promise.all([bring(file), bring(file, referee)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await logged(`${me.device}.p1`)).map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  test('of a phone whose key was taken back is brought in, and says so', async () => {
    const { file, me, phone } = await saved();
    await desk.admin.ask('DELETE', `/keys/${phone.id}`);
    expect((await bring(file)).body['from']).toMatchObject({ id: me.id, ended: 'revoked' });
  });

  test('says of each entry why it is refused, and stores the others', async () => {
    const { me, submissions } = await saved();
    const device = `${me.device}.p1`;
    const gun = { type: 'raceEnded', time: { basis: 'gun', time: 1, digits: 0 } };
    const mixed = [
      ...submissions.slice(0, 1),
      signed(device, 2, passing('300')),
      { ...signed(device, 3, passing()), event: gun },
      { ...signed(device, 4, passing()), event: { type: 'lightningStruck' } },
      signed('op-aaaaaaaa', 5, passing()),
    ] as readonly Submission[];
    const content = {
      v: 1,
      by: me.id,
      savedAt: 5,
      races: [
        { race, epoch: null, submissions: mixed },
        { race, epoch: 'another', submissions: [signed(device, 6, passing())] },
      ],
    } as const;
    const { body } = await bring({ ...content, seal: hmacOf(me.seal, sealedText(content)) });
    expect(body['answers']).toMatchObject([
      { n: 1, ok: true },
      { n: 2, ok: false, code: 'OTHER_POINT' },
      { n: 3, ok: false, code: 'NOT_ALLOWED' },
      { n: 4, ok: false, code: 'MALFORMED' },
      { n: 5, ok: false, code: 'OTHER_DEVICE' },
      { n: 6, ok: false, code: 'REPLACED' },
    ]);
    expect((await logged(device)).map(({ n }) => n)).toEqual([1]);
  });

  test.each<[string, (file: QueueFile) => object, number, string]>([
    [
      'in which a time was changed',
      (file) =>
        JSON.parse(
          JSON.stringify(file)
            .replace(/"at":(\d+)/, '"at":1$1')
            .replace(/"recordedAt":(\d+)/, '"recordedAt":1$1'),
        ) as object,
      422,
      'NOT_SEALED',
    ],
    ['from which an entry was taken', (file) => without(file), 422, 'NOT_SEALED'],
    [
      'that says it is somebody else’s',
      (file) => ({ ...file, by: 'aaaaaaaa' }),
      422,
      'UNKNOWN_DEVICE',
    ],
    ['without a seal', (file) => ({ ...file, seal: null }), 422, 'NOT_SEALED'],
    ['with a seal of its own', (file) => ({ ...file, seal: '0'.repeat(64) }), 422, 'NOT_SEALED'],
    ['with a member that no page writes', (file) => ({ ...file, trust: true }), 400, 'MALFORMED'],
    [
      'that is nested deeper than a stack',
      (file) => ({
        ...file,
        races: [{ race, epoch: null, submissions: [{ device: 'op', n: 1, event: nested() }] }],
      }),
      422,
      'NOT_SEALED',
    ],
  ])(
    '%s is refused with a reason, and nothing of it is stored',
    async (_, change, status, code) => {
      const { file, me } = await saved();
      const reply = await bring(change(file));
      expect([reply.status, reply.body['error']?.['code']]).toEqual([status, code]);
      expect(textOf(reply.body['error']?.['message']).length).toBeGreaterThan(10);
      expect(await logged(`${me.device}.p1`)).toEqual([]);
    },
  );

  test('of another race holds nothing for this one, and a device bound elsewhere brings nothing here', async () => {
    const nothing = await saved({
      races: [{ race: 'bergen', epoch: null, submissions: [signed('op-aaaaaaaa', 1, passing())] }],
    });
    expect((await bring(nothing.file)).body['error']?.['code']).toBe('NOTHING_OF_IT');
    const other = await desk.race({ slug: 'bergen' });
    const { file } = await saved();
    const reply = await desk.admin.ask('POST', `/races/${other}/queue`, file);
    expect(reply.body['error']?.['code']).toBe('OTHER_RACE');
  });

  test('indented anew by an editor is the same file', async () => {
    const { file } = await saved();
    const again = JSON.parse(JSON.stringify(file, null, 7)) as QueueFile;
    const { seal, races, v, by, savedAt } = again;
    expect((await bring({ seal, races, by, savedAt, v })).status).toBe(200);
  });
});

function hmacOf(key: string, text: string): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('hex');
}

function without(file: QueueFile): object {
  const [queue] = file.races;
  return { ...file, races: [{ ...queue, submissions: queue?.submissions.slice(1) }] };
}

/** As deep as the text of a file may be, and deeper than a stack. */
function nested(): unknown {
  let value: unknown = 1;
  for (let depth = 0; depth < 3_000; depth++) value = { a: value };
  return value;
}
