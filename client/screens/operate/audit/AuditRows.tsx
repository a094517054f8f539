import { useMemo, useState } from 'react';
import { undoneBy } from '../../../../shared/feeding/undo.ts';
import type { EntryId, Submission } from '../../../../shared/race/entry.ts';
import type { RaceEvent } from '../../../../shared/race/events.ts';
import type { Race } from '../../../../shared/race/race.ts';
import type { Roster } from '../../../../shared/race/roster.ts';
import { formatInstant } from '../../../../shared/time/format.ts';
import type { DeskEntry, RaceDesk } from '../../../desk/desk.ts';
import { Badge } from '../../../design/Badge.tsx';
import { Button } from '../../../design/Button.tsx';
import { classes } from '../../../design/classes.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import { Foreseen } from '../foresight/Foreseen.tsx';
import styles from './Audit.module.css';
import { describeEvent, whyOf } from './describe-event.ts';

/** One row of the audit. */
export interface AuditLine {
  readonly id: EntryId;
  readonly submission: Submission;
  readonly seq: number | null;
  readonly valid: boolean;
  /** Null for timing systems. */
  readonly by: { readonly label: string; readonly own: boolean } | null;
  readonly where: DeskEntry['where'];
  /** Who brought it in from a file that its device had saved. */
  readonly broughtBy?: string | null;
  /** What takes it back; null where nothing does. */
  readonly undo: RaceEvent | null;
}

interface AuditRowsProps {
  readonly lines: readonly AuditLine[];
  readonly raceDesk: RaceDesk;
  readonly race: Race;
  readonly roster: Roster;
  readonly called: (id: EntryId) => string;
  readonly onBring: (event: RaceEvent) => void;
  /** Without the entry itself and without devices: for the console. */
  readonly brief?: boolean;
}

/** Entries in sentences, the newest first. A first press says what taking it back would change, a second does it. */
export function AuditRows({ lines, onBring, brief = false, ...telling }: AuditRowsProps) {
  const { audit: words } = useWords();
  const [asked, setAsked] = useState<EntryId | null>(null);
  const undo = ({ id, undo: event }: AuditLine) => {
    if (event === null) return;
    if (asked !== id) {
      setAsked(id);
      return;
    }
    setAsked(null);
    onBring(event);
  };
  return (
    <ol className={classes(styles['rows'], brief && styles['brief'])} aria-label={words.caption}>
      {lines.map((line) => (
        <Row
          key={line.id}
          line={line}
          {...telling}
          brief={brief}
          asked={asked === line.id}
          onUndo={() => undo(line)}
        />
      ))}
    </ol>
  );
}

function Row({
  line,
  raceDesk,
  race,
  roster,
  called,
  brief,
  asked,
  onUndo,
}: Pick<AuditRowsProps, 'raceDesk' | 'race' | 'roster' | 'called'> & {
  readonly line: AuditLine;
  readonly brief: boolean;
  readonly asked: boolean;
  readonly onUndo: () => void;
}) {
  const words = useWords();
  const { audit } = words;
  const { submission, seq, by, valid } = line;
  const zone = race.definition?.zone ?? 'UTC';
  const what = describeEvent(submission.event, { race, roster, words, called });
  const mark = undoneBy(submission.event);
  const why =
    mark === null
      ? whyOf(submission.event)
      : audit[mark.verb === 'undo' ? 'undid' : 'redid'](called(mark.step));
  const who = by === null ? audit.system : by.own ? `${by.label} (${audit.you})` : by.label;
  const restores = line.undo?.type === 'entryRestored';
  return (
    <li className={classes(styles['row'], !valid && styles['void'])}>
      <span className={styles['seq']}>{seq === null ? audit.where[line.where] : `#${seq}`}</span>
      <time className={styles['at']}>{formatInstant(submission.recordedAt, zone)}</time>
      <span className={styles['who']}>
        {who}
        {brief ? null : <span className={styles['device']}>{submission.device}</span>}
        {line.broughtBy === undefined || line.broughtBy === null ? null : (
          <span className={styles['device']}>{audit.broughtBy(line.broughtBy)}</span>
        )}
      </span>
      <span className={styles['what']}>
        <span className={styles['text']}>{what}</span>
        {valid ? null : <Badge tone="behind">{audit.void}</Badge>}
        {why === null ? null : <q className={styles['why']}>{why}</q>}
        {asked && by?.own !== true ? (
          <span role="alert" className={styles['ask']}>
            {audit.notYours(by?.label ?? audit.system)}
          </span>
        ) : null}
        {asked && line.undo !== null ? <WouldChange raceDesk={raceDesk} undo={line.undo} /> : null}
        {brief ? null : (
          <details className={styles['details']}>
            <summary aria-label={audit.asBrought} title={audit.asBrought}>
              {'{ }'}
            </summary>
            <pre>{JSON.stringify(submission.event, null, 2)}</pre>
          </details>
        )}
      </span>
      <span className={styles['undo']}>
        {line.undo === null ? null : (
          <Button
            look="quiet"
            aria-label={restores ? audit.restoreOf(what) : audit.undoOf(what)}
            onClick={onUndo}
          >
            {asked ? audit.sure : restores ? audit.restore : audit.undo}
          </Button>
        )}
      </span>
    </li>
  );
}

/** What taking it back would change. */
function WouldChange({
  raceDesk,
  undo,
}: {
  readonly raceDesk: RaceDesk;
  readonly undo: RaceEvent;
}) {
  const told = JSON.stringify(undo);
  const events = useMemo(() => [JSON.parse(told) as RaceEvent], [told]);
  return <Foreseen raceDesk={raceDesk} events={events} className={styles['foreseen']} />;
}
