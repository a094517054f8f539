import type { CSSProperties } from 'react';
import type { TrackEntrant, TrackPaceLine } from './Track.tsx';
import { laneNamesPx, shortened } from './track-lanes.ts';
import type { TrackPlan } from './track-plan.ts';
import { LABEL_HEIGHT, SMALL_LABEL_HEIGHT } from './track-field.ts';
import styles from './Track.module.css';

/**
 * The shapes that the frames move: each carries the id of its mover and is hidden until it has been
 * drawn somewhere. Measured, estimated and stale differ by form (Track.module.css), not by colour.
 */

const DOT_PX = 5.5;
const FOLLOWED_PX = 7;
const GHOST_PX = 8;
const PACE_COLOUR = { lights: 'ok', record: 'record', target: 'gain' } as const;

export function seriesColour(seriesIndex: number): string {
  return `var(--series-${(seriesIndex % 8) + 1})`;
}

export function paceColour(kind: TrackPaceLine['kind']): string {
  return `var(--${PACE_COLOUR[kind]})`;
}

export function labelWidth(text: string): number {
  return Math.max(text.length * 6.8 + 7, 18);
}

/** Of a pace line, whose label is smaller than a name. */
export function paceLabelWidth(text: string): number {
  return Math.max(text.length * 5.7 + 8, 18);
}

interface DotProps {
  readonly one: TrackEntrant;
  readonly plan: TrackPlan;
  readonly followed: boolean;
}

export function Dot({ one, plan, followed }: DotProps) {
  return (
    <g
      className={styles.dot}
      data-mover={one.entrant}
      data-state={one.state}
      data-followed={followed || undefined}
      style={coloured(seriesColour(one.seriesIndex))}
    >
      {typeof plan.wakeFromX === 'number' && <line className={styles.wake} />}
      <path d={dotShape(one, plan, followed ? FOLLOWED_PX : DOT_PX)} />
    </g>
  );
}

function dotShape(one: TrackEntrant, plan: TrackPlan, r: number): string {
  if (plan.boats) return bowShape(Math.min((plan.rows[0]?.height ?? 0) * 0.24, 8));
  if (one.role === 'pacemaker') {
    const s = r * 1.3;
    return `M0 ${-s}L${s} 0L0 ${s}L${-s} 0Z`;
  }
  return `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
}

/** The tip is where the entrant is, so that a dead heat looks like one. */
function bowShape(r: number): string {
  const long = r * 3.2;
  const half = r * 0.75;
  return `M0 0C${-r} ${-half} ${-r * 1.5} ${-half} ${-long} ${-half}V${half}C${-r * 1.5} ${half} ${-r} ${half} 0 0Z`;
}

interface GhostProps {
  readonly id: number;
  readonly line: TrackPaceLine;
  readonly plan: TrackPlan;
}

export function Ghost({ id, line, plan }: GhostProps) {
  const half = plan.kind === 'lanes' ? plan.height : GHOST_PX;
  return (
    <g className={styles.ghost} data-mover={id} style={coloured(paceColour(line.kind))}>
      <rect x={-2} y={-half} width={4} height={2 * half} rx={1} />
    </g>
  );
}

interface LabelProps {
  readonly id: number;
  readonly text: string;
  readonly colour: string;
  readonly followed: boolean;
}

export function Label({ id, text, colour, followed }: LabelProps) {
  const ghost = id < 0;
  const width = ghost ? paceLabelWidth(text) : labelWidth(text);
  const height = ghost ? SMALL_LABEL_HEIGHT : LABEL_HEIGHT;
  return (
    <g
      className={styles.label}
      data-label={id}
      data-followed={followed || undefined}
      data-ghost={ghost || undefined}
      style={coloured(colour)}
    >
      <line />
      <g>
        <rect x={-width / 2} y={-height / 2} width={width} height={height} rx={height / 2} />
        <text y={ghost ? 3 : 4} textAnchor="middle">
          {text}
        </text>
      </g>
    </g>
  );
}

interface RowNamesProps {
  readonly plan: TrackPlan;
  readonly entrants: readonly TrackEntrant[];
  readonly lanes: readonly (number | null)[];
}

/** Who is in which lane, in the space to the left of a course in lanes. */
export function RowNames({ plan, entrants, lanes }: RowNamesProps) {
  // A number is a lane that was drawn; where none is known, the rows are only rows.
  const drawn = entrants.some((one) => one.lane !== null);
  return plan.rows.map((row) => {
    const one = entrants[lanes.indexOf(row.lane)];
    return (
      <text key={row.lane} className={styles.row} x={4} y={row.y + 4}>
        {drawn && <tspan className={styles.rowLane}>{row.lane}</tspan>}
        {one && <tspan x={drawn ? ROW_NAME_PX : 4}>{rowName(one, plan)}</tspan>}
      </text>
    );
  });
}

const ROW_NAME_PX = 22;
const ROW_LETTER_PX = 6.9;

/** The name where there is room for most of it, else the label. */
function rowName(one: TrackEntrant, plan: TrackPlan): string {
  const letters = Math.floor((laneNamesPx(plan.width) - ROW_NAME_PX - 6) / ROW_LETTER_PX);
  return shortened(letters >= NAME_LETTERS ? one.name : one.label, letters);
}

const NAME_LETTERS = 12;

function coloured(colour: string): CSSProperties {
  return { '--colour': colour, display: 'none' } as CSSProperties;
}
