import { canonicalJson } from './canonical.ts';
import { clockOf } from './loose.ts';
import type { LooseRead } from './derived.ts';
import type { EntrantRecord } from './entrant-record.ts';
import { fingerprint, type Fingerprint } from './hash.ts';
import { byText } from './newest.ts';
import type { Race } from './race.ts';

/** What of an entrant is hashed: all that readers can see of it but its index (SPEC H). */
export function entrantFingerprint(race: Race, record: EntrantRecord): Fingerprint {
  const { line, view, derived, beyond } = record;
  return fingerprint(
    canonicalJson([
      'entrant',
      line,
      view.gun,
      view.origin,
      view.status && {
        ...view.status,
        from: view.status.status === 'DNS' ? null : view.status.from,
      },
      view.place,
      view.marks,
      derived.splits.map(({ point, clock, read, corrected, flags }) => [
        race.points[point]?.id,
        clock,
        read.event.time.digits,
        read.event.kind,
        read.stored.id,
        corrected,
        flags,
      ]),
      beyond.map(({ read }) => read.stored.id),
      looseTexts(derived.loose),
    ]),
  );
}

/** What of the race itself is hashed. */
export function raceFingerprint(race: Race, ownerless: readonly LooseRead[]): Fingerprint {
  const { definition, guns, messages, declared, strips, state, ended, chosen } = race;
  const gunTexts = [...guns].map(([wave, gun]) => canonicalJson([wave, gun])).sort(byText);
  return fingerprint(
    canonicalJson([
      'race',
      definition,
      gunTexts,
      messages,
      declared,
      state,
      ended,
      looseTexts(ownerless),
      ...(chosen.size > 0 ? [chosenTexts(chosen)] : []),
      ...(strips.length > 0 ? [['strips', strips]] : []),
    ]),
  );
}

function chosenTexts(chosen: Race['chosen']): string[] {
  return [...chosen].map(([line, sources]) => canonicalJson([line, sources])).sort(byText);
}

function looseTexts(loose: readonly LooseRead[]): string[] {
  return loose
    .map(({ read, why }) => canonicalJson([read.stored.id, clockOf(read), why]))
    .sort(byText);
}
