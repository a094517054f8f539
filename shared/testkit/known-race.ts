import type { Entrant } from '../race/definition.ts';
import type { Submission } from '../race/entry.ts';
import { instant } from '../time/time.ts';
import { marathon } from './definitions.ts';
import { numbers } from '../random/numbers.ts';
import { afterTheGun, GUN, RaceBuilder } from './race-builder.ts';

/**
 * One race with something of everything, and its hash: the same on every machine, in Node of any
 * version and in every browser. When a rule of SPEC.md changes what this race is, so does this hash.
 */
export const KNOWN_HASH = '390308e5caa61d48';

export function knownRace(): readonly Submission[] {
  const race = new RaceBuilder();
  race.define(marathon);
  race.list(...Array.from({ length: 40 }, (_, i) => runner(i)));
  race.gun(GUN, { wave: 'elite' });
  race.gun(instant(GUN + 600_000_000), { wave: 'A', source: 'manual', bandUs: 200_000 });
  race.gun(instant(GUN + 900_000_000));
  const next = numbers(42_195);
  const passings = Array.from({ length: 40 }, (_, i) => run(race, i, next)).flat();
  race.amends(passings[7] ?? 'desk:1', race.eventOf(passings[8] ?? 'desk:1', 'passingRecorded'));
  race.voids(passings[20] ?? 'desk:1');
  race.reads({ bib: '3' }, 'finish', afterTheGun('2:08:15.31'));
  race.reads({ bib: '3' }, 'nowhere', afterTheGun('2:08:15.31'));
  race.status('r5', 'DNF', { time: afterTheGun('1:59:59'), reason: 'a naïve — “café”' });
  race.status('r6', 'DNS');
  race.places('r3', 1, '2:08:16');
  race.marks('r3', ['CR', 'PB'], '2:08:16');
  race.says('Rain \u{1f327}', '30:00');
  race.sets('postponed', 'Thunder');
  race.declares('official', '3:30:00');
  return race.entries;
}

function runner(i: number): Entrant {
  const wave = ['elite', 'A', 'B'][i % 3];
  return {
    id: `r${i}`,
    bib: String(i % 37),
    role: i === 4 ? 'pacemaker' : 'competitor',
    ...(wave === undefined ? {} : { wave }),
  };
}

/** Reads at every mat, one in twenty missing and one in ten twice. */
function run(
  race: RaceBuilder,
  i: number,
  next: () => number,
): ReturnType<RaceBuilder['passes']>[] {
  const secondsPerKm = 180 + next() * 180;
  race.device = `mats ${i % 4}`;
  return marathon.points.flatMap(({ line, distanceM }) => {
    if (next() < 0.05) return [];
    const at = instant(
      GUN + Math.round((i % 3) * 900e6 + (30 + (distanceM / 1000) * secondsPerKm) * 1e6),
    );
    const who = i % 2 === 0 ? { bib: String(i % 37) } : { entrant: `r${i}` };
    const stamp = { basis: 'instant', at, digits: 2 } as const;
    const first = race.passes(who, line, stamp);
    return next() < 0.1 ? [first, race.passes(who, line, stamp)] : [first];
  });
}
