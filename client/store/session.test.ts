import { beforeAll, beforeEach, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RaceDefinition } from '../../shared/race/definition.ts';
import type { Entry } from '../../shared/race/entry.ts';
import { instant, LIVE_EDGE, type Instant } from '../../shared/time/time.ts';
import type { RacePage } from '../../shared/wire/api.ts';
import { placeOf, readPlace } from './place.ts';
import { prefsStore } from './prefs.ts';
import { openSession, type Session } from './session.ts';

const S = 1_000_000;
const RECORDING = join(import.meta.dirname, '../../races/oslo-2024-1500m/log.ndjson');
/** By the recording's first line. */
const GUN = 1_717_098_600 * S;

let entries: readonly Entry[];

/** Of the page of a race of thousands a session reads only that it is one. */
const MASS = { card: { mass: true } } as RacePage;

beforeAll(() => {
  entries = readFileSync(RECORDING, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Entry);
});

/** A browser with a clock of our own; a frame is drawn when we say so. */
function open({ mass = false } = {}) {
  let later: (() => void)[] = [];
  let clockMs = GUN / 1000;
  let frames: (() => void)[] = [];
  let visible = true;
  let seen = () => {};
  const session = openSession('oslo', {
    opening: { at: 'natural' },
    prefs: prefsStore(null),
    ports: {
      nowMs: () => clockMs,
      visible: () => visible,
      onVisible(ear) {
        seen = ear;
        return () => {};
      },
      request: (call) => frames.push(call),
      cancel: () => (frames = []),
      after(_, call) {
        later.push(call);
        return () => void (later = later.filter((one) => one !== call));
      },
    },
  });
  if (mass) session.race.setState({ page: MASS });
  const drawn: Instant[] = [];
  session.frames((at) => drawn.push(at));
  const frame = () => {
    const calls = frames;
    frames = [];
    for (const call of calls) call();
  };
  return {
    session,
    drawn,
    frame,
    /** What waits for a task of its own has it now. */
    rest() {
      const calls = later;
      later = [];
      for (const call of calls) call();
    },
    asleep: () => frames.length === 0,
    play(seconds: number) {
      for (let passed = 0; passed < seconds * 1000; passed += 50) {
        clockMs += 50;
        frame();
      }
    },
    pass: (seconds: number) => (clockMs += seconds * 1000),
    hide: () => (visible = false),
    show() {
      visible = true;
      seen();
    },
    come: (run: readonly Entry[]) => {
      for (const entry of run) session.intake.fold(entry);
      session.intake.folded({ seq: run.at(-1)?.seq ?? 0, of: entries.length });
    },
  };
}

type Stage = ReturnType<typeof open>;
let on: Stage;
let session: Session;

beforeEach(() => {
  on = open();
  session = on.session;
});

const upTo = (seconds: number) => entries.filter((entry) => entry.recordedAt <= GUN + seconds * S);
const live = { phase: 'live', next: null } as const;
const finished = { phase: 'finished', next: null } as const;
const raceSeconds = () => (session.moment().at - GUN) / S;
const leader = () => session.board.getState().standings?.rows[0]?.id;

/** The same race as one of which nobody knows when it was to start. */
function withoutSchedule(run: readonly Entry[]): readonly Entry[] {
  return run.map((entry) => {
    if (entry.event.type !== 'raceDefined') return entry;
    return { ...entry, event: { ...entry.event, definition: unscheduled(entry.event.definition) } };
  });
}

const unscheduled = ({ scheduledStart: _, ...definition }: RaceDefinition) => definition;

/** The race as it is `seconds` after the gun, seen live. */
function joinLive(seconds: number): void {
  on.pass(seconds);
  session.intake.fresh('a');
  session.intake.stage(live);
  session.intake.edge({ map: { race: GUN, server: GUN, rate: 1 }, server: { offsetUs: 0 } });
  on.come(upTo(seconds));
  on.frame();
}

function joinPast(): void {
  session.intake.fresh('a');
  session.intake.stage(finished);
  on.come(entries);
  on.frame();
}

test('a live race opens live, at the edge', () => {
  joinLive(100);
  expect(session.moment()).toMatchObject({ live: true, ask: LIVE_EDGE });
  expect(raceSeconds()).toBeCloseTo(100, 3);
});

