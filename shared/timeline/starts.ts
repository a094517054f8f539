import type { Race, StartChange } from '../race/race.ts';
import type { Instant, Micros } from '../time/time.ts';
import type { StoryItem, StorySays } from './answers.ts';

/** A start that was called back. */
export interface Recall {
  /** When it was called back. */
  readonly at: Instant;
  /** What the wave is called; null where the race has one start. */
  readonly name: string | null;
  readonly reason: string | null;
  /** Its gun has not been fired again. */
  readonly waits: boolean;
}

/**
 * Starts that were called back, oldest first. A gun that was taken out is none where another gun of the
 * same start had been fired before that and stands (two devices saw one start; a time was typed in
 * anew), nor where the same start had just been called back on another device.
 */
export function recallsOf(race: Race): Recall[] {
  const toldOf = new Map<string, Instant>();
  return race.startChanges.flatMap((change) => {
    const { at, to, wave = '', from, reason = null } = change;
    const gun = gunNow(race, change);
    if (to !== null || (gun !== null && gun <= at)) return [];
    if ((toldOf.get(wave) ?? Number.NEGATIVE_INFINITY) >= from) return [];
    toldOf.set(wave, at);
    return { at, name: waveName(race, wave), reason, waits: gun === null };
  });
}

/** The gun that counts now for the start that a gun was fired for. */
function gunNow(race: Race, { wave = '' }: StartChange): Instant | null {
  const ofWave = isInWaves(race) ? race.guns.get(wave) : undefined;
  return (ofWave ?? race.guns.get(''))?.at ?? null;
}

function isInWaves({ definition }: Race): boolean {
  return definition?.start.kind === 'waves';
}

function waveName({ definition }: Race, wave: string): string | null {
  const start = definition?.start;
  if (start?.kind !== 'waves') return null;
  return start.waves.find(({ id }) => id === wave)?.name ?? null;
}

/** V13: every gun, by waves where there are any; what was called back; and by how much a gun was moved. */
export function startStory(race: Race): StoryItem[] {
  return [
    ...[...race.guns].map(([wave, { at }]) => {
      const name = waveName(race, wave);
      return item(at, name === null ? 'gun' : `gun:${wave}`, { kind: 'gun', wave: name });
    }),
    ...recallsOf(race).map(({ at, name, reason }) =>
      item(at, `recall:${at}`, { kind: 'recall', wave: name, reason }),
    ),
    ...race.startChanges.flatMap(({ at, wave = '', from, to, bandUs }) =>
      to === null || to === from
        ? []
        : item(at, `moved:${at}`, {
            kind: 'gunMoved',
            wave: waveName(race, wave),
            us: to - from,
            digits: movedDigits(to - from, bandUs),
          }),
    ),
  ];
}

/** A move by less than a tenth is still told by how much it was, whoever took the guns. */
function movedDigits(us: Micros, bandUs: Micros): number {
  if (bandUs >= TENTH && Math.abs(us) >= TENTH) return 1;
  return us % 10_000 === 0 || bandUs >= TENTH ? 2 : 3;
}

const TENTH: Micros = 100_000;

function item(at: Instant, key: string, says: StorySays): StoryItem {
  return { at, key, says };
}
