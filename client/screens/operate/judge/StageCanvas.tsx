import { useEffect, useRef } from 'react';
import { paintImage } from './paint-image.ts';
import type { RowScale, StageProps } from './Stage.tsx';
import { isPlain } from './tone.ts';
import styles from './Stage.module.css';

interface StageCanvasProps extends Pick<
  StageProps,
  'image' | 'view' | 'heightPx' | 'shear' | 'tone'
> {
  readonly rows: RowScale;
  /** Id of the filter that brightens and darkens what is painted. */
  readonly filter: string;
}

/** The part of the image that is in sight; painted once for each frame in which anything moved. */
export function StageCanvas(props: StageCanvasProps) {
  const { image, view, heightPx, shear, tone, filter } = props;
  const { tall, top } = props.rows;
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const request = requestAnimationFrame(() => {
      const element = canvas.current;
      const context = element?.getContext('2d', { alpha: true });
      if (!element || !context) return;
      const density = window.devicePixelRatio;
      const [width, height] = [Math.round(view.widthPx * density), Math.round(heightPx * density)];
      if (element.width !== width || element.height !== height) {
        element.width = width;
        element.height = height;
      }
      const { from, zoom, widthPx } = view;
      paintImage(context, image, { from, zoom, widthPx, heightPx, top, tall, shear }, density);
    });
    return () => cancelAnimationFrame(request);
  }, [image, view, heightPx, shear, tall, top]);
  return (
    <canvas
      ref={canvas}
      className={styles['canvas']}
      aria-hidden="true"
      data-image=""
      style={isPlain(tone) ? undefined : { filter: `url(#${CSS.escape(filter)})` }}
    />
  );
}
