import { expect, test } from 'vitest';
import type { Race } from '../../../shared/race/race.ts';
import type { Roster } from '../../../shared/race/roster.ts';
import { marathon, oval1500, rowing, straight100 } from '../../../shared/testkit/definitions.ts';
import { competitors, GUN, started } from '../../../shared/testkit/race-builder.ts';
import { instant, LIVE_EDGE, raceTime } from '../../../shared/time/time.ts';
import { storyAt } from '../../../shared/timeline/story.ts';
import { en } from '../../i18n/en.ts';
import { storyLines, worthTelling } from './story-lines.ts';

const roster: Roster = {
  ann: { name: 'Ann Ask', shortName: 'Ask' },
  bob: { name: 'Bob Bø', shortName: 'Bø' },
  ali: { name: 'محمد علي', shortName: 'علي' },
  nzl: { name: 'New Zealand', shortName: 'NZL', country: 'NZL' },
  ger: { name: 'Germany', shortName: 'GER', country: 'GER' },
};

/** As it is read: the time beside a line, and the line, the newest first. */
function told(race: Race): string[] {
  const items = storyAt(race, LIVE_EDGE);
  const teller = { race, roster, words: en, zero: race.zero ?? GUN };
  return storyLines(items, teller).map(({ time, text }) => `${time} ${text}`);
}

test('what lies between two times that are made is made too, and a line stands at the time it tells', () => {
  const race = started(oval1500, competitors('ann', 'bob'));
  const made = { kind: 'reconstructed' } as const;
  const counted = (us: number) => ({ basis: 'gun', time: raceTime(us), digits: 1 }) as const;
  race.passes('ann', 'finish', counted(113_050_000), { ...made, point: '800' });
  race.passes('ann', 'finish', counted(154_950_000), { ...made, point: '1100' });
  expect(told(race.race())[0]).toBe(
    '2:35 Ask leads at the bell in ≈ 2:35.0; the last 300 m took ≈ 41.9.',
  );
});

test('a photo finish is told before what the photo says', () => {
  const race = started(straight100, competitors('ann', 'bob'));
  race.reads('ann', 'finish', '10.01');
  race.reads('bob', 'finish', '10.04');
  race.add({
    type: 'messagePosted',
    time: { basis: 'gun', time: raceTime(10_040_000), digits: 2 },
    text: 'Photo finish.',
    kind: 'reported',
  });
  expect(told(race.race()).slice(0, 2)).toEqual([
    '0:10 Ask beats Bø by 0.03 s, about 0.3 m.',
    '0:10 Photo finish.',
  ]);
});

test('a margin that only the image knows says so: the gun was taken by hand', () => {
  const race = started(straight100, competitors('ann', 'bob'));
  race.gun(GUN, { source: 'manual', bandUs: 200_000 });
  race.reads('ann', 'finish', '11.363', { kind: 'measured' });
  race.reads('bob', 'finish', '11.602', { kind: 'measured' });
  expect(told(race.race())).toContain('0:11 Ask wins in 11.4h.');
  expect(told(race.race())[0]).toBe(
    '0:11 Ask beats Bø by 0.239 s on the finish image, about 2.1 m.',
  );
});

test('a name from right to left stands by itself, so that its time stays behind it', () => {
  const race = started(straight100, competitors('ali'));
  race.reads('ali', 'finish', '10.01');
  expect(told(race.race())).toContain('0:10 \u2068علي\u2069 wins in 10.01.');
});

test('a crew is called by its name, not by its code', () => {
  const race = started(rowing, competitors('nzl', 'ger'));
  race.reads('nzl', '2000', '5:24.64');
  race.reads('ger', '2000', '5:25.60');
  expect(told(race.race())).toContain('5:24 New Zealand wins in 5:24.64.');
});

test('a protest is told as one, once, and a late one as late', () => {
  const race = started(oval1500, competitors('ann', 'bob'));
  const note = (text: string, source: string) =>
    race.add({
      type: 'messagePosted',
      time: { basis: 'gun', time: raceTime(300_000_000), digits: 0 },
      text,
      kind: 'official',
      source,
    });
  note('Leeds City AC: 303 obstructed 306.', 'protest');
  note('Protest by Tjalve.', 'protest');
  note('Hull: lane.', 'late protest');
  expect(told(race.race()).filter((line) => line.startsWith('5:00'))).toEqual(
    expect.arrayContaining([
      '5:00 Protest: Leeds City AC: 303 obstructed 306.',
      '5:00 Protest by Tjalve.',
      '5:00 Late protest: Hull: lane.',
    ]),
  );
});

test('a start that a hand corrects is told in tenths, and in minutes where they are many', () => {
  const race = started(oval1500, competitors('ann', 'bob'));
  const moved = (us: number) => {
    const gun = race.gun(GUN, { source: 'manual', bandUs: 200_000 });
    const at = instant(GUN - us);
    race.amends(gun, { type: 'gunFired', at, source: 'entered', bandUs: 1_000_000 });
    return told(race.race()).filter((line) => line.includes('corrected'));
  };
  expect(moved(40_465_000)[0]).toContain('The start is corrected: it was 40.5 s earlier.');
  expect(moved(2_698_067_000).join(' ')).toContain('it was 44:58.1 earlier.');
});

test('of thousands only who was in front and who is followed are told to be out', () => {
  const ids = Array.from({ length: 250 }, (_, i) => `r${i}`);
  const race = started(oval1500, competitors(...ids));
  ids.forEach((id, i) => race.reads(id, '100', `${20 + i}.0`));
  for (const id of ['r3', 'r100', 'r200'])
    race.status(id, 'DNF', { time: { basis: 'gun', time: raceTime(300_000_000), digits: 0 } });
  const folded = race.race();
  const out = worthTelling(storyAt(folded, LIVE_EDGE), folded, new Set(['r200'])).flatMap(
    ({ says }) => (says.kind === 'status' ? [folded.entrants[says.entrant]?.entrant.id] : []),
  );
  expect(out).toEqual(['r200', 'r3']);
});

test('where whole seconds are told, a stretch is told in whole seconds of what stands there', () => {
  const race = started({ ...marathon, start: { kind: 'gun' } }, competitors('ann', 'bob'));
  race.passes('ann', '5k', '15:00.40');
  race.passes('ann', '10k', '30:00.10');
  expect(told(race.race())[0]).toContain('in 30:01; the last 5 km took 15:00.');
});
