import { describe, expect, test } from 'vitest';
import { FeedLog } from '../../../../shared/feeding/feed-log.ts';
import { tapRows, type TapRow } from '../../../../shared/feeding/tap-rows.ts';
import type { RaceEvent } from '../../../../shared/race/events.ts';
import { oval1500 } from '../../../../shared/testkit/definitions.ts';
import { GUN } from '../../../../shared/testkit/race-builder.ts';
import { instant, raceTime } from '../../../../shared/time/time.ts';
import { deskFixture, type DeskFixture } from '../../../desk/desk.fixture.ts';
import { openConsole, type ConsoleModel } from './console-model.ts';
import type { Feedback } from './feedback.ts';
import { rowCalled } from './typed-who.ts';

const SLUG = 'oslo';
const silent: Feedback = { unlock() {}, tapped() {}, failed() {}, counted() {}, gone() {} };
const entrants = ['101', '107', '112', '120'].map((bib, i) => ({
  id: `e${i + 1}`,
  bib,
  role: 'competitor' as const,
}));
const gun: RaceEvent = { type: 'gunFired', at: GUN, source: 'electronic', bandUs: 0 };
/** Seconds after the gun as `event.timeStamp`. */
const at = (seconds: number) => seconds * 1_000;

interface Table {
  readonly desk: DeskFixture;
  readonly console: ConsoleModel;
  readonly rows: () => readonly TapRow[];
  /** As the list shows them: `41.27 112`. */
  readonly list: () => readonly string[];
}

function table({ held = false } = {}): Table {
  let clock = 0;
  const desk = deskFixture({
    origin: GUN,
    nowMs: () => (clock += 1),
    races: { [SLUG]: { definition: oval1500, entrants, events: [gun] } },
  });
  const raceDesk = desk.race(SLUG);
  const log = new FeedLog();
  if (held) desk.hold();
  const rows = () => {
    const { race, entries } = raceDesk.state.getState();
    log.update(entries);
    return tapRows(race, log, 'finish');
  };
  const model = openConsole({
    desk,
    raceDesk,
    feedback: silent,
    shelf: { read: () => [], write() {} },
  });
  model.standsOn(() => ({
    race: raceDesk.state.getState().race,
    rows: rows(),
    log,
    place: { line: 'finish', source: 'Finish' },
    foresee: () => [],
    likely: ['107', '112'],
    mayCorrect: () => true,
  }));
  const list = () =>
    rows().map(
      (row) =>
        `${((row.time ?? 0) / 1e6).toFixed(2)} ${row.state.kind === 'void' ? 'void' : (rowCalled(row, raceDesk.state.getState().race) ?? '?')}`,
    );
  return { desk, console: model, rows, list };
}

/** Lets all that was brought come to rest. */
async function kept(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) await Promise.resolve();
}

function types(console: ConsoleModel, bib: string, seconds = 0): void {
  console.setTyped(bib);
  console.enter(at(seconds));
}

