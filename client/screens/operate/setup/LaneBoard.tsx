import { useState } from 'react';
import { heatsOf } from '../../../../shared/setup/entrants.ts';
import { placedInLane, type LanePlace } from '../../../../shared/setup/lane-place.ts';
import { classes } from '../../../design/classes.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import styles from './LaneBoard.module.css';
import type { DraftLine } from './race-draft.ts';

interface LaneBoardProps {
  readonly lanes: number;
  readonly lines: readonly DraftLine[];
  readonly onChange: (lines: readonly DraftLine[]) => void;
}

/** A draw, lane by lane: names are dragged from one to another, or picked up and put down by press. */
export function LaneBoard({ lanes, lines, onChange }: LaneBoardProps) {
  const words = useWords().lanes;
  const [held, setHeld] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const holding = lines.find(({ key }) => key === held);

  function put(key: number, place: LanePlace): void {
    const line = lines.find((one) => one.key === key);
    setHeld(null);
    if (line === undefined) return;
    onChange(placedInLane(lines, key, place));
    setSaid(words.moved(called(line), place.lane));
  }

  function press(line: DraftLine | undefined, place: LanePlace): void {
    if (held !== null) put(held, place);
    else if (line !== undefined) setHeld(line.key);
  }

  return (
    <section className={styles['board']} aria-label={words.title}>
      <p className={styles['hint']}>{words.hint}</p>
      <div className={styles['heats']}>
        {heatsOf(lines).map(([heat, listed]) => (
          <Heat
            key={heat ?? ''}
            heat={heat ?? undefined}
            lanes={lanes}
            lines={listed as readonly DraftLine[]}
            held={held}
            onPress={press}
            onPut={put}
            onHold={setHeld}
          />
        ))}
      </div>
      <p role="status" className={styles['hint']}>
        {holding === undefined ? said : words.holding(called(holding))}
      </p>
    </section>
  );
}

interface HeatProps {
  readonly heat: string | undefined;
  readonly lanes: number;
  readonly lines: readonly DraftLine[];
  readonly held: number | null;
  readonly onPress: (line: DraftLine | undefined, place: LanePlace) => void;
  readonly onPut: (key: number, place: LanePlace) => void;
  readonly onHold: (key: number | null) => void;
}

function Heat({ heat, lanes, lines, held, onPress, onPut, onHold }: HeatProps) {
  const words = useWords().lanes;
  const most = Math.max(lanes, ...lines.map(({ lane = 0 }) => lane));
  const first = lines.some(({ lane }) => lane === 0) ? 0 : 1;
  const without = lines.filter(({ lane }) => lane === undefined);
  const numbers = Array.from({ length: most - first + 1 }, (_, i) => i + first);
  return (
    <div>
      {heat === undefined ? null : <h3 className={styles['heat']}>{words.heat(heat)}</h3>}
      <ol className={styles['lanes']}>
        {numbers.map((lane) => {
          const place = { heat, lane };
          const [line, ...others] = lines.filter((one) => one.lane === lane);
          return (
            <li key={lane} className={styles['lane']}>
              <span className={styles['number']}>{lane}</span>
              <Slot
                label={words.lane(lane)}
                text={line === undefined ? words.empty : called(line)}
                line={line}
                held={held}
                onPress={() => onPress(line, place)}
                onDrop={(key) => onPut(key, place)}
                onHold={onHold}
              />
              {others.map((other) => (
                <Slot
                  key={other.key}
                  label={words.lane(lane)}
                  text={words.taken(called(other))}
                  line={other}
                  held={held}
                  twice
                  onPress={() => onHold(other.key)}
                  onHold={onHold}
                />
              ))}
            </li>
          );
        })}
      </ol>
      {without.length === 0 ? null : (
        <div className={styles['without']} role="group" aria-label={words.none}>
          <span className={styles['hint']}>{words.none}</span>
          {without.map((line) => (
            <Slot
              key={line.key}
              label={words.none}
              text={called(line)}
              line={line}
              held={held}
              onPress={() => onHold(line.key)}
              onHold={onHold}
            />
          ))}
        </div>
      )}
    </div>
  );
}

function Slot({
  label,
  text,
  line,
  held,
  twice = false,
  onPress,
  onDrop,
  onHold,
}: {
  readonly label: string;
  readonly text: string;
  readonly line: DraftLine | undefined;
  readonly held: number | null;
  /** Somebody else is in this lane already. */
  readonly twice?: boolean;
  readonly onPress: () => void;
  /** Somebody was dropped here; nobody can be where this is left out. */
  readonly onDrop?: (key: number) => void;
  readonly onHold: (key: number | null) => void;
}) {
  const isHeld = line !== undefined && line.key === held;
  return (
    <button
      type="button"
      className={classes(
        styles['slot'],
        line === undefined && styles['empty'],
        twice && styles['twice'],
      )}
      aria-label={`${label}: ${text}`}
      aria-pressed={isHeld}
      data-target={(held !== null && !isHeld) || undefined}
      draggable={line !== undefined}
      onDragStart={(event) => {
        if (line === undefined) return;
        event.dataTransfer.setData('text/plain', String(line.key));
        event.dataTransfer.effectAllowed = 'move';
        onHold(line.key);
      }}
      onDragOver={onDrop && ((event) => event.preventDefault())}
      onDrop={
        onDrop &&
        ((event) => {
          event.preventDefault();
          const key = Number(event.dataTransfer.getData('text/plain'));
          if (Number.isInteger(key)) onDrop(key);
        })
      }
      onDragEnd={() => onHold(null)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || held === null) return;
        event.preventDefault();
        onHold(null);
      }}
      onClick={onPress}
    >
      {text}
    </button>
  );
}

function called({ name, bib, key }: DraftLine): string {
  return name ?? bib ?? String(key + 1);
}
