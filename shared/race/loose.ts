import type { Instant } from '../time/time.ts';
import { NO_CLOCK, type Read } from './bucket.ts';
import type { LooseRead } from './derived.ts';
import type { Field } from './field.ts';
import type { Guns } from './guns.ts';
import { byId } from './newest.ts';
import type { LoosePassing } from './race.ts';

/** All reads that no split came of, by time; those of unknown time first. */
export function looseList(field: Field, guns: Guns): LoosePassing[] {
  const found = [...ofEntrants(field), ...ownerless(field, guns)];
  return found.sort(byTime).map(({ read, why }) => ({
    entry: read.stored.id,
    clock: clockOf(read),
    line: lineOf(field, read),
    who: read.event.who,
    why,
  }));
}

/** W2: reads of nobody, of somebody not listed, or of two entrants at once; by the clock of the race. */
export function ownerless(field: Field, guns: Guns): LooseRead[] {
  return Array.from(field.reads.ownerless(), (read) => {
    read.clock = guns.clock(read.event.time, guns.zero) ?? NO_CLOCK;
    return { read, why: 'unknownEntrant' as const };
  });
}

function ofEntrants(field: Field): LooseRead[] {
  const found: LooseRead[] = [];
  for (const { derived, beyond } of field.withLoose) {
    found.push(...derived.loose);
    for (const { read } of beyond) found.push({ read, why: 'afterEnd' });
  }
  return found;
}

/** When a read happened; null while no gun says. */
export function clockOf({ clock }: Read): Instant | null {
  return Number.isNaN(clock) ? null : clock;
}

function byTime({ read: a }: LooseRead, { read: b }: LooseRead): number {
  const [early, late] = [clockOf(a) ?? -Infinity, clockOf(b) ?? -Infinity];
  if (early !== late) return early < late ? -1 : 1;
  return byId(a.stored, b.stored);
}

function lineOf(field: Field, { event }: Read): string {
  if (event.type === 'passingRecorded') return event.line;
  const point = field.course.all[field.course.indexOf.get(event.point) ?? -1];
  return point?.line ?? event.point;
}
