import { Link } from 'wouter';
import { undoneBy } from '../../../../shared/feeding/undo.ts';
import type { RaceEvent } from '../../../../shared/race/events.ts';
import { formatInstant } from '../../../../shared/time/format.ts';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDeskPart, useRacePart } from '../desk-context.ts';
import { eventWords } from './Said.tsx';
import type { ConsoleView } from './use-console.ts';
import styles from './LastEntries.module.css';

const SHOWN = 4;

/** The last lines of the log, newest first; all of them are one click away. */
export function LastEntries({ view, slug }: { readonly view: ConsoleView; readonly slug: string }) {
  const words = useWords();
  const says = words.console.audit;
  const entries = useRacePart(view.raceDesk, (state) => state.entries);
  const operators = useRacePart(view.raceDesk, (state) => state.operators);
  const me = useDeskPart((state) => state.me);
  const { race } = view.state;
  const zone = race.definition?.zone ?? 'UTC';
  const by = (device: string, own: boolean): string => {
    if (own) return me?.label ?? says.you;
    const id = /^op-([^.]+)/.exec(device)?.[1];
    return operators.find((operator) => operator.id === id)?.label ?? device;
  };
  /** An undo says what it took back, not how. */
  const whatOf = (event: RaceEvent): string => {
    const { correct } = words.console;
    const mark = undoneBy(event);
    const was = mark === null ? undefined : entries.find(({ id }) => id === mark.step);
    if (mark === null || was === undefined) return eventWords([event], view, words);
    const what = eventWords([was.submission.event], view, words);
    return mark.verb === 'undo' ? correct.undone(what) : correct.redone(what);
  };
  return (
    <Panel
      title={says.title}
      panel="last-entries"
      actions={
        <Link href={`/operate/race/${slug}/audit`} className={styles['all'] ?? ''}>
          {says.all}
        </Link>
      }
    >
      {entries.length === 0 ? <p className={styles['empty']}>{says.empty}</p> : null}
      <ol className={styles['lines']}>
        {entries
          .slice(-SHOWN)
          .toReversed()
          .map(({ id, submission, own, seq }) => (
            <li key={id} className={styles['line']}>
              <span className={styles['time']}>{formatInstant(submission.recordedAt, zone)}</span>
              <span className={styles['by']}>{by(submission.device, own)}</span>
              <span className={styles['what']}>{whatOf(submission.event)}</span>
              <span className={styles['reason']}>{reasonOf(submission.event)}</span>
              <span className={styles['seq']}>{seq === null ? '' : `#${seq}`}</span>
            </li>
          ))}
      </ol>
    </Panel>
  );
}

function reasonOf(event: RaceEvent): string {
  if (undoneBy(event) !== null) return '';
  return 'reason' in event && typeof event.reason === 'string' ? event.reason : '';
}
