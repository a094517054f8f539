import type { LaneGuides } from '../../../../shared/strip/lanes.ts';
import { Button } from '../../../design/Button.tsx';
import { Switch } from '../../../design/Switch.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { firstGuides } from './first-guides.ts';
import { LaneGuidesForm } from './LaneGuidesForm.tsx';
import { Slide } from './Slide.tsx';
import { PLAIN_TONE, type Tone } from './tone.ts';
import styles from './Form.module.css';

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
      {guides !== null && <LaneGuidesForm guides={guides} onGuides={onGuides} />}
    </div>
  );
}
