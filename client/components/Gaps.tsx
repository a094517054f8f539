import { Suspense } from 'react';
import type { TimingPoint } from '../../shared/race/definition.ts';
import type { Ink } from '../../shared/timeline/answers.ts';
import type { Instant, Micros } from '../../shared/time/time.ts';
import { useWords } from '../i18n/words.ts';
import { useDrawnSize } from './drawn-size.ts';
import type { Frames } from './frames.ts';
import { GapsTable } from './GapsTable.tsx';
import { lazyPart } from '../design/lazy-part.ts';
import styles from './Gaps.module.css';

export interface GapAtPoint {
  /** To who leads now, at this point; zero for the leader, negative for who was ahead there. */
  readonly us: Micros;
  readonly digits: number;
  /** As it is told and drawn, where that is not the same: the difference of the times as shown. */
  readonly told?: Micros;
  readonly ink: Ink;
}

/** A point of a course in laps says which; 0 or nothing elsewhere. */
export type GapPoint = TimingPoint & { readonly lap?: number };

export interface GapSeries {
  /** Entrant id, or the id of a pace line. */
  readonly id: string;
  /** A pace line is drawn as a reference and is no row of the field. */
  readonly kind: 'entrant' | 'pace';
  /** One for each of `points`; null where nothing is known. */
  readonly gaps: readonly (GapAtPoint | null)[];
  /** Drawn thicker. */
  readonly followed: boolean;
  /** No longer in the race: the line ends at the last split, with a cross. */
  readonly out?: boolean;
}

export interface GapsProps {
  /** In the order of their distance; those not reached yet too, so that the axis does not grow. */
  readonly points: readonly GapPoint[];
  /** At most twenty are drawn; the table has all of them. */
  readonly series: readonly GapSeries[];
  /** By series id: `short` at the end of the line (bib, initials, surname), `full` in the table. */
  readonly names: Readonly<Record<string, { readonly short: string; readonly full: string }>>;
  /** Series index by series id, as on the track. */
  readonly colours: Readonly<Record<string, number>>;
  readonly frames: Frames;
  /** Where the leader is at a moment, in metres; null hides the cursor. */
  readonly cursorDistance: (at: Instant) => number | null;
  /** A click: the moment the leader was so far. */
  readonly onSeek: (distanceM: number) => void;
}

const GapsChart = lazyPart(() =>
  import('./GapsChart.tsx').then((chunk) => ({ default: chunk.GapsChart })),
);

/** Gaps to the leader over the distance: the chart in its own chunk, and the same as a table. */
export function Gaps(props: GapsProps) {
  const words = useWords().gaps;
  const [box, size] = useDrawnSize<HTMLDivElement>();
  const reached = props.series.some((one) => one.gaps.some((gap) => gap !== null));
  return (
    <figure className={styles.gaps} aria-label={words.name}>
      <div ref={box} className={styles.drawing}>
        {!reached && <p className={styles.quiet}>{words.waiting}</p>}
        {reached && size && (
          <Suspense fallback={<p className={styles.quiet}>{words.loading}</p>}>
            <GapsChart {...props} size={size} />
          </Suspense>
        )}
      </div>
      {reached && <GapsTable {...props} />}
    </figure>
  );
}
