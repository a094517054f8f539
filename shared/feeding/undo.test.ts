import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryId, type EntryId, type Submission } from '../race/entry.ts';
import type { RaceEvent } from '../race/events.ts';
import type { Race } from '../race/race.ts';
import { oval1500 } from '../testkit/definitions.ts';
import { GUN, competitors, fold, splitsOf, started } from '../testkit/race-builder.ts';
import { instant, type Instant } from '../time/time.ts';
import { fedEntries } from './fed.fixture.ts';
import { FeedLog } from './feed-log.ts';
import { movesOf, nextRedo, nextUndo, stacksOf, undoneBy, type Move } from './undo.ts';

const runs = Number(process.env['HAIRLINE_TRIALS'] ?? 150);

/** One race that several operators feed; each bring is one moment, later than the one before. */
class Meeting {
  readonly entries: Submission[];
  #at: Instant = instant(GUN + 600_000_000);
  readonly #counters = new Map<string, number>();

  constructor() {
    this.entries = started(oval1500, competitors('a', 'b', 'c')).entries;
  }

  bring(device: string, events: readonly RaceEvent[]): EntryId[] {
    this.#at = instant(this.#at + 1_000_000);
    return events.map((event) => {
      const n = (this.#counters.get(device) ?? 0) + 1;
      this.#counters.set(device, n);
      const entry: Submission = { device, n, recordedAt: this.#at, event };
      this.entries.push(entry);
      return entryId(entry);
    });
  }

  race(): Race {
    return fold(this.entries);
  }

  log(own: readonly string[] = ['anna']): FeedLog {
    const log = new FeedLog();
    log.update(fedEntries(this.entries, { own }));
    return log;
  }

  undo(device = 'anna', insist = false): Move | null {
    return this.#move(device, nextUndo(this.race(), this.log([device])), insist);
  }

  redo(device = 'anna', insist = false): Move | null {
    return this.#move(device, nextRedo(this.race(), this.log([device])), insist);
  }

  #move(device: string, move: Move | null, insist: boolean): Move | null {
    if (move !== null) this.bring(device, insist ? move.insist : move.events);
    return move;
  }
}

const tap = (entrant: string, seconds: number): RaceEvent => ({
  type: 'passingRecorded',
  who: { entrant },
  line: 'finish',
  time: { basis: 'instant', at: instant(GUN + seconds * 1_000_000), digits: 2 },
  kind: 'manual',
});

const amend = (target: EntryId, event: RaceEvent): RaceEvent => {
  if ('target' in event) throw new Error('no correction of a correction');
  return { type: 'entryAmended', target, event };
};
const voids = (target: EntryId): RaceEvent => ({ type: 'entryVoided', target });
const restores = (target: EntryId): RaceEvent => ({ type: 'entryRestored', target });

function one(ids: readonly EntryId[]): EntryId {
  return ids[0] ?? expect.fail('nothing was brought');
}

test('FU1 what was brought at once is one step', () => {
  const meeting = new Meeting();
  const pair = meeting.bring('anna', [tap('a', 50), tap('b', 51)]);
  const single = meeting.bring('anna', [tap('c', 52)]);
  const { done, undone } = stacksOf(meeting.log().own());
  expect(done.map(({ id, entries }) => [id, entries.length])).toEqual([
    [one(pair), 2],
    [one(single), 1],
  ]);
  expect(undone).toEqual([]);
  expect(nextRedo(meeting.race(), meeting.log())).toBeNull();
});

test('FU1 steps are those of the operator, on all devices, without what was refused', () => {
  const meeting = new Meeting();
  const phone = meeting.bring('anna.2f', [tap('a', 50)]);
  meeting.bring('ben', [tap('b', 51)]);
  const desk = meeting.bring('anna', [tap('c', 52)]);
  const refused = meeting.bring('anna', [tap('c', 53)]);
  const log = new FeedLog();
  log.update(fedEntries(meeting.entries, { own: ['anna', 'anna.2f'], refused }));
  expect(stacksOf(log.own()).done.map(({ id }) => id)).toEqual([one(phone), one(desk)]);
  expect(nextUndo(meeting.race(), meeting.log(['nobody']))).toBeNull();
});

describe('FU2 undo puts everything back that the step touched', () => {
  test('what it brought is void', () => {
    const meeting = new Meeting();
    const before = meeting.race().hash();
    const [first, second] = meeting.bring('anna', [tap('a', 50), tap('b', 51)]);
    expect(meeting.undo()?.events).toEqual([
      { type: 'entryVoided', target: second, reason: `undo ${first}` },
      { type: 'entryVoided', target: first, reason: `undo ${first}` },
    ]);
    expect(meeting.race().hash()).toBe(before);
  });

  test('what it voided counts again, what it restored is void, what it amended says what it said', () => {
    const meeting = new Meeting();
    const id = one(meeting.bring('anna', [tap('a', 50)]));
    const states: string[] = [];
    for (const event of [
      amend(id, tap('b', 50)),
      amend(id, tap('b', 50.5)),
      voids(id),
      amend(id, tap('c', 50.5)),
      restores(id),
    ]) {
      states.push(meeting.race().hash());
      meeting.bring('anna', [event]);
    }
    for (const state of states.reverse()) {
      meeting.undo();
      expect(meeting.race().hash()).toBe(state);
    }
  });

  test('several corrections of one entry in one step', () => {
    const meeting = new Meeting();
    const id = one(meeting.bring('anna', [tap('a', 50)]));
    const before = meeting.race().hash();
    meeting.bring('anna', [amend(id, tap('b', 50)), voids(id)]);
    const after = meeting.race().hash();
    expect(meeting.undo()?.events.map(({ type }) => type)).toEqual([
      'entryAmended',
      'entryRestored',
    ]);
    expect(meeting.race().hash()).toBe(before);
    meeting.redo();
    expect(meeting.race().hash()).toBe(after);
  });

  test('an entry that was brought and corrected at once', () => {
    const meeting = new Meeting();
    const before = meeting.race().hash();
    const n = meeting.entries.filter(({ device }) => device === 'anna').length + 1;
    meeting.bring('anna', [tap('a', 50), amend(`anna:${n}`, tap('b', 50))]);
    const after = meeting.race().hash();
    meeting.undo();
    expect(meeting.race().hash()).toBe(before);
    meeting.redo();
    expect(meeting.race().hash()).toBe(after);
  });
});

test('FU3 undo goes on for ever, redo does it all again, and a new step ends redo', () => {
  const meeting = new Meeting();
  const states = [meeting.race().hash()];
  for (const seconds of [50, 51, 52]) {
    meeting.bring('anna', [tap(['a', 'b', 'c'][seconds - 50] ?? 'a', seconds)]);
    states.push(meeting.race().hash());
  }
  for (const state of states.slice(0, 3).reverse()) {
    meeting.undo();
    expect(meeting.race().hash()).toBe(state);
  }
  expect(meeting.undo()).toBeNull();
  for (const state of states.slice(1)) {
    meeting.redo();
    expect(meeting.race().hash()).toBe(state);
  }
  expect(meeting.redo()).toBeNull();
  meeting.undo();
  meeting.bring('anna', [tap('c', 55)]);
  expect(meeting.redo()).toBeNull();
});

describe('FU4 what somebody else has corrected since is asked about and left alone', () => {
  test('until the operator insists', () => {
    const meeting = new Meeting();
    const id = one(meeting.bring('anna', [tap('a', 50)]));
    meeting.bring('anna', [amend(id, tap('b', 50))]);
    const by = one(meeting.bring('ben', [amend(id, tap('c', 50))]));
    const move = nextUndo(meeting.race(), meeting.log());
    expect(move?.contested).toEqual([{ target: id, by }]);
    expect(move?.events).toEqual([{ type: 'entryRestored', target: id, reason: 'undo anna:2' }]);
    expect(move?.insist).toEqual([{ ...amend(id, tap('a', 50)), reason: 'undo anna:2' }]);
    meeting.undo();
    expect(splitsOf(meeting.race(), 'c')).toEqual({ 300: 50_000_000 });
    meeting.redo();
    expect(splitsOf(meeting.race(), 'c')).toEqual({ 300: 50_000_000 });
    meeting.undo('anna', true);
    expect(splitsOf(meeting.race(), 'c')).toEqual({ 300: 50_000_000 });
  });

  test('and insisting puts it back', () => {
    const meeting = new Meeting();
    const id = one(meeting.bring('anna', [tap('a', 50)]));
    meeting.bring('anna', [amend(id, tap('b', 50))]);
    meeting.bring('ben', [voids(id)]);
    meeting.undo('anna', true);
    expect(splitsOf(meeting.race(), 'a')).toEqual({ 300: 50_000_000 });
  });

  test('what is gone already is only marked as undone, and redo does not bring it back', () => {
    const meeting = new Meeting();
    const id = one(meeting.bring('anna', [tap('a', 50)]));
    meeting.bring('ben', [voids(id)]);
    expect(meeting.undo()).toMatchObject({
      contested: [],
      events: [{ type: 'entryVoided', target: id }],
    });
    expect(stacksOf(meeting.log().own()).done).toEqual([]);
    expect(meeting.redo()).not.toBeNull();
    expect(splitsOf(meeting.race(), 'a')).toEqual({});
  });

  test('a step that one device undid is not undone again by another of the same operator', () => {
    const meeting = new Meeting();
    meeting.bring('anna', [tap('a', 50)]);
    const id = one(meeting.bring('anna', [tap('b', 51)]));
    const log = meeting.log(['anna', 'anna.2f']);
    const [here, there] = [nextUndo(meeting.race(), log), nextUndo(meeting.race(), log)];
    meeting.bring('anna', here?.events ?? []);
    meeting.bring('anna.2f', there?.events ?? []);
    const { done, undone } = stacksOf(meeting.log(['anna', 'anna.2f']).own());
    expect(done.map(({ id: first }) => first)).toEqual(['anna:1']);
    expect(undone.map(({ id: first }) => first)).toEqual([id]);
  });
});

test('FU5 a correction of what has not come here yet can be undone', () => {
  const meeting = new Meeting();
  meeting.bring('anna', [voids('ben:7'), amend('ben:8', tap('a', 50))]);
  expect(meeting.undo()?.events.map(({ type }) => type)).toEqual(['entryRestored']);
});

test('FU6 a reason that only looks like an undo is a step of its own', () => {
  const meeting = new Meeting();
  const id = one(meeting.bring('anna', [tap('a', 50)]));
  meeting.bring('anna', [{ ...voids(id), reason: 'undo the spectator' } as RaceEvent]);
  meeting.bring('anna', [
    { ...restores(id), reason: `undo ${id}` } as RaceEvent,
    { ...restores(id), reason: 'no' } as RaceEvent,
  ]);
  expect(stacksOf(meeting.log().own()).done).toHaveLength(3);
});

/** What an operator may do: bring taps, correct any tap of anybody, undo, redo. */
const doing = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ verb: fc.constant('tap' as const), who: fc.nat(2), at: fc.nat(30) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      verb: fc.constantFrom('void' as const, 'restore' as const, 'amend' as const, 'both' as const),
      target: fc.nat(40),
      who: fc.nat(2),
      at: fc.nat(30),
    }),
  },
  { weight: 4, arbitrary: fc.record({ verb: fc.constant('undo' as const) }) },
  { weight: 3, arbitrary: fc.record({ verb: fc.constant('redo' as const) }) },
);

