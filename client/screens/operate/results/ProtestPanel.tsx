import { useId, useState } from 'react';
import { formatInstant } from '../../../../shared/time/format.ts';
import { LATE_PROTEST, PROTEST } from '../../../../shared/timeline/protest.ts';
import { MICROS_PER_SECOND } from '../../../../shared/time/time.ts';
import { Badge } from '../../../design/Badge.tsx';
import { Button } from '../../../design/Button.tsx';
import { Field } from '../../../design/Field.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDesk, useDeskPart } from '../desk-context.ts';
import { bringProtestMinutes, protestMinutes } from './race-rules.ts';
import { RuleField } from './RuleField.tsx';
import styles from './Results.module.css';
import { useProtestClock } from './use-protest-clock.ts';
import type { Result } from './use-result.ts';

/** The clock of protests, and a place to note one. */
export function ProtestPanel({ result }: { readonly result: Result }) {
  const { results } = useWords();
  const words = results.protest;
  const desk = useDesk();
  const minutes = protestMinutes(result.definition);
  const maySet = useDeskPart(({ me }) => me?.role === 'referee' || me?.role === 'admin');
  const [note, setNote] = useState('');
  const hint = useId();
  const { race, definition } = result;
  const clock = useProtestClock(result);
  const isLate = clock.state === 'over' || clock.state === 'closed';
  const noted = race.messages.filter(({ source }) => source === PROTEST || source === LATE_PROTEST);
  const bring = (timeStamp: number) => {
    const text = note.trim();
    if (text === '') return;
    const { at } = desk.instantOf(timeStamp);
    void result.raceDesk.bring([
      {
        type: 'messagePosted',
        time: { basis: 'instant', at, digits: 0 },
        text,
        kind: 'official',
        source: isLate ? LATE_PROTEST : PROTEST,
      },
    ]);
    setNote('');
  };
  return (
    <Panel title={words.title} panel="protest">
      <div className={styles['stack']}>
        <ProtestClock result={result} />
        <RuleField
          label={words.length}
          value={minutes}
          min={1}
          max={1440}
          disabled={!maySet}
          describedBy={hint}
          onKeep={(value) => bringProtestMinutes(result.raceDesk, value)}
        />
        <p id={hint} className={styles['quiet']}>
          {words.lengthHint} {maySet ? '' : words.refereesSet}
        </p>
        <form
          className={styles['row']}
          onSubmit={(event) => {
            event.preventDefault();
            bring(event.timeStamp);
          }}
        >
          <Field
            className={styles['field']}
            label={words.note}
            value={note}
            maxLength={300}
            onChange={setNote}
          />
          <Button type="submit" size="large" disabled={note.trim() === ''}>
            {isLate ? words.notedLate : words.noted}
          </Button>
        </form>
        <p className={styles['quiet']}>{words.noteHint}</p>
        {noted.length === 0 ? null : (
          <ul className={styles['list']} aria-label={words.list}>
            {noted.map(({ entry, at, text, source }) => (
              <li key={entry}>
                <span className={styles['quiet']}>
                  {formatInstant(at, definition?.zone ?? 'UTC')}
                </span>{' '}
                {source === LATE_PROTEST ? (
                  <>
                    <Badge tone="behind">{words.late}</Badge>{' '}
                  </>
                ) : null}
                {text}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}

/** The time left to protest, by the second. */
export function ProtestClock({
  result,
}: {
  readonly result: Pick<Result, 'race' | 'definition' | 'revision'>;
}) {
  const { results } = useWords();
  const words = results.protest;
  const clock = useProtestClock(result);
  const zone = result.definition?.zone ?? 'UTC';
  if (clock.state === 'none') return <p className={styles['quiet']}>{words.none}</p>;
  if (clock.state === 'closed') return <p className={styles['quiet']}>{words.closed}</p>;
  if (clock.state === 'over')
    return (
      <p className={styles['quiet']}>{words.over(formatInstant(clock.until, zone).slice(0, 5))}</p>
    );
  return (
    <p className={styles['clock']} role="timer">
      <span className={styles['figure']}>{leftText(clock.leftUs)}</span> {words.left}
    </p>
  );
}

/** `29:59`: whole seconds, the one that has begun included. */
function leftText(us: number): string {
  const seconds = Math.ceil(us / MICROS_PER_SECOND);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
