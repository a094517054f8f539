import type { RaceEvent } from '../../../../shared/race/events.ts';
import type { RaceDesk } from '../../../desk/desk.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import { useRacePart } from '../desk-context.ts';
import { consequenceWords } from './foresee-words.ts';
import { useForeseen } from './use-foreseen.ts';

/** What events would change, in words; looked at again only when the events or the race change. */
export function Foreseen({
  raceDesk,
  events,
  className,
}: {
  readonly raceDesk: RaceDesk;
  /** The same list while the events are the same. */
  readonly events: readonly RaceEvent[];
  readonly className?: string | undefined;
}) {
  const words = useWords();
  const race = useRacePart(raceDesk, (state) => state.race);
  const roster = useRacePart(raceDesk, (state) => state.roster);
  const { consequence, looking } = useForeseen(raceDesk, events);
  const says = looking
    ? [words.console.consequence.looking]
    : consequenceWords(consequence, { race, roster, words });
  return (
    <p className={className} role="status" data-foreseen>
      {says.map((one) => (
        <span key={one}>{one}</span>
      ))}
    </p>
  );
}
