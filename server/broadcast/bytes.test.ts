import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRace } from '../../shared/race/apply.ts';
import { packEntry } from '../../shared/wire/codec.ts';
import type { Head } from '../../shared/wire/messages.ts';
import { releaseMoments } from '../ingest/recording.ts';
import { openPastRaces } from '../past-races.ts';
import { prepareFrame } from './prepared-frame.ts';

const SLUG = 'oslo-2024-1500m';
const HEADS_A_SECOND = 1 / 1.5;

test('a viewer of a 1500 m gets at most 1 kB/s in a quiet second, and 3 kB/s on average over any ten', async () => {
  const past = openPastRaces({ newRace: createRace, report: () => {} });
  await past.add(join(import.meta.dirname, '../../races', SLUG), SLUG);
  const oslo = await past.find(SLUG);
  if (!oslo) throw new Error('Oslo is not there');
  const { entries } = oslo.recording;
  const moments = releaseMoments(entries);
  const head: Head = {
    race: `${SLUG}-live`,
    epoch: '6tx5CixN',
    seq: 247,
    clock: { race: 1_717_098_595_000_000, server: 1_795_398_263_496_129, rate: 1 },
    phase: 'live',
    viewers: 10_000,
    feeds: [{ source: 'recording', silentMs: 0, state: 'ok' }],
  };
  const quiet = prepareFrame('head', head).framed.length * HEADS_A_SECOND;
  expect(quiet).toBeLessThan(1_000);

  // Each entry in a frame of its own: the most that few viewers can get.
  const bytesIn = (from: number, seconds: number) =>
    entries.reduce((sum, entry, index) => {
      const moment = moments[index] ?? 0;
      if (moment < from || moment >= from + seconds * 1e6) return sum;
      const frame = {
        race: `${SLUG}-live`,
        epoch: '6tx5CixN',
        after: entry.seq - 1,
        entries: [packEntry(entry)],
      };
      return sum + prepareFrame('frame', frame).framed.length;
    }, 0) / seconds;
  const start = moments.find((moment) => moment > 0) ?? 0;
  const busiest = Math.max(
    ...Array.from({ length: 230 }, (_, second) => bytesIn(start + second * 1e6, 10)),
  );
  expect(busiest + quiet).toBeLessThan(3_000);
});
