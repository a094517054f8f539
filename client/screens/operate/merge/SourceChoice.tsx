import type { TapRow } from '../../../../shared/feeding/tap-rows.ts';
import type { Race } from '../../../../shared/race/race.ts';
import { formatClock, formatInstant, formatRaceTime } from '../../../../shared/time/format.ts';
import type { RaceDesk } from '../../../desk/desk.ts';
import { Select } from '../../../design/Field.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useRacePart } from '../desk-context.ts';
import type { LineSource } from './marriage-events.ts';
import styles from './Merge.module.css';

/** What both kinds of merging are handed. */
export interface MergeParts {
  readonly raceDesk: RaceDesk;
  readonly race: Race;
  readonly line: string;
  readonly rows: readonly TapRow[];
  readonly sources: readonly LineSource[];
  /** Whether one may take an entry out. */
  readonly mayVoid: (id: string) => boolean;
}

/** One of the devices that take times at a line, by the name of who holds it. */
export function SourceChoice({
  label,
  raceDesk,
  sources,
  value,
  none,
  onChange,
}: {
  readonly label: string;
  readonly raceDesk: RaceDesk;
  readonly sources: readonly LineSource[];
  readonly value: string | null;
  /** The text of no choice. */
  readonly none: string;
  readonly onChange: (source: string | null) => void;
}) {
  const nameOf = useSourceName(raceDesk);
  return (
    <Select
      className={styles['field']}
      label={label}
      value={value ?? ''}
      options={[
        ['', none],
        ...sources.map(({ source, taps }) => [source, `${nameOf(source)} · ${taps}`] as const),
      ]}
      onChange={(source) => onChange(source || null)}
    />
  );
}

/** A device by who holds it, where they are present; else by its own name. */
export function useSourceName(raceDesk: RaceDesk): (source: string) => string {
  const { merge: words } = useWords();
  const operators = useRacePart(raceDesk, (state) => state.operators);
  return (source) => {
    const holder = operators.find(
      ({ id }) => source === `op-${id}` || source.startsWith(`op-${id}.`),
    );
    return words.device(holder?.label ?? '', source);
  };
}

/** A tap's time as it is spoken of: by the race clock, or by that of the venue before the gun. */
export function tapTime({ time, at, digits }: TapRow, race: Race): string {
  if (time !== null) return digits > 0 ? formatRaceTime(time, { digits }) : formatClock(time);
  const zone = race.definition?.zone ?? 'UTC';
  return at === null ? '–' : formatInstant(at, zone, { digits: 2 });
}
