import { formatRaceTime } from '../../shared/time/format.ts';
import { parseRaceTime } from '../../shared/time/parse.ts';
import { raceTime, type RaceTime } from '../../shared/time/time.ts';

/** What a link to a moment says: `?t=3:12.4&f=ingebrigtsen&f=cheruiyot&v=photo`. */
export interface MomentLink {
  /** Since the last valid gun; null opens where one would come anyway. */
  readonly time: RaceTime | null;
  readonly followed: readonly string[];
  /** The finish is what to look at. */
  readonly photo: boolean;
}

/** Reads the query of an address; a time that cannot be read is none. */
export function readMomentLink(search: string): MomentLink {
  const query = new URLSearchParams(search);
  const parsed = parseRaceTime(query.get('t') ?? '');
  return {
    time: parsed.ok ? parsed.time : null,
    followed: query.getAll('f').filter((id) => id !== ''),
    photo: query.get('v') === 'photo',
  };
}

/** The address of a moment, cut to the millisecond. Links carry a hyphen for a minus. */
export function makeMomentLink(page: string, link: MomentLink): string {
  const url = new URL(page);
  url.search = '';
  url.hash = '';
  if (link.time !== null) url.searchParams.set('t', plainTime(link.time));
  for (const id of link.followed) url.searchParams.append('f', id);
  if (link.photo) url.searchParams.set('v', 'photo');
  // A colon is allowed in a query, and a time without one is hard to read.
  return url.href.replaceAll('%3A', ':');
}

/** A race time as an address carries it: `3:12.4`, as short as it is exact to the millisecond. */
export function plainTime(time: RaceTime): string {
  const text = formatRaceTime(raceTime(Math.floor(time / 1000) * 1000), { digits: 3 });
  return text.replace('\u2212', '-').replace(/0+$/, '').replace(/\.$/, '');
}
