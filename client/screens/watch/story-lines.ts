import type { Race } from '../../../shared/race/race.ts';
import type { Roster } from '../../../shared/race/roster.ts';
import type { Margin, ShownTime, StoryItem, StorySays } from '../../../shared/timeline/answers.ts';
import { metresKnown } from '../../../shared/timeline/margin.ts';
import { officialOf, resultRule } from '../../../shared/timeline/official.ts';
import { lastPassed } from '../../../shared/timeline/search.ts';
import { LATE_PROTEST, PROTEST } from '../../../shared/timeline/protest.ts';
import { ROUNDING } from '../../../shared/time/rounding.ts';
import {
  formatClock,
  formatGap,
  formatRaceTime,
  formatSeconds,
} from '../../../shared/time/format.ts';
import { raceTime, type Instant } from '../../../shared/time/time.ts';
import { metresText, pointInSentence, RIGHT_TO_LEFT } from '../../components/board-text.ts';
import type { StoryLine } from '../../components/Story.tsx';
import type { Words } from '../../i18n/words.ts';
import { nameOf } from './names.ts';
import { clockText, recallText } from './race-notice.ts';
import { startsByGun } from './starts-by-gun.ts';

interface Teller {
  readonly race: Race;
  readonly roster: Roster;
  readonly words: Words;
  readonly zero: Instant;
}

/** The story in sentences, the newest first. */
export function storyLines(items: readonly StoryItem[], teller: Teller): readonly StoryLine[] {
  return withoutEchoes(items)
    .map((item) => ({
      key: item.key,
      at: item.at,
      time: timeOf(item, teller),
      text: sentence(item.says, teller),
      weight: weightOf(item.says),
    }))
    .toReversed();
}

/** Of a field larger than this not everybody who is out is a story. */
const CROWD = 200;
/** So many at the front of it are one. */
const FRONT = 20;

/** Of thousands hundreds step off: only the followed and whoever was in front are told of by name. */
export function worthTelling(
  items: readonly StoryItem[],
  race: Race,
  followed: ReadonlySet<string>,
): readonly StoryItem[] {
  if (race.entrants.length <= CROWD) return items;
  return items.filter(({ says, at }) => {
    if (says.kind !== 'status') return true;
    const point = lastPassed(race, says.entrant, at);
    const front = race.columns[point]?.order.slice(0, FRONT);
    const id = race.entrants[says.entrant]?.entrant.id ?? '';
    return followed.has(id) || front?.includes(says.entrant) === true;
  });
}

const SECOND = 1_000_000;

/**
 * Since the gun; while there is none, by the clock at the venue. A line that tells a time stands at
 * the whole seconds of that: a time that is rounded up to 2:35.0 is not told at 2:34.
 */
function timeOf({ at, says }: StoryItem, { race, zero }: Teller): string {
  const { definition } = race;
  const told = 'time' in says && says.time !== null ? officialOf(race, says.time).time : null;
  if (told !== null && Math.abs(told - (at - zero)) < SECOND)
    return formatClock(told, { digits: 0 });
  if (race.zero === null && definition !== null) return clockText(at, definition.zone);
  return formatClock(raceTime(at - zero), { digits: 0 });
}

/** Who takes the lead at a point leads there: that is said once. */
function withoutEchoes(items: readonly StoryItem[]): readonly StoryItem[] {
  const taken = new Set(
    items.flatMap(({ says }) =>
      says.kind === 'leadChange' ? [`${says.point} ${says.leader}`] : [],
    ),
  );
  return items.filter(
    ({ says }) => says.kind !== 'leadAt' || !taken.has(`${says.point} ${says.leader}`),
  );
}

/** What happened, in a sentence. */
export function sentence(says: StorySays, teller: Teller): string {
  const { words } = teller;
  const { story } = words;
  const name = (entrant: number) => shortName(entrant, teller);
  const point = (index: number) => pointInSentence(teller.race.points[index], words);
  switch (says.kind) {
    case 'gun':
      if (says.wave !== null) return story.wave(says.wave);
      return startsByGun(teller.race.definition?.sport) ? story.gun : story.start;
    case 'recall':
      return recallText(says, words);
    case 'gunMoved': {
      const text = formatGap(Math.abs(says.us), says).slice(1);
      const by = text.includes(':') ? text : story.seconds(text);
      return story.gunMoved(says.wave, by, says.us < 0);
    }
    case 'leadAt': {
      const time = timeText(says.time, teller);
      const where = says.isAtBell ? story.atBell : point(says.point);
      if (says.segment === null) return story.leadAt(name(says.leader), where, time);
      const took = formatRaceTime(raceTime(says.segment.us), { digits: says.segment.digits });
      const segment = says.segment.ink === 'known' ? took : story.about(took);
      const laps = lapsOf(says.segment.metres, teller.race);
      if (laps !== null) return story.leadAtLaps(name(says.leader), where, time, laps, segment);
      return story.leadAtSegment(
        name(says.leader),
        where,
        time,
        wayText(says.segment.metres, teller),
        segment,
      );
    }
    case 'leadChange':
      return story.leadChange(name(says.leader), name(says.before), point(says.point));
    case 'gapAt': {
      const gap = formatSeconds(says.us, { digits: says.digits });
      const shown = says.ink === 'known' ? gap : story.about(gap);
      return story.gapAt(name(says.leader), name(says.second), shown, point(says.point));
    }
    case 'pacemakerOut':
      return story.pacemakerOut(name(says.entrant), point(says.point));
    case 'bell':
      return story.bell(name(says.leader));
    case 'status': {
      const text = story.status[says.status](name(says.entrant));
      return says.reason === null ? text : story.because(text, says.reason);
    }
    case 'finish':
      return finishSentence(says, teller);
    case 'finishers':
      return finishersSentence(says, teller);
    case 'margin':
      return marginSentence(says, teller);
    case 'declared': {
      const text = story.declared[says.state];
      return says.reason === null ? text : story.because(text, says.reason);
    }
    case 'message':
      return messageText(says, words);
  }
}

