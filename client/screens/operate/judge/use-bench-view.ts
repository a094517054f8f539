import { useCallback, useEffect, useMemo, useState } from 'react';
import {
  columnToPx,
  fitView,
  resized,
  withColumn,
  zoomAt,
  type StripView,
} from '../../../../shared/strip/view.ts';
import type { Hairline } from '../../../components/hairline.ts';
import type { FinishImage } from './finish-image.ts';
import type { Tallness } from './Stage.tsx';

export interface BenchView {
  readonly view: StripView;
  readonly setView: (view: StripView) => void;
  readonly tallness: Tallness;
  readonly heightPx: number;
  /** Where in the image the judge last pointed, 0 the top. */
  readonly row: number;
  readonly setRow: (row: number) => void;
  /** Pushes the image up or down by a share of it, where it is taller than the stage. */
  readonly pushRows: (by: number) => void;
  /** Puts the hairline there and brings it into sight. */
  readonly show: (column: number) => void;
  readonly follow: () => void;
  /** About the hairline where it is in sight. */
  readonly zoom: (factor: number) => void;
  readonly fit: () => void;
  readonly taller: (direction: 1 | -1) => void;
}

/** What of the image is on the screen, and how large. */
export function useBenchView(image: FinishImage, hairline: Hairline, width: number): BenchView {
  const [chosen, setChosen] = useState<StripView | null>(null);
  const [tallness, setTallness] = useState<Tallness>({ times: 1, top: 0 });
  const [row, setRow] = useState(0.6);
  const { columns } = image;
  // The same object while it shows the same: what is painted and cropped hangs on it.
  const view = useMemo(() => {
    const wide = Math.max(width, 1);
    return chosen === null ? fitView(columns, wide) : resized(chosen, wide, columns);
  }, [chosen, width, columns]);
  const show = useCallback(
    (column: number) => {
      hairline.set(Math.round(column * 2) / 2);
      setChosen((now) => withColumn(now ?? view, column, columns));
    },
    [hairline, view, columns],
  );
  return {
    view,
    setView: setChosen,
    tallness,
    heightPx: useStageHeight(),
    row,
    setRow,
    pushRows: (by) =>
      setTallness((now) => {
        const top = Math.min(Math.max(now.top + by, 0), 1 - 1 / now.times);
        return top === now.top ? now : { ...now, top };
      }),
    show,
    follow: () => setChosen(withColumn(view, hairline.at(), columns)),
    zoom(factor) {
      const px = columnToPx(view, hairline.at());
      const centre = px >= 0 && px <= view.widthPx ? px : view.widthPx / 2;
      setChosen(withColumn(zoomAt(view, factor, centre, columns), hairline.at(), columns));
    },
    fit: () => setChosen(null),
    taller: (direction) =>
      setTallness(({ times }) => {
        const next = direction > 0 ? Math.min(times * 2, 4) : Math.max(times / 2, 1);
        const shown = 1 / next;
        return {
          times: next === 4 ? 4 : next === 2 ? 2 : 1,
          top: Math.min(Math.max(row - shown / 2, 0), 1 - shown),
        };
      }),
  };
}

/** Less than half of the window: under it, the readings stay in sight. */
function useStageHeight(): number {
  const [height, setHeight] = useState(() => window.innerHeight);
  useEffect(() => {
    const resize = () => setHeight(window.innerHeight);
    window.addEventListener('resize', resize);
    return () => window.removeEventListener('resize', resize);
  }, []);
  return Math.round(Math.min(Math.max(height * 0.42, 240), 620));
}
