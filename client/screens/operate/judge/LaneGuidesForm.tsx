import type { LaneGuides } from '../../../../shared/strip/lanes.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import { Slide } from './Slide.tsx';
import styles from './Form.module.css';

/** Where the lanes lie in the image. */
export function LaneGuidesForm(props: {
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
      <Slide
        label={words.lift}
        note={words.liftNote}
        from={0}
        to={0.6}
        step={0.005}
        value={guides.lift ?? 0}
        shown={percent(guides.lift ?? 0)}
        onChange={(lift) => onGuides({ ...guides, lift })}
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
