import { formatRaceTime, formatSeconds } from '../../../../shared/time/format.ts';
import { raceTime, type Instant } from '../../../../shared/time/time.ts';
import { recordWatch, type RecordWatch } from '../../../../shared/timeline/record-watch.ts';
import { Panel } from '../../../design/Panel.tsx';
import { useWords, type Words } from '../../../i18n/operate-words.ts';
import styles from './Announcer.module.css';
import type { BoothProps } from './booth.ts';

/** What the race is worth against its listed records. */
export function Records({ booth, now }: BoothProps & { readonly now: Instant }) {
  const words = useWords();
  const { records: says } = words.announcer;
  const { race, definition, nameOf } = booth;
  const listed = definition.records ?? [];
  if (listed.length === 0) return null;
  const watched = recordWatch(race, now);
  return (
    <Panel title={says.title} panel="records">
      <ul className={styles['records']}>
        {listed.map((record, i) => {
          const watch = watched[i];
          return (
            <li key={record.code} className={styles['record']} data-state={watch?.state}>
              <span className={styles['code']}>{record.code}</span>
              <span className={styles['figure']}>
                {formatRaceTime(raceTime(record.timeUs), { digits: record.digits })}
                <span className={styles['where']}>{record.holder}</span>
              </span>
              <span className={styles['verdict']}>
                {watch === undefined ? says.waiting : verdictOf(watch, words)}
                {watch === undefined || watch.bandUs === 0 ? null : (
                  <span className={styles['where']}>
                    {nameOf(watch.entrant).shortName} {projected(watch, words)}
                  </span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function projected({ timeUs, bandUs }: RecordWatch, { announcer }: Words): string {
  const time = formatRaceTime(raceTime(timeUs), { digits: 1 });
  return announcer.records.projected(time, formatSeconds(bandUs, { digits: 1 }));
}

function verdictOf({ state, byUs, digits }: RecordWatch, { announcer }: Words): string {
  const { records } = announcer;
  const by = formatSeconds(Math.abs(byUs), { digits });
  switch (state) {
    case 'broken':
      return records.broken(by);
    case 'missed':
      return records.missed(by);
    default:
      return records[state];
  }
}
