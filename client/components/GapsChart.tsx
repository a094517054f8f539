import type { DrawnSize } from './drawn-size.ts';
import type { GapsProps } from './Gaps.tsx';

export interface GapsChartProps extends GapsProps {
  readonly size: DrawnSize;
}

export function GapsChart({ size }: GapsChartProps) {
  return <svg width={size.width} height={size.height} aria-hidden="true" />;
}
