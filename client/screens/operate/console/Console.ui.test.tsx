import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import type { PassingRecorded, RaceEvent } from '../../../../shared/race/events.ts';
import type { RaceDefinition } from '../../../../shared/race/definition.ts';
import { oval1500 } from '../../../../shared/testkit/definitions.ts';
import { GUN } from '../../../../shared/testkit/race-builder.ts';
import { instant } from '../../../../shared/time/time.ts';
import {
  deskFixture,
  type DeskFixture,
  type DeskFixtureOptions,
} from '../../../desk/desk.fixture.ts';
import '../../../design/tokens.css';
import '../../../design/base.css';
import { DeskContext } from '../desk-context.ts';
import { Console } from './Console.tsx';

const SLUG = 'oslo';
const names = ['Ingebrigtsen', 'Nader', 'Cheruiyot', 'Habz'];
const entrants = ['101', '107', '112', '120'].map((bib, i) => ({
  id: `e${i + 1}`,
  bib,
  role: 'competitor' as const,
}));
const roster = Object.fromEntries(names.map((name, i) => [`e${i + 1}`, { name }]));
const gun: RaceEvent = { type: 'gunFired', at: GUN, source: 'electronic', bandUs: 0 };

/** The page opened so long after the gun that the first lap is over: one is expected at 300 m. */
const OPENED = instant(GUN + 41_000_000);
/** A field that may run the last 1200 m of a test within a second. */
const swift: RaceDefinition = { ...oval1500, speed: { minMps: 2, maxMps: 9 } };

interface Options extends DeskFixtureOptions {
  readonly events?: readonly RaceEvent[];
  readonly width?: number;
  readonly height?: number;
}

async function opened({ events = [], width = 1440, height = 900, ...options }: Options = {}) {
  await page.viewport(width, height);
  const desk = deskFixture({
    origin: OPENED,
    races: { [SLUG]: { definition: swift, entrants, roster, events: [gun, ...events] } },
    ...options,
  });
  const screen = await render(
    <DeskContext value={desk}>
      <Console slug={SLUG} />
    </DeskContext>,
  );
  await expect.element(screen.getByRole('button', { name: 'Tap at finish' })).toBeVisible();
  return { desk, screen };
}

function passing(bib: string | null, seconds: number): PassingRecorded {
  return {
    type: 'passingRecorded',
    who: bib === null ? { unknown: true } : { bib },
    line: 'finish',
    time: { basis: 'instant', at: instant(GUN + seconds * 1e6), digits: 3 },
    kind: 'manual',
    source: 'Anna',
  };
}

