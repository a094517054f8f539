import type { SegmentRef } from '../../shared/wire/messages.ts';
import type { ShownRace } from './show.ts';

/**
 * How a log is cut into segments: aligned blocks of three sizes, so that a long log is few fetches,
 * a growing one keeps the addresses it had, and any cache can hold a block for ever.
 */
const SEGMENT_SIZES: readonly number[] = [16_384, 2_048, 256];

/** The blocks that hold every entry after `after` up to the last full block before `head`. */
export function segmentRefs(race: ShownRace, after: number, head: number): SegmentRef[] {
  return blocks(after, head).map(([from, to]) => ({
    url: segmentUrl(race.slug, race.epoch, from, to),
    from,
    to,
    bytes: (to - from + 1) * ABOUT_BYTES_AN_ENTRY,
  }));
}

// Columns of a mass race before compression; to say it exactly would be to encode all before anyone asks.
const ABOUT_BYTES_AN_ENTRY = 14;

function segmentUrl(slug: string, epoch: string, from: number, to: number): string {
  return `/api/races/${slug}/segments/${epoch}/${from}-${to}`;
}

/** Whether an address names a block of this plan that lies within a log of `seq` entries. */
export function isBlock(from: number, to: number, seq: number): boolean {
  const size = to - from + 1;
  return SEGMENT_SIZES.includes(size) && (from - 1) % size === 0 && from >= 1 && to <= seq;
}

/** Rising, without holes; the first may begin before `after`, whose entries the viewer skips. */
export function blocks(after: number, head: number): (readonly [number, number])[] {
  const smallest = SEGMENT_SIZES.at(-1) ?? 1;
  const found: (readonly [number, number])[] = [];
  let at = Math.floor(after / smallest) * smallest;
  for (;;) {
    const size = SEGMENT_SIZES.find((size) => at % size === 0 && at + size <= head);
    if (size === undefined) return found;
    found.push([at + 1, at + size]);
    at += size;
  }
}
