import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RoundingRule } from '../../shared/race/definition.ts';
import { perSecond } from '../../shared/strip/axis.ts';
import type { Micros } from '../../shared/time/time.ts';
import type { Margin, ShownTime } from '../../shared/timeline/answers.ts';
import { Button } from '../design/Button.tsx';
import { Icon } from '../design/Icon.tsx';
import { Panel } from '../design/Panel.tsx';
import { useWords } from '../i18n/words.ts';
import { useDrawnSize } from './drawn-size.ts';
import type { Hairline } from './hairline.ts';
import { makeHairline } from './hairline.ts';
import { PhotoMargin } from './PhotoMargin.tsx';
import { Strip } from './Strip.tsx';
import type { StripPhoto } from './StripPhotograph.tsx';
import { ZOOM_STEP } from './strip-keys.ts';
import type { StripScale, StripView } from './strip-scale.ts';
import {
  closeUp,
  nextReading,
  timeToPx,
  wholeFinish,
  withTimeInView,
  zoomAt,
} from './strip-scale.ts';
import { readHairline } from './strip-words.ts';
import styles from './PhotoFinish.module.css';

export interface PhotoReading {
  readonly entrant: number;
  readonly id: string;
  /** A surname, or a crew. */
  readonly name: string;
  /** What a crew is called on the strip, where names are narrow. */
  readonly code?: string | null;
  readonly lane: number | null;
  readonly place: number | null;
  /** Where the strip draws the torso: the official time, or the reading where a hand started the clock. */
  readonly time: ShownTime;
  /** The official time in words: what is told of this finisher. */
  readonly shown: string;
  /** The true reading lies between (µs since the gun); `lowUs` itself is excluded where times are rounded up. */
  readonly lowUs: number;
  readonly highUs: number;
}

export interface PhotoFinishProps {
  /** The judge's image, where one is released; without it the finish is drawn. */
  readonly photo?: StripPhoto | null;
  /** In the order of the finish; those without a time are left out. */
  readonly readings: readonly PhotoReading[];
  /** Places that are known without a time: nothing can be drawn of them. */
  readonly untimed?: readonly number[];
  /** First to second, or whichever pair the screen asks about. */
  readonly margin: Margin | null;
  /** Speed at the line, for the shapes and the metres. */
  readonly speedMps: number;
  readonly rule: RoundingRule;
  /** Where the hairline stands at first (µs since the gun); else on the winner. */
  readonly hairline?: number | null;
  /** Called while the hairline moves. It has moved already: nothing need be rendered for it. */
  readonly onHairline?: (us: number) => void;
  readonly state: 'waiting' | 'none' | 'provisional' | 'official';
}

/** A panel of its own (a region named "Photo finish"); put no other panel around it. */
export function PhotoFinish(props: PhotoFinishProps) {
  const { readings, state } = props;
  const words = useWords().photo;
  const [lost, setLost] = useState<string | null>(null);
  const given = props.photo ?? null;
  const photo = given === null || given.url === lost ? null : given;
  return (
    <Panel title={words.name} note={words.state[state]}>
      <div className={styles.photo} data-state={state}>
        {readings.length === 0 ? <Waiting /> : <Finish {...props} photo={photo} onLost={setLost} />}
        <p className={styles.drawn}>
          {photo !== null
            ? words.photograph(String(Math.round(perSecond(photo.axis))))
            : given === null
              ? words.drawn
              : words.lost}
        </p>
      </div>
    </Panel>
  );
}

function Waiting() {
  const words = useWords().photo;
  return (
    <div className={styles.waiting}>
      <strong>{words.waitingTitle}</strong>
      <p>{words.waitingText}</p>
    </div>
  );
}

