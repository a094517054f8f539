import { formatGap } from '../../shared/time/format.ts';
import { useWords } from '../i18n/words.ts';
import type { GapAtPoint, GapsProps } from './Gaps.tsx';
import { metresText } from './board-text.ts';
import styles from './Gaps.module.css';

/** The chart as figures, for those who read rather than look. */
export function GapsTable({
  points,
  series,
  names,
}: Pick<GapsProps, 'points' | 'series' | 'names'>) {
  const { gaps: words, board } = useWords();
  const reached = points
    .map((point, index) => ({ point, index }))
    .filter(({ index }) => series.some((one) => (one.gaps[index] ?? null) !== null));
  return (
    <details className={styles.details}>
      <summary>{words.table}</summary>
      {/* Focusable, so that a keyboard can scroll what does not fit. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={styles.scroll} tabIndex={0} aria-label={words.tableCaption}>
        <table>
          <caption>{words.tableCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.entrant}</th>
              {reached.map(({ point }) => (
                <th key={point.id} scope="col">
                  {point.lap ? board.lap(point.lap) : words.metres(metresText(point.distanceM))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {series.map((one) => (
              <tr key={one.id}>
                <th scope="row">{names[one.id]?.full ?? one.id}</th>
                {reached.map(({ point, index }) => (
                  <td key={point.id}>
                    <Gap gap={one.gaps[index] ?? null} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function Gap({ gap }: { readonly gap: GapAtPoint | null }) {
  const words = useWords().gaps;
  if (gap === null) return words.none;
  if (gap.us === 0) return words.leader;
  const text = formatGap(gap.told ?? gap.us, { digits: gap.digits });
  return gap.ink === 'known' ? text : words.estimated(text);
}