type Doing = typeof doing extends fc.Arbitrary<infer D> ? D : never;

function eventsOf(meeting: Meeting, did: Doing): RaceEvent[] {
  if (did.verb === 'undo' || did.verb === 'redo') return [];
  const made = tap(['a', 'b', 'c'][did.who] ?? 'a', 50 + did.at * 5);
  if (did.verb === 'tap') return [made];
  const all = meeting.entries.filter(({ event }) => event.type === 'passingRecorded');
  const target = all[did.target % Math.max(1, all.length)];
  if (target === undefined) return [made];
  const id = entryId(target);
  if (did.verb === 'amend') return [amend(id, made)];
  if (did.verb === 'both') return [amend(id, made), voids(id), made];
  return [did.verb === 'void' ? voids(id) : restores(id)];
}

function name(meeting: Meeting): string {
  return meeting.race().hash();
}

describe('any sequence of an operator', { timeout: 30_000 + runs * 1_000 }, () => {
  test(`FU3 ${runs} of them: what holds is what the steps that are not undone make`, () => {
    fc.assert(
      fc.property(fc.array(doing, { maxLength: 24 }), (all) => {
        const meeting = new Meeting();
        // A slow stack of states: an undo has to come back to the one before its step.
        const states = [name(meeting)];
        let later: string[] = [];
        for (const did of all) {
          if (did.verb === 'undo') {
            const move = meeting.undo();
            if (move === null) expect(states).toHaveLength(1);
            else later.push(states.pop() ?? '');
          } else if (did.verb === 'redo') {
            const move = meeting.redo();
            if (move === null) expect(later).toEqual([]);
            else states.push(later.pop() ?? '');
          } else {
            meeting.bring('anna', eventsOf(meeting, did));
            states.push(name(meeting));
            later = [];
          }
          expect(name(meeting)).toBe(states.at(-1));
        }
        const steps = states.length - 1;
        for (let i = 0; i < steps; i++) meeting.undo();
        expect(name(meeting)).toBe(states[0]);
        for (let i = 0; i < steps; i++) meeting.redo();
        expect(name(meeting)).toBe(states.at(-1));
      }),
      { numRuns: runs },
    );
  });

  test('FU4 with somebody else at work, undo never changes what they corrected last', () => {
    const two = fc.array(fc.record({ did: doing, isOther: fc.boolean() }), { maxLength: 24 });
    fc.assert(
      fc.property(two, (all) => {
        const meeting = new Meeting();
        for (const { did, isOther } of all) {
          const events = eventsOf(meeting, did);
          if (events.length > 0) meeting.bring(isOther ? 'ben' : 'anna', events);
          else expect(othersKept(meeting, did.verb)).toBe(true);
        }
      }),
      { numRuns: runs },
    );
  });
});

