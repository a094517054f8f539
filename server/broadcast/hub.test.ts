import { describe, expect, test, vi } from 'vitest';
import type { Catchup, Frame, Head } from '../../shared/wire/messages.ts';
import { openHub } from './hub.ts';
import type { PreparedFrame } from './prepared-frame.ts';
import { GUN, afterTheGun } from '../../shared/testkit/race-builder.ts';
import { stageRace } from './show.fixture.ts';
import type { ViewerLink } from './viewer-link.ts';
import { eventually } from './eventually.fixture.ts';

vi.setConfig({ testTimeout: 30_000 });

type Heard =
  | { readonly name: 'catchup'; readonly message: Catchup }
  | { readonly name: 'frame'; readonly message: Frame }
  | { readonly name: 'head'; readonly message: Head };

/** A viewer that keeps what it hears, on a line that a test can block. */
function viewer(id: string) {
  const heard: Heard[] = [];
  let drained = () => {};
  const line = { unsent: 0 };
  const link: ViewerLink = {
    id,
    offer(frame, mostUnsentBytes) {
      if (line.unsent > mostUnsentBytes) return false;
      heard.push(opened(frame));
      return true;
    },
    onceDrained: (resume) => (drained = resume),
  };
  return {
    link,
    heard,
    line,
    drain() {
      line.unsent = 0;
      drained();
    },
    /** The numbers of every entry it was sent, in the order in which it was sent. */
    seqs: () =>
      heard.flatMap((one) => (one.name === 'head' ? [] : one.message.entries.map(([seq]) => seq))),
  };
}

