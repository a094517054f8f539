import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { oval1500 } from '../../../../shared/testkit/definitions.ts';
import { afterTheGun, competitors, GUN } from '../../../../shared/testkit/race-builder.ts';
import type { RaceEvent } from '../../../../shared/race/events.ts';
import { instant } from '../../../../shared/time/time.ts';
import type { Role } from '../../../../shared/wire/operate.ts';
import { deskFixture } from '../../../desk/desk.fixture.ts';
import '../../../design/tokens.css';
import '../../../design/base.css';
import { DeskContext } from '../desk-context.ts';
import { AnnouncerDesk } from './AnnouncerDesk.tsx';

const passes = (entrant: string, point: number, text: string): RaceEvent => ({
  type: 'passingRecorded',
  who: { entrant },
  line: 'x',
  point: String(point),
  time: afterTheGun(text),
  kind: 'measured',
});

/** Ann is 2 s ahead of Bea at 1100 m; Cyd was last seen at 1000 m and should have come. */
const events: readonly RaceEvent[] = [
  { type: 'gunFired', at: GUN, source: 'electronic', bandUs: 0 },
  ...(
    [
      ['ann', '2:05.00', '2:19.00', '2:33.00'],
      ['bob', '2:06.00', '2:20.50', '2:35.00'],
      ['cyd', '2:06.00', '2:20.00', null],
    ] as const
  ).flatMap(([id, ...times]) =>
    times.flatMap((text, i) => (text === null ? [] : [passes(id, 900 + i * 100, text)])),
  ),
];

async function booth(role: Role, seconds: number, more: readonly RaceEvent[] = []) {
  const desk = deskFixture({
    me: { role },
    origin: instant(GUN + seconds * 1_000_000),
    nowMs: () => 0,
    races: {
      live: {
        definition: {
          ...oval1500,
          points: oval1500.points.map((point) =>
            point.distanceM === 1100 ? { ...point, label: 'bell' } : point,
          ),
          records: [{ code: 'MR', timeUs: 210_000_000, digits: 2, holder: 'Bea Beech' }],
        },
        entrants: competitors('ann', 'bob', 'cyd'),
        roster: {
          ann: { name: 'Ann Alder', shortName: 'Alder' },
          bob: { name: 'Bea Birch', shortName: 'Birch' },
          cyd: { name: 'Cyd Cedar', shortName: 'Cedar' },
        },
        events: [...events, ...more],
      },
    },
  });
  await render(
    <DeskContext value={desk}>
      <AnnouncerDesk slug="live" />
    </DeskContext>,
  );
  return desk;
}

const panel = (name: string) => page.getByRole('region', { name });

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1440, 900);
});

test('says who leads, by how much, and that it is the bell', async () => {
  await booth('viewer', 156);
  await expect
    .element(panel('In front'))
    .toHaveTextContent(
      /Ann Alder.*at the bell in 2:33\.00.*2\.00 s ahead of Birch.*BELL: last lap · 400 m to go/,
    );
});

test('says who is next and when, and who should have been seen', async () => {
  await booth('viewer', 140);
  const next = panel('Next');
  await expect.element(next).toHaveTextContent(/Alder.*at the bell.*in 13 s.*± 0\.6 s/);
  await booth('viewer', 160);
  await expect
    .element(panel('Not seen').last())
    .toHaveTextContent(/Cedar.*last seen 1000 m in 2:20\.0.*missing/);
});

test('before the first split nothing is told that nobody can know', async () => {
  await booth('viewer', 20);
  await expect.element(panel('Next')).toHaveTextContent(/Alder.*at 100 m.*no telling yet/);
  await expect.element(panel('Next')).not.toHaveTextContent('±');
  await expect.element(panel('Not seen')).toHaveTextContent('Too early to say who is late.');
});

test('a time by hand is read as on the board, marked', async () => {
  const tap: RaceEvent = { ...passes('cyd', 1100, '2:34.71'), kind: 'manual' } as RaceEvent;
  await booth('viewer', 185, [tap]);
  await expect
    .element(panel('Not seen'))
    .toHaveTextContent(/Cedar.*last seen the bell in 2:34\.8h/);
});

test('says how the race stands to its records', async () => {
  await booth('viewer', 156);
  await expect
    .element(panel('Records'))
    .toHaveTextContent(/MR.*3:30\.00.*Bea Beech.*close.*Alder 3:28\.8 ± 1\.7 s/);
});

test('notes stay on this device; what viewers are told is brought', async () => {
  const desk = await booth('judge', 156);
  await page.getByLabelText('Your notes for this race').fill('Ann: first race since March');
  expect(localStorage.getItem('hairline.notes.live')).toBe('Ann: first race since March');
  expect(desk.brought('live')).toEqual([]);
  await page.getByLabelText('Tell the viewers').fill('Ann has lost a shoe.');
  await page.getByRole('button', { name: 'Post' }).click();
  expect(desk.brought('live')).toMatchObject([
    { type: 'messagePosted', text: 'Ann has lost a shoe.' },
  ]);
});

test('a viewer’s key tells nobody anything; a referee sees the state of the result', async () => {
  await booth('viewer', 156);
  await expect.element(page.getByLabelText('Tell the viewers')).not.toBeInTheDocument();
  await expect.element(panel('Referee')).not.toBeInTheDocument();
  await booth('referee', 156);
  await expect.element(panel('Referee')).toHaveTextContent(/Result: Not announced/);
});