describe('one queue for taps and bibs', () => {
  test('a bib goes to the oldest tap that waits', async () => {
    const { console, list } = table();
    console.tap(at(41.27));
    console.tap(at(41.49));
    await kept();
    types(console, '101');
    await kept();
    types(console, '112');
    await kept();
    expect(list()).toEqual(['41.27 101', '41.49 112']);
  });

  test('fingers faster than the database: every bib finds its own tap', async () => {
    const { console, list } = table();
    console.tap(at(41.27));
    types(console, '101');
    console.tap(at(41.49));
    types(console, '112');
    types(console, '107', 41.6);
    await kept();
    expect(list()).toEqual(['41.27 101', '41.49 112', '41.60 107']);
  });

  test('a row that is selected after Enter is not the one that gets the bib, nor is one let go of not', async () => {
    const { console, list, rows } = table();
    types(console, '101', 40);
    console.tap(at(41.27));
    types(console, '107');
    console.selectEnd('oldest');
    await kept();
    expect(list()).toEqual(['40.00 101', '41.27 107']);
    expect(console.state.getState().selected).toBe(rows()[0]?.id);

    console.tap(at(43));
    types(console, '112');
    console.home();
    await kept();
    expect(list()).toEqual(['40.00 112', '41.27 107', '43.00 ?']);
  });

  test('with no tap waiting, a bib and Enter is a time of its own', async () => {
    const { console, list } = table();
    types(console, '112', 44.1);
    await kept();
    expect(list()).toEqual(['44.10 112']);
  });

  test('Enter on an empty field taps, also while others wait', async () => {
    const { console, list } = table();
    console.enter(at(41));
    await kept();
    console.enter(at(42));
    await kept();
    expect(list()).toEqual(['41.00 ?', '42.00 ?']);
  });

  test('a unique beginning is completed; several have to be told apart first', async () => {
    const { console, list } = table();
    console.tap(at(41));
    await kept();
    types(console, '1');
    await kept();
    expect(list()).toEqual(['41.00 ?']);
    expect(console.state.getState()).toMatchObject({ typed: '1', said: { hint: 'typeMore' } });
    types(console, '11');
    await kept();
    expect(list()).toEqual(['41.00 112']);
  });

  test('a time is never held up by a bib that is not whole: it is kept under what was typed', async () => {
    const { console, list } = table();
    types(console, '1', 41);
    await kept();
    expect(list()).toEqual(['41.00 1']);
  });

  test('an unknown bib stays where it is, and the next bib goes to the next tap', async () => {
    const { console, list, rows } = table();
    console.tap(at(41));
    console.tap(at(42));
    await kept();
    types(console, '999');
    await kept();
    types(console, '101');
    await kept();
    expect(list()).toEqual(['41.00 999', '42.00 101']);
    expect(rows()[0]?.state.kind).toBe('notInRace');
  });

  test('what a mat recorded under an entrant is called by its bib, and stays its own when its time is edited', async () => {
    const { console, list, rows, desk } = table();
    const time = { basis: 'gun', time: raceTime(41_270_000), digits: 3 } as const;
    await desk
      .race(SLUG)
      .bring([
        { type: 'passingRecorded', who: { entrant: 'e3' }, line: 'finish', time, kind: 'measured' },
      ]);
    await kept();
    expect(list()).toEqual(['41.27 112']);
    console.correct('edit');
    expect(console.state.getState().draft?.bib).toBe('112');
    console.revise({ time: '0:41.50' });
    console.confirm();
    await kept();
    expect(list()).toEqual(['41.50 112']);
    expect(rows()[0]?.entrant).toBe(2);
  });

  test('a tap of a start that was called back takes no bib', async () => {
    const { console, list, desk } = table();
    console.tap(at(1));
    await kept();
    desk.others(SLUG, [
      { type: 'gunFired', at: instant(GUN + 40_000_000), source: 'electronic', bandUs: 0 },
    ]);
    console.tap(at(82));
    await kept();
    types(console, '101');
    await kept();
    expect(list()).toEqual(['-39.00 ?', '42.00 101']);
  });

  test('what is left open is passed over, and can still be named', async () => {
    const { console, list, rows } = table();
    console.tap(at(41));
    console.tap(at(42));
    await kept();
    console.leaveOpen();
    types(console, '101');
    await kept();
    expect(list()).toEqual(['41.00 ?', '42.00 101']);
    console.select(rows()[0]?.id ?? null);
    types(console, '107');
    await kept();
    expect(list()).toEqual(['41.00 107', '42.00 101']);
  });

  test('the likely next are taken by their number', async () => {
    const { console, list } = table();
    console.tap(at(41));
    await kept();
    console.likely(1, at(43));
    await kept();
    expect(list()).toEqual(['41.00 112']);
  });

  test('a tap is a hand time of this device, with the thousandths and the error of its clock', async () => {
    const { console, desk } = table();
    console.tap(at(41.2734));
    await kept();
    expect(desk.brought(SLUG)).toMatchObject([
      {
        kind: 'manual',
        source: 'Finish',
        raw: 'tap; clock +3.200 ms ± 1.1 ms',
        time: { basis: 'instant', at: GUN + 41_273_400, digits: 3 },
      },
    ]);
  });
});

