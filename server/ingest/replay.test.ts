import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Submission } from '../../shared/race/entry.ts';
import { GUN, RaceBuilder, afterTheGun, competitors } from '../../shared/testkit/race-builder.ts';
import { oval1500 } from '../../shared/testkit/definitions.ts';
import { instant } from '../../shared/time/time.ts';
import { raceInstantAt } from '../../shared/wire/clock-map.ts';
import { playRecording, type ReplayOptions } from './replay.ts';
import type { Recording } from './recording.ts';

const now = () => instant(Date.now() * 1_000);

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Definition, list, gun, and a sentence each 10 s up to 100 s. */
function recording(): Recording {
  const race = new RaceBuilder();
  race.define(oval1500);
  race.list(...competitors('a', 'b'));
  race.recordedAt = GUN;
  race.gun();
  for (let second = 10; second <= 100; second += 10) {
    race.recordedAt = instant(GUN + second * 1e6);
    race.add({
      type: 'messagePosted',
      time: afterTheGun(`${second}`),
      text: `after ${second}`,
      kind: 'reported',
    });
  }
  return {
    slug: 'oslo',
    entries: race.entries.map((entry, index) => ({ ...entry, seq: index + 1 })),
    roster: {},
  };
}

function play(options: Partial<ReplayOptions> = {}) {
  const fed: Submission[] = [];
  const onChange = vi.fn();
  const replay = playRecording({
    recording: recording(),
    fed: 0,
    clock: { race: GUN - 5e6, server: now(), rate: 1 },
    now,
    onChange,
    submit: async (submissions) => fed.push(...submissions) && submissions.length,
    ...options,
  });
  return { replay, fed, onChange };
}

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1_000);

describe('a replay', () => {
  test('lets each entry go when its moment has come, and none before', async () => {
    const { fed } = play();
    await seconds(4.9);
    expect(fed).toHaveLength(2);
    await seconds(0.2);
    expect(fed).toHaveLength(3);
    await seconds(9.8);
    expect(fed).toHaveLength(3);
    await seconds(0.2);
    expect(fed).toHaveLength(4);
  });

  test('hands in the recorded entries, unchanged', async () => {
    const { fed } = play();
    await seconds(200);
    expect(fed).toEqual(
      recording().entries.map(({ device, n, recordedAt, event }) => ({
        device,
        n,
        recordedAt,
        event,
      })),
    );
  });

  test('ends with its clock at rest on the last moment', async () => {
    const { replay, onChange } = play();
    await seconds(104.9);
    expect(replay.ended).toBe(false);
    await seconds(0.2);
    expect(replay.ended).toBe(true);
    expect(replay.clock).toMatchObject({ race: GUN + 100e6, rate: 0 });
    expect(onChange).toHaveBeenCalledOnce();
  });

  test('at 64 × is over 64 times sooner', async () => {
    const { replay } = play({ clock: { race: GUN, server: now(), rate: 64 } });
    await seconds(1.5);
    expect(replay.ended).toBe(false);
    await seconds(0.2);
    expect(replay.ended).toBe(true);
  });

  test('that is paused lets nothing go until it is resumed, and its clock stands still', async () => {
    const { replay, fed } = play();
    await seconds(16);
    replay.pause();
    await seconds(60);
    expect(fed).toHaveLength(4);
    expect(raceInstantAt(replay.clock, now())).toBe(GUN + 11e6);
    replay.setRate(1);
    await seconds(9.1);
    expect(fed).toHaveLength(5);
  });

  test('is moved forward, and what lies between comes at once; never back', async () => {
    const { replay, fed, onChange } = play();
    await seconds(1);
    expect(replay.seek(instant(GUN + 55e6))).toBe(true);
    await seconds(0);
    expect(fed).toHaveLength(8);
    expect(onChange).toHaveBeenCalledOnce();
    expect(replay.seek(instant(GUN + 54e6))).toBe(false);
  });

  test('goes on where a stopped server left it', async () => {
    const { fed } = play({ fed: 5, clock: { race: GUN, server: now() - 35e6, rate: 1 } });
    await seconds(0);
    expect(fed.map(({ n }) => n)).toEqual([6]);
    await seconds(5.1);
    expect(fed.map(({ n }) => n)).toEqual([6, 7]);
  });

  test('hands an entry in again until it is stored', async () => {
    const stored = vi.fn(async () => 0);
    const { replay } = play({ submit: stored });
    await seconds(3.5);
    expect(stored).toHaveBeenCalledTimes(4);
    replay.stop();
    await seconds(10);
    expect(stored).toHaveBeenCalledTimes(4);
  });
});
