import type { Race, Gun, RaceEntrant } from '../../../../shared/race/race.ts';
import type { GunFired } from '../../../../shared/race/events.ts';
import { instant, type Instant, type Micros } from '../../../../shared/time/time.ts';
import type { PresentOperator, Role } from '../../../../shared/wire/operate.ts';

/** One start: the whole race, or a wave of it. */
export interface StartGroup {
  /** Of the wave; undefined where the race has one start. */
  readonly wave: string | undefined;
  readonly name: string | null;
  readonly gun: Gun | null;
}

/** The starts of a race in their order. */
export function startGroups(race: Race): readonly StartGroup[] {
  const start = race.definition?.start;
  const everyone = race.guns.get('') ?? null;
  if (start?.kind !== 'waves') return [{ wave: undefined, name: null, gun: anyGun(race) }];
  return start.waves.map(({ id, name }) => ({
    wave: id,
    name,
    gun: race.guns.get(id) ?? everyone,
  }));
}

function anyGun(race: Race): Gun | null {
  const [gun = null] = race.guns.values();
  return gun;
}

/** Which start is the next to be fired: the first without a gun; −1 when all are away. */
export function nextGroup(groups: readonly StartGroup[]): number {
  return groups.findIndex(({ gun }) => gun === null);
}

/** A gun by hand is known to the reaction of a person (both the starter's and the finger's). */
export const HAND_BAND_US: Micros = 200_000;

/** What a microphone leaves open: how long its samples waited in the device, and the air. */
export const AUDIO_BAND_US: Micros = 20_000;

/** The gun that a person or a microphone gives. `errorUs`: how far this device's clock may be wrong. */
export function gunEvent(
  at: Instant,
  {
    wave,
    source,
    bandUs,
    errorUs,
  }: {
    readonly wave: string | undefined;
    readonly source: GunFired['source'];
    readonly bandUs: Micros;
    readonly errorUs: Micros | null;
  },
): GunFired {
  return {
    type: 'gunFired',
    at,
    source,
    bandUs: Math.max(bandUs, source === 'audio' ? bandUs + (errorUs ?? 0) : (errorUs ?? 0)),
    ...(wave === undefined ? {} : { wave }),
  };
}

const STARTERS: readonly Role[] = ['judge', 'referee', 'admin'];

export function mayStart(role: Role | undefined): boolean {
  return role !== undefined && STARTERS.includes(role);
}

/** Who else has the start armed. */
export function alsoArmed(
  operators: readonly PresentOperator[],
  self: string | undefined,
): readonly PresentOperator[] {
  return operators.filter(({ id, armed }) => armed === true && id !== self);
}

/** Somebody who leaves by their own time. */
export interface IntervalStart {
  readonly entrant: RaceEntrant;
  readonly offsetUs: Micros;
  /** When they leave; null before the first start. */
  readonly at: Instant | null;
}

/** Who leaves when in an interval start, in the order of leaving; DNS are left out. */
export function intervalStarts(race: Race): readonly IntervalStart[] {
  if (race.definition?.start.kind !== 'interval') return [];
  const gun = anyGun(race);
  return race.entrants
    .filter(({ listed, status }) => listed && status?.status !== 'DNS')
    .map((entrant) => {
      const offsetUs = entrant.entrant.startOffsetUs ?? 0;
      return { entrant, offsetUs, at: gun === null ? null : instant(gun.at + offsetUs) };
    })
    .toSorted((a, b) => a.offsetUs - b.offsetUs || a.entrant.index - b.entrant.index);
}
