import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../../design/Button.tsx';
import { Dialog } from '../../../design/Dialog.tsx';
import { Field } from '../../../design/Field.tsx';
import { Switch } from '../../../design/Switch.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { openEar, type EarProblem, type GunEar } from './gun-ear.ts';
import { keepEarSettings, readEarSettings, type EarSettings } from './ear-settings.ts';
import { soundDelay } from './sound-path.ts';
import styles from './Start.module.css';
import type { Starting } from './use-start.ts';

/** How much louder than the noise here a shot has to be: 12 dB. */
const ABOVE_NOISE = 4;
const CALIBRATE_MS = 2_000;
const LOWEST = 0.02;

/**
 * The microphone as the starter's other finger: off until asked for, heard only while armed. Once a start
 * is away (`resting`) it is closed and out of sight, and open again for the next, or after a recall.
 */
export function EarPanel({
  starting,
  resting,
}: {
  readonly starting: Starting;
  readonly resting: boolean;
}) {
  const { start: words, common } = useWords();
  const [open, setOpen] = useState(false);
  const [on, setOn] = useState(false);
  const [settings, setSettings] = useState(readEarSettings);
  const change = useCallback((part: Partial<EarSettings>) => {
    setSettings((before) => {
      const after = { ...before, ...part };
      keepEarSettings(after);
      return after;
    });
  }, []);
  const hearing = useEar(on && !resting, settings, starting);
  if (resting) return null;
  return (
    <>
      <Button
        look="quiet"
        aria-pressed={on}
        data-listening={hearing.ear === null ? undefined : ''}
        onClick={() => setOpen(true)}
      >
        {words.ear.title}: {hearing.ear === null ? words.ear.off : words.ear.on}
      </Button>
      <Dialog
        open={open}
        title={words.ear.settings}
        closeLabel={common.close}
        onClose={() => setOpen(false)}
      >
        <div className={styles['form']}>
          <Switch label={words.ear.listen} note={words.ear.listenNote} on={on} onChange={setOn} />
          {on && hearing.ear === null && hearing.problem === null ? (
            <p className={styles['quiet']}>{words.ear.opening}</p>
          ) : null}
          {hearing.problem === null ? null : (
            <p role="alert" className={styles['alarm']}>
              {words.ear[hearing.problem]}
            </p>
          )}
          {hearing.ear === null ? null : (
            <Meter
              ear={hearing.ear}
              heard={hearing.heard}
              threshold={settings.threshold}
              onThreshold={(threshold) => change({ threshold })}
            />
          )}
          <div className={styles['pairFields']}>
            <Figure
              label={words.ear.metres}
              value={settings.metres}
              min={0}
              max={2_000}
              onChange={(metres) => change({ metres })}
            />
            <Figure
              label={words.ear.celsius}
              value={settings.celsius}
              min={-30}
              max={50}
              onChange={(celsius) => change({ celsius })}
            />
          </div>
          <p className={styles['quiet']}>
            {words.ear.delay((soundDelay(settings) / 1_000).toFixed(0))}
          </p>
        </div>
      </Dialog>
    </>
  );
}

interface Hearing {
  readonly ear: GunEar | null;
  readonly problem: EarProblem | null;
  /** How many shots were heard since it was opened. */
  readonly heard: number;
}

/** Keeps the microphone open while it is wanted, and fires with what it hears. */
function useEar(on: boolean, settings: EarSettings, starting: Starting): Hearing {
  const [ear, setEar] = useState<GunEar | null>(null);
  const [problem, setProblem] = useState<EarProblem | null>(null);
  const [heard, setHeard] = useState(0);
  const shot = useRef<(pageMs: number) => void>(() => {});
  const { threshold } = settings;
  const first = useRef(threshold);
  const { fireHeard } = starting;
  useEffect(() => {
    shot.current = (pageMs) => {
      setHeard((count) => count + 1);
      fireHeard(pageMs, soundDelay(settings));
    };
  }, [fireHeard, settings]);
  useEffect(() => {
    first.current = threshold;
    ear?.setThreshold(threshold);
  }, [ear, threshold]);
  useEffect(() => {
    if (!on) return;
    let left = false;
    let opened: GunEar | null = null;
    void openEar(first.current, (pageMs) => shot.current(pageMs)).then((answer) => {
      if (!answer.ok) setProblem(answer.why);
      else if (left) answer.ear.close();
      else {
        opened = answer.ear;
        setEar(opened);
      }
    });
    return () => {
      left = true;
      opened?.close();
      setEar(null);
      setProblem(null);
    };
  }, [on]);
  return { ear, problem, heard };
}

/** The loudness now, drawn past React, against the threshold that a thumb moves. */
function Meter({
  ear,
  heard,
  threshold,
  onThreshold,
}: {
  readonly ear: GunEar;
  readonly heard: number;
  readonly threshold: number;
  readonly onThreshold: (level: number) => void;
}) {
  const { start: words } = useWords();
  const bar = useRef<HTMLSpanElement>(null);
  const loudest = useRef(0);
  const [calibrating, setCalibrating] = useState(false);
  const slider = useId();
  useEffect(() => {
    let request = 0;
    let shown = 0;
    const draw = () => {
      const level = ear.level();
      loudest.current = Math.max(loudest.current, level);
      shown = Math.max(level, shown * 0.94);
      bar.current?.style.setProperty('--level', String(toScale(shown)));
      request = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(request);
  }, [ear]);
  useEffect(() => {
    if (!calibrating) return;
    loudest.current = 0;
    const timer = setTimeout(() => {
      onThreshold(Math.min(0.9, Math.max(LOWEST, loudest.current * ABOVE_NOISE)));
      setCalibrating(false);
    }, CALIBRATE_MS);
    return () => clearTimeout(timer);
  }, [calibrating, onThreshold]);
  return (
    <div className={styles['meter']}>
      <label htmlFor={slider} className={styles['small']}>
        {words.ear.meter}
      </label>
      <div className={styles['meterRoom']}>
        <span ref={bar} className={styles['level']} aria-hidden="true" />
        <input
          id={slider}
          type="range"
          min={0}
          max={1}
          step={0.005}
          value={toScale(threshold)}
          aria-valuetext={`${Math.round(20 * Math.log10(threshold))} dB`}
          className={styles['threshold']}
          onChange={(event) => onThreshold(fromScale(Number(event.currentTarget.value)))}
        />
      </div>
      <div className={styles['meterFoot']}>
        <Button onClick={() => setCalibrating(true)} disabled={calibrating}>
          {calibrating ? words.ear.calibrating : words.ear.calibrate}
        </Button>
        <span role="status" className={styles['quiet']}>
          {heard > 0 ? `${words.ear.heard} (${heard})` : null}
        </span>
      </div>
    </div>
  );
}

/** 60 dB on a scale of 1, as ears hear. */
const SPAN_DB = 60;

function toScale(level: number): number {
  const db = 20 * Math.log10(Math.max(level, 1e-6));
  return Math.min(1, Math.max(0, 1 + db / SPAN_DB));
}

function fromScale(part: number): number {
  return 10 ** (((part - 1) * SPAN_DB) / 20);
}

function Figure({
  label,
  value,
  min,
  max,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}) {
  return (
    <Field
      label={label}
      type="number"
      inputMode="decimal"
      min={min}
      max={max}
      value={value}
      onChange={(text) => {
        // An emptied field is no zero: the last figure is kept until there is another.
        const given = text === '' ? Number.NaN : Number(text);
        if (given >= min && given <= max) onChange(given);
      }}
    />
  );
}
