import { useEffect, useLayoutEffect, useRef, type PointerEvent, type RefObject } from 'react';
import {
  columnToPx,
  panBy,
  pxToColumn,
  snapColumn,
  zoomAt,
  type StripView,
} from '../../../../shared/strip/view.ts';
import type { RowScale, StageProps } from './Stage.tsx';

type StagePointer = Pick<
  StageProps,
  'image' | 'view' | 'onView' | 'onMove' | 'onPlace' | 'onPointed' | 'hairline' | 'onRows'
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

interface Place {
  readonly x: number;
  readonly y: number;
}

/** What a press turned out to be. */
interface Press extends Place {
  readonly does: 'line' | 'pan';
  /** So far a hand may tremble and still have clicked. */
  readonly stillPx: number;
  moved: boolean;
}

const MOUSE_STILL_PX = 4;
const FINGER_STILL_PX = 9;
/** A finger this near to the hairline takes it along. */
const GRIP_PX = 26;
/** Fingers closer than this do not zoom wildly. */
const LEAST_SPAN_PX = 24;

/**
 * A mouse or pen: pressed, the hairline is there; a press without moving marks, a drag takes the
 * hairline along, with the middle button the image. A finger: a tap marks; a drag moves the image, or
 * the hairline where it began on it; two pinch.
 */
export function useStagePointer(props: StagePointer, rows: RowScale) {
  const { image, hairline, onMove, onPlace, onPointed } = props;
  const fingers = useRef(new Map<number, Place>());
  const began = useRef<Press | null>(null);
  // Several moves come before what the first of them changed is rendered.
  const now = useRef(props.view);
  useLayoutEffect(() => {
    now.current = props.view;
  }, [props.view]);
  const show = (view: StripView) => {
    now.current = view;
    props.onView(view);
  };

  const placeOf = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    return {
      x,
      y,
      column: snapColumn(pxToColumn(now.current, x), event.altKey ? 0.5 : 1, image.columns),
      row: (rows.top + y / rows.tall) / image.rows,
    };
  };

  const pan = (before: Place, { x, y }: Place) => {
    show(panBy(now.current, before.x - x, image.columns));
    props.onRows((before.y - y) / rows.tall / image.rows);
  };

  const pinch = (before: Place, { x, y }: Place, still: Place) => {
    const span = (at: Place) => Math.max(Math.hypot(at.x - still.x, at.y - still.y), LEAST_SPAN_PX);
    const factor = span({ x, y }) / span(before);
    const pinched = zoomAt(now.current, factor, (before.x + still.x) / 2, image.columns);
    // The middle of two fingers moves half as far as one of them.
    show(panBy(pinched, (before.x - x) / 2, image.columns));
  };

  const end = (event: PointerEvent<HTMLElement>) => {
    fingers.current.delete(event.pointerId);
    const press = began.current;
    if (fingers.current.size === 0) began.current = null;
    return press;
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
      const isFinger = event.pointerType === 'touch';
      const onLine = Math.abs(columnToPx(now.current, hairline.at()) - x) <= GRIP_PX;
      const pans = event.button === 1 || fingers.current.size > 1 || (isFinger && !onLine);
      began.current = {
        x,
        y,
        does: pans ? 'pan' : 'line',
        stillPx: isFinger ? FINGER_STILL_PX : MOUSE_STILL_PX,
        moved: event.button === 1 || fingers.current.size > 1,
      };
      onPointed(row);
      if (!pans && !isFinger) onMove(column);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const { x, y, column, row } = placeOf(event);
      const before = fingers.current.get(event.pointerId);
      const press = began.current;
      if (before === undefined || press === null) return;
      const still = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
      if (!press.moved && Math.hypot(x - press.x, y - press.y) <= press.stillPx) return;
      press.moved = true;
      fingers.current.set(event.pointerId, { x, y });
      if (still !== undefined) pinch(before, { x, y }, still);
      else if (press.does === 'pan') pan(before, { x, y });
      else {
        onPointed(row);
        onMove(column);
      }
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      const { column, row } = placeOf(event);
      const press = end(event);
      if (press !== null && !press.moved && fingers.current.size === 0) onPlace(column, row);
    },
    onPointerCancel(event: PointerEvent<HTMLElement>) {
      end(event);
    },
  };
}
