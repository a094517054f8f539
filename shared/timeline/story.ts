import type { Race, Split } from '../race/race.ts';
import { gapBetween } from '../time/rounding.ts';
import type { Instant } from '../time/time.ts';
import type { ShownTime, StoryItem, StorySays } from './answers.ts';
import { distanceOf, finishOf } from './course.ts';
import { finishersOf, type Finisher } from './finishers.ts';
import { leadChanges } from './lead.ts';
import { marginOf } from './margin.ts';
import { resultRule } from './official.ts';
import { isBell, telling } from './points.ts';
import { timeBehind } from './row.ts';
import { clockOf, entrantIn, firstClock, lastPassed } from './search.ts';
import { startStory } from './starts.ts';
import { bestAtPoint, firstAtPoint } from './splits.ts';
import { isOut, viewAt, type View } from './view.ts';

/**
 * The story so far: what happened up to a moment, oldest first, each item only from its own moment
 * on and under a key that stays. Who leads at a point is whoever runs in front, pacemakers too;
 * lead changes, gaps and the bell are about the ranked field.
 */
export function storyAt(race: Race, at: Instant): StoryItem[] {
  const view = viewAt(race, at);
  const items = [
    ...startStory(race),
    ...leads(view),
    ...changes(view),
    ...gapsOpening(view),
    ...bell(view),
    ...statuses(view),
    ...finish(view),
    ...declared(view),
    ...messages(view),
  ];
  return items
    .filter((item) => item.at <= at)
    .sort((a, b) => a.at - b.at || turnOf(a) - turnOf(b) || byKey(a.key, b.key));
}

/** Of one moment first what happened is told, then what it comes to, then what it is declared to be. */
function turnOf({ says: { kind } }: StoryItem): number {
  return kind === 'declared' ? 2 : kind === 'margin' || kind === 'finishers' ? 1 : 0;
}

