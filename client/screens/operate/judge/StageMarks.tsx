import { useMemo } from 'react';
import { edgeAt } from '../../../../shared/strip/lanes.ts';
import { columnToPx, type StripView } from '../../../../shared/strip/view.ts';
import { placeLabels, type PlacedLabel } from './label-tiers.ts';
import type { RowScale, StageProps } from './Stage.tsx';
import { textWidth } from './text-width.ts';
import styles from './Stage.module.css';

/** A mark as the image shows it. */
export interface StageMark {
  readonly key: string;
  readonly column: number;
  /** The chest or where the judge pointed, 0 the top; null where neither is known. */
  readonly row: number | null;
  /** What it is called where there is room, and where there is little. */
  readonly labels: readonly string[];
  readonly state: 'draft' | 'active' | 'waiting' | 'stored';
}

interface StageMarksProps extends Pick<
  StageProps,
  'image' | 'view' | 'heightPx' | 'lanes' | 'crop'
> {
  readonly seen: readonly SeenMark[];
  readonly rows: RowScale;
}

const TIERS = 3;
const TIER_PX = 26;
const LABEL_PX = 22;
const TOP_PX = 4;
const BAND_PX = TOP_PX + TIERS * TIER_PX;
/** Inside a label, before and behind its words. */
const INSET_PX = 6;
const FONT = "650 12px 'Inter Variable', system-ui, sans-serif";

/** Lane guides, marks and what would be released, over the image. */
export function StageMarks(props: StageMarksProps) {
  const { image, view, heightPx, rows, seen, crop } = props;
  const y = (share: number) => (share * image.rows - rows.top) * rows.tall;
  return (
    <svg className={styles['marks']} width={view.widthPx} height={heightPx} aria-hidden="true">
      <Lanes {...props} y={y} />
      <Marked seen={seen} heightPx={heightPx} y={y} />
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

type ToY = (share: number) => number;

/** A mark in sight, with where its label stands; null for one without room. */
interface SeenMark {
  readonly mark: StageMark;
  readonly px: number;
  readonly place: PlacedLabel | null;
}

/** Which marks are in sight, and where their labels stand beside each other. */
export function useSeenMarks(marks: readonly StageMark[], view: StripView): readonly SeenMark[] {
  return useMemo(() => {
    const inSight = marks
      .map((mark) => ({ mark, px: columnToPx(view, mark.column) }))
      .filter(({ px }) => px >= -2 && px <= view.widthPx + 2);
    const places = placeLabels(
      inSight.map(({ mark, px }) => ({
        px,
        widths: mark.labels.map((label) => textWidth(label, FONT) + 2 * INSET_PX),
        first: mark.state === 'active',
      })),
      { widthPx: view.widthPx, tiers: TIERS },
    );
    return inSight.map((each, i) => ({ ...each, place: places[i] ?? null }));
  }, [marks, view]);
}

/** The names of the marks, over the image and not on it: what is read is never covered. */
export function StageLabels({
  seen,
  widthPx,
}: {
  readonly seen: readonly SeenMark[];
  readonly widthPx: number;
}) {
  return (
    <svg className={styles['labels']} width={widthPx} height={BAND_PX} aria-hidden="true">
      {seen.map(({ mark, px, place }) => {
        const top = TOP_PX + (place?.tier ?? TIERS) * TIER_PX;
        const label = (place && mark.labels[place.form]) ?? '';
        return (
          <g key={mark.key} className={styles['mark']} data-state={mark.state} data-mark={mark.key}>
            <line className={styles['whole']} x1={px} x2={px} y1={top} y2={BAND_PX} />
            {place && (
              <g transform={`translate(${place.left} ${top})`}>
                <rect width={textWidth(label, FONT) + 2 * INSET_PX} height={LABEL_PX} rx={4} />
                <text x={INSET_PX} y={15.5}>
                  {label}
                </text>
              </g>
            )}
          </g>
        );
      })}
    </svg>
  );
}

function Marked({
  seen,
  heightPx,
  y,
}: Pick<StageMarksProps, 'seen' | 'heightPx'> & { readonly y: ToY }) {
  return seen.map(({ mark, px }) => {
    const at = mark.row === null ? null : y(mark.row);
    return (
      <g key={mark.key} className={styles['mark']} data-state={mark.state}>
        <line className={styles['edge']} x1={px} x2={px} y1={0} y2={heightPx} />
        <line className={styles['whole']} x1={px} x2={px} y1={0} y2={heightPx} />
        {at !== null && <line x1={px} x2={px} y1={Math.max(at - 26, 0)} y2={at + 26} />}
      </g>
    );
  });
}

function Lanes({ image, view, lanes, y }: StageMarksProps & { readonly y: ToY }) {
  const [left, right] = [columnToPx(view, -0.5), columnToPx(view, image.columns - 0.5)];
  if (lanes === null) return null;
  const at = Math.max(left, 0);
  const across = (at - left) / Math.max(right - left, 1);
  const step = Math.sign(lanes.nearLane - lanes.farLane);
  return lanes.edges.map((edge, i) => {
    const before = lanes.edges[i - 1];
    return (
      <g key={`${edge.join()} ${i}`}>
        <line
          className={styles['lane']}
          x1={left}
          x2={right}
          y1={y(edgeAt(edge, 0))}
          y2={y(edgeAt(edge, 1))}
        />
        {before !== undefined && (
          <text
            className={styles['laneName']}
            x={at + 8}
            y={y((edgeAt(before, across) + edgeAt(edge, across)) / 2) + 4}
          >
            {lanes.farLane + (i - 1) * step}
          </text>
        )}
      </g>
    );
  });
}
