import type { KeyboardEvent } from 'react';
import { useEffect, useId, useRef } from 'react';
import type { Micros } from '../../shared/time/time.ts';
import { useWords } from '../i18n/words.ts';
import type { Hairline } from './hairline.ts';
import type { StripLayout } from './strip-layout.ts';
import type { StripScale, StripView } from './strip-scale.ts';
import { timeToPx } from './strip-scale.ts';
import { readHairline } from './strip-words.ts';
import styles from './Strip.module.css';

interface StripHairlineProps {
  readonly hairline: Hairline;
  readonly scale: StripScale;
  readonly limits: StripView;
  readonly layout: StripLayout;
  readonly winnerUs: Micros;
  readonly speedMps: number;
  /** Who was read at this very time. */
  readonly nameAt: (us: Micros) => string | null;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The line itself: a slider over time, placed and worded without rendering. */
export function StripHairline(props: StripHairlineProps) {
  const { hairline, scale, limits, layout, winnerUs, speedMps, nameAt, onKeyDown } = props;
  const words = useWords().photo;
  const help = useId();
  const line = useRef<HTMLDivElement>(null);
  const grip = useRef<HTMLSpanElement>(null);

  useEffect(
    () =>
      hairline.watch((us) => {
        if (line.current === null || grip.current === null) return;
        const px = timeToPx(scale, us);
        // Beyond the edge it waits there: hidden, it would lose the focus of who moves it by key.
        const shownPx = Math.min(Math.max(px, 0), scale.widthPx);
        line.current.style.transform = `translateX(${shownPx}px)`;
        line.current.toggleAttribute('data-outside', px !== shownPx);
        const reading = readHairline(us, winnerUs, speedMps);
        grip.current.textContent = reading.shown;
        const half = GRIP_PX / 2;
        const aside = Math.min(Math.max(shownPx, half), scale.widthPx - half) - shownPx;
        grip.current.style.translate = `${aside}px 0`;
        line.current.setAttribute('aria-valuenow', String(us / 1e6));
        const value = words.hairlineValue({ ...reading, onReading: nameAt(us) });
        line.current.setAttribute('aria-valuetext', value);
      }),
    [hairline, scale, winnerUs, speedMps, nameAt, words],
  );

  return (
    <>
      <div
        ref={line}
        className={styles.hairline}
        style={{ top: layout.top - 6, bottom: layout.height - layout.bottom }}
        // An input cannot be a line that is dragged anywhere on the strip.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="slider"
        tabIndex={0}
        aria-label={words.hairline}
        aria-orientation="horizontal"
        aria-valuemin={limits.fromUs / 1e6}
        aria-valuemax={limits.toUs / 1e6}
        aria-valuenow={limits.fromUs / 1e6}
        aria-describedby={help}
        data-hairline=""
        onKeyDown={onKeyDown}
      >
        <span ref={grip} className={styles.grip} />
      </div>
      <p id={help} className={styles.help}>
        {words.hairlineHelp}
      </p>
    </>
  );
}

/** About as wide as a time with its thousandths; at the ends of the strip the grip stays inside. */
const GRIP_PX = 76;