function Finish(
  props: PhotoFinishProps & {
    readonly photo: StripPhoto | null;
    readonly onLost: (url: string) => void;
  },
) {
  const { readings, margin, speedMps, rule, hairline: given, onHairline } = props;
  const words = useWords().photo;
  const [box, size] = useDrawnSize<HTMLDivElement>();
  const [chosen, setChosen] = useState<StripView | null>(null);
  const times = useMemo(() => readings.map((one) => one.time.time), [readings]);
  const { photo, onLost, untimed = [] } = props;
  const limits = useMemo(() => withPhoto(wholeFinish(times), photo), [times, photo]);
  const pair = useMemo(() => closeUpOf(readings, margin), [readings, margin]);
  const view = chosen ?? pair;
  const scale = useMemo<StripScale | null>(
    () => (size === null || size.width < 40 ? null : { ...view, widthPx: size.width }),
    [view, size],
  );
  const winnerUs = times[0] ?? 0;
  const [hairline] = useState(() => makeHairline(given ?? winnerUs));
  const move = useCallback(
    (us: Micros) => {
      hairline.set(Math.min(Math.max(Math.round(us), limits.fromUs), limits.toUs));
      onHairline?.(hairline.at());
    },
    [hairline, limits, onHairline],
  );
  const goTo = (us: Micros) => {
    move(us);
    setChosen(withTimeInView(view, us, limits));
  };
  const zoom = (factor: number) => {
    if (scale) setChosen(zoomAt(scale, factor, zoomCentre(scale, hairline.at()), limits));
  };
  const step = (direction: -1 | 1) => {
    const us = nextReading(times, hairline.at(), direction);
    if (us !== null) goTo(us);
  };
  return (
    <>
      <div className={styles.head}>
        {margin && <PhotoMargin margin={margin} />}
        <Readout hairline={hairline} winnerUs={winnerUs} speedMps={speedMps} />
      </div>
      <div ref={box} className={styles.box}>
        {scale && (
          <Strip
            readings={readings}
            scale={scale}
            limits={limits}
            onView={setChosen}
            hairline={hairline}
            onMove={move}
            speedMps={speedMps}
            rule={rule}
            photo={photo}
            onLost={onLost}
          />
        )}
      </div>
      <div className={styles.tools}>
        <Button icon aria-label={words.previous} onClick={() => step(-1)}>
          <Icon name="previousEvent" />
        </Button>
        <Button icon aria-label={words.next} onClick={() => step(1)}>
          <Icon name="nextEvent" />
        </Button>
        <Button icon aria-label={words.zoomOut} onClick={() => zoom(1 / ZOOM_STEP)}>
          −
        </Button>
        <Button icon aria-label={words.zoomIn} onClick={() => zoom(ZOOM_STEP)}>
          +
        </Button>
        <Button aria-label={words.closeUpLabel} onClick={() => setChosen(null)}>
          {words.closeUp}
        </Button>
        <Button onClick={() => setChosen(limits)}>{words.whole}</Button>
      </div>
      <Finishers readings={readings} onGo={goTo} />
      {untimed.length > 0 && <p className={styles.untimed}>{words.untimed(untimed.map(String))}</p>}
      {readings.some((one) => one.lowUs < one.highUs) && (
        <p className={styles.rounding}>{words.rounding[rule]}</p>
      )}
    </>
  );
}

/** The whole image can be looked at, also where nobody finished. */
function withPhoto(view: StripView, photo: StripPhoto | null): StripView {
  if (photo === null) return view;
  const { firstUs, lastUs } = photo.axis;
  return {
    fromUs: Math.min(view.fromUs, firstUs, lastUs),
    toUs: Math.max(view.toUs, firstUs, lastUs),
  };
}

function closeUpOf(readings: readonly PhotoReading[], margin: Margin | null): StripView {
  const timeOf = (entrant: number | undefined) =>
    readings.find((one) => one.entrant === entrant)?.time.time;
  const first = timeOf(margin?.ahead) ?? readings[0]?.time.time ?? 0;
  const second = timeOf(margin?.behind) ?? readings[1]?.time.time ?? first;
  return closeUp(first, second);
}

/** Zoom buttons keep the hairline where it is while it can be seen, else the middle. */
function zoomCentre(scale: StripScale, us: Micros): number {
  const px = timeToPx(scale, us);
  return px >= 0 && px <= scale.widthPx ? px : scale.widthPx / 2;
}

function Readout(props: {
  readonly hairline: Hairline;
  readonly winnerUs: Micros;
  readonly speedMps: number;
}) {
  const { hairline, winnerUs, speedMps } = props;
  const words = useWords().photo;
  const time = useRef<HTMLElement>(null);
  const gap = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      hairline.watch((us) => {
        const reading = readHairline(us, winnerUs, speedMps);
        if (time.current) time.current.textContent = reading.shown;
        if (gap.current) gap.current.textContent = words.hairlineGap(reading);
      }),
    [hairline, winnerUs, speedMps, words],
  );
  return (
    <div className={styles.readout} data-readout="">
      <span className={styles.caption}>{words.atTheLine}</span>
      <strong ref={time} className={styles.time} />
      <span ref={gap} className={styles.gap} />
    </div>
  );
}

function Finishers(props: {
  readonly readings: readonly PhotoReading[];
  readonly onGo: (us: Micros) => void;
}) {
  const words = useWords().photo;
  return (
    <ol className={styles.finishers} aria-label={words.finishers}>
      {props.readings.map((one) => {
        return (
          <li key={one.id}>
            <button
              type="button"
              aria-label={words.goTo(one.name, one.shown)}
              onClick={() => props.onGo(one.time.time)}
            >
              <span className={styles.place}>{one.place ?? ''}</span>
              <span className={styles.name}>{one.name}</span>
              <span className={styles.finishTime}>{one.shown}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
