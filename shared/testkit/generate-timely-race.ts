import type { Entrant, RaceDefinition } from '../race/definition.ts';
import type { Submission } from '../race/entry.ts';
import type { RaceEvent, Stamp, TimeKind } from '../race/events.ts';
import { instant, type Instant } from '../time/time.ts';
import {
  circuit,
  interval10k,
  marathon,
  oval1500,
  rowing,
  sixHours,
  straight100,
  swim400,
} from './definitions.ts';
import { numbers } from '../random/numbers.ts';
import { GUN } from './race-builder.ts';

/**
 * Races from a seed in which every entry came in time: what is known of a moment is recorded at that
 * moment, as far as the race has clocks for it. So a viewer who was there saw what the finished log
 * says of each moment. Ties, missed points, pacemakers, DNS, DNF, DQ, places with and without a time,
 * all kinds of start and of ending are in it.
 */
export interface TimelyRace {
  readonly seed: number;
  /** What kind of race, for histograms. */
  readonly kind: string;
  /** In the order in which they were recorded. */
  readonly entries: readonly Submission[];
  readonly start: Instant;
  readonly end: Instant;
}

interface Plan {
  readonly kind: string;
  readonly definition: RaceDefinition;
}

const SHORT_US = 1_200_000_000;

const timeLimited = (
  finish: 'own' | 'leader',
  lastLap: 'completed' | 'started',
): RaceDefinition => ({
  ...sixHours,
  points: [
    { id: 'far', line: 'far', distanceM: 400 },
    { id: 'line', line: 'line', distanceM: 1000 },
  ],
  laps: { lengthM: 1000, limit: { kind: 'time', durationUs: SHORT_US, lastLap }, finish },
});

const byGun: RaceDefinition = {
  ...marathon,
  start: {
    ...marathon.start,
    kind: 'waves',
    waves: [
      { id: 'elite', name: 'Elite' },
      { id: 'A', name: 'A' },
    ],
    rankBy: 'gun',
  },
};

const PLANS: readonly Plan[] = [
  { kind: 'oval', definition: oval1500 },
  { kind: 'straight', definition: straight100 },
  { kind: 'pool', definition: swim400 },
  { kind: 'rowing', definition: rowing },
  { kind: 'waves, net', definition: marathon },
  { kind: 'waves, gun', definition: byGun },
  { kind: 'interval', definition: interval10k },
  { kind: 'grid, leader', definition: circuit },
  { kind: 'time, completed', definition: timeLimited('own', 'completed') },
  { kind: 'time, started', definition: timeLimited('own', 'started') },
  { kind: 'time, leader', definition: timeLimited('leader', 'started') },
];

const CATEGORIES = ['F', 'M', 'U23'];

export function generateTimelyRace(seed: number): TimelyRace {
  const next = numbers(seed);
  const plan = PLANS[seed % PLANS.length] ?? PLANS[0];
  if (plan === undefined) throw new Error('no plan');
  return new Telling(seed, plan, next).tell();
}

type Recorded = { readonly at: number; readonly event: RaceEvent };

class Telling {
  readonly seed: number;
  readonly plan: Plan;
  readonly next: () => number;
  readonly entrants: readonly Entrant[];
  readonly events: Recorded[] = [];
  /** One unit of time: coarse ones make ties. */
  readonly unitUs: number;

  constructor(seed: number, plan: Plan, next: () => number) {
    this.seed = seed;
    this.plan = plan;
    this.next = next;
    this.unitUs = this.pick([10_000, 1_000_000, 5_000_000]);
    this.entrants = Array.from({ length: 2 + this.below(12) }, (_, i) => this.entrant(i));
  }

  tell(): TimelyRace {
    const definition = {
      ...this.plan.definition,
      categories: CATEGORIES.map((id) => ({ id, name: id })),
    };
    this.record(GUN - 60_000_000, { type: 'raceDefined', definition });
    this.record(GUN - 50_000_000, { type: 'entrantsListed', entrants: this.entrants });
    this.guns(definition);
    for (const entrant of this.entrants) this.run(definition, entrant);
    if (definition.laps?.limit.kind === 'time') {
      const ended = GUN + definition.laps.limit.durationUs;
      this.record(ended, { type: 'raceEnded', time: clock(ended) });
    } else if (this.next() < 0.3) this.places(definition);
    const end = Math.max(...this.events.map((one) => one.at));
    if (this.next() < 0.4)
      this.record(end, { type: 'resultDeclared', state: 'official', time: clock(end) });
    this.events.sort((a, b) => a.at - b.at);
    const entries = this.events.map(({ at, event }, i) => ({
      device: 'told',
      n: i + 1,
      recordedAt: instant(at),
      event,
    }));
    return { seed: this.seed, kind: this.plan.kind, entries, start: GUN, end: instant(end) };
  }

  private record(at: number, event: RaceEvent): void {
    this.events.push({ at, event });
  }

