import { useCallback, useEffect, useId, useState } from 'react';
import { formatInstant } from '../../../../shared/time/format.ts';
import { MICROS_PER_SECOND, type Instant } from '../../../../shared/time/time.ts';
import { protestClock } from '../../../../shared/timeline/protest.ts';
import { Button } from '../../../design/Button.tsx';
import { Field } from '../../../design/Field.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDesk, useDeskPart } from '../desk-context.ts';
import { bringProtestMinutes, protestMinutes } from './race-rules.ts';
import { RuleField } from './RuleField.tsx';
import styles from './Results.module.css';
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
  const noted = race.messages.filter(({ source }) => source === words.source);
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
        source: words.source,
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
            {words.noted}
          </Button>
        </form>
        <p className={styles['quiet']}>{words.noteHint}</p>
        {noted.length === 0 ? null : (
          <ul className={styles['list']} aria-label={words.list}>
            {noted.map(({ entry, at, text }) => (
              <li key={entry}>
                <span className={styles['quiet']}>
                  {formatInstant(at, definition?.zone ?? 'UTC')}
                </span>{' '}
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
  const now = useSecond();
  const clock = protestClock(result.race.declared, now, result.definition?.protestUs);
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

/** The server's time, once a second. */
function useSecond(): Instant {
  const desk = useDesk();
  const read = useCallback(() => desk.now(), [desk]);
  const [now, setNow] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setNow(read()), 500);
    return () => clearInterval(timer);
  }, [read]);
  return now;
}

/** `29:59`: whole seconds, the one that has begun included. */
function leftText(us: number): string {
  const seconds = Math.ceil(us / MICROS_PER_SECOND);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
