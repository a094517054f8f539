import { expect, test } from 'vitest';
import type { QueueTaken } from '../../../../shared/wire/operate-api.ts';
import type { OperateReply } from '../../../connection/http-operate.ts';
import { bringSaved } from './bring-saved.ts';

const submissions = [1, 2, 3].map((n) => ({
  device: 'op-anna2345.p1',
  n,
  recordedAt: n,
  event: {},
}));
const queue = {
  v: 1,
  by: 'anna2345',
  savedAt: 5,
  races: [
    { race: 'oslo', epoch: 'a', submissions: submissions.slice(0, 2) },
    { race: 'bergen', epoch: 'b', submissions: [submissions[0]] },
    { race: 'oslo', epoch: 'c', submissions: submissions.slice(2) },
  ],
  seal: null,
};
const file = (value: unknown) => new Blob([JSON.stringify(value)]);

async function answer(slug: string): Promise<OperateReply<QueueTaken>> {
  const problem = { status: 403, code: 'OTHER_RACE', message: 'this key is for oslo only' };
  if (slug === 'bergen') return { ok: false, problem };
  const device = 'op-anna2345.p1';
  const from = { id: 'anna2345', label: 'Anna', role: 'tapper', ended: null } as const;
  const answers = [
    { device, n: 1, ok: true, seq: 12, repeated: false },
    { device, n: 2, ok: true, seq: 7, repeated: true },
    { device, n: 3, ok: false, code: 'REPLACED', message: 'the log was replaced', again: false },
  ] as const;
  return { ok: true, value: { race: slug, from, savedAt: 5, answers } };
}

test('each race of a saved queue is brought once, and each entry says what became of it', async () => {
  const asked: string[] = [];
  const brought = await bringSaved(file(queue), (slug) => {
    asked.push(slug);
    return answer(slug);
  });
  expect(asked).toEqual(['oslo', 'bergen']);
  if (!brought.ok) throw new Error(brought.why);
  const [oslo, bergen] = brought.races;
  expect(oslo?.rows.map(({ outcome, note }) => [outcome, note])).toEqual([
    ['stored', '#12'],
    ['there', '#7'],
    ['refused', 'the log was replaced'],
  ]);
  expect(bergen).toMatchObject({ race: 'bergen', reply: { ok: false }, rows: [] });
});

test.each([
  ['a picture', new Blob([new Uint8Array([137, 80, 78, 71])])],
  ['another JSON', file({ taps: [] })],
  ['a list of races without names', file({ races: [{ submissions: [] }] })],
  ['a queue in which nothing waits', file({ ...queue, races: [] })],
  ['nothing', file(null)],
])('%s is no saved queue, and the server is not asked', async (_, blob) => {
  expect(await bringSaved(blob, () => Promise.reject(new Error('asked')))).toEqual({
    ok: false,
    why: 'notAFile',
  });
});
