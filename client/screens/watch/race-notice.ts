import type { RaceDefinition } from '../../../shared/race/definition.ts';
import type { Race } from '../../../shared/race/race.ts';
import type { Recall } from '../../../shared/timeline/starts.ts';
import type { Words } from '../../i18n/words.ts';

interface Notice {
  readonly text: string;
  /** It does not go as everybody expects. */
  readonly isWarning: boolean;
}

/** What viewers are told about the race as a whole; null while there is nothing to tell. */
export function raceNotice(
  { state, zero, recalls }: Pick<Race, 'state' | 'zero'> & { readonly recalls: readonly Recall[] },
  { scheduledStart, zone }: Pick<RaceDefinition, 'scheduledStart' | 'zone'>,
  { words, here }: { readonly words: Pick<Words, 'life' | 'story'>; readonly here: string },
): Notice | null {
  const { life } = words;
  const recall = recalls.findLast(({ waits }) => waits);
  const called = recall === undefined ? [] : [recallText({ ...recall, wave: recall.name }, words)];
  // Who has heard of the recall knows that the race was to go ahead.
  const isNews = state !== null && (state.state !== 'scheduled' || recall === undefined);
  const said = isNews ? [life[state.state], state.reason] : [];
  // After an abandoned or postponed race's time it would only confuse.
  const starts =
    zero === null &&
    recall === undefined &&
    scheduledStart !== undefined &&
    (state === null || state.state === 'scheduled')
      ? startText(scheduledStart, zone, { words: life, here })
      : [];
  // That a race which runs was to go ahead is no news.
  if (state?.state === 'scheduled' && zero !== null && recall === undefined) return null;
  const text = [...called, ...said, ...starts].filter((part) => part !== undefined).join(' ');
  const isWarning = recall !== undefined || (state !== null && state.state !== 'scheduled');
  return text === '' ? null : { text, isWarning };
}

/** That a start was called back, with the reason if one was given. */
export function recallText(
  { wave, reason }: { readonly wave: string | null; readonly reason: string | null },
  { story }: Pick<Words, 'story'>,
): string {
  return story.recall(wave, reason?.replace(/\.$/, '') ?? null);
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

/** The time of day in a zone. */
export function clockText(at: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  return format.format(at / 1000);
}
