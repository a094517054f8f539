import { marginBetween } from '../../../../shared/strip/readings.ts';
import { formatSeconds } from '../../../../shared/time/format.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import { speedInto } from './judge-rows.ts';
import type { ReadingsPanelProps } from './ReadingsPanel.tsx';
import styles from './Readings.module.css';

/** The first two and what is between them: what the day is about. */
export function WinningMargin({ race, point, judging }: ReadingsPanelProps) {
  const words = useWords().judge.rows;
  const { axis, rows, digits } = judging;
  const [first, second] = rows;
  const rule = race.definition?.rounding;
  if (axis === null || !first?.reading || !second?.reading || rule === undefined) return null;
  const margin = marginBetween(axis, rule, {
    ahead: first.reading.us,
    behind: second.reading.us,
    speedMps: speedInto(race, second.entrant, point, second.reading.us),
  });
  const known = Math.max(digits, 3);
  return (
    <p className={styles['margin']}>
      <span>{words.margin}</span>
      <strong>
        {margin.deadHeat
          ? words.deadHeat
          : words.marginText(
              formatSeconds(margin.us, { digits: known }),
              margin.metres?.toFixed(2) ?? null,
            )}
      </strong>
      <span>
        {words.marginBand(
          formatSeconds(margin.bandUs.low, { digits: known }),
          formatSeconds(margin.bandUs.high, { digits: known }),
        )}
      </span>
    </p>
  );
}
