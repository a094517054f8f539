import { useState } from 'react';
import type { BenchView } from './use-bench-view.ts';
import type { FinishImage } from './finish-image.ts';
import type { JudgeKey } from './judge-keys.ts';
import type { StageMark } from './StageMarks.tsx';
import type { Judging } from './use-judge.ts';

interface Bench {
  readonly image: Pick<FinishImage, 'columns'>;
  readonly judging: Judging;
  readonly shown: BenchView;
  readonly marks: readonly StageMark[];
}

export const ZOOM_STEP = 2;

interface BenchKeys {
  readonly press: (key: JudgeKey) => void;
  /** Escape was the last key: Tab leaves the image now. */
  readonly left: boolean;
  /** The image has the focus again. */
  readonly comeBack: () => void;
}

/** What the keys of the image do, whichever key or button asks for it. */
export function useBenchKeys({ image, judging, shown, marks }: Bench): BenchKeys {
  const [left, setLeft] = useState(false);
  const { hairline } = judging;
  const step = (to: number) => {
    judging.move(to);
    shown.follow();
  };
  const other = (direction: 1 | -1) => {
    const beyond = marks
      .map(({ column }) => column)
      .filter((column) => (column - hairline.at()) * direction > 0.01);
    if (beyond.length === 0) return;
    const column = direction > 0 ? Math.min(...beyond) : Math.max(...beyond);
    const draft = judging.sheet.drafts.find((one) => one.column === column);
    if (draft === undefined) judging.leave();
    else judging.activate(draft.id);
    shown.show(column);
  };
  const press = (key: JudgeKey) => {
    setLeft(key.does === 'leave');
    switch (key.does) {
      case 'step':
        return step(hairline.at() + key.by);
      case 'end':
        return step(key.side === 'first' ? 0 : image.columns - 1);
      case 'zoom':
        return shown.zoom(key.direction > 0 ? ZOOM_STEP : 1 / ZOOM_STEP);
      case 'taller':
        return shown.taller(key.direction);
      case 'fit':
        return shown.fit();
      case 'unread': {
        const seen = judging.aim(key.direction);
        if (seen !== null) shown.show(seen);
        return;
      }
      case 'other':
        return other(key.direction);
      case 'digit':
        return judging.digit(key.digit);
      default:
        return judging[key.does]();
    }
  };
  return { press, left, comeBack: () => setLeft(false) };
}
