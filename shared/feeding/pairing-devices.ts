import type { Micros } from '../time/time.ts';
import type { TapRow } from './tap-rows.ts';

/** Two devices at one line, what both saw and what only one of them did. */
export interface DevicePairs {
  /** By time of the primary. */
  readonly pairs: readonly DevicePair[];
  /** Taps of the primary that the backup has not, and the other way round. */
  readonly onlyPrimary: readonly TapRow[];
  readonly onlyBackup: readonly TapRow[];
  /** The middling difference, backup minus primary: how much their hands, or clocks, are apart. Null without a pair. */
  readonly offsetUs: Micros | null;
}

export interface DevicePair {
  readonly primary: TapRow;
  readonly backup: TapRow;
  /** Backup minus primary. */
  readonly differenceUs: Micros;
  /** Both name the same entrant; or at most one names anybody and they stand nearest to each other. */
  readonly by: 'entrant' | 'order';
}

/** Taps farther apart are not one crossing. */
const PAIR_WINDOW_US: Micros = 2_000_000;

/**
 * Which taps of two sources at one line are the same crossing. `primary` and `backup` are what
 * `sourceChosen` would name: the source of a passing, or its device. First taps that name the same
 * entrant, the nearest in time; then, in order, those of which at most one names anybody.
 */
export function pairDevices(
  rows: readonly TapRow[],
  sources: { readonly primary: string; readonly backup: string },
  windowUs: Micros = PAIR_WINDOW_US,
): DevicePairs {
  const own = rows.filter((row) => counts(row) && isOf(row, sources.primary));
  const other = rows.filter((row) => counts(row) && isOf(row, sources.backup));
  const pairs = [...nearestFirst(own, other, { windowUs, by: 'entrant' })];
  const left = (list: readonly TapRow[], side: 'primary' | 'backup'): TapRow[] => {
    const taken = new Set(pairs.map((pair) => pair[side]));
    return list.filter((row) => !taken.has(row));
  };
  pairs.push(
    ...nearestFirst(left(own, 'primary'), left(other, 'backup'), { windowUs, by: 'order' }),
  );
  pairs.sort((a, b) => (a.primary.at ?? 0) - (b.primary.at ?? 0));
  return {
    pairs,
    onlyPrimary: left(own, 'primary'),
    onlyBackup: left(other, 'backup'),
    offsetUs: middle(pairs.map(({ differenceUs }) => differenceUs)),
  };
}

/** Whether a tap is by a source, as a passing names it or as its device; a part of a device belongs to it. */
export function isOf(row: TapRow, source: string): boolean {
  return row.source === source || row.device === source || row.device.startsWith(`${source}.`);
}

function counts({ state, at }: TapRow): boolean {
  return at !== null && state.kind !== 'void' && state.kind !== 'refused';
}

interface Pairing {
  readonly windowUs: Micros;
  readonly by: DevicePair['by'];
}

/** Takes the nearest pair, then the nearest of what is left, and so on; pairs by order never cross. */
function nearestFirst(
  own: readonly TapRow[],
  other: readonly TapRow[],
  { windowUs, by }: Pairing,
): DevicePair[] {
  const possible = candidates(own, other, windowUs).filter(({ primary, backup }) =>
    by === 'entrant' ? isSameEntrant(primary, backup) : !areTwo(primary, backup),
  );
  possible.sort((a, b) => Math.abs(a.differenceUs) - Math.abs(b.differenceUs));
  const taken = new Set<TapRow>();
  const pairs: DevicePair[] = [];
  for (const pair of possible) {
    if (taken.has(pair.primary) || taken.has(pair.backup)) continue;
    if (by === 'order' && pairs.some((each) => crosses(each, pair))) continue;
    taken.add(pair.primary).add(pair.backup);
    pairs.push({ ...pair, by });
  }
  return pairs;
}

/** Both lists rise in time, so those within the window stand together. */
function candidates(
  own: readonly TapRow[],
  other: readonly TapRow[],
  windowUs: Micros,
): Omit<DevicePair, 'by'>[] {
  const found: Omit<DevicePair, 'by'>[] = [];
  let first = 0;
  for (const primary of own) {
    const at = primary.at ?? 0;
    while (first < other.length && (other[first]?.at ?? 0) < at - windowUs) first++;
    for (const backup of other.slice(first)) {
      const differenceUs = (backup.at ?? 0) - at;
      if (differenceUs > windowUs) break;
      found.push({ primary, backup, differenceUs });
    }
  }
  return found;
}

function isSameEntrant(a: TapRow, b: TapRow): boolean {
  return a.entrant !== null && a.entrant === b.entrant;
}

/** They name two, so they are two. */
function areTwo(a: TapRow, b: TapRow): boolean {
  return a.entrant !== null && b.entrant !== null && a.entrant !== b.entrant;
}

function crosses(a: DevicePair, b: Omit<DevicePair, 'by'>): boolean {
  const primaries = (a.primary.at ?? 0) - (b.primary.at ?? 0);
  return primaries * ((a.backup.at ?? 0) - (b.backup.at ?? 0)) < 0;
}

function middle(values: number[]): number | null {
  const sorted = values.sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? null;
}
