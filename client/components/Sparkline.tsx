import { sparklinePath } from './sparkline-path.ts';
import styles from './Sparkline.module.css';

export interface SparklineProps {
  /** Gaps of the second to the first, in order, in any one unit; at the top they are level. */
  readonly gaps: readonly number[];
  /** What the line shows, for those who do not see it. */
  readonly label: string;
}

const WIDTH = 96;
const HEIGHT = 24;

/** A race in a line: how far the second was behind the first from start to finish. */
export function Sparkline({ gaps, label }: SparklineProps) {
  const { d, last } = sparklinePath(gaps, { width: WIDTH, height: HEIGHT });
  return (
    // An img element could not take its colours from the page.
    <svg
      className={styles.sparkline}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="img"
      aria-label={label}
    >
      <line x1="0" y1="3" x2={WIDTH} y2="3" />
      {d !== '' && <path d={d} />}
      {last && <circle cx={last.x} cy={last.y} r="2.5" />}
    </svg>
  );
}
