import { useMemo, useState, type FormEvent } from 'react';
import type { RaceDefinition } from '../../../../shared/race/definition.ts';
import type { RaceEvent } from '../../../../shared/race/events.ts';
import { formatClock, formatInstant, formatSeconds } from '../../../../shared/time/format.ts';
import { sinceGun, type Instant } from '../../../../shared/time/time.ts';
import type { RaceDesk } from '../../../desk/desk.ts';
import { Button } from '../../../design/Button.tsx';
import { Choice } from '../../../design/Choice.tsx';
import { Dialog } from '../../../design/Dialog.tsx';
import { Field } from '../../../design/Field.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDesk } from '../desk-context.ts';
import { Foreseen } from '../foresight/Foreseen.tsx';
import { gunByClock, gunByWatch, type EnteredGun } from './entered-gun.ts';
import styles from './Start.module.css';
import { gunEvent, type StartGroup } from './start-state.ts';
import { dateAtVenue } from './venue-time.ts';

interface EnteredStartProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly raceDesk: RaceDesk;
  readonly definition: RaceDefinition;
  readonly group: StartGroup;
}

/** A start that nobody here fired: known by a clock, or by a watch that was started with the gun. */
export function EnteredStart({ open, onClose, ...given }: EnteredStartProps) {
  const { start: words, common } = useWords();
  return (
    <Dialog
      open={open}
      title={given.group.gun === null ? words.entered.title : words.entered.correctTitle}
      closeLabel={common.close}
      onClose={onClose}
    >
      <EnteredForm
        {...given}
        onDone={() => {
          onClose();
          // On the console the next key is a tap, and not once more the button that opened this.
          setTimeout(() => document.querySelector<HTMLElement>('[data-bib-field]')?.focus());
        }}
      />
    </Dialog>
  );
}

function EnteredForm({
  raceDesk,
  definition,
  group,
  onDone,
}: Omit<EnteredStartProps, 'open' | 'onClose'> & { readonly onDone: () => void }) {
  const { start: words } = useWords();
  const desk = useDesk();
  const [how, setHow] = useState<'clock' | 'watch'>('clock');
  const [date, setDate] = useState(() => dateAtVenue(group.gun?.at ?? desk.now(), definition.zone));
  const [clock, setClock] = useState('');
  const [watch, setWatch] = useState('');
  const [pressed, setPressed] = useState<Instant | null>(null);
  const now = desk.now();
  const entered =
    how === 'clock'
      ? clock.trim() === ''
        ? null
        : gunByClock(definition, date, clock, now)
      : pressed === null
        ? null
        : gunByWatch(watch, pressed);

  const at = entered?.ok === true ? entered.at : null;
  const bandUs = entered?.ok === true ? entered.bandUs : 0;
  const { wave } = group;
  const before = group.gun?.entry ?? null;
  const events = useMemo((): readonly RaceEvent[] => {
    if (at === null) return [];
    const gun = gunEvent(at, { wave, source: 'entered', bandUs, errorUs: null });
    return before === null
      ? [gun]
      : [{ type: 'entryAmended', target: before, event: gun, reason: 'start entered' }];
  }, [at, bandUs, wave, before]);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (events.length === 0) return;
    void raceDesk.bring(events);
    onDone();
  };

  return (
    <form className={styles['form']} onSubmit={onSubmit}>
      {group.gun === null ? null : (
        <p>
          {words.entered.isNow(
            formatInstant(group.gun.at, definition.zone, { digits: 2 }),
            formatClock(sinceGun(now, group.gun.at)),
          )}
        </p>
      )}
      <Choice
        label={words.entered.how}
        options={[
          ['clock', words.entered.byClock],
          ['watch', words.entered.byWatch],
        ]}
        value={how}
        onChange={setHow}
      />
      {how === 'clock' ? (
        <div className={styles['pairFields']}>
          <Field
            label={words.entered.clock}
            hint={words.entered.clockHint}
            hintInName
            inputMode="decimal"
            placeholder="19:50:03.4"
            autoComplete="off"
            value={clock}
            onChange={setClock}
          />
          <Field
            label={words.entered.date}
            hint={definition.zone}
            hintInName
            type="date"
            value={date}
            onChange={setDate}
          />
        </div>
      ) : (
        <div className={styles['pairFields']}>
          <Field
            label={words.entered.watch}
            hint={words.entered.watchHint}
            hintInName
            inputMode="decimal"
            placeholder="0:41.2"
            autoComplete="off"
            value={watch}
            onChange={(text) => {
              setWatch(text);
              setPressed(null);
            }}
          />
          <div className={styles['press']}>
            <Button
              size="large"
              look="strong"
              disabled={watch.trim() === ''}
              onPointerDown={(event) => setPressed(desk.instantOf(event.nativeEvent.timeStamp).at)}
              onKeyDown={(event) => {
                if (event.repeat || (event.key !== 'Enter' && event.key !== ' ')) return;
                event.preventDefault();
                setPressed(desk.instantOf(event.nativeEvent.timeStamp).at);
              }}
            >
              {words.entered.watchNow}
            </Button>
            <span className={styles['quiet']}>{words.entered.watchNowKey}</span>
          </div>
        </div>
      )}
      <p role="status" className={styles['result']}>
        {entered === null ? null : (
          <EnteredText entered={entered} zone={definition.zone} now={now} />
        )}
      </p>
      {group.gun === null ? null : (
        <>
          <p className={styles['quiet']}>{words.entered.correctNote}</p>
          <Foreseen raceDesk={raceDesk} events={events} className={styles['foreseen']} />
        </>
      )}
      <Button type="submit" size="large" look="strong" disabled={entered?.ok !== true}>
        {group.gun === null ? words.entered.bring : words.entered.bringCorrection}
      </Button>
    </form>
  );
}

function EnteredText({
  entered,
  zone,
  now,
}: {
  readonly entered: EnteredGun;
  readonly zone: string;
  readonly now: Instant;
}) {
  const { start: words } = useWords();
  if (!entered.ok) return <span className={styles['alarm']}>{words.entered[entered.reason]}</span>;
  const clock = formatInstant(entered.at, zone, { digits: 2 });
  const band = formatSeconds(entered.bandUs, { digits: entered.bandUs < 100_000 ? 2 : 1 });
  return (
    <>
      {words.entered.result(clock, band)};{' '}
      {words.entered.runs(formatClock(sinceGun(now, entered.at)))}.
    </>
  );
}