test('a past race opens before the gun, with nobody placed and nothing told', () => {
  joinPast();
  expect(session.viewer.getState().clock.mode).toBe('paused');
  expect(raceSeconds()).toBeLessThan(0);
  const { standings } = session.board.getState();
  expect(standings?.rows.every((row) => row.position === null && row.split === null)).toBe(true);
  expect(standings?.rows.flatMap((row) => row.marks)).toEqual([]);
  expect(session.story.getState()).toMatchObject({ items: [], marks: [] });
});

test('a past race whose gun comes after the first of its entries opens before the gun all the same', () => {
  session.intake.fresh('a');
  session.intake.stage(finished);
  session.intake.edge({
    map: { race: GUN + 600 * S, server: GUN, rate: 0 },
    server: { offsetUs: 0 },
  });
  const run = withoutSchedule(entries);
  on.come(run.slice(0, 1));
  on.frame();
  expect(session.board.getState().standings).toBeNull();
  on.come(run.slice(1));
  on.frame();
  expect(raceSeconds()).toBeLessThan(0);
});

test('a link to a moment opens it, paused', () => {
  session.open({ at: 'moment', time: (160 * S) as never });
  joinPast();
  expect(raceSeconds()).toBe(160);
  expect(session.viewer.getState().clock.mode).toBe('paused');
  expect(leader()).toBe('ingebrigtsen');
});

test('a link to a moment of a live race opens it, once it is known how far the race has come', () => {
  session.open({ at: 'moment', time: (95 * S) as never });
  session.intake.fresh('a');
  session.intake.stage(live);
  on.pass(100);
  on.come(upTo(90));
  expect(session.viewer.getState().opening).not.toBeNull();
  session.intake.edge({ map: { race: GUN, server: GUN, rate: 1 }, server: { offsetUs: 0 } });
  expect(raceSeconds()).toBe(95);
  expect(session.viewer.getState().clock.mode).toBe('paused');
});

test('a link to a moment that is still to come opens live, not paused at another one', () => {
  session.open({ at: 'moment', time: (209.9 * S) as never });
  joinLive(112);
  expect(session.moment().live).toBe(true);
  on.play(3);
  expect(raceSeconds()).toBeCloseTo(115, 1);
});

/** The page is loaded again: what was kept, and a session that knows nothing else. */
function reload(): void {
  const kept = JSON.stringify(placeOf(session));
  on = open();
  session = on.session;
  const place = readPlace(kept);
  if (place !== null) session.open({ at: 'place', place });
}

test('paused in a live race, a reload stands at the same moment, and no later one is seen', () => {
  joinLive(119);
  session.seek(instant(GUN + 115 * S));
  session.pause();
  reload();
  const seen: number[] = [];
  session.frames((at) => seen.push((at - GUN) / S));
  joinLive(125);
  expect(session.viewer.getState().clock.mode).toBe('paused');
  expect(raceSeconds()).toBe(115);
  expect(seen.every((at) => at <= 115)).toBe(true);
});

test('behind in a live race, a reload plays on from where the viewer was, at the same speed', () => {
  joinLive(119);
  session.seek(instant(GUN + 100 * S));
  session.setRate(0.5);
  reload();
  joinLive(125);
  expect(session.viewer.getState()).toMatchObject({ rate: 0.5, clock: { mode: 'behind' } });
  expect(raceSeconds()).toBe(100);
  on.play(2);
  expect(raceSeconds()).toBeCloseTo(101, 1);
});

test('in the middle of a replay, a reload goes on with it; at its end it stays there', () => {
  const end = { map: { race: GUN + 230 * S, server: GUN, rate: 0 }, server: { offsetUs: 0 } };
  joinPast();
  session.seek(instant(GUN + 114 * S));
  session.play();
  reload();
  joinPast();
  session.intake.edge(end);
  expect(session.viewer.getState().clock.mode).toBe('behind');
  expect(raceSeconds()).toBe(114);
  session.goLive();
  reload();
  joinPast();
  expect(session.moment().live).toBe(true);
});

