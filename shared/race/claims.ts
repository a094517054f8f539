import { byAge, byId } from './newest.ts';
import type { Stored } from './raw-entries.ts';

export interface Claim<T> {
  readonly stored: Stored;
  readonly says: T;
}

/** Entries that all say what one thing is; the newest one holds. */
export class Claims<T> {
  readonly #claims: Claim<T>[] = [];

  get newest(): Claim<T> | undefined {
    return this.#claims.at(-1);
  }

  add(stored: Stored, says: T): void {
    this.#claims.push({ stored, says });
    if (this.#claims.length > 1) this.#claims.sort((a, b) => byAge(a.stored, b.stored));
  }

  /** `says` is only there so that adding and removing are called alike. */
  remove(stored: Stored, _says: T): void {
    const at = this.#claims.findIndex((claim) => claim.stored === stored);
    this.#claims.splice(at, 1);
  }
}

/** Claims by what they are about. */
export class ClaimsBy<T> {
  readonly #about = new Map<string, Claims<T>>();

  add(about: string, stored: Stored, says: T): void {
    let claims = this.#about.get(about);
    if (claims === undefined) this.#about.set(about, (claims = new Claims()));
    claims.add(stored, says);
  }

  remove(about: string, stored: Stored, says: T): void {
    this.#about.get(about)?.remove(stored, says);
  }

  newest(about: string): Claim<T> | undefined {
    return this.#about.get(about)?.newest;
  }

  /** The newest of each. */
  all(): [string, Claim<T>][] {
    const newest: [string, Claim<T>][] = [];
    for (const [about, claims] of this.#about)
      if (claims.newest !== undefined) newest.push([about, claims.newest]);
    return newest;
  }
}

/** Entries that stand beside each other. */
export class Sayings<T> {
  readonly #sayings = new Map<Stored, T>();

  add(stored: Stored, says: T): void {
    this.#sayings.set(stored, says);
  }

  remove(stored: Stored, _says: T): void {
    this.#sayings.delete(stored);
  }

  /** In the order of when each happened, then of their ids. */
  inOrder<At extends number>(
    when: (says: T, stored: Stored) => At,
  ): (Claim<T> & { readonly at: At })[] {
    return [...this.#sayings]
      .map(([stored, says]) => ({ stored, says, at: when(says, stored) }))
      .sort((a, b) => a.at - b.at || byId(a.stored, b.stored));
  }
}
