import type { Consequence } from '../../../../shared/feeding/consequence.ts';
import type { Race } from '../../../../shared/race/race.ts';
import type { Roster } from '../../../../shared/race/roster.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import { nameOf } from '../../watch/names.ts';
import styles from './Status.module.css';

const MOST = 4;

/** Whose position would be another: "Cheruiyot 4 → 3". Nothing where it cannot be foreseen. */
export function Then({
  consequence,
  race,
  roster,
}: {
  readonly consequence: Consequence | null;
  readonly race: Race;
  readonly roster: Roster;
}) {
  const words = useWords();
  const { status } = words;
  if (consequence === null) return null;
  const { positions } = consequence;
  if (positions.length === 0) return <>{status.noConsequence}</>;
  const place = (position: number | null) => (position === null ? status.out : String(position));
  return (
    <>
      <span className={styles['quiet']}>{status.consequence}: </span>
      {positions.slice(0, MOST).map(({ entrant, from, to }, i) => {
        const one = race.entrants[entrant]?.entrant;
        if (one === undefined) return null;
        return (
          <span key={entrant}>
            {i > 0 ? ' · ' : null}
            {status.moves(nameOf(one, roster, words).shortName, place(from), place(to))}
          </span>
        );
      })}
      {positions.length > MOST ? ` ${status.more(positions.length - MOST)}` : null}
    </>
  );
}
