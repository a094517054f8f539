import { useId, useMemo, useRef, type KeyboardEvent } from 'react';
import type { StripAxis, StripLanes } from '../../../../shared/race/strip.ts';
import type { StripView } from '../../../../shared/strip/view.ts';
import type { Hairline } from '../../../components/hairline.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import type { FinishImage } from './finish-image.ts';
import { judgeKey, type JudgeKey } from './judge-keys.ts';
import { StageCanvas } from './StageCanvas.tsx';
import { StageHairline } from './StageHairline.tsx';
import { StageLabels, StageMarks, useSeenMarks, type StageMark } from './StageMarks.tsx';
import { StageRuler } from './StageRuler.tsx';
import { toneTable, type Tone } from './tone.ts';
import { useStagePointer, useStageWheel } from './use-stage-pointer.ts';
import styles from './Stage.module.css';

/** How tall the image is shown: 1 fits the stage; `top` is the share of the image above its edge. */
export interface Tallness {
  readonly times: 1 | 2 | 4;
  readonly top: number;
}

export interface StageProps {
  readonly image: FinishImage;
  readonly view: StripView;
  readonly onView: (view: StripView) => void;
  readonly heightPx: number;
  readonly tallness: Tallness;
  readonly shear: number;
  readonly tone: Tone;
  readonly axis: StripAxis | null;
  readonly digits: number;
  readonly lanes: StripLanes | null;
  readonly marks: readonly StageMark[];
  /** Columns between which the image would be released, while the judge is about to. */
  readonly crop: { readonly from: number; readonly to: number } | null;
  /** In columns. */
  readonly hairline: Hairline;
  readonly hasMark: boolean;
  readonly onMove: (column: number) => void;
  /** A press that was no drag: the column under it, and where in the image, 0 the top and 1 the bottom. */
  readonly onPlace: (column: number, row: number) => void;
  readonly onPointed: (row: number) => void;
  /** The image is pushed up or down by this share of it. */
  readonly onRows: (by: number) => void;
  readonly onKey: (key: JudgeKey) => void;
  readonly onEnter: () => void;
  /** False where Tab should leave the stage. */
  readonly keepsTab: boolean;
}

/** Rows of the image on the screen: px of a row, and the row at the top edge. */
export interface RowScale {
  readonly tall: number;
  readonly top: number;
}

/** The image under the hairline: painted, measured, and worked by pointer and by keys. */
export function Stage(props: StageProps) {
  const { image, view, heightPx, tallness, tone, axis } = props;
  const words = useWords().judge;
  const surface = useRef<HTMLDivElement>(null);
  const filter = useId();
  const help = useId();
  const rows: RowScale = {
    tall: (heightPx / image.rows) * tallness.times,
    top: tallness.top * image.rows,
  };
  const table = useMemo(() => toneTable(tone).join(' '), [tone]);
  const seen = useSeenMarks(props.marks, view);
  useStageWheel(surface, props);
  const pointer = useStagePointer(props, rows);

  const press = (event: KeyboardEvent) => {
    if (event.key === 'Tab' && !props.keepsTab) return;
    const key = judgeKey(event, props.hasMark);
    if (key === null) return;
    event.preventDefault();
    event.stopPropagation();
    props.onKey(key);
  };

  return (
    <div className={styles['stage']} dir="ltr">
      <StageLabels seen={seen} widthPx={view.widthPx} />
      <StageRuler view={view} axis={axis} columns={image.columns} />
      <div
        ref={surface}
        className={styles['surface']}
        style={{ height: heightPx }}
        data-stage=""
        {...pointer}
      >
        <svg className={styles['filter']} aria-hidden="true">
          <filter id={filter} colorInterpolationFilters="sRGB" x="0" y="0" width="1" height="1">
            <feComponentTransfer>
              <feFuncR type="table" tableValues={table} />
              <feFuncG type="table" tableValues={table} />
              <feFuncB type="table" tableValues={table} />
            </feComponentTransfer>
          </filter>
        </svg>
        <StageCanvas {...props} rows={rows} filter={filter} />
        <StageMarks {...props} seen={seen} rows={rows} />
        <StageHairline {...props} help={help} onKeyDown={press} />
        <p id={help} className={styles['help']}>
          {words.stageHelp}
        </p>
      </div>
    </div>
  );
}
