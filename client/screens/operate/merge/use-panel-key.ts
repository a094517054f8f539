import { useEffect, type RefObject } from 'react';

/** One key of a panel, while the focus is in it and nothing is being typed or chosen. */
export function usePanelKey(
  panel: RefObject<HTMLElement | null>,
  key: string,
  act: () => void,
): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.key.toUpperCase() !== key || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!(target instanceof HTMLElement) || panel.current?.contains(target) !== true) return;
      if (target.matches('input, select, textarea')) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [panel, key, act]);
}