/** Whether entries whose newest correction is somebody else's say and count as before. */
function othersKept(meeting: Meeting, verb: Doing['verb']): boolean {
  const newest = new Map<EntryId, string>();
  for (const { event, device } of meeting.entries)
    if ('target' in event) newest.set(event.target, device);
  const kept = [...newest].filter(([, device]) => device === 'ben').map(([target]) => target);
  const said = (race: Race): string => JSON.stringify(kept.map((target) => race.holds(target)));
  const before = said(meeting.race());
  if (verb === 'undo') meeting.undo();
  else meeting.redo();
  return said(meeting.race()) === before;
}

test('FU7 there is something to redo only while an undo was the last, and to undo until all is undone', () => {
  const meeting = new Meeting();
  expect(movesOf(meeting.log())).toEqual({ undo: false, redo: false });
  meeting.bring('anna', [tap('a', 20)]);
  meeting.bring('anna', [tap('b', 21)]);
  expect(movesOf(meeting.log())).toEqual({ undo: true, redo: false });
  meeting.undo();
  expect(movesOf(meeting.log())).toEqual({ undo: true, redo: true });
  meeting.undo();
  expect(movesOf(meeting.log())).toEqual({ undo: false, redo: true });
  meeting.redo();
  meeting.redo();
  expect(movesOf(meeting.log())).toEqual({ undo: true, redo: false });
  meeting.undo();
  meeting.bring('anna', [tap('c', 22)]);
  expect(movesOf(meeting.log())).toEqual({ undo: true, redo: false });
});

test('FU6 an undo names what it is of', () => {
  const meeting = new Meeting();
  const [first] = meeting.bring('anna', [tap('a', 20)]);
  const [event] = meeting.undo()?.events ?? [];
  expect(event && undoneBy(event)).toEqual({ verb: 'undo', step: first });
  expect(undoneBy(tap('a', 20))).toBeNull();
});
