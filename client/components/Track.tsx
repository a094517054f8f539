import { useId, useMemo } from 'react';
import type { Course, TimingPoint } from '../../shared/race/definition.ts';
import type { EntrantState, Motion } from '../../shared/timeline/answers.ts';
import type { Instant } from '../../shared/time/time.ts';
import { useWords } from '../i18n/words.ts';
import { useDrawnSize } from './drawn-size.ts';
import type { Frames } from './frames.ts';
import { TrackField } from './TrackField.tsx';
import { TrackGround } from './TrackGround.tsx';
import { TrackLegend } from './TrackLegend.tsx';
import { lanesPlan } from './track-lanes.ts';
import { ovalPlan } from './track-oval.ts';
import { pathPlan } from './track-path.ts';
import type { PlanSize, TrackPlan } from './track-plan.ts';
import styles from './Track.module.css';

export interface TrackEntrant {
  readonly entrant: number;
  readonly id: string;
  /** Bib or initials, at most four characters. */
  readonly label: string;
  readonly name: string;
  readonly seriesIndex: number;
  readonly role: 'competitor' | 'pacemaker';
  readonly lane: number | null;
  readonly state: EntrantState;
}

export interface TrackPaceLine {
  readonly id: string;
  /** "Lights 3:29.00" */
  readonly label: string;
  readonly kind: 'lights' | 'record' | 'target';
  /** Metres from the start; null before the gun. */
  readonly distanceAt: (at: Instant) => number | null;
}

export interface TrackProps {
  readonly course: Course;
  readonly points: readonly TimingPoint[];
  /** In the order in which they are listed for those who do not see the drawing. */
  readonly entrants: readonly TrackEntrant[];
  readonly frames: Frames;
  /** Where an entrant is; null draws none (not started, out of the race, nothing known). */
  readonly motion: (entrant: number, at: Instant) => Motion | null;
  readonly paceLines: readonly TrackPaceLine[];
  /** Entrant ids. */
  readonly followed: ReadonlySet<string>;
  /** Whether the legend tells of pacemakers; as the entrants are where it is left out. */
  readonly pacemakers?: boolean;
  /**
   * For large fields: how many are in each of n equal stretches of the course. With more than 200
   * entrants the field is drawn so, and only the followed as dots.
   */
  readonly density?: (at: Instant) => Float64Array | null;
}

/** Below this height the drawing is a picture in a corner, without words. */
const SMALL_PX = 150;
const MOST_DOTS = 200;
const MOST_LISTED = 40;

/** The course seen from above with everyone on it. Dots move by `frames`, never by rendering. */
export function Track(props: TrackProps) {
  const { course, points, entrants, followed } = props;
  const words = useWords().track;
  const [box, size] = useDrawnSize<HTMLDivElement>();
  const plan = useMemo(
    () => (size === null ? null : planFor(course, points, size)),
    [course, points, size],
  );
  const small = size !== null && size.height < SMALL_PX;
  const dots = useMemo(
    () => (entrants.length > MOST_DOTS ? entrants.filter((one) => followed.has(one.id)) : entrants),
    [entrants, followed],
  );
  return (
    <figure className={styles.track} aria-label={words.name}>
      <div
        ref={box}
        className={styles.drawing}
        data-course={course.kind}
        data-small={small || undefined}
      >
        {plan && (
          <>
            <svg className={styles.ground} viewBox={viewBox(plan)} aria-hidden="true">
              <TrackGround plan={plan} />
            </svg>
            <svg className={styles.field} viewBox={viewBox(plan)} aria-hidden="true">
              <TrackField {...props} plan={plan} entrants={dots} />
            </svg>
          </>
        )}
      </div>
      <TrackLegend
        pacemakers={props.pacemakers ?? entrants.some((one) => one.role === 'pacemaker')}
        paceLines={props.paceLines}
        density={entrants.length > MOST_DOTS}
        schematic={plan?.schematic === true}
      />
      <OrderOnTrack entrants={entrants} />
    </figure>
  );
}

function viewBox(plan: TrackPlan): string {
  return `0 0 ${plan.width} ${plan.height}`;
}

function planFor(course: Course, points: readonly TimingPoint[], size: PlanSize): TrackPlan | null {
  if (size.width < 40 || size.height < 20) return null;
  switch (course.kind) {
    case 'oval':
      return ovalPlan(course, points, size);
    case 'straight':
    case 'lanes':
      return lanesPlan(course, points, size);
    case 'circuit':
    case 'route':
      return pathPlan(course, points, size);
  }
}

function OrderOnTrack({ entrants }: { readonly entrants: readonly TrackEntrant[] }) {
  const words = useWords().track;
  const listed = entrants.slice(0, MOST_LISTED);
  const rest = entrants.length - listed.length;
  const heading = useId();
  return (
    <div className={styles.hidden}>
      <p id={heading}>{words.order}</p>
      <ol aria-labelledby={heading}>
        {listed.map((one) => (
          <li key={one.id}>
            {words.orderLine({ ...one, pacemaker: one.role === 'pacemaker' })},{' '}
            {words.state[one.state]}
          </li>
        ))}
      </ol>
      {rest > 0 && <p>{words.more(rest)}</p>}
    </div>
  );
}