test('live stays live after a reload, and what ended meanwhile opens before its gun', () => {
  joinLive(119);
  reload();
  joinLive(121);
  expect(session.moment().live).toBe(true);
  reload();
  joinPast();
  expect(raceSeconds()).toBeLessThan(0);
});

test('a place in one run of a race says nothing of the next run', () => {
  joinLive(119);
  session.pause();
  reload();
  on.pass(30);
  session.intake.fresh('b');
  session.intake.stage(live);
  session.intake.edge({ map: { race: GUN, server: GUN, rate: 1 }, server: { offsetUs: 0 } });
  on.come(upTo(30));
  expect(session.viewer.getState()).toMatchObject({ rate: 1, clock: { mode: 'live' } });
});

test.each(['', 'null', '{}', '{"epoch":"a","mode":"paused","at":"x","rate":1}', '[3'])(
  'a kept place is not trusted: %s',
  (text) => {
    expect(readPlace(text)).toBeNull();
  },
);

test('a viewer who is behind is moved by nothing that comes', () => {
  joinLive(100);
  session.pause();
  const before = session.moment().at;
  on.pass(30);
  on.come(entries.slice(upTo(100).length, upTo(130).length));
  on.frame();
  expect(session.moment().at).toBe(before);
  session.goLive();
  expect(raceSeconds()).toBeCloseTo(130, 3);
});

test('playing to the edge is live again', () => {
  joinLive(100);
  session.seek(instant(GUN + 90 * S));
  session.setRate(4);
  on.play(2);
  expect(session.viewer.getState().clock.mode).toBe('behind');
  on.play(3);
  expect(session.viewer.getState().clock.mode).toBe('live');
});

test('while nothing new comes, playing changes no board and tells no story', () => {
  joinPast();
  session.seek(instant(GUN + 150.2 * S));
  session.play();
  on.frame();
  let boards = 0;
  let stories = 0;
  session.board.subscribe(() => (boards += 1));
  session.story.subscribe(() => (stories += 1));
  session.setRate(0.1);
  on.drawn.length = 0;
  on.play(5);
  expect(on.drawn.length).toBeGreaterThan(90);
  expect(boards).toBe(0);
  expect(stories).toBe(0);
});

test('the board played up to a moment is the board of a seek to it', () => {
  joinPast();
  session.seek(instant(GUN + 100 * S));
  session.play();
  session.setRate(8);
  on.play(10);
  session.pause();
  on.frame();
  const played = session.board.getState().standings?.rows;
  const at = session.moment().at;
  const other = open();
  other.session.intake.fresh('a');
  other.session.intake.stage(finished);
  other.come(entries);
  other.session.seek(at);
  other.frame();
  expect(other.session.board.getState().standings?.rows).toEqual(played);
});

test('in a race of thousands a jump has its board at once, and its story after the frame', () => {
  on = open({ mass: true });
  session = on.session;
  joinPast();
  session.intake.link({
    state: 'live',
    troubledSinceMs: null,
    heardMs: 0,
    retryAtMs: null,
    online: true,
  });
  on.rest();
  session.seek(instant(GUN + 120 * S));
  const jumped = session.board.getState().standings;
  expect(jumped?.point).toBeGreaterThanOrEqual(0);
  on.frame();
  expect(session.board.getState().standings).toBe(jumped);
  expect(session.story.getState().items).toEqual([]);
  on.rest();
  expect(session.story.getState().items.length).toBeGreaterThan(0);
});

test('marks of the scrubber go as far as the viewer has looked, and stay after going back', () => {
  joinPast();
  session.seek(instant(GUN + 120 * S));
  on.frame();
  const seen = session.story.getState().marks.length;
  expect(session.story.getState().marks.every((mark) => mark.at <= GUN + 120 * S)).toBe(true);
  session.seek(instant(GUN + 20 * S));
  on.frame();
  expect(session.story.getState().marks).toHaveLength(seen);
  expect(session.story.getState().items.every((item) => item.at <= GUN + 20 * S)).toBe(true);
});

test('paused, nothing is drawn until something jumps', () => {
  joinPast();
  expect(on.asleep()).toBe(true);
  session.seek(instant(GUN + 10 * S));
  expect(on.asleep()).toBe(false);
  on.frame();
  expect(on.asleep()).toBe(true);
});

