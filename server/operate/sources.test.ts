import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sources } from '../../shared/wire/operate.ts';
import { openDesk, passing, signed, type Desk, type Person } from './desk.fixture.ts';
import { feedsOf } from './viewer-feeds.ts';

describe('how the sources of a race are', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk();
  });
  afterEach(() => desk.close());

  async function sourcesAt(person: Person, slug: string): Promise<Sources> {
    const knocked = await person.socket();
    if (!knocked.ok) throw new Error(knocked.code);
    const heard = new Promise<Sources>((resolve) => knocked.socket.once('sources', resolve));
    await knocked.say('attend', {
      race: slug,
      screen: 'console',
      unsent: 3,
      offsetUs: -1_200,
      errorUs: 900,
    });
    return heard;
  }

  test('who attends is told of every device: what it brought, what is missing, what was refused', async () => {
    const slug = await desk.race();
    const phone = await desk.browser({
      role: 'tapper',
      points: ['finish'],
      label: 'Phone at the line',
    });
    const device = await phone.device();
    const bring = (n: number, line: string) =>
      phone.ask('POST', `/races/${slug}/entries`, {
        submissions: [signed(device, n, passing(line))],
      });
    await bring(1, 'finish');
    await bring(2, 'nowhere');
    await bring(4, 'finish');
    const { race, sources } = await sourcesAt(phone, slug);
    expect(race).toBe(slug);
    expect(sources.find(({ source }) => source === device)).toMatchObject({
      operator: { label: 'Phone at the line', role: 'tapper' },
      connected: true,
      stored: 2,
      perMinute: 2,
      lines: ['finish'],
      missing: 1,
      holes: [[3, 3]],
      refused: 1,
      lastRefused: { code: 'OTHER_POINT', raw: expect.stringContaining('nowhere') },
      unsent: 3,
      offsetUs: -1_200,
      errorUs: 900,
    });
  });

  test('of a device whose key was taken back it is told that nothing more comes', async () => {
    const slug = await desk.race();
    const phone = await desk.browser({ role: 'tapper', points: ['finish'], label: 'Phone' });
    const device = await phone.device();
    await phone.ask('POST', `/races/${slug}/entries`, {
      submissions: [signed(device, 1, passing('finish'))],
    });
    const of = async () =>
      (await sourcesAt(desk.admin, slug)).sources.find(({ source }) => source === device)?.operator;
    expect(await of()).toMatchObject({ label: 'Phone', over: false });
    await desk.admin.ask('DELETE', `/keys/${(await of())?.id ?? ''}`);
    expect(await of()).toMatchObject({ label: 'Phone', over: true });
  });

  test('a console that has brought nothing yet is a source too', async () => {
    const slug = await desk.race();
    const { sources } = await sourcesAt(desk.admin, slug);
    const device = await desk.admin.device();
    expect(sources.find(({ source }) => source === device)).toMatchObject({
      connected: true,
      stored: 0,
    });
  });

  test('viewers hear that nobody at the race can be heard, after the last has gone', async () => {
    const slug = await desk.race();
    const [source] = (await sourcesAt(desk.admin, slug)).sources;
    if (!source) throw new Error('the race has a source');
    const gone = { ...source, connected: false, lastAt: 0 };
    expect(feedsOf([{ ...source, connected: true }], 0)).toMatchObject([{ state: 'ok' }]);
    expect(feedsOf([gone], 59_000_000)).toMatchObject([{ state: 'ok', silentMs: 59_000 }]);
    expect(feedsOf([gone], 60_000_000)).toMatchObject([{ state: 'lost', silentMs: 60_000 }]);
    expect(feedsOf([{ ...gone, lastAt: null }], 60_000_000)).toEqual([]);
  });
});
