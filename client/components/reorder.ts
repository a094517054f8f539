import { useLayoutEffect, useRef, type RefObject } from 'react';

const REORDER_MS = 300;

/**
 * Lets the rows of a table glide to their new places: each starts from where it was and comes home
 * in 300 ms. Rows are all of one height, so nothing but one of them is measured. Not at all where
 * the viewer asked for less motion.
 */
export function useReorder(
  body: RefObject<HTMLTableSectionElement | null>,
  on: boolean,
  /** Anything that changes with the order. */
  order: unknown,
): void {
  const before = useRef<ReadonlyMap<string, number>>(new Map());
  useLayoutEffect(() => {
    if (!on) return;
    const rows = [...(body.current?.querySelectorAll<HTMLElement>('tr[data-key]') ?? [])];
    const places = new Map(rows.map((row, index) => [row.dataset['key'] ?? '', index]));
    const moved = rows.filter(
      (row, index) => (before.current.get(row.dataset['key'] ?? '') ?? index) !== index,
    );
    if (moved.length > 0 && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
      const heightPx = moved[0]?.offsetHeight ?? 0;
      for (const row of moved) {
        const key = row.dataset['key'] ?? '';
        const rows = (before.current.get(key) ?? 0) - (places.get(key) ?? 0);
        row.animate([{ transform: `translateY(${rows * heightPx}px)` }, { transform: 'none' }], {
          duration: REORDER_MS,
          easing: 'cubic-bezier(0.2, 0, 0, 1)',
        });
      }
    }
    before.current = places;
  }, [body, on, order]);
}
