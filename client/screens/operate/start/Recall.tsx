import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import type { RaceEvent } from '../../../../shared/race/events.ts';
import type { RaceDesk } from '../../../desk/desk.ts';
import { Button } from '../../../design/Button.tsx';
import { Dialog } from '../../../design/Dialog.tsx';
import { Field } from '../../../design/Field.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { Foreseen } from '../foresight/Foreseen.tsx';
import { RECALL_REASONS } from './GunLines.tsx';
import styles from './Start.module.css';
import type { StartGroup } from './start-state.ts';

/** Calls a start back: the gun is voided with the reason, and the start can be armed again. */
export function Recall({
  raceDesk,
  group,
}: {
  readonly raceDesk: RaceDesk;
  readonly group: StartGroup;
}) {
  const { start: words, common } = useWords();
  const [open, setOpen] = useState(false);
  const [other, setOther] = useState('');
  const first = useRef<HTMLButtonElement>(null);
  // Whoever opened it means to recall: Enter does, and is not spent on Close.
  useEffect(() => {
    if (open) first.current?.focus();
  }, [open]);
  const recall = (reason: string) => {
    setOpen(false);
    setOther('');
    if (group.gun === null) return;
    void raceDesk.bring([{ type: 'entryVoided', target: group.gun.entry, reason }]);
  };
  const said = other.trim();
  const target = group.gun?.entry ?? null;
  const events = useMemo(
    (): readonly RaceEvent[] => (target === null || !open ? [] : [{ type: 'entryVoided', target }]),
    [target, open],
  );
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (said !== '') recall(said);
  };
  return (
    <>
      <Button size="large" className={styles['recall']} onClick={() => setOpen(true)}>
        {group.name === null ? words.recall : words.recallOf(group.name)}
      </Button>
      <Dialog
        open={open}
        title={words.recallTitle}
        closeLabel={common.close}
        onClose={() => setOpen(false)}
      >
        <div className={styles['form']}>
          <div className={styles['reasons']}>
            {(['falseStart', 'technical'] as const).map((reason, i) => (
              <Button
                key={reason}
                {...(i === 0 ? { ref: first } : {})}
                size="large"
                look="strong"
                onClick={() => recall(RECALL_REASONS[reason])}
              >
                {words.reasons[reason]}
              </Button>
            ))}
          </div>
          <form className={styles['other']} onSubmit={onSubmit}>
            <Field
              className={styles['why']}
              label={words.otherReason}
              value={other}
              maxLength={200}
              onChange={setOther}
            />
            <Button size="large" type="submit" disabled={said === ''}>
              {words.recallFor}
            </Button>
          </form>
          <Foreseen raceDesk={raceDesk} events={events} className={styles['foreseen']} />
          <p className={styles['quiet']}>{words.recallNote}</p>
        </div>
      </Dialog>
    </>
  );
}
