import { useMemo } from 'react';
import { entryId } from '../../../../shared/race/entry.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDeskPart, useRaceDesk, useRacePart } from '../desk-context.ts';
import { AuditRows, type AuditLine } from './AuditRows.tsx';
import styles from './Audit.module.css';
import { mayUndo } from './may-undo.ts';
import { undoing } from './undoing.ts';

/** The last entries as this desk knows them, one's own unsent ones too: for the foot of the console. */
export function AuditTail({ slug, count = 6 }: { readonly slug: string; readonly count?: number }) {
  const { audit: words } = useWords();
  const raceDesk = useRaceDesk(slug);
  const race = useRacePart(raceDesk, (state) => state.race);
  useRacePart(raceDesk, (state) => state.revision);
  const roster = useRacePart(raceDesk, (state) => state.roster);
  const entries = useRacePart(raceDesk, (state) => state.entries);
  const operators = useRacePart(raceDesk, (state) => state.operators);
  const me = useDeskPart((state) => state.me);
  const last = useMemo(() => entries.slice(-count).toReversed(), [entries, count]);
  const numbers = useMemo(() => new Map(entries.map(({ id, seq }) => [id, seq])), [entries]);
  if (last.length === 0) return <p className={styles['empty']}>{words.nothing}</p>;

  const lines = last.map(({ id, submission, seq, where, own }): AuditLine => {
    const { device, event } = submission;
    const other = operators.find((each) => device.startsWith(`op-${each.id}`));
    const correctionsOf = (target: string) =>
      entries
        .map((entry) => entry.submission)
        .filter((each) => 'target' in each.event && each.event.target === target);
    const reason = words.undoReason(seq === null ? id : `#${seq}`);
    return {
      id: entryId(submission),
      submission,
      seq,
      valid: 'target' in event || race.holds(id) !== null,
      by: own
        ? { label: me?.label ?? device, own }
        : device.startsWith('op-')
          ? { label: other?.label ?? device, own }
          : null,
      where,
      undo:
        where !== 'refused' && mayUndo(me?.role, event)
          ? undoing(submission, race, correctionsOf, reason)
          : null,
    };
  });
  return (
    <AuditRows
      brief
      lines={lines}
      raceDesk={raceDesk}
      race={race}
      roster={roster}
      called={(id) => {
        const seq = numbers.get(id);
        return seq === undefined || seq === null ? id : `#${seq}`;
      }}
      onBring={(event) => void raceDesk.bring([event])}
    />
  );
}
