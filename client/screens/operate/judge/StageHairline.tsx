import { useEffect, useRef, type KeyboardEvent } from 'react';
import { timeAt } from '../../../../shared/strip/axis.ts';
import { columnToPx } from '../../../../shared/strip/view.ts';
import { formatRaceTime } from '../../../../shared/time/format.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import type { StageProps } from './Stage.tsx';
import styles from './Stage.module.css';

interface StageHairlineProps extends Pick<
  StageProps,
  'image' | 'view' | 'axis' | 'digits' | 'hairline' | 'onEnter'
> {
  readonly help: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * The hairline, at a right angle to the time axis whatever is done to the image: a slider over lines,
 * placed and worded without rendering.
 */
export function StageHairline(props: StageHairlineProps) {
  const { image, view, axis, digits, hairline, help, onKeyDown } = props;
  const words = useWords().judge;
  const line = useRef<HTMLDivElement>(null);
  const grip = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      hairline.watch((column) => {
        if (line.current === null || grip.current === null) return;
        const px = columnToPx(view, column);
        const shownPx = Math.min(Math.max(px, 0), view.widthPx);
        line.current.style.transform = `translateX(${shownPx}px)`;
        line.current.toggleAttribute('data-outside', px !== shownPx);
        // Half steps are finer than the lines of the image: one more decimal shows where they are.
        const decimals = Math.min(digits + (Number.isInteger(column) ? 0 : 1), 6);
        const time =
          axis === null ? null : formatRaceTime(timeAt(axis, column), { digits: decimals });
        grip.current.textContent = time ?? words.lineNumber(String(column));
        const aside = Math.min(Math.max(shownPx, GRIP_HALF_PX), view.widthPx - GRIP_HALF_PX);
        grip.current.style.translate = `${aside - shownPx}px 0`;
        line.current.setAttribute('aria-valuenow', String(column));
        line.current.setAttribute('aria-valuetext', words.hairlineAt(String(column), time));
      }),
    [hairline, view, axis, digits, words],
  );
  return (
    <div
      ref={line}
      className={styles['hairline']}
      // An input cannot be a line that stands anywhere on the image.
      role="slider"
      tabIndex={0}
      aria-label={words.hairline}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={image.columns - 1}
      aria-valuenow={0}
      aria-describedby={help}
      data-hairline=""
      style={{ '--column': `${Math.max(view.zoom, 1)}px` } as React.CSSProperties}
      onFocus={props.onEnter}
      onKeyDown={onKeyDown}
    >
      <span className={styles['column']} data-shown={view.zoom >= 4 || undefined} />
      <span ref={grip} className={styles['grip']} />
    </div>
  );
}

/** Half of what a time with its decimals takes; at the ends of the stage it stays inside. */
const GRIP_HALF_PX = 44;
