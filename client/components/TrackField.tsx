import { useEffect, useMemo, useRef, useState } from 'react';
import type { Instant } from '../../shared/time/time.ts';
import type { Motion } from '../../shared/timeline/answers.ts';
import type { TrackEntrant, TrackPaceLine, TrackProps } from './Track.tsx';
import {
  Dot,
  Ghost,
  Label,
  labelWidth,
  paceColour,
  paceLabelWidth,
  RowNames,
  seriesColour,
} from './TrackShapes.tsx';
import { calmly } from './track-calm.ts';
import { trackDrawer } from './track-drawer.ts';
import type { Mover } from './track-field.ts';
import { makeFieldMemory } from './track-field.ts';
import { totalMetres } from './track-marks.ts';
import type { TrackPlan } from './track-plan.ts';
import styles from './Track.module.css';

export interface TrackFieldProps extends Omit<TrackProps, 'course'> {
  readonly plan: TrackPlan;
}

/** Everything that moves. React makes the shapes; the frames move them. */
export function TrackField(props: TrackFieldProps) {
  const { plan, points, entrants, frames, motion, paceLines, followed, density } = props;
  const root = useRef<SVGGElement>(null);
  const lastAt = useRef<Instant | null>(null);
  const [memory] = useState(makeFieldMemory);
  const lanes = useMemo(() => lanesOf(entrants, plan), [entrants, plan]);
  const movers = useMemo(
    () => [
      ...entrants.map((one, i) =>
        entrantMover(one, lanes[i] ?? null, motion, followed.has(one.id)),
      ),
      ...paceLines.map((line, i) =>
        paceMover(line, i, totalMetres(points, Number.POSITIVE_INFINITY)),
      ),
    ],
    [entrants, lanes, motion, followed, paceLines, points],
  );
  const ribbon = useMemo(
    () => (density === undefined ? null : { lengthM: totalMetres(points, 0), countsAt: density }),
    [density, points],
  );

  useEffect(() => {
    if (root.current === null) return;
    const draw = trackDrawer(root.current, movers, plan, ribbon, memory);
    if (lastAt.current !== null) draw(lastAt.current);
    const calm = calmly((at: Instant) => {
      lastAt.current = at;
      draw(at);
    });
    const stop = frames(calm.draw);
    return () => {
      stop();
      calm.stop();
    };
  }, [frames, movers, plan, ribbon, memory]);

  // The first of the list lie on top of the others.
  const fromBelow = [...entrants].reverse();
  return (
    <g ref={root}>
      {ribbon && <path className={styles.density} data-density="" />}
      <RowNames plan={plan} entrants={entrants} lanes={lanes} />
      {paceLines.map((line, i) => (
        <Ghost key={line.id} id={paceId(i)} line={line} plan={plan} />
      ))}
      {plan.rail !== null &&
        paceLines.map((line, i) => (
          <Label
            key={line.id}
            id={paceId(i)}
            text={line.label}
            colour={paceColour(line.kind)}
            followed={false}
          />
        ))}
      {plan.rail !== null &&
        fromBelow.map((one) => (
          <Label
            key={one.id}
            id={one.entrant}
            text={one.label}
            colour={seriesColour(one.seriesIndex)}
            followed={followed.has(one.id)}
          />
        ))}
      {fromBelow.map((one) => (
        <Dot key={one.id} one={one} plan={plan} followed={followed.has(one.id)} />
      ))}
    </g>
  );
}

/** Where no lanes were drawn, the rows are given out in the order of the list. */
function lanesOf(entrants: readonly TrackEntrant[], plan: TrackPlan): readonly (number | null)[] {
  return entrants.map((one, i) => one.lane ?? (plan.rows.length > 0 ? i + 1 : null));
}

function entrantMover(
  one: TrackEntrant,
  lane: number | null,
  motion: (entrant: number, at: Instant) => Motion | null,
  followed: boolean,
): Mover {
  return {
    id: one.entrant,
    lane,
    labelWidth: labelWidth(one.label),
    rank: followed ? -1 : one.entrant,
    labelUntilM: one.state === 'finished' && !followed ? 0 : Number.POSITIVE_INFINITY,
    alwaysNamed: followed || one.role === 'pacemaker',
    corrected: true,
    motion: (at) => motion(one.entrant, at),
  };
}

/** Negative ids, which no entrant has. */
function paceId(index: number): number {
  return -1 - index;
}

function paceMover(line: TrackPaceLine, index: number, totalM: number): Mover {
  return {
    id: paceId(index),
    lane: null,
    labelWidth: paceLabelWidth(line.label),
    rank: -0.5,
    labelUntilM: totalM,
    outside: true,
    corrected: false,
    motion: (at) => {
      const distanceM = line.distanceAt(at);
      if (distanceM === null) return null;
      return { distanceM, speedMps: 0, ink: 'known', bandM: 0, lastPoint: -1, lastClock: null };
    },
  };
}
