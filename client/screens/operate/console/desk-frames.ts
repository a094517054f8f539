import type { Frames } from '../../../components/frames.ts';
import type { Desk } from '../../../desk/desk.ts';

/** Once per animation frame with the server's time; a hidden page draws nothing. */
export function deskFrames(desk: Pick<Desk, 'now'>): Frames {
  return (draw) => {
    let request = 0;
    const next = () => {
      draw(desk.now());
      request = requestAnimationFrame(next);
    };
    next();
    return () => cancelAnimationFrame(request);
  };
}