/** A protest is what somebody says, and not how it was. */
function messageText(
  { text, source }: StorySays & { readonly kind: 'message' },
  { story }: Words,
): string {
  if (source !== PROTEST && source !== LATE_PROTEST) return text;
  return story.protest(text, source === LATE_PROTEST);
}

/** `400 m`; on a long course `5 km`. */
function wayText(metres: number, { race, words }: Teller): string {
  const isLong = (race.points.at(-1)?.distanceM ?? 0) >= LONG_M && metres >= 1_000;
  return isLong
    ? `${Number((metres / 1000).toFixed(1))} km`
    : words.common.metres(metresText(metres));
}

/** From here on a course is measured in kilometres. */
const LONG_M = 10_000;

/** How many whole laps a stretch of a motor race is; null elsewhere, where metres are what counts. */
function lapsOf(metres: number, { definition }: Race): number | null {
  if (definition?.sport !== 'motor' || definition.laps === undefined) return null;
  const laps = metres / definition.laps.lengthM;
  return laps > 0.99 && Math.abs(laps - Math.round(laps)) < 0.01 ? Math.round(laps) : null;
}

function finishSentence(says: StorySays & { readonly kind: 'finish' }, teller: Teller): string {
  const { story } = teller.words;
  const name = shortName(says.entrant, teller);
  if (says.time === null) {
    return says.place === 1
      ? story.winsUntimed(name)
      : story.finishUntimed(String(says.place), name);
  }
  const time = timeText(says.time, teller);
  return says.place === 1 ? story.wins(name, time) : story.finish(String(says.place), name, time);
}

function finishersSentence(
  says: StorySays & { readonly kind: 'finishers' },
  teller: Teller,
): string {
  const { story } = teller.words;
  const places = story.places(String(says.fromPlace), String(says.toPlace));
  const names = says.entrants.map((entrant) => shortName(entrant, teller)).join(', ');
  const time = says.time === null ? null : timeText(says.time, teller);
  if (time === null)
    return names === '' ? story.groupUntimed(places) : story.groupNamed(places, names);
  return names === '' ? story.group(places, time) : story.groupNamedTimed(places, names, time);
}

function marginSentence(says: StorySays & { readonly kind: 'margin' }, teller: Teller): string {
  const { story } = teller.words;
  const [ahead, behind] = [shortName(says.ahead, teller), shortName(says.behind, teller)];
  const { margin } = says;
  if (margin.tooClose) return story.tooClose(ahead, behind);
  const by = formatSeconds(margin.us, { digits: margin.digits });
  const seconds = isOfImage(margin, teller.race) ? story.onImage(by) : story.seconds(by);
  const metres = metresKnown(margin);
  return metres === null
    ? story.margin(ahead, behind, seconds)
    : story.marginMetres(ahead, behind, seconds, metres);
}

/** Times of a gun that was taken by hand do not say this margin: the finish image does. */
function isOfImage({ digits }: Margin, race: Race): boolean {
  const rule = resultRule(race);
  return rule === 'athletics-hand' && digits > ROUNDING[rule].digits;
}

function timeText(shown: ShownTime, { race, words }: Teller): string {
  const official = officialOf(race, shown);
  const text = formatRaceTime(official.time, official);
  return shown.kind === 'reconstructed' ? words.story.about(text) : text;
}

function shortName(entrant: number, { race, roster, words }: Teller): string {
  const line = race.entrants[entrant];
  if (line === undefined) return '';
  const name = nameOf(line.entrant, roster, words).shortName;
  // Else the figures after a name from right to left would change sides.
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
}

function weightOf(says: StorySays): StoryLine['weight'] {
  return says.kind === 'gun' ||
    says.kind === 'margin' ||
    (says.kind === 'finish' && says.place === 1)
    ? 'strong'
    : 'plain';
}