function taps(desk: DeskFixture): PassingRecorded[] {
  return desk.brought(SLUG).filter((event) => event.type === 'passingRecorded');
}

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-row]')];
const states = () => rows().map((row) => row.dataset['state']);
const bibs = () => rows().map((row) => row.querySelector('button span:nth-child(2)')?.textContent);
const field = () => document.querySelector<HTMLInputElement>('[data-bib-field]');
const foreseen = () => document.querySelector('[data-foreseen]')?.textContent ?? '';
const press = (keys: string) => userEvent.keyboard(keys);

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe('at a desk', () => {
  test('a point is missed only where somebody was seen', async () => {
    const missed = 'a point was missed before';
    const { screen } = await opened({ events: [passing('101', 41)] });
    await expect.poll(states).toEqual(['counts']);
    expect(document.body.textContent).not.toContain(missed);
    await screen.unmount();
    // 107 was seen at 200 m, where nobody saw 101.
    const at200 = { ...passing('107', 27), line: 'finish+300' };
    await opened({ events: [at200, passing('101', 41)] });
    await expect.poll(() => document.body.textContent).toContain(missed);
  });

  test('Space taps, digits and Enter give a bib, and the row says how safe it is', async () => {
    const { desk, screen } = await opened();
    await press(' ');
    await expect.poll(states).toEqual(['waiting']);
    await press('112{Enter}');
    await expect.poll(states).toEqual(['counts']);
    expect(bibs()).toEqual(['112']);
    await expect.element(screen.getByText('Cheruiyot').first()).toBeVisible();
    await expect.element(screen.getByText(/^stored #/)).toBeVisible();
    expect(taps(desk)).toHaveLength(1);
  });

  test('the time is that of the keystroke, however busy the page was', async () => {
    const { desk } = await opened();
    const seen: { readonly struck: number; readonly handled: number }[] = [];
    const watch = (event: KeyboardEvent) => {
      if (event.key === ' ') seen.push({ struck: event.timeStamp, handled: performance.now() });
    };
    window.addEventListener('keydown', watch, { capture: true });
    // The page is jammed while the key comes.
    setTimeout(() => {
      const until = performance.now() + 300;
      while (performance.now() < until);
    }, 5);
    await press(' ');
    await expect.poll(() => taps(desk).length).toBe(1);
    window.removeEventListener('keydown', watch, { capture: true });
    const struck = seen[0]?.struck ?? Number.NaN;
    expect(taps(desk)[0]?.time).toMatchObject({
      at: instant(OPENED + Math.round(struck * 1_000)),
      digits: 3,
    });
  });

  test('a key that is held down is one tap', async () => {
    const { desk } = await opened();
    await press('{ >8/}');
    await expect.poll(() => taps(desk).length).toBe(1);
    expect(rows()).toHaveLength(1);
  });

  test('Space on a focused button presses it; Escape goes back to tapping', async () => {
    const { desk, screen } = await opened({ events: [passing(null, 41)] });
    const arm = screen.getByRole('switch', { name: 'Sound' });
    (arm.element() as HTMLElement).focus();
    await press(' ');
    await expect.element(arm).toHaveAttribute('aria-checked', 'false');
    expect(taps(desk)).toHaveLength(0);
    await press('{Escape}');
    expect(document.activeElement).toBe(field());
    await press(' ');
    await expect.poll(() => taps(desk).length).toBe(1);
  });

  test('a page key, as clickers send it, taps wherever the focus is', async () => {
    const { desk, screen } = await opened();
    (screen.getByRole('switch', { name: 'Sound' }).element() as HTMLElement).focus();
    await press('{PageDown}');
    await expect.poll(() => taps(desk).length).toBe(1);
  });

  test('digits go to the bib field from wherever the focus is', async () => {
    await opened();
    (document.activeElement as HTMLElement).blur();
    await press('11');
    expect(field()?.value).toBe('11');
    expect(document.activeElement).toBe(field());
    await expect
      .poll(() => document.querySelector('#console-bib-says')?.textContent)
      .toContain('Cheruiyot');
  });

  test('a pointer taps as it comes down, and does not take the focus from the bib field', async () => {
    const { desk, screen } = await opened();
    const area = screen.getByRole('button', { name: 'Tap at finish' }).element();
    await userEvent.click(area);
    await expect.poll(() => taps(desk).length).toBe(1);
    expect(document.activeElement).toBe(field());
    const finger = () => new PointerEvent('pointerdown', { bubbles: true, button: 0 });
    area.dispatchEvent(finger());
    area.dispatchEvent(finger());
    await expect.poll(() => taps(desk).length).toBe(3);
    // Both are kept; the second of two so near may be the same finger.
    await expect.element(screen.getByText('double?').first()).toBeVisible();
  });

  test('Alt and a figure gives the oldest tap a likely bib', async () => {
    const { desk } = await opened();
    await press(' ');
    await expect.poll(states).toEqual(['waiting']);
    await press('{Alt>}2{/Alt}');
    await expect.poll(states).toEqual(['counts']);
    expect(desk.brought(SLUG)).toHaveLength(2);
  });

  test('a void says what it changes, before it is done and after', async () => {
    const { desk, screen } = await opened({
      events: [passing('101', 41), passing('112', 42), passing('107', 43)],
    });
    await press('{Home}{Delete}');
    await expect.poll(foreseen).toContain('3rd → 2nd: Nader');
    expect(foreseen()).toContain('out from 1st: Ingebrigtsen');
    expect(desk.brought(SLUG)).toHaveLength(0);
    await press('{Enter}');
    await expect.poll(states).toEqual(['void', 'counts', 'counts']);
    await expect.element(screen.getByText('2nd → 1st: Cheruiyot')).toBeVisible();
    await press('{Control>}z{/Control}');
    await expect.poll(states).toEqual(['counts', 'counts', 'counts']);
  });

  test('in a large race it is said a moment later, before and after', async () => {
    const many = Array.from({ length: 850 }, (_, i) => passing(null, 100 + i));
    await opened({ events: [passing('101', 41), passing('107', 42), ...many] });
    await press('{Home}{Delete}');
    await expect.poll(foreseen, { timeout: 10_000 }).toContain('out from 1st: Ingebrigtsen');
    await press('{Enter}');
    await expect
      .poll(() => document.querySelector('[data-said]')?.textContent, { timeout: 10_000 })
      .toContain('out from 1st: Ingebrigtsen');
  });

  test('what is swapped, edited or shifted by key goes back by Ctrl+Z and again by Ctrl+Shift+Z', async () => {
    await opened({ events: [passing('101', 41), passing('112', 42)] });
    await press('{Home}x');
    await expect.poll(foreseen).toContain('2nd → 1st: Cheruiyot');
    await press('{Enter}');
    await expect.poll(bibs).toEqual(['112', '101']);
    await press('{End}e');
    await press('107{Enter}');
    await expect.poll(bibs).toEqual(['112', '107']);
    await press('{Control>}z{/Control}');
    await expect.poll(bibs).toEqual(['112', '101']);
    await press('{Control>}z{/Control}');
    await expect.poll(bibs).toEqual(['101', '112']);
    await press('{Control>}{Shift>}z{/Shift}{/Control}');
    await expect.poll(bibs).toEqual(['112', '101']);
  });

  test('a redo asks about what it would do again, and is idle while there is nothing to redo', async () => {
    const { desk, screen } = await opened();
    const redo = screen.getByRole('button', { name: 'Redo' });
    await expect.element(redo).toHaveAttribute('aria-disabled', 'true');
    await desk.race(SLUG).bring([{ type: 'statusSet', entrant: 'e4', status: 'DNF' }]);
    await press('{Control>}z{/Control}');
    await expect
      .element(screen.getByText('This was no tap: DNF: 120 Habz. Take it back?'))
      .toBeVisible();
    await press('{Enter}');
    await expect.element(redo).not.toHaveAttribute('aria-disabled', 'true');
    const last = () => document.querySelector('[data-panel="last-entries"] li')?.textContent;
    await expect.poll(last).toContain('Undone: DNF: 120 Habz');
    await press('{Control>}{Shift>}z{/Shift}{/Control}');
    await expect
      .element(screen.getByText('This was no tap: DNF: 120 Habz. Do it again?'))
      .toBeVisible();
    await press('{Enter}');
    await expect.poll(last).toContain('Done again: DNF: 120 Habz');
    expect(document.querySelector('[data-panel="last-entries"]')?.textContent).not.toMatch(/op-/);
    await expect.element(redo).toHaveAttribute('aria-disabled', 'true');
  });

  test('who had another bib before is marked as corrected; to get the first one is no correction', async () => {
    const { screen } = await opened();
    await press(' ');
    await expect.poll(states).toEqual(['waiting']);
    await press('112{Enter}');
    await expect.poll(bibs).toEqual(['112']);
    await press('107{Enter}');
    await expect.poll(bibs).toEqual(['112', '107']);
    expect(screen.getByText('corrected', { exact: true }).elements()).toEqual([]);
    await press('{End}101{Enter}');
    await expect.poll(bibs).toEqual(['112', '101']);
    await expect.element(screen.getByText('corrected', { exact: true })).toBeVisible();
    await press('{Control>}z{/Control}');
    await expect.poll(bibs).toEqual(['112', '107']);
    expect(screen.getByText('corrected', { exact: true }).elements()).toEqual([]);
    await press('{Home}101{Enter}');
    await expect.poll(bibs).toEqual(['101', '107']);
    await expect.element(screen.getByText('corrected', { exact: true })).toBeVisible();
  });

  test('who is missing is offered as likely, and called late', async () => {
    const { screen } = await opened({
      origin: instant(GUN + 600_000_000),
      events: [passing('101', 41), passing('112', 42), passing('107', 43)],
    });
    const likely = screen.getByRole('region', { name: 'Likely next' });
    await expect.element(likely.getByText(/^late · /).first()).toBeVisible();
    await expect.element(likely.getByText('Habz')).toBeVisible();
  });

  test('an official race has no running clock, and says what a tap would be', async () => {
    const { desk, screen } = await opened({
      events: [
        passing('101', 41),
        {
          type: 'resultDeclared',
          state: 'official',
          time: { basis: 'instant', at: OPENED, digits: 0 },
        },
      ],
    });
    await expect.element(screen.getByText('Official', { exact: true })).toBeVisible();
    await expect
      .element(screen.getByText('A tap now is a correction', { exact: false }))
      .toBeVisible();
    await press(' ');
    await expect.poll(() => taps(desk).length).toBe(1);
  });

  test('what an operator may take back outlives a reload', async () => {
    const { desk, screen } = await opened();
    await press(' ');
    await expect.poll(states).toEqual(['waiting']);
    await press('112{Enter}');
    await expect.poll(bibs).toEqual(['112']);
    await screen.unmount();
    await render(
      <DeskContext value={desk}>
        <Console slug={SLUG} />
      </DeskContext>,
    );
    await expect.poll(bibs).toEqual(['112']);
    await press('{Control>}z{/Control}');
    await expect.poll(states).toEqual(['waiting']);
    await press('{Control>}z{/Control}');
    await expect.poll(states).toEqual(['void']);
  });

  test('an unknown bib stays in sight, and a repeat offers to keep both or to merge', async () => {
    const { screen } = await opened({
      events: [passing('101', 41), passing('101', 41.3), passing('999', 41.6)],
    });
    await expect.poll(states).toEqual(['counts', 'problem', 'problem']);
    await expect.element(screen.getByText('not in this race')).toBeVisible();
    await expect.element(screen.getByText('again after 0.30 s')).toBeVisible();
    await screen.getByRole('button', { name: 'Merge' }).click();
    await expect.poll(states).toEqual(['counts', 'void', 'problem']);
  });

  test('whoever comes too soon after the start is flagged, with nothing before it to merge with', async () => {
    const { screen } = await opened({
      events: [passing('107', 4), passing('101', 40), passing('101', 48)],
    });
    const row = (bib: string, nth = 0) =>
      screen
        .getByRole('list', { name: 'Assign' })
        .getByRole('listitem')
        .filter({ hasText: bib })
        .nth(nth);
    await expect.element(row('107')).toHaveTextContent('too soon after the start');
    await expect.element(row('107').getByRole('button', { name: 'Merge' })).not.toBeInTheDocument();
    await expect.element(row('101', 1).getByRole('button', { name: 'Merge' })).toBeVisible();
  });

  test('what waits, is sent, or was refused says so with a word beside its sign', async () => {
    const { desk, screen } = await opened();
    desk.hold();
    await press(' ');
    await expect.element(screen.getByText('on this device')).toBeVisible();
    const { entries } = desk.race(SLUG).state.getState();
    const id = entries.at(-1)?.id ?? 'none:1';
    desk.refuse(SLUG, id, { code: 'OTHER_POINT', message: 'this device takes times at 800 m' });
    await expect
      .element(screen.getByText('refused: this device takes times at 800 m'))
      .toBeVisible();
    await screen.getByRole('button', { name: 'Take out of sight' }).click();
    await expect.poll(() => rows().length).toBe(0);
  });

  test('whoever has looked at older rows is back at the newest with a tap of its own, not with those of others', async () => {
    const { desk, screen } = await opened({
      origin: instant(GUN + 100_000_000),
      events: Array.from({ length: 30 }, (_, i) => passing(null, 41 + i)),
    });
    await expect.poll(() => rows().length).toBe(30);
    rows()[0]?.scrollIntoView();
    await expect.element(screen.getByRole('button', { name: 'To the newest' })).toBeVisible();
    desk.others(SLUG, [passing(null, 80)]);
    await expect.poll(() => rows().length).toBe(31);
    await expect.element(screen.getByRole('button', { name: 'To the newest' })).toBeVisible();
    await press('{PageDown}');
    await expect.poll(() => rows().length).toBe(32);
    await expect
      .element(screen.getByRole('button', { name: 'To the newest' }))
      .not.toBeInTheDocument();
    await expect.element(rows().at(-1) ?? document.body).toBeInViewport();
  });

  test('a tapper that is bound to a line is not asked where it taps', async () => {
    const { screen } = await opened({ me: { role: 'tapper', points: ['1500'] } });
    await expect.element(screen.getByRole('heading', { name: 'finish' })).toBeVisible();
    expect(document.querySelector('[data-panel="status"]')).toBeNull();
  });
});

const official: RaceEvent = {
  type: 'resultDeclared',
  state: 'official',
  time: { basis: 'instant', at: OPENED, digits: 0 },
};

describe.each([
  ['at a desk', 1440, 900],
  ['in a hand', 390, 844],
  ['in a hand, on its side', 844, 390],
])('a result that is out, %s', (_, width, height) => {
  const four = [passing('101', 41), passing('107', 42), passing('112', 43), passing('120', 44)];
  const asked = () => document.querySelector('[data-draft]');
  const inSight = (element: Element) => {
    const box = element.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return box.height >= 44 && element.contains(document.elementFromPoint(x, y));
  };

  test('is changed only after it was said how, and the tap area stays free', async () => {
    const { desk, screen } = await opened({ width, height, events: [...four, official] });
    await userEvent.click(rows()[3]?.querySelector('button') ?? document.body);
    if (width < 1000) await screen.getByRole('button', { name: 'Type a bib' }).click();
    await press('107{Enter}');
    await expect
      .element(screen.getByText('The result is out: 107 to 0:44', { exact: false }))
      .toBeVisible();
    await expect.poll(foreseen).toContain('The official result changes: declare it amended.');
    expect(desk.brought(SLUG)).toHaveLength(0);
    for (const name of ['Do it', 'Leave it'])
      expect(inSight(screen.getByRole('button', { name }).element()), name).toBe(true);
    const area = document.querySelector('[data-tap-area]');
    const { left = 0, right = 0, top = 0, bottom = 0 } = area?.getBoundingClientRect() ?? {};
    for (const x of [left + 9, right - 9])
      for (const y of [top + 9, bottom - 9])
        expect(area?.contains(document.elementFromPoint(x, y)), `${x} ${y}`).toBe(true);
    await press('{Escape}');
    await expect.poll(asked).toBeNull();
    expect(desk.brought(SLUG)).toHaveLength(0);
    expect(bibs()).toEqual(['101', '107', '112', '120']);
  });
});

describe('with two thousand rows', () => {
  const many = Array.from({ length: 2_000 }, (_, i) => passing(null, 1 + i * 0.02));

  test('only the newest are drawn, and older ones on demand', async () => {
    const { screen } = await opened({ events: many });
    await expect.poll(() => rows().length).toBe(60);
    await screen.getByRole('button', { name: /^Show \d+ older$/ }).click();
    await expect.poll(() => rows().length).toBeGreaterThan(500);
  });

  test('a tap draws its own row and leaves the others as they are', async () => {
    const { desk } = await opened({ events: many });
    await expect.poll(() => rows().length).toBe(60);
    const stay = rows().slice(1);
    const before = rows().at(-1)?.dataset['row'];
    document
      .querySelector('[data-tap-area]')
      ?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
    await expect.poll(() => taps(desk).length).toBe(1);
    await expect.poll(() => rows().at(-1)?.dataset['row']).not.toBe(before);
    expect(stay.filter((row) => row.isConnected).length).toBe(59);
    expect(rows()).toHaveLength(60);
  });
});

describe.each([
  ['upright', 390, 844],
  ['on its side', 844, 390],
])('in a hand, %s', (_, width, height) => {
  test('the tap area is 40 % of the screen or more, keys are 48 px, nothing scrolls', async () => {
    await opened({ width, height });
    const area = document.querySelector('[data-tap-area]')?.getBoundingClientRect();
    expect(((area?.width ?? 0) * (area?.height ?? 0)) / (width * height)).toBeGreaterThanOrEqual(
      0.4,
    );
    const keys = [...document.querySelectorAll('[role="group"] button')];
    expect(keys.length).toBeGreaterThan(12);
    for (const key of keys) {
      const box = key.getBoundingClientRect();
      expect(Math.min(box.width, box.height), key.textContent ?? '').toBeGreaterThanOrEqual(48);
      expect(box.bottom).toBeLessThanOrEqual(height);
      expect(box.right).toBeLessThanOrEqual(width);
    }
    const scroller = document.scrollingElement;
    expect(scroller?.scrollHeight).toBeLessThanOrEqual(height);
    expect(
      getComputedStyle(document.querySelector('[data-tap-area]') ?? document.body),
    ).toMatchObject({ touchAction: 'none' });
  });

  test('every text has a contrast of 7 : 1, by day and by night', async () => {
    const { screen } = await opened({
      width,
      height,
      events: [passing('101', 41), passing('101', 41.3), passing(null, 41.4), passing('999', 42)],
    });
    const root = document.querySelector<HTMLElement>('[data-console]');
    root?.insertAdjacentHTML('beforeend', '<style>* { transition: none !important; }</style>');
    for (const light of ['sun', 'night']) {
      root?.setAttribute('data-light', light);
      for (const element of texts(root)) {
        const shown = `${element.textContent} (${light})`;
        expect(contrast(element), shown).toBeGreaterThanOrEqual(7);
      }
    }
    await expect.element(screen.getByText('double?').first()).toBeInTheDocument();
  });

  test('one thumb taps, types and enters', async () => {
    const { desk, screen } = await opened({ width, height });
    const touch = (target: Element | null) =>
      target?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
    touch(document.querySelector('[data-tap-area]'));
    await expect.poll(states).toEqual(['waiting']);
    for (const key of ['1', '1', 'Enter'])
      touch(screen.getByRole('button', { name: key, exact: true }).element());
    await expect.poll(bibs).toEqual(['112']);
    touch(screen.getByRole('button', { name: 'Undo' }).element());
    await expect.poll(states).toEqual(['waiting']);
    expect(taps(desk)).toHaveLength(1);
  });

  test('what is not stored is saved as a file by way of More, with words that fit', async () => {
    const { desk, screen } = await opened({ width, height });
    desk.hold();
    document
      .querySelector('[data-tap-area]')
      ?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
    await expect.poll(states).toEqual(['waiting']);
    await screen.getByRole('button', { name: 'More' }).click();
    await screen.getByRole('button', { name: 'This desk · 1 unsent' }).click();
    const dialog = screen.getByRole('dialog', { name: 'This desk' });
    const save = dialog.getByRole('button', { name: 'Save what is not stored' });
    await expect.element(save).toBeVisible();
    const within = dialog.element().getBoundingClientRect().right;
    expect(save.element().getBoundingClientRect().right).toBeLessThan(within);
    expect(save.element().scrollWidth).toBeLessThanOrEqual(save.element().clientWidth);
  });

  test('a row that is pressed gets another bib by keys that come up with one press', async () => {
    const { desk, screen } = await opened({ width, height });
    document
      .querySelector('[data-tap-area]')
      ?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
    await expect.poll(states).toEqual(['waiting']);
    document.querySelector<HTMLElement>('[data-row] button')?.click();
    await expect.element(screen.getByText('Choose what to do with it.')).toBeVisible();
    await screen.getByRole('button', { name: 'Type a bib' }).click();
    for (const key of ['1', '0', '7', 'Enter'])
      await screen.getByRole('button', { name: key, exact: true }).click();
    await expect.poll(bibs).toEqual(['107']);
    expect(desk.brought(SLUG)).toHaveLength(2);
  });

  test('a correction with much to say takes nothing from the tap area', async () => {
    const { screen } = await opened({
      width: Math.round(width * 0.82),
      height: Math.round(height * 0.82),
      events: ['101', '107', '112', '120'].map((bib, i) => passing(bib, 41 + i)),
    });
    rows().at(-1)?.querySelector('button')?.click();
    await screen.getByRole('button', { name: 'Shift' }).click();
    await screen.getByLabelText('By how much').fill('+0.4');
    await screen.getByRole('radio', { name: 'all of this line' }).click({ force: true });
    await expect.poll(foreseen).toContain('41.0');
    const box = document.querySelector('[data-tap-area]')?.getBoundingClientRect();
    expect(box?.bottom).toBeLessThanOrEqual(window.innerHeight);
    expect(box?.right).toBeLessThanOrEqual(window.innerWidth);
    const does = screen.getByRole('button', { name: 'Do it' }).element();
    const { x, y, width: w, height: h } = does.getBoundingClientRect();
    expect(does.contains(document.elementFromPoint(x + w / 2, y + h / 2))).toBe(true);
  });

  test('undo and redo are keys of the pad', async () => {
    const { screen } = await opened({ width, height });
    const touch = (name: string) =>
      screen
        .getByRole('button', { name, exact: true })
        .element()
        .dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
    touch('Redo');
    await expect.element(screen.getByText('Nothing of yours to redo.')).toBeVisible();
    touch('Tap at finish');
    await expect.poll(states).toEqual(['waiting']);
    touch('Undo');
    await expect.poll(states).toEqual(['void']);
    touch('Redo');
    await expect.poll(states).toEqual(['waiting']);
  });

  test('the newest row stays whole when it grows', async () => {
    const { desk } = await opened({
      width,
      height,
      events: Array.from({ length: 12 }, (_, i) => passing(null, 41 + i)),
    });
    desk.others(SLUG, [passing('101', 60), passing('101', 60.4)]);
    const hidden = () => {
      const row = rows().at(-1)?.getBoundingClientRect();
      const list = rows().at(-1)?.closest('ol')?.parentElement?.getBoundingClientRect();
      return (row?.bottom ?? Number.NaN) - (list?.bottom ?? Number.NaN);
    };
    await expect.poll(() => rows().length).toBe(14);
    await expect.poll(hidden).toBeLessThanOrEqual(1);
    const id = desk.race(SLUG).state.getState().entries.at(-1)?.id ?? 'none:1';
    desk.others(SLUG, [
      {
        type: 'entryAmended',
        target: id,
        event: { ...passing('107', 60.4), source: 'Somebody else with a long name' },
      },
    ]);
    await expect.poll(hidden).toBeLessThanOrEqual(1);
  });

  test('an official race says so in the place of the clock', async () => {
    const { screen } = await opened({
      width,
      height,
      events: [
        passing('101', 41),
        {
          type: 'resultDeclared',
          state: 'official',
          time: { basis: 'instant', at: OPENED, digits: 0 },
        },
      ],
    });
    await expect.element(screen.getByText('Official', { exact: true })).toBeVisible();
    await expect
      .element(screen.getByText('A tap now is a correction', { exact: false }))
      .toBeVisible();
  });

  test('a tapper brings its taps and the calls of another together, and takes out only its own', async () => {
    const { desk, screen } = await opened({
      width,
      height,
      me: { role: 'tapper', points: ['finish'] },
    });
    const others = (bib: string, seconds: number) =>
      desk.others(SLUG, [{ ...passing(bib, seconds), source: 'Bert' }], 'op-caller22');
    for (const seconds of [41, 44, 48]) desk.others(SLUG, [passing(null, seconds)], 'op-anna2345');
    for (const [i, bib] of ['101', '107', '112'].entries()) others(bib, [42, 45, 49][i] ?? 0);
    others('120', 56);
    const strip = screen.getByText('3 taps and 4 calls to bring together');
    await expect.element(strip).toBeVisible();
    await screen.getByRole('button', { name: 'Bring taps and calls together' }).click();
    await expect.element(screen.getByText('120 was called', { exact: false })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Take the call out' }).elements()).toEqual([]);
    expect(screen.getByRole('radio', { name: 'Primary and backup' }).elements()).toEqual([]);
    await screen.getByRole('button', { name: /Take 2 sure pairs/ }).click();
    await screen.getByRole('button', { name: 'Give 112 to the tap of 48.000' }).click();
    await expect.poll(() => desk.brought(SLUG).length).toBe(6);
    await screen.getByRole('button', { name: 'Close' }).click();
    await expect.element(strip).not.toBeInTheDocument();
  });

  test('a void has to be held', async () => {
    const { screen } = await opened({ width, height, events: [passing('101', 41)] });
    await userEvent.click(rows()[0]?.querySelector('button') ?? document.body);
    await screen.getByRole('button', { name: 'Void' }).click();
    const hold = screen.getByRole('button', { name: 'Hold to void' });
    await hold.click();
    expect(states()).toEqual(['counts']);
    hold.element().dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
    await expect.poll(states).toEqual(['void']);
  });
});

/** What a person reads: elements whose own text is shown. */
function texts(root: HTMLElement | null): Element[] {
  return [...(root?.querySelectorAll('*') ?? [])].filter((element) => {
    const own = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
    );
    const box = element.getBoundingClientRect();
    const isShown = box.width > 1 && getComputedStyle(element).visibility === 'visible';
    return own && isShown && element.closest('dialog, :disabled') === null;
  });
}

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

function contrast(element: Element): number {
  const ground = groundOf(element);
  const ink = over(colourOf(getComputedStyle(element).color), ground);
  const [light, dark] = [luminance(ink), luminance(ground)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function groundOf(element: Element | null): Colour {
  if (element === null) return [255, 255, 255, 1];
  const own = colourOf(getComputedStyle(element).backgroundColor);
  return own[3] === 1 ? own : over(own, groundOf(element.parentElement));
}

/** Drawn, as a browser writes colours in many ways. */
function colourOf(text: string): Colour {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d');
  if (canvas === null) throw new Error('no canvas');
  canvas.fillStyle = text;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

function over([r, g, b, alpha]: Colour, [R, G, B]: Colour): Colour {
  const mix = (a: number, A: number) => a * alpha + A * (1 - alpha);
  return [mix(r, R), mix(g, G), mix(b, B), 1];
}

function luminance([red, green, blue]: Colour): number {
  const linear = (part: number) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
