import type { StripAxis, StripLanes } from '../../shared/race/strip.ts';
import { columnUs, directionOf } from '../../shared/strip/axis.ts';
import { edgeAt } from '../../shared/strip/lanes.ts';
import type { StripLayout } from './strip-layout.ts';
import type { StripScale } from './strip-scale.ts';
import { timeToPx } from './strip-scale.ts';
import styles from './Strip.module.css';

/** A finish image that the judge has released. */
export interface StripPhoto {
  readonly url: string;
  readonly axis: StripAxis;
  readonly lanes?: StripLanes;
}

interface StripPhotographProps {
  readonly photo: StripPhoto;
  readonly scale: StripScale;
  readonly layout: StripLayout;
  readonly onLost: (url: string) => void;
}

/**
 * The photograph, each line at its own time. Strips here run to the right: an image that was taken the
 * other way is turned, so that its time goes with the scale.
 */
export function StripPhotograph({ photo, scale, layout, onLost }: StripPhotographProps) {
  const { axis, lanes } = photo;
  const half = Math.abs(columnUs(axis)) / 2;
  const left = timeToPx(scale, Math.min(axis.firstUs, axis.lastUs) - half);
  const right = timeToPx(scale, Math.max(axis.firstUs, axis.lastUs) + half);
  const { top, bottom } = layout;
  const [width, height] = [right - left, bottom - top];
  const isTurned = directionOf(axis) === 'leftward';
  const isWide = width / axis.columns >= 2;
  return (
    <svg
      x={0}
      y={top}
      width={scale.widthPx}
      height={height}
      viewBox={`0 0 ${scale.widthPx} ${height}`}
    >
      <g transform={isTurned ? `translate(${left + right} 0) scale(-1 1)` : undefined}>
        <image
          href={photo.url}
          x={left}
          width={width}
          height={height}
          preserveAspectRatio="none"
          className={styles.photograph}
          data-lines={isWide || undefined}
          data-photograph=""
          onError={() => onLost(photo.url)}
        />
        {lanes?.edges.map((edge, i) => (
          <line
            key={`${edge.join()} ${i}`}
            className={styles.photographLane}
            x1={left}
            x2={right}
            y1={edgeAt(edge, 0) * height}
            y2={edgeAt(edge, 1) * height}
          />
        ))}
      </g>
    </svg>
  );
}
