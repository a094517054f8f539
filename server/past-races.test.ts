import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRace } from '../shared/race/apply.ts';
import { standingsAt } from '../shared/timeline/standings.ts';
import { LIVE_EDGE } from '../shared/time/time.ts';
import { writeMarathon } from './generated-marathon.ts';
import { openPastRaces, raceFolders } from './past-races.ts';

vi.setConfig({ testTimeout: 30_000 });

const OSLO = 'oslo-2024-1500m';
const races = join(import.meta.dirname, '../races');

let dir: string;
const report = vi.fn<(message: string) => void>();

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hairline-past-'));
  cpSync(join(races, OSLO), join(dir, OSLO), { recursive: true });
  report.mockClear();
});
afterEach(() => rmSync(dir, { recursive: true }));

const open = () => openPastRaces({ newRace: createRace, report });

function change(edit: (log: string) => string): void {
  const file = join(dir, OSLO, 'log.ndjson');
  writeFileSync(file, edit(readFileSync(file, 'utf8')));
}

describe('a past race', () => {
  test('is shown from its files, finished, its clock at rest', async () => {
    const past = open();
    await past.add(join(dir, OSLO), OSLO);
    const race = await past.find(OSLO);
    expect(race?.show.shown.seq).toBe(247);
    expect(race?.show.stage()).toMatchObject({ phase: 'finished', clock: { rate: 0 } });
    expect(race?.recording.entries).toEqual(race?.show.shown.entriesAfter(0));
  });

  test.each([
    ['a changed byte', (log: string) => log.replace('"place":11', '"place":12')],
    ['a line taken out', (log: string) => log.split('\n').toSpliced(40, 1).join('\n')],
    ['a line cut short', (log: string) => log.slice(0, -40)],
    [
      'two lines exchanged',
      (log: string) => {
        const lines = log.split('\n');
        return lines.toSpliced(40, 2, lines[41] ?? '', lines[40] ?? '').join('\n');
      },
    ],
  ])('with %s is reported and left out', async (_, edit) => {
    change(edit);
    const past = open();
    await past.add(join(dir, OSLO), OSLO);
    expect(past.slugs()).toEqual([]);
    expect(await past.find(OSLO)).toBeUndefined();
    expect(report).toHaveBeenCalledWith(
      expect.stringMatching(/log\.ndjson, line \d+: .*; the race is left out$/),
    );
  });

  test('that brings its card is listed by it and read when it is wanted', async () => {
    change(() => 'not read yet');
    writeFileSync(join(dir, OSLO, 'card.json'), '{"slug":"oslo-2024-1500m"}');
    const past = open();
    await past.add(join(dir, OSLO), OSLO);
    expect(past.slugs()).toEqual([OSLO]);
    expect(past.card(OSLO)).toEqual({ slug: OSLO });
    expect(report).not.toHaveBeenCalled();
    expect(await past.find(OSLO)).toBeUndefined();
    expect(report).toHaveBeenCalledOnce();
  });

  test('lies in a folder with a log; everything else is no race', async () => {
    expect([...(await raceFolders(races)).keys()]).toContain(OSLO);
    expect([...(await raceFolders(races)).keys()]).not.toContain('build');
    expect(await raceFolders(join(dir, 'nowhere'))).toEqual(new Map());
  });
});

describe('the generated marathon', () => {
  test('is a past race like any other, with its card', async () => {
    await writeMarathon(dir, { seed: 1, runners: 300 });
    const slug = 'synthetic-marathon-300';
    const past = open();
    await past.add(join(dir, slug), slug);
    expect(past.card(slug)).toMatchObject({ slug, phase: 'finished', entrants: 300 });
    const race = await past.find(slug);
    expect(report).not.toHaveBeenCalled();
    expect(race?.show.shown.epoch).toBe(past.card(slug)?.epoch);
    const board = race && standingsAt(race.show.shown.race, LIVE_EDGE, { count: 1 });
    expect(board?.rows[0]).toMatchObject({ position: 1, state: 'finished' });
    expect(readdirSync(dir).filter((name) => name.endsWith('.half'))).toEqual([]);
  });

  test('that was not finished is none', async () => {
    await writeMarathon(dir, { seed: 1, runners: 300 }, AbortSignal.abort());
    expect(existsSync(join(dir, 'synthetic-marathon-300'))).toBe(false);
  });
});
