import { useCallback, useEffect, useId, useState } from 'react';
import { formatInstant } from '../../../../shared/time/format.ts';
import { MICROS_PER_SECOND, type Instant } from '../../../../shared/time/time.ts';
import { protestClock } from '../../../../shared/timeline/protest.ts';
import { Button } from '../../../design/Button.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDesk } from '../desk-context.ts';
import { keepProtestMinutes, protestMinutes } from './protest-length.ts';
import styles from './Results.module.css';
import type { Result } from './use-result.ts';

const MINUTE_US = 60 * MICROS_PER_SECOND;

/** The clock of protests, and a place to note one. */
export function ProtestPanel({ slug, result }: { readonly slug: string; readonly result: Result }) {
  const { results } = useWords();
  const words = results.protest;
  const desk = useDesk();
  const [minutes, setMinutes] = useState(() => protestMinutes(slug));
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
        <ProtestClock result={result} minutes={minutes} />
        <label className={styles['field']}>
          {words.length}
          <input
            className={styles['input']}
            data-narrow=""
            type="number"
            min={1}
            max={1440}
            value={minutes}
            aria-describedby={hint}
            onChange={(event) => {
              const value = event.currentTarget.valueAsNumber;
              if (!(value >= 1)) return;
              setMinutes(value);
              keepProtestMinutes(slug, value);
            }}
          />
        </label>
        <p id={hint} className={styles['quiet']}>
          {words.lengthHint}
        </p>
        <form
          className={styles['row']}
          onSubmit={(event) => {
            event.preventDefault();
            bring(event.timeStamp);
          }}
        >
          <label className={styles['field']}>
            {words.note}
            <input
              className={styles['input']}
              value={note}
              maxLength={300}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          </label>
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
  minutes,
}: {
  readonly result: Pick<Result, 'race' | 'definition' | 'revision'>;
  readonly minutes: number;
}) {
  const { results } = useWords();
  const words = results.protest;
  const now = useSecond();
  const clock = protestClock(result.race.declared, now, minutes * MINUTE_US);
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
