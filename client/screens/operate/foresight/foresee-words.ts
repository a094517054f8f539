import type { Consequence } from '../../../../shared/feeding/consequence.ts';
import type { Race } from '../../../../shared/race/race.ts';
import type { Roster } from '../../../../shared/race/roster.ts';
import type { Words } from '../../../i18n/operate-words.ts';
import { nameOf } from '../../watch/names.ts';

interface Teller {
  readonly race: Race;
  readonly roster: Roster;
  readonly words: Words;
}

/** So many are named; of the others only the number. */
const NAMED = 4;

/** What a correction would change, in a few words each: `4th → 3rd: Nader`. */
export function consequenceWords(
  consequence: Consequence | null,
  teller: Teller,
): readonly string[] {
  const says = teller.words.console.consequence;
  if (consequence === null) return [];
  const { positions, changes, refused, breaksOfficial, gun } = consequence;
  const moved = positions.map(({ entrant, from, to }) => {
    const who = shortName(entrant, teller);
    if (from === null) return says.comes(says.place(to ?? 0), who);
    return to === null
      ? says.goes(says.place(from), who)
      : says.moves(says.place(from), says.place(to), who);
  });
  const named = new Set(positions.map(({ entrant }) => entrant));
  const retimed = changes.flatMap(({ what, entrant, before, after }) => {
    if (what !== 'split' || named.has(entrant)) return [];
    const who = shortName(entrant, teller);
    if (before === null) return after === null ? [] : [says.timed(who, after)];
    return [after === null ? says.untimed(who, before) : says.retimed(who, before, after)];
  });
  const all = [
    ...refused.map(({ refusal }) => refusal.message),
    ...(breaksOfficial ? [says.breaksOfficial] : []),
    ...(gun.before === gun.after ? [] : [gun.after === null ? says.noGun : says.gun]),
    ...moved,
    ...retimed,
  ];
  if (all.length === 0) return [says.none];
  return all.length <= NAMED + 1 ? all : [...all.slice(0, NAMED), says.more(all.length - NAMED)];
}

function shortName(entrant: number, { race, roster, words }: Teller): string {
  const line = race.entrants[entrant];
  return line === undefined ? '' : nameOf(line.entrant, roster, words).shortName;
}
