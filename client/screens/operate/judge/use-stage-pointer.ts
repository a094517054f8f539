import { useEffect, useRef, type PointerEvent, type RefObject } from 'react';
import { panBy, pxToColumn, snapColumn, zoomAt } from '../../../../shared/strip/view.ts';
import type { RowScale, StageProps } from './Stage.tsx';

type StagePointer = Pick<
  StageProps,
  'image' | 'view' | 'onView' | 'onMove' | 'onPlace' | 'onPointed'
>;

/** One notch of a common wheel (100) zooms by a quarter. */
const WHEEL_ZOOM = 0.0022;

/**
 * The wheel zooms at the pointer, sideways or with Shift it pans. A listener of our own, because
 * React's cannot stop the page from scrolling.
 */
export function useStageWheel(surface: RefObject<HTMLElement | null>, props: StagePointer): void {
  const { image, view, onView } = props;
  useEffect(() => {
    const element = surface.current;
    if (element === null) return;
    const turn = (event: WheelEvent) => {
      const px = event.clientX - element.getBoundingClientRect().left;
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
      event.preventDefault();
      onView(
        sideways
          ? panBy(view, event.deltaX === 0 ? event.deltaY : event.deltaX, image.columns)
          : zoomAt(view, Math.exp(-event.deltaY * WHEEL_ZOOM), px, image.columns),
      );
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [surface, image, view, onView]);
}

interface Finger {
  readonly x: number;
  readonly y: number;
}

/** So far a hand may tremble and still have clicked. */
const STILL_PX = 4;

/**
 * Press: the hairline is there. Press without moving: a mark. Drag: the hairline follows; with the
 * middle button the image does. Two fingers pinch and pan.
 */
export function useStagePointer(props: StagePointer, rows: RowScale) {
  const { image, view, onView, onMove, onPlace, onPointed } = props;
  const fingers = useRef(new Map<number, Finger>());
  const began = useRef<(Finger & { readonly pans: boolean; moved: boolean }) | null>(null);

  const placeOf = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const column = pxToColumn(view, x);
    return {
      x,
      y,
      column: snapColumn(column, event.altKey ? 0.5 : 1, image.columns),
      row: (rows.top + y / rows.tall) / image.rows,
    };
  };

  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button > 1) return;
      const { x, y, column, row } = placeOf(event);
      event.currentTarget.setPointerCapture(event.pointerId);
      event.currentTarget
        .querySelector<HTMLElement>('[data-hairline]')
        ?.focus({ preventScroll: true });
      // Without this the press would take the focus away from the hairline again.
      event.preventDefault();
      fingers.current.set(event.pointerId, { x, y });
      const pans = event.button === 1 || fingers.current.size > 1;
      began.current = { x, y, pans, moved: pans };
      onPointed(row);
      if (!pans) onMove(column);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const { x, y, column, row } = placeOf(event);
      const before = fingers.current.get(event.pointerId);
      if (before === undefined || began.current === null) return;
      const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
      fingers.current.set(event.pointerId, { x, y });
      if (Math.hypot(x - began.current.x, y - began.current.y) > STILL_PX)
        began.current.moved = true;
      if (other !== undefined) {
        const factor =
          Math.max(Math.abs(x - other.x), 20) / Math.max(Math.abs(before.x - other.x), 20);
        const middle = (x + other.x) / 2;
        const pinched = zoomAt(view, factor, middle, image.columns);
        onView(panBy(pinched, (before.x - x) / 2, image.columns));
      } else if (began.current.pans) onView(panBy(view, before.x - x, image.columns));
      else if (began.current.moved) {
        onPointed(row);
        onMove(column);
      }
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      fingers.current.delete(event.pointerId);
      const { column, row } = placeOf(event);
      const isClick = began.current !== null && !began.current.moved;
      if (fingers.current.size === 0) began.current = null;
      if (isClick) onPlace(column, row);
    },
    onPointerCancel(event: PointerEvent<HTMLElement>) {
      fingers.current.delete(event.pointerId);
      if (fingers.current.size === 0) began.current = null;
    },
  };
}
