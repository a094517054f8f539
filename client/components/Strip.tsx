import type { KeyboardEvent, PointerEvent, RefObject } from 'react';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { RoundingRule } from '../../shared/race/definition.ts';
import type { Micros } from '../../shared/time/time.ts';
import { useWords } from '../i18n/words.ts';
import type { Hairline } from './hairline.ts';
import type { PhotoReading } from './PhotoFinish.tsx';
import { StripHairline } from './StripHairline.tsx';
import { StripImage } from './StripImage.tsx';
import type { StripPhoto } from './StripPhotograph.tsx';
import { bodyUs, stripFigure } from './strip-figure.ts';
import { hairlineKey } from './strip-keys.ts';
import { stripLayout } from './strip-layout.ts';
import { finishRows } from './strip-rows.ts';
import type { StripScale, StripView } from './strip-scale.ts';
import { panBy, pxToTime, scaleBar, usPerPx, withTimeInView, zoomAt } from './strip-scale.ts';
import styles from './Strip.module.css';

export interface StripProps {
  readonly readings: readonly PhotoReading[];
  readonly scale: StripScale;
  readonly limits: StripView;
  readonly onView: (view: StripView) => void;
  readonly hairline: Hairline;
  readonly onMove: (us: Micros) => void;
  readonly speedMps: number;
  readonly rule: RoundingRule;
  readonly photo: StripPhoto | null;
  readonly onLost: (url: string) => void;
}

/** The strip with its hairline: drag or press anywhere on it, or move it by key. */
export function Strip(props: StripProps) {
  const { readings, scale, limits, onView, hairline, onMove, speedMps, rule } = props;
  const words = useWords().photo;
  const surface = useRef<HTMLDivElement>(null);
  const times = useMemo(() => readings.map((one) => one.time.time), [readings]);
  const rows = useMemo(() => rowsOf(readings, speedMps, rule), [readings, speedMps, rule]);
  const layout = useMemo(() => {
    const count = Math.max(...rows, 0) + 1;
    const { heightM } = stripFigure(rule);
    return stripLayout(scale.widthPx, { rows: count, crowd: count > CROWD_ROWS, heightM });
  }, [rows, scale.widthPx, rule]);
  const nameAt = useCallback(
    (us: Micros) => readings.find((one) => one.time.time === us)?.name ?? null,
    [readings],
  );
  useWheelZoom(surface, scale, limits, onView);

  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const px = event.clientX - event.currentTarget.getBoundingClientRect().left;
    onMove(coarse(pxToTime(scale, px), scale));
  };
  const grab = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget
      .querySelector<HTMLElement>('[data-hairline]')
      ?.focus({ preventScroll: true });
    // Without this the press would take the focus away from the hairline again.
    event.preventDefault();
    follow(event);
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
  };
  const press = (event: KeyboardEvent) => {
    const answer = hairlineKey(event, { us: hairline.at(), times, scale, limits });
    if (answer === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (answer.us !== null) onMove(answer.us);
    const view = answer.view ?? withTimeInView(scale, hairline.at(), limits);
    if (view.fromUs !== scale.fromUs || view.toUs !== scale.toUs) onView(view);
  };

  const bar = scaleBar(scale, speedMps, Math.min(scale.widthPx * 0.3, 150));
  const barLength =
    bar.centimetres >= 100
      ? words.lengthM(String(bar.centimetres / 100))
      : words.lengthCm(String(bar.centimetres));
  return (
    <div className={styles.strip} dir="ltr">
      <div
        ref={surface}
        className={styles.surface}
        style={{ height: layout.height }}
        data-photo={props.photo === null ? undefined : ''}
        onPointerDown={grab}
        onPointerMove={drag}
      >
        <StripImage
          readings={readings}
          rows={rows}
          scale={scale}
          layout={layout}
          speedMps={speedMps}
          rule={rule}
          photo={props.photo}
          onLost={props.onLost}
        />
        <StripHairline
          hairline={hairline}
          scale={scale}
          limits={limits}
          layout={layout}
          winnerUs={times[0] ?? 0}
          speedMps={speedMps}
          nameAt={nameAt}
          onKeyDown={press}
        />
        <div
          className={styles.scale}
          data-scale-bar=""
          style={{ width: bar.px, top: layout.bottom - 24 }}
        >
          <span>{barLength}</span>
        </div>
      </div>
    </div>
  );
}

/** From here on finishers are so close together that their names need a second row. */
const CROWD_ROWS = 3;

function rowsOf(
  readings: readonly PhotoReading[],
  speedMps: number,
  rule: RoundingRule,
): readonly number[] {
  return finishRows(
    readings.map((one) => ({ lane: one.lane, us: one.time.time })),
    bodyUs(stripFigure(rule), speedMps),
  );
}

/** A hand on a screen cannot choose finer than the screen shows: whole thousandths, or tenths of them. */
function coarse(us: Micros, scale: StripScale): Micros {
  const step = usPerPx(scale) > 250 ? 1000 : 100;
  return Math.round(us / step) * step;
}

/**
 * The wheel zooms at the pointer, sideways it pans; at either end of the zoom the page scrolls on.
 * A listener of our own, because React's cannot stop the page from scrolling.
 */
function useWheelZoom(
  surface: RefObject<HTMLDivElement | null>,
  scale: StripScale,
  limits: StripView,
  onView: (view: StripView) => void,
): void {
  useEffect(() => {
    const element = surface.current;
    if (element === null) return;
    const turn = (event: WheelEvent) => {
      const px = event.clientX - element.getBoundingClientRect().left;
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
      const view = sideways
        ? panBy(scale, event.deltaX === 0 ? event.deltaY : event.deltaX, limits)
        : zoomAt(scale, Math.exp(-event.deltaY * WHEEL_ZOOM), px, limits);
      if (view.fromUs === scale.fromUs && view.toUs === scale.toUs) return;
      event.preventDefault();
      onView(view);
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [surface, scale, limits, onView]);
}

/** One notch of a common wheel (100) zooms by a quarter. */
const WHEEL_ZOOM = 0.0022;
