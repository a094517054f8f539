import { useWords } from '../i18n/words.ts';
import type { PlanTick, TrackPlan } from './track-plan.ts';
import styles from './Track.module.css';

/** What does not move: the surface, its lanes, and the lines where times are taken. */
export function TrackGround({ plan }: { readonly plan: TrackPlan }) {
  return (
    <g>
      {plan.ground.map((path) => (
        <path key={path.d} className={styles[path.kind]} d={path.d} fillRule="evenodd" />
      ))}
      {plan.ticks.map((tick) => (
        <Tick key={tick.key} tick={tick} />
      ))}
    </g>
  );
}

function Tick({ tick }: { readonly tick: PlanTick }) {
  const words = useWords().track;
  const name = tick.kind === 'finish' ? words.finish : tick.kind === 'start' ? words.start : '';
  return (
    <g className={styles.tick} data-kind={tick.kind}>
      <line x1={tick.x1} y1={tick.y1} x2={tick.x2} y2={tick.y2} />
      {tick.label !== null && (
        <text x={tick.labelX} y={tick.labelY} textAnchor={tick.anchor}>
          {name !== '' && <tspan className={styles.tickName}>{name}</tspan>}
          {name !== '' && tick.label !== '' && ' '}
          {tick.label}
        </text>
      )}
    </g>
  );
}
