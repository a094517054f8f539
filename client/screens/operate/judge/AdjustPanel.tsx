import { useId } from 'react';
import type { LaneGuides } from '../../../../shared/strip/lanes.ts';
import { Button } from '../../../design/Button.tsx';
import { Switch } from '../../../design/Switch.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { PLAIN_TONE, type Tone } from './tone.ts';
import styles from './Judge.module.css';

interface AdjustPanelProps {
  readonly tone: Tone;
  readonly onTone: (tone: Tone) => void;
  readonly shear: number;
  readonly onShear: (shear: number) => void;
  readonly guides: LaneGuides | null;
  readonly onGuides: (guides: LaneGuides | null) => void;
  /** Lanes of the course, for the first guides. */
  readonly lanes: number;
}

/** How the image is looked at: brightness, straightening and lane guides. All of it by keys too. */
export function AdjustPanel(props: AdjustPanelProps) {
  const { tone, onTone, shear, onShear, guides, onGuides, lanes } = props;
  const words = useWords().judge;
  return (
    <div className={styles['form']}>
      <Slide
        label={words.adjust.contrast}
        from={-0.9}
        to={0.9}
        step={0.05}
        value={tone.contrast}
        shown={`${Math.round(tone.contrast * 100)} %`}
        onChange={(contrast) => onTone({ ...tone, contrast })}
      />
      <Slide
        label={words.adjust.gamma}
        from={-2}
        to={2}
        step={0.1}
        value={Math.log2(tone.gamma)}
        shown={tone.gamma.toFixed(2)}
        onChange={(power) => onTone({ ...tone, gamma: Math.round(2 ** power * 100) / 100 })}
      />
      <Switch
        label={words.adjust.invert}
        on={tone.invert}
        onChange={(invert) => onTone({ ...tone, invert })}
      />
      <Slide
        label={words.adjust.deskew}
        note={words.adjust.deskewNote}
        from={-80}
        to={80}
        step={0.5}
        value={shear}
        shown={String(shear)}
        onChange={onShear}
      />
      <Button
        onClick={() => {
          onTone(PLAIN_TONE);
          onShear(0);
        }}
      >
        {words.adjust.reset}
      </Button>
      <Switch
        label={words.lanes.on}
        on={guides !== null}
        onChange={(on) => onGuides(on ? firstGuides(lanes) : null)}
      />
      {guides !== null && <Guides guides={guides} onGuides={onGuides} />}
    </div>
  );
}

function firstGuides(lanes: number): LaneGuides {
  return {
    farLane: lanes,
    nearLane: 1,
    far: { left: 0.34, right: 0.34 },
    near: { left: 0.98, right: 0.98 },
    perspective: 1.7,
  };
}

function Guides(props: {
  readonly guides: LaneGuides;
  readonly onGuides: (guides: LaneGuides) => void;
}) {
  const { guides, onGuides } = props;
  const words = useWords().judge.lanes;
  const { far, near } = guides;
  return (
    <>
      <div className={styles['fields']}>
        <Lane
          label={words.far}
          value={guides.farLane}
          onChange={(farLane) => onGuides({ ...guides, farLane })}
        />
        <Lane
          label={words.near}
          value={guides.nearLane}
          onChange={(nearLane) => onGuides({ ...guides, nearLane })}
        />
      </div>
      <Slide
        label={words.top}
        from={-0.2}
        to={1}
        step={0.005}
        value={far.left}
        shown={percent(far.left)}
        onChange={(left) =>
          onGuides({ ...guides, far: { left, right: left + far.right - far.left } })
        }
      />
      <Slide
        label={words.bottom}
        from={0}
        to={1.2}
        step={0.005}
        value={near.left}
        shown={percent(near.left)}
        onChange={(left) =>
          onGuides({ ...guides, near: { left, right: left + near.right - near.left } })
        }
      />
      <Slide
        label={words.tilt}
        from={-0.3}
        to={0.3}
        step={0.005}
        value={near.right - near.left}
        shown={percent(near.right - near.left)}
        onChange={(tilt) =>
          onGuides({
            ...guides,
            far: { ...far, right: far.left + tilt },
            near: { ...near, right: near.left + tilt },
          })
        }
      />
      <Slide
        label={words.perspective}
        from={1}
        to={4}
        step={0.05}
        value={guides.perspective}
        shown={guides.perspective.toFixed(2)}
        onChange={(perspective) => onGuides({ ...guides, perspective })}
      />
    </>
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function Lane(props: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  return (
    <label className={styles['field']}>
      <span>{props.label}</span>
      <input
        type="number"
        min={0}
        max={60}
        value={props.value}
        onChange={({ target }) => {
          const lane = Math.round(target.valueAsNumber);
          if (lane >= 0 && lane <= 60) props.onChange(lane);
        }}
      />
    </label>
  );
}

interface SlideProps {
  readonly label: string;
  readonly note?: string;
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly value: number;
  readonly shown: string;
  readonly onChange: (value: number) => void;
}

function Slide({ label, note, from, to, step, value, shown, onChange }: SlideProps) {
  const id = useId();
  return (
    <div className={styles['slide']}>
      <label htmlFor={id}>
        {label}
        {note !== undefined && <small>{note}</small>}
      </label>
      <output htmlFor={id}>{shown}</output>
      <input
        id={id}
        type="range"
        min={from}
        max={to}
        step={step}
        value={value}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </div>
  );
}
