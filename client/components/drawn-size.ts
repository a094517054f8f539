import type { RefObject } from 'react';
import { useLayoutEffect, useRef, useState } from 'react';

export interface DrawnSize {
  readonly width: number;
  readonly height: number;
}

/** The size in CSS pixels of the element that holds the ref, and again when it changes; null before. */
export function useDrawnSize<E extends Element>(): [RefObject<E | null>, DrawnSize | null] {
  const ref = useRef<E>(null);
  const [size, setSize] = useState<DrawnSize | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const box = entry?.contentRect;
      if (box) setSize({ width: Math.floor(box.width), height: Math.floor(box.height) });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
