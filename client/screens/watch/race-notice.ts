import type { RaceDefinition } from '../../../shared/race/definition.ts';
import type { Race } from '../../../shared/race/race.ts';
import type { Words } from '../../i18n/words.ts';

interface Notice {
  readonly text: string;
  /** It does not go as everybody expects. */
  readonly isWarning: boolean;
}

/** What viewers are told about the race as a whole; null while there is nothing to tell. */
export function raceNotice(
  { state, zero }: Pick<Race, 'state' | 'zero'>,
  { scheduledStart, zone }: Pick<RaceDefinition, 'scheduledStart' | 'zone'>,
  { words, here }: { readonly words: Words['life']; readonly here: string },
): Notice | null {
  const said = state === null ? [] : [words[state.state], state.reason];
  // After an abandoned or postponed race's time it would only confuse.
  const starts =
    zero === null && scheduledStart !== undefined && (state === null || state.state === 'scheduled')
      ? startText(scheduledStart, zone, { words, here })
      : [];
  // That a race which runs was to go ahead is no news.
  if (state?.state === 'scheduled' && zero !== null) return null;
  const text = [...said, ...starts].filter((part) => part !== undefined).join(' ');
  return text === '' ? null : { text, isWarning: state !== null && state.state !== 'scheduled' };
}

function startText(
  at: number,
  zone: string,
  { words, here }: { readonly words: Words['life']; readonly here: string },
): string[] {
  const venue = clockText(at, zone);
  const own = clockText(at, here);
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  return [words.starts(venue, place), ...(own === venue ? [] : [words.own(own)])];
}

function clockText(at: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  return format.format(at / 1000);
}
