import { useState } from 'react';
import type { StripAxis } from '../../../../shared/race/strip.ts';
import { perSecond } from '../../../../shared/strip/axis.ts';
import { Badge } from '../../../design/Badge.tsx';
import { Button } from '../../../design/Button.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import type { FinishImage } from './finish-image.ts';
import { KeysDialog } from './KeysDialog.tsx';
import { FileButton } from './OpenPanel.tsx';
import { ZOOM_STEP } from './use-bench-keys.ts';
import type { BenchView } from './use-bench-view.ts';
import styles from './BenchHead.module.css';

interface BenchHeadProps {
  readonly image: FinishImage;
  readonly axis: StripAxis | null;
  readonly shown: BenchView;
  readonly practice: boolean;
  readonly onFile: (file: File) => void;
}

/** Which image it is, and how it is looked at. */
export function BenchHead({ image, axis, shown, practice, onFile }: BenchHeadProps) {
  const words = useWords().judge;
  const [keysOpen, setKeysOpen] = useState(false);
  const { view, tallness } = shown;
  return (
    <header className={styles['head']}>
      <p className={styles['facts']}>
        <strong>{image.name}</strong>
        {practice ? <Badge tone="behind">{words.open.practice}</Badge> : null}
        <span>{words.facts(String(image.columns), String(image.rows))}</span>
        <span data-unset={axis === null || undefined}>
          {axis === null ? words.noTime : words.rate(String(Math.round(perSecond(axis) * 10) / 10))}
        </span>
        <span title={image.sha256}>{words.hash(image.sha256.slice(0, 12))}</span>
      </p>
      <div className={styles['tools']} role="toolbar" aria-label={words.tools.label}>
        <Button icon aria-label={words.tools.zoomOut} onClick={() => shown.zoom(1 / ZOOM_STEP)}>
          −
        </Button>
        <span className={styles['percent']}>
          {words.tools.zoom(String(Math.round(view.zoom * 1000) / 10))}
        </span>
        <Button icon aria-label={words.tools.zoomIn} onClick={() => shown.zoom(ZOOM_STEP)}>
          +
        </Button>
        <Button onClick={shown.fit}>{words.tools.fit}</Button>
        <Button onClick={() => shown.taller(-1)} disabled={tallness.times === 1}>
          {words.tools.lower}
        </Button>
        <Button onClick={() => shown.taller(1)} disabled={tallness.times === 4}>
          {words.tools.taller}
        </Button>
        <Button className={styles['keys']} aria-haspopup="dialog" onClick={() => setKeysOpen(true)}>
          {words.tools.keys}
        </Button>
        <FileButton words={words.open.another} onFile={onFile} />
      </div>
      <KeysDialog open={keysOpen} onClose={() => setKeysOpen(false)} />
    </header>
  );
}
