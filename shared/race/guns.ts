import type { Instant } from '../time/time.ts';
import { afterGun } from '../time/time.ts';
import type { RaceDefinition } from './definition.ts';
import type { GunFired, Stamp } from './events.ts';
import { ClaimsBy, type Claim } from './claims.ts';
import { byAge } from './newest.ts';
import type { Gun } from './race.ts';
import type { Stored } from './raw-entries.ts';

/** The key of a gun that names no wave. */
const EVERY_WAVE = '';

/** Which gun counts for whom, and when a stamp happened by it. */
export class Guns {
  readonly #claims = new ClaimsBy<GunFired>();
  #valid: ReadonlyMap<string, Gun> = new Map();
  #zero: Instant | null = null;
  #waves: readonly string[] = [];

  get valid(): ReadonlyMap<string, Gun> {
    return this.#valid;
  }

  get zero(): Instant | null {
    return this.#zero;
  }

  add(stored: Stored, event: GunFired): void {
    this.#claims.add(event.wave ?? EVERY_WAVE, stored, event);
  }

  remove(stored: Stored, event: GunFired): void {
    this.#claims.remove(event.wave ?? EVERY_WAVE, stored, event);
  }

  /** G1–G4: after a gun or the definition changed. */
  settle(definition: RaceDefinition | null): void {
    const start = definition?.start;
    this.#waves = start?.kind === 'waves' ? start.waves.map(({ id }) => id) : [];
    const newest = this.#claims.all();
    const byWave = this.#waves.length > 0 ? newest : onlyNewest(newest);
    this.#valid = new Map(byWave.map(([wave, claim]) => [wave, gunOf(claim)]));
    this.#zero = this.#firstGun();
  }

  /** When the clock of this wave started; without a wave, the clock of the race. */
  of(wave: string | undefined): Instant | null {
    if (wave === undefined || this.#waves.length === 0) return this.#zero;
    return (this.#valid.get(wave) ?? this.#valid.get(EVERY_WAVE))?.at ?? null;
  }

  /** The moment a stamp names, for somebody whose clock started at `gun`; null without a gun. */
  clock(stamp: Stamp, gun: Instant | null): Instant | null {
    if (stamp.basis === 'instant') return stamp.at;
    const zero = stamp.wave === undefined ? gun : this.of(stamp.wave);
    return zero === null ? null : afterGun(zero, stamp.time);
  }

  #firstGun(): Instant | null {
    for (const wave of [...this.#waves, EVERY_WAVE]) {
      const gun = this.#valid.get(wave);
      if (gun !== undefined) return gun.at;
    }
    return null;
  }
}

type Holder = [string, Claim<GunFired>];

function onlyNewest(holders: readonly Holder[]): Holder[] {
  const [last] = holders.toSorted((a, b) => byAge(b[1].stored, a[1].stored));
  return last === undefined ? [] : [[EVERY_WAVE, last[1]]];
}

function gunOf({ stored, says }: Claim<GunFired>): Gun {
  return { at: says.at, bandUs: says.bandUs, source: says.source, entry: stored.id };
}