test('hidden, nothing is drawn; seen again, the moment is right at once', () => {
  joinLive(100);
  on.hide();
  on.frame();
  on.pass(20);
  expect(on.asleep()).toBe(true);
  on.show();
  on.frame();
  expect((on.drawn.at(-1) ?? 0) - GUN).toBe(120 * S);
});

test('the next run is offered to a viewer at the end, not forced on them', () => {
  joinLive(209);
  on.come(entries.slice(upTo(209).length));
  session.intake.stage({ phase: 'countdown', next: { race: 'oslo', at: GUN + 300 * S } });
  const before = session.race.getState().run;
  session.intake.fresh('b');
  session.intake.stage(live);
  on.come(entries.slice(0, 5));
  const held = session.race.getState();
  expect(held.run).toBe(before);
  expect(held.upcoming?.epoch).toBe('b');
  session.takeUpcoming();
  expect(session.race.getState()).toMatchObject({ upcoming: null, run: { epoch: 'b' } });
  on.come(entries.slice(5, 40));
  expect(session.race.getState().run?.race.size).toBe(40);
});

test('who leads is known also while the board itself is out of sight', () => {
  joinLive(100);
  session.showRows({ offset: 0, count: 0 });
  on.frame();
  expect(session.board.getState().standings?.rows).toEqual([]);
  expect(session.board.getState().first.some(({ position }) => position === 1)).toBe(true);
});

test('who came between two runs, and waited, sees the next one begin', () => {
  session.intake.fresh('a');
  session.intake.stage({ phase: 'countdown', next: { race: 'oslo', at: GUN + 300 * S } });
  on.come(entries);
  on.frame();
  expect(raceSeconds()).toBeLessThan(0);
  session.intake.fresh('b');
  session.intake.stage(live);
  on.come(entries.slice(0, 5));
  expect(session.race.getState()).toMatchObject({ upcoming: null, run: { epoch: 'b' } });
  expect(session.viewer.getState().clock.mode).toBe('live');
});

test('without a link the edge stands two seconds after the last word, and runs on afterwards', () => {
  joinLive(100);
  const heardMs = GUN / 1000 + 100_000;
  const link = { troubledSinceMs: heardMs, heardMs, retryAtMs: null, online: true };
  session.intake.link({ ...link, state: 'offline' });
  on.pass(30);
  expect(raceSeconds()).toBeCloseTo(102, 3);
  expect(session.isLost()).toBe(true);
  session.intake.link({ ...link, state: 'live', troubledSinceMs: null, heardMs: heardMs + 30_000 });
  expect(raceSeconds()).toBeCloseTo(130, 3);
  expect(session.isLost()).toBe(false);
});

test('a log replaced in the middle of a race is folded afresh', () => {
  joinLive(100);
  session.intake.fresh('b');
  on.come(upTo(50));
  expect(session.race.getState().run).toMatchObject({ epoch: 'b' });
  expect(session.race.getState().upcoming).toBeNull();
});

test('played to the end of a past race, playing begins again', () => {
  joinPast();
  session.goLive();
  expect(session.moment().live).toBe(true);
  session.play();
  expect(raceSeconds()).toBeLessThan(0);
});

const followed = {
  state: 'live',
  troubledSinceMs: null,
  heardMs: null,
  retryAtMs: null,
  online: true,
} as const;

test('once everybody is home a live race stands, and what still comes is shown at once', () => {
  const soFar = upTo(220);
  joinLive(220);
  session.intake.link(followed);
  expect(session.settled()?.lastHome).toBe(GUN + 214.86 * S);
  on.pass(600);
  on.frame();
  expect(raceSeconds()).toBeCloseTo(217.86, 3);
  // Played to the end of it, playing begins again.
  session.play();
  expect(raceSeconds()).toBeLessThan(0);
  session.goLive();
  on.come(entries.slice(soFar.length));
  on.frame();
  expect(session.race.getState().run?.race.declared).toHaveLength(1);
  expect(raceSeconds()).toBeGreaterThan(220);
});

test('a race in which somebody is still to come runs on', () => {
  joinLive(212);
  session.intake.link(followed);
  expect(session.settled()).toBeNull();
  on.pass(600);
  on.frame();
  expect(raceSeconds()).toBeCloseTo(812, 3);
});