function byKey(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function item(at: number, key: string, says: StorySays): StoryItem {
  return { at: at as Instant, key, says };
}

function idOf(race: Race, entrant: number): string {
  return race.entrants[entrant]?.entrant.id ?? '';
}

function shown({ time, digits, kind }: Split): ShownTime {
  return { time, digits, kind };
}

function pointId(view: View, point: number): string {
  return String(distanceOf(view.race, point));
}

function leads(view: View): StoryItem[] {
  const items: StoryItem[] = [];
  let before = -1;
  for (const point of telling(view)) {
    if (point === finishOf(view.race)) continue;
    const leader = inFront(view, point);
    const split = leader === null ? null : view.race.split(leader, point);
    if (leader === null || split === null) continue;
    const isAtBell = isBell(view.race, point);
    // It rings for the ranked field.
    if (isAtBell && firstAtPoint(view, point) !== leader) continue;
    const segment = segmentSince(view.race, split, before);
    const says: StorySays = {
      kind: 'leadAt',
      point,
      leader,
      time: shown(split),
      segment,
      isAtBell,
    };
    items.push(item(split.clock, `lead:${pointId(view, point)}`, says));
    before = point;
  }
  return items;
}

/** Who runs in front at a point, pacemaker or not. */
function inFront(view: View, point: number): number | null {
  if (!view.facts.oneClock) return firstAtPoint(view, point);
  return point <= view.far && firstClock(view.race.columns[point]) <= view.at
    ? entrantIn(view.race.columns[point]?.order ?? [], 0)
    : null;
}

function segmentSince(
  race: Race,
  split: Split,
  point: number,
): Extract<StorySays, { kind: 'leadAt' }>['segment'] {
  const before = point < 0 ? null : race.split(split.entrant, point);
  if (before === null) return null;
  return {
    ...gapBetween(resultRule(race), before, split),
    metres: distanceOf(race, split.point) - distanceOf(race, point),
    ink: [split, before].some(({ kind }) => kind === 'reconstructed') ? 'estimated' : 'known',
  };
}

function changes(view: View): StoryItem[] {
  const items: StoryItem[] = [];
  for (const change of leadChanges(view.race, view.at)) {
    if (change.from === null) continue;
    const says: StorySays = {
      kind: 'leadChange',
      point: change.point,
      leader: change.to,
      before: change.from,
    };
    items.push(item(change.at, `change:${pointId(view, change.point)}`, says));
  }
  return items;
}

/** A gap is told when it first opens this wide (µs) for the same leader. */
const RUNGS = [
  500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 20_000_000, 60_000_000, 300_000_000,
];

function gapsOpening(view: View): StoryItem[] {
  const items: StoryItem[] = [];
  let told = { leader: -1, rung: 0 };
  for (const point of telling(view)) {
    if (point === finishOf(view.race)) continue;
    const [leader, second] = bestAtPoint(view, point, 2);
    if (leader === undefined || second === undefined) continue;
    const own = view.race.split(second, point);
    const behind = timeBehind(resultRule(view.race), own, view.race.split(leader, point));
    if (own === null || behind === null) continue;
    const rung = RUNGS.filter((width) => width <= behind.us).length;
    if (told.leader !== leader) told = { leader, rung: 0 };
    if (rung <= told.rung) continue;
    told = { leader, rung };
    const { us, digits, ink } = behind;
    items.push(
      item(own.clock, `gap:${pointId(view, point)}`, {
        kind: 'gapAt',
        point,
        leader,
        second,
        us,
        digits,
        ink,
      }),
    );
  }
  return items;
}

/** Where nothing else tells of it: who leads at a point that is told leads at the bell there. */
function bell(view: View): StoryItem[] {
  const point = view.race.points.find((one) => isBell(view.race, one.index))?.index ?? -1;
  const leader = firstAtPoint(view, point);
  if (leader === null) return [];
  if (telling(view).includes(point) && inFront(view, point) === leader) return [];
  return [item(clockOf(view.race.columns[point], leader), 'bell', { kind: 'bell', point, leader })];
}

/** In a field larger than this the board alone tells who did not start. */
const MANY = 200;

function statuses(view: View): StoryItem[] {
  const items: StoryItem[] = [];
  const { race } = view;
  for (const entrant of view.facts.out) {
    const line = race.entrants[entrant];
    const status = line?.status ?? null;
    if (line === undefined || status === null || !isOut(view, entrant) || race.zero === null)
      continue;
    if (status.status === 'DNS' && race.entrants.length > MANY) continue;
    const at = Math.max(status.from, race.zero);
    const reason = status.reason ?? status.rule ?? null;
    const says: StorySays =
      line.entrant.role === 'pacemaker' && status.status === 'DNF'
        ? { kind: 'pacemakerOut', entrant, point: lastPassed(race, entrant, Math.min(at, view.at)) }
        : { kind: 'status', entrant, status: status.status, reason };
    items.push(item(at, `status:${line.entrant.id}`, says));
  }
  return items;
}

function finish(view: View): StoryItem[] {
  const finishers = finishersOf(view);
  const { first, count, arrival, allHome } = finishers;
  const over = earliest(allHome, view.race.declared[0]?.at ?? null, view.at);
  const items = first.slice(0, 3).map((home) => finisherItem(view, home));
  items.push(...marginItem(view, first));
  for (let from = 4, to = 10; from <= count; from = to + 1, to *= 10) {
    const complete = arrival(to) ?? over;
    if (complete === null) break;
    const last = Math.min(to, count);
    const at = Math.max(complete, arrival(last) ?? complete);
    items.push(item(at, `finishers:${from}`, groupSays(view, first, { from, last })));
  }
  return items;
}

/** Of the group that ends with the tenth everyone is named; of larger ones there are too many. */
function groupSays(
  view: View,
  first: readonly Finisher[],
  { from, last }: { from: number; last: number },
): StorySays {
  const group = from === 4 ? first.slice(3, last) : [];
  const tail = group.at(-1);
  const split = tail === undefined ? null : homeSplit(view, tail);
  return {
    kind: 'finishers',
    fromPlace: from,
    toPlace: last,
    entrants: group.map((home) => home.entrant),
    time: split === null ? null : shown(split),
  };
}

function earliest(a: Instant | null, b: Instant | null, at: Instant): Instant | null {
  const known = [a, b].filter((moment) => moment !== null && moment <= at) as Instant[];
  return known.length === 0 ? null : (Math.min(...known) as Instant);
}

function homeSplit(view: View, home: Finisher): Split | null {
  return clockOf(view.race.columns[home.point], home.entrant) <= view.at
    ? view.race.split(home.entrant, home.point)
    : null;
}

function finisherItem(view: View, home: Finisher): StoryItem {
  const split = homeSplit(view, home);
  const time = split === null ? null : shown(split);
  const says: StorySays = { kind: 'finish', entrant: home.entrant, place: home.position, time };
  return item(home.at, `finish:${idOf(view.race, home.entrant)}`, says);
}

/** A margin is a story when it is closer than this (µs). */
const CLOSE = 2_000_000;

function marginItem(view: View, [winner, second]: readonly Finisher[]): StoryItem[] {
  if (winner === undefined || second === undefined || winner.point !== second.point) return [];
  const margin = marginOf(view.race, winner.entrant, second.entrant, view.at, second.point);
  if (margin === null || margin.us > CLOSE) return [];
  const says: StorySays = { kind: 'margin', ahead: margin.ahead, behind: margin.behind, margin };
  return [item(Math.max(winner.at, second.at), 'margin', says)];
}

function declared({ race }: View): StoryItem[] {
  return race.declared.map((one, i) =>
    item(one.at, `declared:${i}`, {
      kind: 'declared',
      state: one.state,
      reason: one.reason ?? null,
    }),
  );
}

function messages({ race }: View): StoryItem[] {
  return race.messages.map((message) =>
    item(message.at, `message:${message.entry}`, {
      kind: 'message',
      text: message.text,
      source: message.source ?? null,
      timeKind: message.kind,
    }),
  );
}
