import { useEffect, useRef } from 'react';
import type { Hairline } from '../../../components/hairline.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import type { FinishImage } from './finish-image.ts';
import { paintImage } from './paint-image.ts';
import styles from './Loupe.module.css';

interface LoupeProps {
  readonly image: FinishImage;
  readonly hairline: Hairline;
  /** Where in the image the judge last pointed, 0 the top. */
  readonly row: number;
  readonly shear: number;
}

const SIDE_PX = 224;
/** Lines are 8 px wide: each can be told apart. */
const TIMES = 8;

/** What is at the hairline, so large that single lines can be counted. */
export function Loupe({ image, hairline, row, shear }: LoupeProps) {
  const words = useWords().judge;
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let request = 0;
    const stop = hairline.watch((column) => {
      cancelAnimationFrame(request);
      request = requestAnimationFrame(() => {
        const context = canvas.current?.getContext('2d');
        if (!canvas.current || !context) return;
        const density = window.devicePixelRatio;
        canvas.current.width = SIDE_PX * density;
        canvas.current.height = SIDE_PX * density;
        const half = SIDE_PX / TIMES / 2;
        const place = {
          from: column + 0.5 - half,
          zoom: TIMES,
          top: row * image.rows - half,
          tall: TIMES,
          shear,
          widthPx: SIDE_PX,
          heightPx: SIDE_PX,
        };
        paintImage(context, image, place, density);
      });
    });
    return () => {
      stop();
      cancelAnimationFrame(request);
    };
  }, [image, hairline, row, shear]);
  return (
    <div className={styles['loupe']} role="img" aria-label={words.loupe}>
      <canvas ref={canvas} style={{ width: SIDE_PX, height: SIDE_PX }} />
      <span className={styles['loupeColumn']} style={{ width: TIMES }} />
      <span className={styles['loupeLine']} />
      <span className={styles['loupeRow']} />
    </div>
  );
}
