import type { RaceEvent, Stamp, TimeKind, Who } from '../../../../shared/race/events.ts';
import type { EntryId } from '../../../../shared/race/entry.ts';
import type { Race } from '../../../../shared/race/race.ts';
import type { Roster } from '../../../../shared/race/roster.ts';
import { formatInstant, formatRaceTime } from '../../../../shared/time/format.ts';
import { sinceGun } from '../../../../shared/time/time.ts';
import type { Words } from '../../../i18n/operate-words.ts';
import { nameOf } from '../../watch/names.ts';

export interface Telling {
  readonly race: Race;
  readonly roster: Roster;
  readonly words: Words;
  /** How an entry is called: `#12` where its number is known. */
  readonly called: (id: EntryId) => string;
}

/** One entry of the log in a sentence. */
export function describeEvent(event: RaceEvent, telling: Telling): string {
  const { race, words, called } = telling;
  const { says } = words.audit;
  const of = (entrant: string) => named({ entrant }, telling);
  switch (event.type) {
    case 'raceDefined':
      return says.raceDefined(event.definition.event);
    case 'entrantsListed':
      return says.entrantsListed(event.entrants.length);
    case 'gunFired':
      return says.gunFired(
        waveName(event.wave, race),
        words.start.source[event.source].toLowerCase(),
      );
    case 'passingRecorded':
      if ('unknown' in event.who) return says.tap(event.point ?? event.line, timeOf(event, race));
      return says.passing(
        named(event.who, telling),
        event.point ?? event.line,
        timeOf(event, race),
      );
    case 'readingTaken':
      return says.reading(named(event.who, telling), event.point, timeOf(event, race));
    case 'entrantPlaced':
      return says.placed(of(event.entrant), event.place);
    case 'statusSet':
      return event.status === 'cleared'
        ? says.cleared(of(event.entrant))
        : says.status(of(event.entrant), event.status);
    case 'marksAwarded':
      return event.marks.length === 0
        ? says.noMarks(of(event.entrant))
        : says.marks(of(event.entrant), event.marks.join(' '));
    case 'resultDeclared':
      return says.declared(event.state);
    case 'raceEnded':
      return says.ended;
    case 'raceStateSet':
      return says.state(event.state);
    case 'messagePosted':
      return says.message(event.text);
    case 'entryAmended':
      return says.amended(called(event.target), describeEvent(event.event, telling));
    case 'entryVoided':
      return says.voided(called(event.target));
    case 'entryRestored':
      return says.restored(called(event.target));
    case 'sourceChosen':
      return says.source(event.source, event.line);
    case 'stripReleased':
      return says.strip;
    case 'queueBrought':
      return says.queue(
        event.devices.reduce((sum, { count }) => sum + count, 0),
        event.devices.map(({ device }) => device).join(', '),
      );
  }
}

/** Why, as the entry itself says it: the rule, the reason, or both. */
export function whyOf(event: RaceEvent): string | null {
  const said = event.type === 'entryAmended' ? { ...event.event, ...event } : event;
  const parts = [
    'rule' in said ? said.rule : undefined,
    'reason' in said ? said.reason : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? null : parts.join(': ');
}

function named(who: Who, { race, roster, words }: Telling): string {
  if ('unknown' in who) return words.audit.nobody;
  if ('lane' in who) return words.audit.lane(who.lane);
  if ('tag' in who) return words.audit.tag(who.tag);
  const entrant =
    'bib' in who
      ? race.entrants.find(({ entrant, listed }) => listed && entrant.bib === who.bib)?.entrant
      : race.entrants[race.entrantIndex(who.entrant) ?? -1]?.entrant;
  if (entrant === undefined) return 'bib' in who ? words.audit.bib(who.bib) : who.entrant;
  const { label, name } = nameOf(entrant, roster, words);
  return entrant.bib === undefined ? name : `${label} ${name}`;
}

function waveName(wave: string | undefined, { definition }: Race): string | null {
  if (wave === undefined || definition?.start.kind !== 'waves') return wave ?? null;
  return definition.start.waves.find(({ id }) => id === wave)?.name ?? wave;
}

/** By the race clock; before the gun by that of the venue. A hand is worth no thousandths. */
function timeOf(
  { time: stamp, kind }: { readonly time: Stamp; readonly kind: TimeKind },
  { definition, zero }: Race,
): string {
  const digits = Math.min(stamp.digits, kind === 'manual' ? 2 : stamp.basis === 'gun' ? 6 : 3);
  if (stamp.basis === 'gun') return formatRaceTime(stamp.time, { digits });
  if (zero !== null && stamp.at >= zero)
    return formatRaceTime(sinceGun(stamp.at, zero), { digits });
  return formatInstant(stamp.at, definition?.zone ?? 'UTC', { digits });
}
