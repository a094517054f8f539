import type { Entrant } from '../../../shared/race/definition.ts';
import type { RosterLine } from '../../../shared/race/roster.ts';
import { MARATHON_M, ageCategory, waveStarts } from './course.ts';
import { countries, madeUpName } from './names.ts';
import { bell, oneOf, type Random } from './random.ts';

/** Somebody who does not exist, and how their day goes. */
export interface Runner {
  readonly entrant: Entrant & { readonly wave: string };
  readonly line: RosterLine;
  /** Read by the mats. */
  readonly tag: string;
  /** Seconds a metre in the first half. */
  readonly pace: number;
  /** How much slower the last metres are than the first half: 0.2 is a fifth. */
  readonly fade: number;
  /** Seconds from the wave's gun to the start mat. */
  readonly delay: number;
  /** Metres after which they leave the race; 0 for those who never started, beyond the finish for most. */
  readonly stopsAfter: number;
}

interface Person {
  readonly sex: 'W' | 'M';
  readonly age: number;
  readonly elite: boolean;
  /** What they could run, in minutes. */
  readonly minutes: number;
  /** What they said they could run, in minutes: waves are filled by it. */
  readonly hoped: number;
}

const ELITES = 40;
const WOMEN = 0.4;
const DNS = 0.02;
const DNF = 0.02;

/** The field in the order of bibs; waves are filled by hoped-for time, bibs within a wave by lot. */
export function makeRunners(random: Random, count: number): Runner[] {
  const people = Array.from({ length: count }, (_, number) => makePerson(random, number < ELITES));
  people.sort((a, b) => a.hoped - b.hoped);
  const size = Math.ceil(count / waveStarts.length);
  return waveStarts.flatMap((wave, number) => {
    const inWave = people.slice(number * size, (number + 1) * size);
    shuffle(random, inWave);
    return inWave.map((person, place) =>
      makeRunner(random, person, wave.id, number * size + place + 1),
    );
  });
}

function makePerson(random: Random, elite: boolean): Person {
  const sex = random() < WOMEN ? 'W' : 'M';
  const age = elite
    ? 20 + Math.floor(random() * 16)
    : 18 + Math.floor(random() * (20 + random() * 40));
  const minutes = elite ? eliteMinutes(random, sex) : everydayMinutes(random, sex, age);
  const hoped = elite ? minutes : minutes * (1 + 0.06 * bell(random));
  return { sex, age, elite, minutes, hoped };
}

function eliteMinutes(random: Random, sex: 'W' | 'M'): number {
  return (sex === 'W' ? 143 : 127) + 22 * random();
}

// A median of about four hours, a short quick side and a long slow one; slower with age from 35.
function everydayMinutes(random: Random, sex: 'W' | 'M', age: number): number {
  const z = bell(random);
  const spread = 1 + 0.15 * z + 0.012 * z * z;
  return (sex === 'W' ? 258 : 232) * spread * (1 + 0.005 * Math.max(0, age - 35));
}

function makeRunner(random: Random, person: Person, wave: string, number: number): Runner {
  const { sex, age, elite, minutes } = person;
  const { given, family } = madeUpName(random);
  const bib = String(number);
  const tag = `chip-${bib}`;
  return {
    entrant: {
      id: `r${bib}`,
      bib,
      tags: [tag],
      role: 'competitor',
      categories: [sex, ageCategory(sex, age)],
      wave,
    },
    line: { name: `${given} ${family}`, shortName: family, country: oneOf(random, countries) },
    tag,
    pace: (minutes * 60) / MARATHON_M,
    fade: fadeOf(random, elite),
    delay: elite ? 1 + 2 * random() : 2 + 240 * random(),
    stopsAfter: stopOf(random),
  };
}

// Most fade a little, some a lot.
function fadeOf(random: Random, elite: boolean): number {
  const drawn = random();
  return elite ? 0.04 * drawn : 0.35 * drawn * drawn;
}

// Those who leave mostly do so late.
function stopOf(random: Random): number {
  const drawn = random();
  if (drawn < DNS) return 0;
  if (drawn > DNS + DNF) return Number.POSITIVE_INFINITY;
  const share = random();
  return MARATHON_M * (1 - 0.8 * share * share) - 1;
}

function shuffle<Item>(random: Random, items: Item[]): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [items[last], items[other]];
    if (a === undefined || b === undefined) throw new Error('shuffled past the end');
    items[last] = b;
    items[other] = a;
  }
}
