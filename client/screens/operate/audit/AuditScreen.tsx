import { useMemo, useState } from 'react';
import { entryId, type EntryId, type Submission } from '../../../../shared/race/entry.ts';
import { Button } from '../../../design/Button.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { Skeleton } from '../../../design/Skeleton.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDeskPart, useRaceDesk, useRacePart } from '../desk-context.ts';
import { NO_FILTER, type AuditFilter } from './audit-filter.ts';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditRows, type AuditLine } from './AuditRows.tsx';
import { AuditTail } from './AuditTail.tsx';
import styles from './Audit.module.css';
import { LogFile } from './LogFile.tsx';
import { mayUndo } from './may-undo.ts';
import { undoing } from './undoing.ts';
import { useAudit } from './use-audit.ts';

/** Who did what, when, and why: the log as its keepers read it, with a way back on every row. */
export function AuditScreen({ slug }: { readonly slug: string }) {
  const { audit: words, common } = useWords();
  const raceDesk = useRaceDesk(slug);
  const race = useRacePart(raceDesk, (state) => state.race);
  useRacePart(raceDesk, (state) => state.revision);
  const roster = useRacePart(raceDesk, (state) => state.roster);
  const entries = useRacePart(raceDesk, (state) => state.entries);
  const me = useDeskPart((state) => state.me);
  const [filter, setFilter] = useState<AuditFilter>(NO_FILTER);
  const head = useMemo(() => entries.findLast(({ seq }) => seq !== null)?.seq ?? 0, [entries]);
  const audit = useAudit(slug, filter, head);
  const numbers = useMemo(() => new Map(entries.map(({ id, seq }) => [id, seq])), [entries]);
  const corrections = useMemo(() => correctionsIn(entries), [entries]);

  const lines = audit.rows.map(({ event, ...row }): AuditLine => {
    const n = Number(row.id.slice(row.id.lastIndexOf(':') + 1));
    const submission = { device: row.device, n, recordedAt: row.recordedAt, event } as Submission;
    const own = row.operator !== null && row.operator.id === me?.id;
    const undo = mayUndo(me?.role, submission.event)
      ? undoing(
          submission,
          race,
          (target) => corrections.get(target) ?? [],
          words.undoReason(`#${row.seq}`),
        )
      : null;
    return {
      id: row.id,
      submission,
      seq: row.seq,
      valid: row.valid,
      by: row.operator === null ? null : { label: row.operator.label, own },
      where: 'stored',
      broughtBy: row.broughtBy,
      undo,
    };
  });

  return (
    <div className={styles['screen']}>
      <Panel
        title={words.title}
        note={audit.seq === null ? undefined : words.note(audit.seq)}
        flush
      >
        <AuditFilters slug={slug} filter={filter} onFilter={setFilter} rows={audit.rows} />
        {audit.problem === null ? null : (
          <div className={styles['failed']} role="alert">
            <p>
              {words.failed(audit.problem)} {words.local}
            </p>
            <Button onClick={audit.retry}>{common.retry}</Button>
          </div>
        )}
        {audit.problem !== null && lines.length === 0 ? <AuditTail slug={slug} count={50} /> : null}
        {audit.loading && lines.length === 0 ? (
          <div className={styles['loading']} aria-label={words.loading} role="status">
            {Array.from({ length: 6 }, (_, i) => (
              <Skeleton key={i} width="100%" height="2.5rem" />
            ))}
          </div>
        ) : null}
        {!audit.loading && audit.problem === null && lines.length === 0 ? (
          <p className={styles['empty']}>{words.empty}</p>
        ) : null}
        {lines.length === 0 ? null : (
          <AuditRows
            lines={lines}
            raceDesk={raceDesk}
            race={race}
            roster={roster}
            called={(id) => calledBy(numbers, id)}
            onBring={(event) => void raceDesk.bring([event])}
          />
        )}
        {audit.older === null ? null : (
          <div className={styles['foot']}>
            <Button onClick={audit.older}>{words.more}</Button>
            <span className={styles['quiet']}>{words.live}</span>
          </div>
        )}
      </Panel>
      <LogFile slug={slug} />
    </div>
  );
}

function calledBy(numbers: ReadonlyMap<EntryId, number | null>, id: EntryId): string {
  const seq = numbers.get(id);
  return seq === undefined || seq === null ? id : `#${seq}`;
}

function correctionsIn(
  entries: readonly { readonly submission: Submission }[],
): ReadonlyMap<EntryId, readonly Submission[]> {
  const found = new Map<EntryId, Submission[]>();
  for (const { submission } of entries) {
    const { event } = submission;
    if (!('target' in event)) continue;
    const known = found.get(event.target);
    if (known === undefined) found.set(event.target, [submission]);
    else if (!known.some((each) => entryId(each) === entryId(submission))) known.push(submission);
  }
  return found;
}
