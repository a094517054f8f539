import type { RaceDefinition } from '../../../shared/race/definition.ts';
import type { Submission } from '../../../shared/race/entry.ts';
import type { RaceEvent, Stamp } from '../../../shared/race/events.ts';
import type { Roster } from '../../../shared/race/roster.ts';
import { MICROS_PER_SECOND, instant, type Instant } from '../../../shared/time/time.ts';
import { MARATHON_M, marathonDefinition, mats, waveStarts } from './course.ts';
import { seededRandom, type Random } from './random.ts';
import { makeRunners, type Runner } from './runners.ts';

export interface MarathonPlan {
  /** A 32-bit number; the same seed and size give the same race to the last microsecond. */
  readonly seed: number;
  readonly runners: number;
}

export interface GeneratedRace {
  readonly slug: string;
  readonly definition: RaceDefinition;
  readonly roster: Roster;
  /** In the order of their time; can be gone through more than once. */
  readonly submissions: Iterable<Submission>;
}

/** The mass race that a server puts into an empty data folder. */
export const demoMarathon: MarathonPlan = { seed: 42_195, runners: 20_000 };

/**
 * A marathon that never was: names from syllables, four waves, chips read at a mat at the start,
 * every 5 km, at the half and at the finish, ranked by net time. As in a real one 2 % do not start,
 * 2 % do not finish, one read in 500 is missing (never at the start or the finish) and one in 100
 * comes twice.
 */
export function generateMarathon(plan: MarathonPlan): GeneratedRace {
  const random = seededRandom(plan.seed);
  const runners = makeRunners(random, plan.runners);
  const events = [...waveStarts.map(gun), ...runners.flatMap((runner) => dayOf(random, runner))];
  events.sort((a, b) => a.at - b.at);
  return {
    slug: `synthetic-marathon-${plan.runners}`,
    definition: marathonDefinition,
    roster: Object.fromEntries(runners.map(({ entrant, line }) => [entrant.id, line])),
    submissions: { [Symbol.iterator]: () => submissions(runners, events) },
  };
}

/** An event on its way from a device, at the moment it happened. */
interface Sent {
  readonly device: string;
  readonly at: Instant;
  readonly event: RaceEvent;
}

const TEN_MINUTES = 600 * MICROS_PER_SECOND;

// So that no line of the log and no frame becomes very long.
const LISTED_AT_ONCE = 500;

function* submissions(runners: readonly Runner[], events: readonly Sent[]): Generator<Submission> {
  const counters = new Map<string, number>();
  for (const { device, at, event } of inOrder(runners, events)) {
    const n = (counters.get(device) ?? 0) + 1;
    counters.set(device, n);
    yield { device, n, recordedAt: at, event };
  }
}

function* inOrder(runners: readonly Runner[], events: readonly Sent[]): Generator<Sent> {
  const first = events[0]?.at ?? instant(0);
  const last = events.at(-1)?.at ?? first;
  const before = instant(first - TEN_MINUTES);
  yield office(before, { type: 'raceDefined', definition: marathonDefinition });
  for (let from = 0; from < runners.length; from += LISTED_AT_ONCE) {
    const entrants = runners.slice(from, from + LISTED_AT_ONCE).map(({ entrant }) => entrant);
    yield office(before, { type: 'entrantsListed', entrants });
  }
  yield* events;
  const closed = instant(last + TEN_MINUTES);
  yield office(closed, { type: 'resultDeclared', state: 'official', time: clock(closed, 0) });
}

function office(at: Instant, event: RaceEvent): Sent {
  return { device: 'office', at, event };
}

function gun({ id, gun: at }: { readonly id: string; readonly gun: Instant }): Sent {
  return {
    device: 'gun',
    at,
    event: { type: 'gunFired', at, wave: id, source: 'electronic', bandUs: 0 },
  };
}

/** All that one runner causes, in no order. */
function dayOf(random: Random, runner: Runner): Sent[] {
  const wave = waveStarts.find(({ id }) => id === runner.entrant.wave);
  if (wave === undefined) throw new Error(`there is no wave ${runner.entrant.wave}`);
  const lastGun = waveStarts.at(-1)?.gun ?? wave.gun;
  if (runner.stopsAfter === 0) return [out(runner, 'DNS', instant(lastGun + 2 * TEN_MINUTES))];
  const passed = mats.filter(({ distanceM }) => distanceM <= runner.stopsAfter);
  let seconds = runner.delay;
  let metres = 0;
  const sent: Sent[] = [];
  for (const mat of passed) {
    seconds += secondsBetween(random, runner, metres, mat.distanceM);
    metres = mat.distanceM;
    const at = hundredth(wave.gun, seconds);
    const isEnd = mat.id === 'start' || mat.id === 'finish';
    if (isEnd || random() >= MISSED) sent.push(read(runner, mat.line, at));
    if (random() < TWICE) sent.push(read(runner, mat.line, hundredth(at, 0.3 + 4 * random())));
  }
  if (passed.length < mats.length)
    sent.push(out(runner, 'DNF', hundredth(wave.gun, seconds + 1800)));
  return sent;
}

const MISSED = 1 / 500;
const TWICE = 1 / 100;
const FADE_FROM_M = 25_000;

function secondsBetween(random: Random, runner: Runner, from: number, to: number): number {
  const middle = (from + to) / 2;
  const tired = Math.max(0, middle - FADE_FROM_M) / (MARATHON_M - FADE_FROM_M);
  const mood = 0.98 + 0.04 * random();
  return (to - from) * runner.pace * (1 + runner.fade * tired) * mood;
}

/** A moment as chips know it, to 0.01 s. */
function hundredth(from: Instant, seconds: number): Instant {
  return instant(from + Math.round(seconds * 100) * (MICROS_PER_SECOND / 100));
}

function read({ tag }: Runner, line: string, at: Instant): Sent {
  return {
    device: `mat-${line}`,
    at,
    event: { type: 'passingRecorded', who: { tag }, line, time: clock(at, 2), kind: 'measured' },
  };
}

function out({ entrant }: Runner, status: 'DNS' | 'DNF', at: Instant): Sent {
  const { id } = entrant;
  const time = clock(at, 0);
  return office(at, {
    type: 'statusSet',
    entrant: id,
    status,
    ...(status === 'DNF' ? { time } : {}),
  });
}

function clock(at: Instant, digits: number): Stamp {
  return { basis: 'instant', at, digits };
}