describe('corrections', () => {
  async function three(): Promise<Table> {
    const made = table();
    made.console.tap(at(41));
    made.console.tap(at(42));
    made.console.tap(at(43));
    await kept();
    for (const bib of ['101', '107', '112']) types(made.console, bib);
    await kept();
    return made;
  }

  test('nothing is done before it is confirmed', async () => {
    const { console, list, rows } = await three();
    console.select(rows()[1]?.id ?? null);
    console.correct('void');
    expect(list()[1]).toBe('42.00 107');
    console.enter(at(50));
    await kept();
    expect(list()).toEqual(['41.00 101', '42.00 void', '43.00 112']);
  });

  test('Escape leaves everything as it was', async () => {
    const { console, list, rows, desk } = await three();
    const before = desk.brought(SLUG).length;
    console.select(rows()[1]?.id ?? null);
    console.correct('swap');
    console.home();
    console.confirm();
    await kept();
    expect(desk.brought(SLUG)).toHaveLength(before);
    expect(list()[1]).toBe('42.00 107');
  });

  test('swap, split, insert and shift', async () => {
    const { console, list, rows } = await three();
    console.correct('swap', rows()[0]?.id);
    console.confirm();
    await kept();
    expect(list()).toEqual(['41.00 107', '42.00 101', '43.00 112']);
    console.correct('split', rows()[2]?.id);
    console.confirm();
    await kept();
    expect(list()).toEqual(['41.00 107', '42.00 101', '43.00 112', '43.00 ?']);
    console.correct('insert', rows()[0]?.id);
    console.revise({ bib: '120' });
    console.confirm();
    await kept();
    expect(list()[1]).toBe('41.50 120');
    console.correct('shift', rows()[2]?.id);
    console.revise({ by: '+0.3', scope: 'after' });
    console.confirm();
    await kept();
    expect(list()).toEqual(['41.00 107', '41.50 120', '42.30 101', '43.30 112', '43.30 ?']);
  });

  test('an edit of the bib leaves the time to its last figure', async () => {
    const { console, desk } = table();
    console.tap(at(41.2734));
    await kept();
    console.correct('edit');
    console.revise({ bib: '120' });
    console.confirm();
    await kept();
    expect(desk.brought(SLUG).at(-1)).toMatchObject({
      event: { who: { bib: '120' }, time: { at: GUN + 41_273_400 } },
    });
  });

  test('undo and redo go step by step, and a new correction ends what could be redone', async () => {
    const { console, list } = await three();
    console.undo();
    await kept();
    expect(list()).toEqual(['41.00 101', '42.00 107', '43.00 ?']);
    console.undo();
    console.undo();
    await kept();
    expect(list()).toEqual(['41.00 ?', '42.00 ?', '43.00 ?']);
    console.redo();
    await kept();
    expect(list()[0]).toBe('41.00 101');
    types(console, '120');
    await kept();
    console.redo();
    await kept();
    expect(list()).toEqual(['41.00 101', '42.00 120', '43.00 ?']);
    expect(console.state.getState().said?.hint).toBe('nothingToRedo');
  });

  test('takes back what was done before the key was pressed, not a tap that came while it waited', async () => {
    const { console, list } = table();
    console.tap(at(41.27));
    await kept();
    types(console, '101');
    console.undo();
    console.tap(at(42));
    await kept();
    expect(list()).toEqual(['41.27 ?', '42.00 ?']);
  });

  test('undoing what somebody else corrected since is asked first', async () => {
    const { console, list, rows, desk } = await three();
    const target = rows()[2]?.id ?? 'none:1';
    desk.others(SLUG, [{ type: 'entryVoided', target }]);
    console.undo();
    await kept();
    expect(console.state.getState().doubt?.verb).toBe('undo');
    expect(list()[2]).toBe('43.00 void');
    console.confirm();
    await kept();
    expect(console.state.getState().doubt).toBeNull();
  });

  test('of an official result everything that would touch it is asked about first, and no time is held up', async () => {
    const { console, list, rows, desk } = await three();
    desk.others(SLUG, [
      { type: 'resultDeclared', state: 'official', time: { basis: 'instant', at: GUN, digits: 0 } },
    ]);
    const asked = () => console.state.getState().doubt;
    const before = ['41.00 101', '42.00 107', '43.00 112'];
    console.undo();
    await kept();
    expect(asked()).toMatchObject({ verb: 'undo', why: 'declared' });
    console.home();
    expect(list()).toEqual(before);
    // A time is nobody's until the bib is confirmed.
    types(console, '120', 44);
    await kept();
    expect(list()).toEqual([...before, '44.00 ?']);
    expect(asked()).toMatchObject({ verb: 'bring', why: 'declared' });
    console.undo();
    expect(asked()).toBeNull();
    // Another bib is no answer to the question: it is asked about in its place.
    types(console, '112', 45);
    await kept();
    await kept();
    types(console, '120', 45);
    await kept();
    expect(list()).toEqual([...before, '44.00 ?']);
    console.confirm();
    await kept();
    expect(list()).toEqual([...before, '44.00 120']);
    console.select(rows()[1]?.id ?? null);
    types(console, '112', 46);
    await kept();
    expect(list()[1]).toBe('42.00 107');
    console.confirm();
    await kept();
    expect(list()[1]).toBe('42.00 112');
  });

  test('keep both makes the second of two a tap that waits; merge voids it', async () => {
    const { console, list, rows } = table();
    console.tap(at(41));
    console.tap(at(41.3));
    await kept();
    types(console, '101');
    types(console, '101');
    await kept();
    expect(rows()[1]?.state.kind).toBe('duplicate');
    const second = rows()[1]?.id ?? 'none:1';
    console.keepBoth(second);
    await kept();
    expect(list()).toEqual(['41.00 101', '41.30 ?']);
    console.merge(second);
    await kept();
    expect(list()).toEqual(['41.00 101', '41.30 void']);
  });
});

test('a time that cannot be kept stays on the screen, and is kept when it is tried again', async () => {
  const { desk, list } = table();
  const raceDesk = desk.race(SLUG);
  let full = true;
  const model = openConsole({
    desk,
    raceDesk: {
      bring: async (events) => {
        if (full) throw new Error('the disk of this device is full');
        return raceDesk.bring(events);
      },
    },
    feedback: silent,
    shelf: { read: () => [], write() {} },
  });
  model.standsOn(() => ({
    race: raceDesk.state.getState().race,
    rows: [],
    log: new FeedLog(),
    place: { line: 'finish', source: 'Finish' },
    foresee: () => [],
    likely: [],
    mayCorrect: () => true,
  }));
  model.tap(at(41));
  await kept();
  expect(list()).toEqual([]);
  expect(model.state.getState().lost).toMatchObject([
    { taken: { at: GUN + 41_000_000 }, why: 'the disk of this device is full' },
  ]);
  full = false;
  model.retryLost();
  await kept();
  expect(list()).toEqual(['41.00 ?']);
});
