import { useState } from 'react';
import type { StripAxis } from '../../../../shared/race/strip.ts';
import {
  axisFromRate,
  axisFromTwo,
  columnUs,
  directionOf,
  perSecond,
  timeAt,
  type AxisProblem,
  type Direction,
  type MadeAxis,
} from '../../../../shared/strip/axis.ts';
import { formatRaceTime, formatSeconds } from '../../../../shared/time/format.ts';
import { parseRaceTime } from '../../../../shared/time/parse.ts';
import { Button } from '../../../design/Button.tsx';
import { Choice } from '../../../design/Choice.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import styles from './Form.module.css';

interface TimePanelProps {
  readonly columns: number;
  readonly axis: StripAxis | null;
  readonly digits: number;
  readonly onAxis: (axis: StripAxis) => void;
  /** Where the hairline stands. */
  readonly columnNow: () => number;
}

interface Known {
  readonly column: string;
  readonly time: string;
}

/** The time axis of the image: by its first line and rate, or by two lines whose times are known. */
export function TimePanel({ columns, axis, digits, onAxis, columnNow }: TimePanelProps) {
  const words = useWords().judge.time;
  const [by, setBy] = useState<'rate' | 'two'>('rate');
  const [first, setFirst] = useState(() =>
    axis === null ? '' : text(timeAt(axis, firstOf(axis))),
  );
  const [rate, setRate] = useState(() =>
    axis === null ? '1000' : String(Math.round(perSecond(axis) * 100) / 100),
  );
  const [direction, setDirection] = useState<Direction>(
    axis === null ? 'rightward' : directionOf(axis),
  );
  const [known, setKnown] = useState<readonly Known[]>([
    { column: '', time: '' },
    { column: '', time: '' },
  ]);
  const [problem, setProblem] = useState<AxisProblem | 'notATime' | null>(null);

  const put = (made: MadeAxis | null) => {
    if (made === null) return setProblem('notATime');
    setProblem(made.ok ? null : made.reason);
    if (made.ok) onAxis(made.axis);
  };
  const set = () => {
    if (by === 'rate') {
      const time = parseRaceTime(first);
      const lines = Number(rate.replace(',', '.'));
      return put(
        time.ok ? axisFromRate({ columns, firstUs: time.time, perSecond: lines, direction }) : null,
      );
    }
    const [one, two] = known.map(({ column, time }) => {
      const parsed = parseRaceTime(time);
      const at = Number(column);
      return parsed.ok && column.trim() !== '' && Number.isFinite(at)
        ? { column: at, us: parsed.time }
        : null;
    });
    put(!one || !two ? null : axisFromTwo(columns, one, two));
  };
  const change = (index: number, part: Partial<Known>) =>
    setKnown(known.map((each, i) => (i === index ? { ...each, ...part } : each)));

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        set();
      }}
    >
      <Choice
        label={words.by}
        options={[
          ['rate', words.rate],
          ['two', words.two],
        ]}
        value={by}
        onChange={setBy}
      />
      {by === 'rate' ? (
        <div className={styles['fields']}>
          <label className={styles['field']}>
            <span>{words.first}</span>
            <input
              value={first}
              placeholder={words.placeholder}
              inputMode="decimal"
              onChange={(event) => setFirst(event.target.value)}
            />
          </label>
          <label className={styles['field']}>
            <span>{words.perSecond}</span>
            <input
              value={rate}
              inputMode="decimal"
              onChange={(event) => setRate(event.target.value)}
            />
          </label>
          <Choice
            label={words.direction}
            options={[
              ['rightward', words.rightward],
              ['leftward', words.leftward],
            ]}
            value={direction}
            onChange={setDirection}
          />
        </div>
      ) : (
        known.map((each, i) => (
          <div key={i} className={styles['fields']}>
            <label className={styles['field']}>
              <span>{words.knownLine(i + 1)}</span>
              <input
                value={each.column}
                inputMode="decimal"
                onChange={(event) => change(i, { column: event.target.value })}
              />
            </label>
            <Button onClick={() => change(i, { column: String(columnNow()) })}>
              {words.atHairline}
            </Button>
            <label className={styles['field']}>
              <span>{words.knownTime(i + 1)}</span>
              <input
                value={each.time}
                placeholder={words.placeholder}
                inputMode="decimal"
                onChange={(event) => change(i, { time: event.target.value })}
              />
            </label>
          </div>
        ))
      )}
      <div className={styles['fields']}>
        <Button type="submit" look={axis === null ? 'strong' : 'plain'}>
          {words.set}
        </Button>
        <p className={styles['note']} role="status" data-problem={problem ?? undefined}>
          {problem !== null
            ? words.problem[problem]
            : axis !== null &&
              words.isSet(
                formatRaceTime(axis.firstUs, { digits }),
                formatRaceTime(axis.lastUs, { digits }),
                formatSeconds(Math.abs(columnUs(axis)), { digits: Math.max(digits, 3) }),
              )}
        </p>
      </div>
    </form>
  );
}

function firstOf(axis: StripAxis): number {
  return directionOf(axis) === 'rightward' ? 0 : axis.columns - 1;
}

function text(us: Parameters<typeof formatRaceTime>[0]): string {
  return formatRaceTime(us, { digits: 3 });
}
