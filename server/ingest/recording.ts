import type { Entry } from '../../shared/race/entry.ts';
import type { RaceEvent, Stamp } from '../../shared/race/events.ts';
import type { Roster } from '../../shared/race/roster.ts';
import { afterGun, instant, type Instant } from '../../shared/time/time.ts';

/** A past race that can be fed in again, entry by entry, unchanged. */
export interface Recording {
  readonly slug: string;
  /** In the order of their log. */
  readonly entries: readonly Entry[];
  readonly roster: Roster;
}

/**
 * When each entry of a recording may be let go: the moment from which it was known, so that nothing
 * of the future is on the wire. That is when it was recorded, yet never before what it tells of (its
 * own stamp, or `by` of a place or mark), whatever a source's clock said. The log's order is kept: an entry that
 * stands after a later one waits for it. The opening (definition and start list, as far as they
 * stand before the first gun) is there from the beginning: −∞.
 */
export function releaseMoments(entries: readonly Entry[]): readonly Instant[] {
  const known: Known = { guns: new Map(), waves: new Map() };
  let latest = instant(Number.NEGATIVE_INFINITY);
  return entries.map(({ event, recordedAt }) => {
    const opening = known.guns.size === 0 && isOpening(event);
    learn(known, event);
    if (opening) return latest;
    latest = instant(Math.max(latest, recordedAt, momentTold(event, known) ?? recordedAt));
    return latest;
  });
}

/** What a recording has said so far that a time since a gun depends on. */
interface Known {
  /** By wave, `''` for the race's own. */
  readonly guns: Map<string, Instant>;
  /** By entrant. */
  readonly waves: Map<string, string>;
}

function learn(known: Known, event: RaceEvent): void {
  if (event.type === 'gunFired') known.guns.set(event.wave ?? '', event.at);
  if (event.type !== 'entrantsListed') return;
  for (const { id, wave } of event.entrants) if (wave !== undefined) known.waves.set(id, wave);
}

/** The gun that starts the recorded race: where a run begins, some seconds ahead of it. */
export function firstGunOf(entries: readonly Entry[]): Instant | null {
  for (const { event } of entries) if (event.type === 'gunFired') return event.at;
  return null;
}

function isOpening(event: RaceEvent): boolean {
  return event.type === 'raceDefined' || event.type === 'entrantsListed';
}

/** The moment an event tells of, where it has one of its own. */
function momentTold(event: RaceEvent, known: Known): Instant | undefined {
  switch (event.type) {
    case 'gunFired':
    case 'raceStateSet':
      return event.at;
    case 'passingRecorded':
    case 'readingTaken':
      return stampMoment(event.time, 'entrant' in event.who ? event.who.entrant : undefined, known);
    case 'resultDeclared':
    case 'raceEnded':
    case 'messagePosted':
    case 'sourceChosen':
      return stampMoment(event.time, undefined, known);
    case 'entrantPlaced':
    case 'marksAwarded':
      return stampMoment(event.by, event.entrant, known);
    case 'stripReleased':
      return stampMoment(event.by, undefined, known);
    case 'statusSet':
      return event.time && stampMoment(event.time, event.entrant, known);
    case 'entryAmended':
      return momentTold(event.event, known);
    case 'raceDefined':
    case 'entrantsListed':
    case 'queueBrought':
    case 'entryVoided':
    case 'entryRestored':
      return undefined;
  }
}

function stampMoment(stamp: Stamp, entrant: string | undefined, known: Known): Instant | undefined {
  if (stamp.basis === 'instant') return stamp.at;
  const wave = stamp.wave ?? known.waves.get(entrant ?? '') ?? '';
  const gun = known.guns.get(wave);
  return gun === undefined ? undefined : afterGun(gun, stamp.time);
}
