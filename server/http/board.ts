import type { Standing } from '../../shared/timeline/answers.ts';
import { standingsAt } from '../../shared/timeline/standings.ts';
import { LIVE_EDGE, afterGun, type Instant } from '../../shared/time/time.ts';
import type { BoardReply } from '../../shared/wire/api.ts';
import { raceInstantAt } from '../../shared/wire/clock-map.ts';
import type { ServerClock, Show } from '../broadcast/show.ts';
import type { BoardQuery } from './board-query.ts';

/** The board that was asked for, as the watch page would draw it; `noGun` when `t` counts from nothing. */
export function boardReply(show: Show, query: BoardQuery, now: ServerClock): BoardReply | 'noGun' {
  const { shown } = show;
  const { race } = shown;
  if (query.t !== null && race.zero === null) return 'noGun';
  const at = query.t === null || race.zero === null ? LIVE_EDGE : afterGun(race.zero, query.t);
  const category = query.category === null ? {} : { category: query.category };
  const window = query.find === null ? { offset: query.from, count: query.count } : {};
  const standings = standingsAt(race, at, { ...category, ...window, ...present(show, at, now) });
  const rows = query.find === null ? standings.rows : found(show, standings.rows, query);
  return {
    ...standings,
    race: shown.slug,
    epoch: shown.epoch,
    seq: shown.seq,
    at: query.t === null ? null : at,
    t: query.t,
    rows: rows.map((row) => ({ ...row, ...namesOf(show, row) })),
  };
}

/** At the live edge of a race on air, its present tells who is overdue. */
function present(show: Show, at: Instant, now: ServerClock): { readonly now?: Instant } {
  const { phase, clock } = show.stage();
  return at === LIVE_EDGE && phase === 'live' ? { now: raceInstantAt(clock, now()) } : {};
}

function found(
  show: Show,
  rows: readonly Standing[],
  { find, from, count }: BoardQuery,
): readonly Standing[] {
  const wanted = find ?? '';
  const hits = rows.filter((row) => {
    const { name, bib } = namesOf(show, row);
    return name.toLowerCase().includes(wanted) || bib?.toLowerCase() === wanted;
  });
  return hits.slice(from, from + count);
}

/** A hidden athlete is shown by bib only, and found by nothing else. */
export function namesOf({ shown }: Show, { entrant, id }: Pick<Standing, 'entrant' | 'id'>) {
  const line = shown.roster[id];
  const bib = shown.race.entrants[entrant]?.entrant.bib ?? null;
  if (line === undefined || line.hidden === true) return { bib, name: bib ?? id, country: null };
  return { bib, name: line.name, country: line.country ?? null };
}
