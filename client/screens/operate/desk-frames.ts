import { useMemo } from 'react';
import type { Frames } from '../../components/frames.ts';
import { useDesk } from './desk-context.ts';

/** Draws by the server's clock as this desk knows it, once per frame; a hidden page draws nothing. */
export function useDeskFrames(): Frames {
  const desk = useDesk();
  return useMemo(
    () => (draw) => {
      let request = 0;
      const run = () => {
        draw(desk.now());
        request = requestAnimationFrame(run);
      };
      run();
      return () => cancelAnimationFrame(request);
    },
    [desk],
  );
}