  private below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  private pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0];
  }

  private entrant(i: number): Entrant {
    const { start } = this.plan.definition;
    return {
      id: `e${this.below(900) + 100}-${i}`,
      bib: String(i + 1),
      role: i > 1 && this.next() < 0.12 ? 'pacemaker' : 'competitor',
      ...(start.kind === 'lanes' ? { lane: 20 - i } : {}),
      ...(start.kind === 'grid' ? { grid: i + 1 } : {}),
      ...(start.kind === 'waves' ? { wave: start.waves[i % start.waves.length]?.id ?? '' } : {}),
      ...(start.kind === 'interval' ? { startOffsetUs: i * 30_000_000 } : {}),
      ...(this.next() < 0.7 ? { categories: CATEGORIES.filter(() => this.next() < 0.4) } : {}),
    };
  }

  private guns({ start }: RaceDefinition): void {
    if (start.kind !== 'waves')
      return this.record(GUN, { type: 'gunFired', at: GUN, source: 'electronic', bandUs: 0 });
    start.waves.forEach((wave, i) => {
      const at = instant(GUN + i * 120_000_000);
      this.record(at, { type: 'gunFired', at, wave: wave.id, source: 'electronic', bandUs: 0 });
    });
  }

  private startOf({ start }: RaceDefinition, entrant: Entrant): number {
    if (start.kind === 'interval') return GUN + (entrant.startOffsetUs ?? 0);
    if (start.kind !== 'waves') return GUN;
    return GUN + start.waves.findIndex((wave) => wave.id === entrant.wave) * 120_000_000;
  }

  /** One entrant's race: a speed of its own with unrest, points missed, and perhaps no end. */
  private run(definition: RaceDefinition, entrant: Entrant): void {
    if (this.next() < 0.06) {
      const at = GUN - 40_000_000;
      return this.record(at, {
        type: 'statusSet',
        entrant: entrant.id,
        status: 'DNS',
        reason: 'injured',
      });
    }
    const { minMps, maxMps } = definition.speed;
    const speed = minMps + (maxMps - minMps) * (0.3 + 0.4 * this.next());
    const stopsAfter = this.next() < 0.1 ? this.below(6) : Infinity;
    let now = this.startOf(definition, entrant);
    let from = 0;
    let done = 0;
    for (const { id, line, distanceM } of this.course(definition)) {
      const seconds = (distanceM - from) / (speed * (0.9 + 0.2 * this.next()));
      const pause = distanceM === 0 ? this.below(20) * 1_000_000 : 0;
      now +=
        Math.max(distanceM === 0 ? 0 : 1, Math.round((seconds * 1_000_000) / this.unitUs)) *
          this.unitUs +
        pause;
      from = distanceM;
      if (now > GUN + 2 * SHORT_US && definition.laps?.limit.kind === 'time') return;
      if (done++ === stopsAfter) return this.stop(entrant, now);
      if (distanceM > 0 && this.next() < 0.04) continue;
      const kind = this.pick<TimeKind>(['measured', 'measured', 'reconstructed', 'manual']);
      const digits = this.pick([2, 3]);
      const time = { basis: 'instant', at: instant(now), digits } as const;
      this.record(now, {
        type: 'passingRecorded',
        who: { entrant: entrant.id },
        line,
        point: id,
        time,
        kind,
      });
    }
    if (this.next() < 0.1) this.stop(entrant, now + 1_000_000);
    else if (this.next() < 0.2)
      this.record(now, {
        type: 'marksAwarded',
        entrant: entrant.id,
        marks: ['PB'],
        by: clock(now),
      });
  }

  private stop(entrant: Entrant, at: number): void {
    const status = this.pick<'DNF' | 'DQ'>(['DNF', 'DQ']);
    this.record(at, { type: 'statusSet', entrant: entrant.id, status, time: clock(at) });
  }

  private course({
    points,
    laps,
    distanceM,
  }: RaceDefinition): { id: string; line: string; distanceM: number }[] {
    if (laps === undefined) return [...points];
    const count = laps.limit.kind === 'count' ? laps.limit.laps : 6;
    const short = distanceM === null ? 0 : count * laps.lengthM - distanceM;
    return Array.from({ length: count }, (_, lap) =>
      points.map((point) => ({
        id: `${point.id}@${lap + 1}`,
        line: point.line,
        distanceM: lap * laps.lengthM + point.distanceM - short,
      })),
    ).flat();
  }

  /** Places as a judge gives them, some late, some to those who have no time; not to all. */
  private places({ points }: RaceDefinition): void {
    const finish = points.at(-1)?.id;
    const clocks = new Map<string, number>();
    for (const { at, event } of this.events) {
      if (
        event.type === 'passingRecorded' &&
        'entrant' in event.who &&
        event.point?.split('@')[0] === finish
      )
        clocks.set(event.who.entrant, at);
    }
    if (clocks.size === 0) return;
    const field = this.entrants.filter((one) => one.role === 'competitor');
    const order = field
      .filter((one) => clocks.has(one.id))
      .sort((a, b) => (clocks.get(a.id) ?? 0) - (clocks.get(b.id) ?? 0));
    const last = Math.max(...clocks.values());
    let place = 0;
    for (const one of [...order, ...field.filter((other) => !clocks.has(other.id)).slice(0, 2)]) {
      place += this.next() < 0.1 ? 2 : 1;
      if (this.next() < 0.3) continue;
      const by =
        Math.max(clocks.get(one.id) ?? last, last - this.below(3) * this.unitUs) +
        this.below(3) * 1_000_000;
      this.record(by, { type: 'entrantPlaced', entrant: one.id, place, by: clock(by) });
    }
  }
}

function clock(at: number): Stamp {
  return { basis: 'instant', at: instant(at), digits: 3 };
}
