import type { Margin, ShownTime } from '../../shared/timeline/answers.ts';
import type { RoundingRule } from '../../shared/race/definition.ts';
import { Panel } from '../design/Panel.tsx';
import { useWords } from '../i18n/words.ts';

export interface PhotoReading {
  readonly entrant: number;
  readonly id: string;
  readonly name: string;
  readonly lane: number | null;
  readonly place: number | null;
  /** The official time, where the strip draws the torso. */
  readonly time: ShownTime;
  /** The true reading lies between (µs since the gun); `lowUs` itself is excluded where times are rounded up. */
  readonly lowUs: number;
  readonly highUs: number;
}

export interface PhotoFinishProps {
  /** In the order of the finish. */
  readonly readings: readonly PhotoReading[];
  /** First to second, or whichever pair the screen asks about. */
  readonly margin: Margin | null;
  /** Speed at the line, for the shapes and the metres. */
  readonly speedMps: number;
  readonly rule: RoundingRule;
  /** Where the hairline stands (µs since the gun); null puts it on the winner. */
  readonly hairline: number | null;
  /** Called while the hairline moves. It has moved already: nothing need be rendered for it. */
  readonly onHairline: (us: number) => void;
  readonly state: 'waiting' | 'provisional' | 'official';
}

/** A panel of its own (a region named "Photo finish"); put no other panel around it. */
export function PhotoFinish({ state }: PhotoFinishProps) {
  const words = useWords().photo;
  return (
    <Panel title={words.name} note={words.state[state]}>
      <p>{words.drawn}</p>
    </Panel>
  );
}