function opened({ packet }: PreparedFrame): Heard {
  const [name, message] = JSON.parse(packet.slice(1)) as [Heard['name'], never];
  return { name, message };
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

describe('a round', () => {
  test('is encoded once, whatever the audience', async () => {
    const { show, feed } = await stageRace();
    const hub = openHub(show, {});
    const viewers = upTo(500).map((n) => viewer(`v${n}`));
    for (const { link } of viewers) hub.join(link, {});
    expect(hub.stats.encodes).toBe(1);
    for (let round = 1; round <= 5; round++) {
      await feed(3);
      await eventually(() => expect(viewers.at(-1)?.seqs()).toHaveLength(2 + round * 3));
    }
    const { rounds, encodes, delivered } = hub.stats;
    expect(encodes).toBe(1 + rounds);
    expect(delivered).toBe(500 * encodes);
    for (const one of viewers) expect(one.seqs()).toEqual(upTo(17));
    hub.stop();
  });

  test('takes along what came while the one before was written', async () => {
    const { show, room, feed } = await stageRace();
    const hub = openHub(show, {});
    const viewers = upTo(1_000).map((n) => viewer(`v${n}`));
    for (const { link } of viewers) hub.join(link, {});
    await Promise.all(upTo(40).map(() => feed(1)));
    await eventually(() => expect(viewers.at(-1)?.seqs()).toHaveLength(room.seq));
    expect(hub.stats.rounds).toBeLessThan(20);
    for (const one of viewers) expect(one.seqs()).toEqual(upTo(42));
    hub.stop();
  });

  test('leaves the event loop free between slices', async () => {
    const { show, feed } = await stageRace();
    const hub = openHub(show, {});
    const viewers = upTo(600).map((n) => viewer(`v${n}`));
    for (const { link } of viewers) hub.join(link, {});
    await feed(1);
    const first = viewers[0];
    await eventually(() => expect(first?.seqs()).toHaveLength(3));
    // The first slice is out; a viewer who leaves now, and one who comes, disturb nobody.
    const late = viewer('late');
    const last = viewers.at(-1);
    if (first) hub.leave(first.link);
    hub.join(late.link, {});
    await eventually(() => expect(last?.seqs()).toHaveLength(3));
    await feed(1);
    await eventually(() => expect(late.seqs()).toEqual(upTo(4)));
    expect(first?.seqs()).toEqual(upTo(3));
    expect(last?.seqs()).toEqual(upTo(4));
    expect(hub.viewers).toBe(600);
    hub.stop();
  });
});

describe('a viewer who comes', () => {
  test('is counted, and an operator’s desk is not', async () => {
    const { show } = await stageRace();
    const hub = openHub(show, {});
    const [one, desk] = [viewer('one'), viewer('desk')];
    hub.join(desk.link, { desk: true });
    hub.join(one.link, {});
    hub.announce();
    expect(hub.viewers).toBe(1);
    expect(desk.heard.at(-1)).toMatchObject({ name: 'head', message: { viewers: 1 } });
    hub.leave(desk.link);
    expect(hub.viewers).toBe(1);
    hub.leave(one.link);
    expect(hub.viewers).toBe(0);
    hub.stop();
  });

  test('from nowhere gets everything', async () => {
    const { show } = await stageRace();
    const hub = openHub(show, {});
    const one = viewer('one');
    hub.join(one.link, {});
    expect(one.heard).toMatchObject([
      { name: 'catchup', message: { how: 'entries', after: 0, seq: 2 } },
    ]);
    expect(one.seqs()).toEqual([1, 2]);
    hub.stop();
  });

  test('R13: back with a gap inside the log gets what was missed, and nothing twice', async () => {
    const { show, room, feed } = await stageRace();
    await feed(10);
    const hub = openHub(show, {});
    const one = viewer('one');
    hub.join(one.link, { epoch: room.epoch, since: 9 });
    expect(one.seqs()).toEqual([10, 11, 12]);
    hub.stop();
  });

  test('R13: with another epoch starts afresh', async () => {
    const { show } = await stageRace();
    const hub = openHub(show, {});
    const one = viewer('one');
    hub.join(one.link, { epoch: 'of yesterday', since: 1 });
    expect(one.seqs()).toEqual([1, 2]);
    hub.stop();
  });

  test('R13: from the future starts afresh, and that is written down', async () => {
    const { show, room } = await stageRace();
    const warn = vi.fn<(message: string) => void>();
    const hub = openHub(show, { warn });
    const one = viewer('one');
    hub.join(one.link, { epoch: room.epoch, since: 99 });
    expect(one.heard).toMatchObject([{ message: { after: 0, seq: 2 } }]);
    expect(warn).toHaveBeenCalledWith('oslo: a viewer stands at 99, beyond 2; it starts afresh');
    hub.stop();
  });

  test('R13: to a long log, or from far back in it, is told which segments to fetch, and gets the tail', async () => {
    const { show, room, feed } = await stageRace();
    await feed(2_900);
    const hub = openHub(show, {});
    const [one, back] = [viewer('one'), viewer('back')];
    hub.join(one.link, {});
    hub.join(back.link, { epoch: room.epoch, since: 2_400 });
    expect(one.heard).toMatchObject([
      {
        message: {
          how: 'segments',
          after: 0,
          seq: 2_902,
          segments: [
            { from: 1, to: 2_048, url: `/api/races/oslo/segments/${room.epoch}/1-2048` },
            { from: 2_049, to: 2_304 },
            { from: 2_305, to: 2_560 },
            { from: 2_561, to: 2_816 },
          ],
        },
      },
    ]);
    expect(one.seqs()).toEqual(upTo(86).map((n) => 2_816 + n));
    expect(back.heard).toMatchObject([
      { message: { how: 'segments', segments: [{ from: 2_305 }, { from: 2_561 }] } },
    ]);
    hub.stop();
  });
});

describe('what a message carries is bounded', () => {
  test('a long opening comes in pieces, to whoever comes and to whoever is there', async () => {
    const { show, room } = await stageRace();
    const hub = openHub(show, {});
    const there = viewer('there');
    hub.join(there.link, {});
    const text = 'x'.repeat(500);
    await room.submit(
      upTo(300).map((n) => ({
        device: 'loud speaker',
        n,
        recordedAt: GUN,
        event: { type: 'messagePosted', time: afterTheGun('0'), text, kind: 'reported' },
      })),
    );
    await eventually(() => expect(there.seqs()).toEqual(upTo(302)));
    const late = viewer('late');
    hub.join(late.link, {});
    await eventually(() => expect(late.seqs()).toEqual(upTo(302)));
    for (const { message } of [...there.heard, ...late.heard]) {
      expect(JSON.stringify(message).length).toBeLessThan(64 * 1024);
    }
    hub.stop();
  });
});

describe('a viewer whose line is blocked', () => {
  test('may ask as often as it likes: the answer waits for its line', async () => {
    const { show } = await stageRace();
    const hub = openHub(show, {});
    const slow = viewer('slow');
    slow.line.unsent = 64 * 1024 + 1;
    for (let asked = 0; asked < 50; asked++) hub.join(slow.link, {});
    expect(slow.heard).toEqual([]);
    slow.drain();
    expect(slow.seqs()).toEqual([1, 2]);
    hub.stop();
  });

  test('gets nothing while 64 kB are unsent, then one fresh catch-up', async () => {
    const { show, feed } = await stageRace();
    const hub = openHub(show, {});
    const [slow, quick] = [viewer('slow'), viewer('quick')];
    hub.join(slow.link, {});
    hub.join(quick.link, {});
    slow.line.unsent = 64 * 1024 + 1;
    for (let round = 0; round < 10; round++) {
      await feed(5);
      await eventually(() => expect(quick.seqs()).toHaveLength(2 + (round + 1) * 5));
    }
    hub.announce();
    expect(slow.heard).toHaveLength(1);
    expect(hub.stats.passedOver).toBe(1);
    slow.drain();
    expect(slow.heard).toHaveLength(2);
    expect(slow.seqs()).toEqual(quick.seqs());
    await feed(1);
    await eventually(() => expect(slow.seqs()).toEqual(upTo(53)));
    hub.stop();
  });
});

describe('a head', () => {
  test('says where the race is, at once when its stage changes', async () => {
    const staged = await stageRace();
    const hub = openHub(staged.show, {});
    const one = viewer('one');
    hub.join(one.link, {});
    staged.stage = {
      phase: 'countdown',
      clock: { race: 5, server: 6, rate: 0 },
      next: { race: 'oslo', at: 7 },
    };
    hub.announce();
    expect(one.heard.at(-1)).toEqual({
      name: 'head',
      message: {
        race: 'oslo',
        epoch: staged.room.epoch,
        seq: 2,
        viewers: 1,
        feeds: [],
        names: expect.any(String),
        ...staged.stage,
      },
    });
    hub.stop();
  });

  test('of a race that is over says so, and then nothing', async () => {
    const { show, feed } = await stageRace();
    const hub = openHub(show, {});
    const one = viewer('one');
    hub.join(one.link, {});
    hub.close('ended');
    expect(one.heard.at(-1)).toEqual({ name: 'gone', message: { race: 'oslo', reason: 'ended' } });
    await feed(1);
    expect(one.heard).toHaveLength(2);
  });
});
