import { useMemo, useState } from 'react';
import type { EntryId } from '../../../../shared/race/entry.ts';
import type { Race } from '../../../../shared/race/race.ts';
import type { Roster } from '../../../../shared/race/roster.ts';
import type { DeskEntry, RaceDesk } from '../../../desk/desk.ts';
import { Badge } from '../../../design/Badge.tsx';
import { Button } from '../../../design/Button.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { nameOf } from '../../watch/names.ts';
import { useForeseen } from '../foresight/use-foreseen.ts';
import { statusLines, type StatusLine } from './status-events.ts';
import styles from './Status.module.css';
import { Then } from './Then.tsx';

/** What holds of whom, with why; each can be taken back: the first press says what that would change. */
export function StatusLines({
  race,
  roster,
  entries,
  raceDesk,
  mayUndo,
}: {
  readonly race: Race;
  readonly roster: Roster;
  readonly entries: readonly DeskEntry[];
  readonly raceDesk: RaceDesk;
  readonly mayUndo: boolean;
}) {
  const { status: words } = useWords();
  const [asked, setAsked] = useState<EntryId | null>(null);
  const lines = statusLines(race, entries);
  if (lines.length === 0) return <p className={styles['quiet']}>{words.none}</p>;
  const undo = ({ id }: StatusLine) => {
    if (asked !== id) {
      setAsked(id);
      return;
    }
    setAsked(null);
    void raceDesk.bring([{ type: 'entryVoided', target: id }]);
  };
  return (
    <ul className={styles['lines']} aria-label={words.list}>
      {lines.map((line) => (
        <Line
          key={line.id}
          line={line}
          race={race}
          roster={roster}
          raceDesk={raceDesk}
          asked={asked === line.id}
          onUndo={mayUndo ? () => undo(line) : null}
        />
      ))}
    </ul>
  );
}

function Line({
  line,
  race,
  roster,
  raceDesk,
  asked,
  onUndo,
}: {
  readonly line: StatusLine;
  readonly race: Race;
  readonly roster: Roster;
  readonly raceDesk: RaceDesk;
  readonly asked: boolean;
  readonly onUndo: (() => void) | null;
}) {
  const words = useWords();
  const { status } = words;
  const index = race.entrantIndex(line.entrant);
  const entrant = index === undefined ? { id: line.entrant } : race.entrants[index]?.entrant;
  const named = nameOf(entrant ?? { id: line.entrant }, roster, words);
  const what = line.place === null ? line.what : status.placeShown(line.place);
  return (
    <li className={styles['line']}>
      <Badge tone={line.kind === 'mark' ? 'behind' : 'live'}>{what}</Badge>
      <span className={styles['lineText']}>
        <span>
          <span className={styles['label']}>{named.label}</span> {named.name}
        </span>
        {line.why === null ? null : <span className={styles['quiet']}>{line.why}</span>}
        {line.entry.where === 'stored' ? null : (
          <span className={styles['pending']}>{status.onDevice}</span>
        )}
        {asked ? (
          <span role="alert">
            {line.entry.own ? null : <span className={styles['alarm']}>{status.notYours} </span>}
            <Undone race={race} roster={roster} raceDesk={raceDesk} id={line.id} />
          </span>
        ) : null}
      </span>
      {onUndo === null ? null : (
        <Button look="quiet" aria-label={status.undoOf(what, named.name)} onClick={onUndo}>
          {asked ? status.sure : status.undo}
        </Button>
      )}
    </li>
  );
}

/** What taking it back would change. */
function Undone({
  race,
  roster,
  raceDesk,
  id,
}: {
  readonly race: Race;
  readonly roster: Roster;
  readonly raceDesk: RaceDesk;
  readonly id: EntryId;
}) {
  const events = useMemo(() => [{ type: 'entryVoided', target: id } as const], [id]);
  const { consequence } = useForeseen(raceDesk, events);
  return <Then consequence={consequence} race={race} roster={roster} />;
}
