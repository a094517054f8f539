import type { ReactNode } from 'react';
import { useWords } from '../i18n/words.ts';
import type { TrackPaceLine } from './Track.tsx';
import { paceColour } from './TrackShapes.tsx';
import styles from './Track.module.css';

export interface TrackLegendProps {
  readonly pacemakers: boolean;
  readonly paceLines: readonly TrackPaceLine[];
  readonly density: boolean;
  readonly schematic: boolean;
}

/** What the shapes of the dots mean; they differ without their colours. */
export function TrackLegend({ pacemakers, paceLines, density, schematic }: TrackLegendProps) {
  const { legend, schematic: notTrue } = useWords().track;
  return (
    <figcaption className={styles.legend}>
      <Key label={legend.known}>
        <circle cx="6" cy="6" r="4.5" className={styles.keyKnown} />
      </Key>
      <Key label={legend.estimated}>
        <circle cx="6" cy="6" r="4" className={styles.keyEstimated} />
      </Key>
      <Key label={legend.stale}>
        <circle cx="6" cy="6" r="4" className={styles.keyStale} />
      </Key>
      {pacemakers && (
        <Key label={legend.pacemaker}>
          <path d="M6 0.8L11.2 6L6 11.2L0.8 6Z" className={styles.keyKnown} />
        </Key>
      )}
      {paceLines.map((line) => (
        <Key key={line.id} label={line.label}>
          <rect x="4" y="0.5" width="4" height="11" rx="1" fill={paceColour(line.kind)} />
        </Key>
      ))}
      {density && (
        <Key label={legend.density}>
          <path d="M0 11L0 8L3 7L6 2L9 6L12 9L12 11Z" className={styles.density} />
        </Key>
      )}
      {schematic && <span className={styles.note}>{notTrue}</span>}
    </figcaption>
  );
}

function Key({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <span className={styles.key}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {children}
      </svg>
      {label}
    </span>
  );
}
