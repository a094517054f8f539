import type { Entrant } from './definition.ts';
import type { PassingRecorded, ReadingTaken, Who } from './events.ts';
import { NOBODY, NO_CLOCK, NOWHERE, type Bucket, type Read } from './bucket.ts';
import type { Stored } from './raw-entries.ts';

/**
 * Whose read is it? Reads are filed once under what they name (an entrant, a bib, a tag, a lane or
 * nobody) and stay there; start lists only say which entrant a name belongs to. So a bib that is
 * listed later, or moved to another entrant, needs no read to be touched.
 */
export class Reads {
  readonly #entrants = new Map<string, Bucket>();
  readonly #bibs = new Map<string, Bucket>();
  readonly #tags = new Map<string, Bucket>();
  readonly #lanes = new Map<number, Bucket>();
  readonly #nobody: Bucket = { reads: [], claimants: [], owner: NOBODY };
  readonly #ownerless = new Set<Bucket>();

  /** Files a read; returns it and the index of the entrant it belongs to, or NOBODY. */
  add(stored: Stored, event: PassingRecorded | ReadingTaken): { owner: number; read: Read } {
    const bucket = this.#bucket(event.who);
    const read: Read = {
      stored,
      event,
      clock: NO_CLOCK,
      line: NOWHERE,
      point: NOWHERE,
      isChosen: false,
    };
    bucket.reads.push(read);
    this.#note(bucket);
    return { owner: bucket.owner, read };
  }

  /** Takes a read out; returns the index of the entrant it belonged to, or NOBODY. */
  remove(stored: Stored, event: PassingRecorded | ReadingTaken): number {
    const bucket = this.#bucket(event.who);
    const at = bucket.reads.findIndex((read) => read.stored === stored);
    bucket.reads.splice(at, 1);
    this.#note(bucket);
    return bucket.owner;
  }

  /** Gives an entrant all names of its line. */
  claim(entrant: number, line: Entrant): readonly Bucket[] {
    const buckets = this.#bucketsOf(line);
    for (const bucket of buckets) {
      bucket.claimants.push(entrant);
      this.#settle(bucket);
    }
    return buckets;
  }

  /** Takes an entrant's names away. */
  release(entrant: number, buckets: readonly Bucket[]): void {
    for (const bucket of buckets) {
      bucket.claimants.splice(bucket.claimants.indexOf(entrant), 1);
      this.#settle(bucket);
    }
  }

  /** Reads that name nobody, somebody unknown, or two entrants at once. */
  *ownerless(): Generator<Read> {
    for (const bucket of this.#ownerless) yield* bucket.reads;
  }

  /** After the claimants of a bucket changed. */
  #settle(bucket: Bucket): void {
    bucket.owner = bucket.claimants.length === 1 ? (bucket.claimants[0] ?? NOBODY) : NOBODY;
    this.#note(bucket);
  }

  /** Remembers buckets whose reads are nobody's. */
  #note(bucket: Bucket): void {
    if (bucket.owner === NOBODY && bucket.reads.length > 0) this.#ownerless.add(bucket);
    else if (this.#ownerless.size > 0) this.#ownerless.delete(bucket);
  }

  #bucketsOf({ id, bib, lane, tags = [] }: Entrant): Bucket[] {
    const buckets = [at(this.#entrants, id)];
    if (bib !== undefined) buckets.push(at(this.#bibs, bib));
    if (lane !== undefined) buckets.push(at(this.#lanes, lane));
    for (const tag of new Set(tags)) buckets.push(at(this.#tags, tag));
    return buckets;
  }

  #bucket(who: Who): Bucket {
    if ('entrant' in who) return at(this.#entrants, who.entrant);
    if ('bib' in who) return at(this.#bibs, who.bib);
    if ('tag' in who) return at(this.#tags, who.tag);
    if ('lane' in who) return at(this.#lanes, who.lane);
    return this.#nobody;
  }
}

function at<K>(buckets: Map<K, Bucket>, key: K): Bucket {
  let bucket = buckets.get(key);
  if (bucket === undefined)
    buckets.set(key, (bucket = { reads: [], claimants: [], owner: NOBODY }));
  return bucket;
}
