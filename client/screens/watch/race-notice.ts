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
  {
    words,
    here,
    isDue,
  }: {
    readonly words: Pick<Words, 'life' | 'story'>;
    /** The viewer's own zone. */
    readonly here: string;
    /** The scheduled start has passed. */
    readonly isDue: boolean;
  },
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
      ? startText(scheduledStart, zone, { words: life, here, isDue })
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
  {
    words,
    here,
    isDue,
  }: { readonly words: Words['life']; readonly here: string; readonly isDue: boolean },
): string[] {
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  const day = dayText(at, zone);
  const ownDay = dayText(at, here);
  const venue = clockText(at, zone);
  const own = clockText(at, here);
  const start = isDue
    ? words.due(`${day}, ${venue}`, place)
    : words.starts(`${day}, ${venue}`, place);
  if (own === venue && ownDay === day) return [start];
  return [start, words.own(ownDay === day ? own : `${ownDay}, ${own}`)];
}

function dayText(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium' }).format(at / 1000);
}

/** The time of day in a zone. */
export function clockText(at: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  return format.format(at / 1000);
}
