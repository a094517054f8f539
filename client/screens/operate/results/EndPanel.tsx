import type { RaceDefinition } from '../../../../shared/race/definition.ts';
import type { RaceEnded, Stamp } from '../../../../shared/race/events.ts';
import { formatClock } from '../../../../shared/time/format.ts';
import { MICROS_PER_SECOND, raceTime } from '../../../../shared/time/time.ts';
import { Button } from '../../../design/Button.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDesk, useDeskPart } from '../desk-context.ts';
import { endOf, timeLimit } from './race-end.ts';
import styles from './Results.module.css';
import type { Result } from './use-result.ts';

/** Where a time limit ends a race somebody has to say so: from then on there is a result. */
export function EndPanel({
  result,
  definition,
}: {
  readonly result: Result;
  readonly definition: RaceDefinition;
}) {
  const { results } = useWords();
  const words = results.end;
  const desk = useDesk();
  const role = useDeskPart((state) => state.me?.role);
  const limitUs = timeLimit(definition);
  if (limitUs === null) return null;
  const { race, raceDesk, entries } = result;
  const mayEnd = role === 'referee' || role === 'admin';
  const at = formatClock(raceTime(limitUs), { digits: 0 });
  const end = (time: Stamp) => {
    const event: RaceEnded = { type: 'raceEnded', time };
    void raceDesk.bring([event]);
  };
  if (race.zero === null)
    return (
      <Panel title={words.title} panel="end">
        <p className={styles['quiet']}>{words.before(at)}</p>
      </Panel>
    );
  const ended = race.ended;
  const entry = endOf(race, entries);
  return (
    <Panel title={words.title} panel="end">
      <div className={styles['stack']}>
        <p role="status">
          {ended === null
            ? words.open(at)
            : words.ended(formatClock(raceTime(roundToSecond(ended - race.zero)), { digits: 0 }))}
        </p>
        {mayEnd ? (
          <div className={styles['steps']}>
            {ended === null ? (
              <>
                <Button
                  look="strong"
                  size="large"
                  onClick={() => end({ basis: 'gun', time: raceTime(limitUs), digits: 0 })}
                >
                  {words.atLimit(at)}
                </Button>
                <Button
                  size="large"
                  onClick={(event) =>
                    end({ basis: 'instant', at: desk.instantOf(event.timeStamp).at, digits: 1 })
                  }
                >
                  {words.now}
                </Button>
              </>
            ) : entry === null ? null : (
              <Button
                size="large"
                onClick={() => void raceDesk.bring([{ type: 'entryVoided', target: entry }])}
              >
                {words.undo}
              </Button>
            )}
          </div>
        ) : (
          <p className={styles['quiet']}>{words.referee}</p>
        )}
        <p className={styles['quiet']}>{words.note[lastLapOf(definition)]}</p>
      </div>
    </Panel>
  );
}

function lastLapOf({ laps }: RaceDefinition): 'completed' | 'started' {
  return laps?.limit.kind === 'time' ? laps.limit.lastLap : 'completed';
}

function roundToSecond(us: number): number {
  return Math.floor(us / MICROS_PER_SECOND) * MICROS_PER_SECOND;
}
