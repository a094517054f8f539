import type { Read } from './bucket.ts';
import type { LooseRead } from './derived.ts';
import type { Field } from './field.ts';
import type { Guns } from './guns.ts';
import { byId } from './newest.ts';
import type { LoosePassing } from './race.ts';

/** All reads that no split came of, by time; those of unknown time first. */
export function looseList(field: Field, guns: Guns): LoosePassing[] {
  const found = [...ownerless(field, guns), ...ofEntrants(field)];
  return found.sort(byTime).map(({ read, clock, why }) => ({
    entry: read.stored.id,
    clock,
    line: lineOf(field, read),
    who: read.event.who,
    why,
  }));
}

/** W2: reads of nobody, of somebody not listed, or of two entrants at once. */
export function ownerless(field: Field, guns: Guns): LooseRead[] {
  return Array.from(field.reads.ownerless(), (read) => ({
    read,
    clock: guns.clock(read.event.time, guns.zero),
    why: 'unknownEntrant' as const,
  }));
}

function ofEntrants(field: Field): LooseRead[] {
  const found: LooseRead[] = [];
  for (const { loose, beyond } of field.withLoose) {
    found.push(...loose);
    for (const { read, clock } of beyond) found.push({ read, clock, why: 'afterEnd' });
  }
  return found;
}

function byTime(a: LooseRead, b: LooseRead): number {
  const [early, late] = [a.clock ?? -Infinity, b.clock ?? -Infinity];
  if (early !== late) return early < late ? -1 : 1;
  return byId(a.read.stored.submission, b.read.stored.submission);
}

function lineOf(field: Field, { event }: Read): string {
  if (event.type === 'passingRecorded') return event.line;
  const point = field.course.all[field.course.indexOf.get(event.point) ?? -1];
  return point?.line ?? event.point;
}
