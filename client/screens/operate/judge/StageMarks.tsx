import { edgeAt } from '../../../../shared/strip/lanes.ts';
import { columnToPx } from '../../../../shared/strip/view.ts';
import type { RowScale, StageProps } from './Stage.tsx';
import styles from './Stage.module.css';

/** A mark as the image shows it. */
export interface StageMark {
  readonly key: string;
  readonly column: number;
  /** The middle of the lane or where the judge pointed, 0 the top; null where neither is known. */
  readonly row: number | null;
  readonly label: string;
  readonly state: 'draft' | 'active' | 'waiting' | 'stored';
}

interface StageMarksProps extends Pick<
  StageProps,
  'image' | 'view' | 'heightPx' | 'lanes' | 'marks' | 'crop'
> {
  readonly rows: RowScale;
}

const LABEL_PX = 22;

/** Lane guides, marks and what would be released, over the image. */
export function StageMarks(props: StageMarksProps) {
  const { image, view, heightPx, rows, lanes, marks, crop } = props;
  const y = (share: number) => (share * image.rows - rows.top) * rows.tall;
  const [left, right] = [columnToPx(view, -0.5), columnToPx(view, image.columns - 0.5)];
  return (
    <svg className={styles['marks']} width={view.widthPx} height={heightPx} aria-hidden="true">
      {lanes?.edges.map((edge, i) => (
        <line
          key={`${edge.join()} ${i}`}
          className={styles['lane']}
          x1={left}
          x2={right}
          y1={y(edgeAt(edge, 0))}
          y2={y(edgeAt(edge, 1))}
        />
      ))}
      {lanes?.edges.slice(1).map((edge, i) => {
        const before = lanes.edges[i] ?? edge;
        const at = Math.max(left, 0);
        const across = (at - left) / Math.max(right - left, 1);
        const step = Math.sign(lanes.nearLane - lanes.farLane);
        return (
          <text
            key={`${edge.join()} ${i}`}
            className={styles['laneName']}
            x={at + 8}
            y={y((edgeAt(before, across) + edgeAt(edge, across)) / 2) + 4}
          >
            {lanes.farLane + i * step}
          </text>
        );
      })}
      {marks.map((mark, i) => {
        const px = columnToPx(view, mark.column);
        if (px < -200 || px > view.widthPx + 20) return null;
        const at = mark.row === null ? 14 + (i % 4) * LABEL_PX : y(mark.row);
        const width = mark.label.length * 7.4 + 12;
        const flip = px + width + 8 > view.widthPx;
        return (
          <g key={mark.key} className={styles['mark']} data-state={mark.state} data-mark={mark.key}>
            <line className={styles['whole']} x1={px} x2={px} y1={0} y2={heightPx} />
            <line x1={px} x2={px} y1={at - 26} y2={at + 26} />
            <g transform={`translate(${flip ? px - width - 6 : px + 6} ${at - 11})`}>
              <rect width={width} height={LABEL_PX} rx={4} />
              <text x={6} y={15.5}>
                {mark.label}
              </text>
            </g>
          </g>
        );
      })}
      {crop !== null && (
        <g className={styles['crop']}>
          <rect width={Math.max(columnToPx(view, crop.from - 0.5), 0)} height={heightPx} />
          <rect
            x={columnToPx(view, crop.to - 0.5)}
            width={Math.max(view.widthPx - columnToPx(view, crop.to - 0.5), 0)}
            height={heightPx}
          />
        </g>
      )}
    </svg>
  );
}
