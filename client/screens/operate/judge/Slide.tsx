import { useId } from 'react';
import styles from './Slide.module.css';

interface SlideProps {
  readonly label: string;
  readonly note?: string;
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly value: number;
  readonly shown: string;
  readonly onChange: (value: number) => void;
}

/** A number by a slider, with what it is now. */
export function Slide({ label, note, from, to, step, value, shown, onChange }: SlideProps) {
  const id = useId();
  return (
    <div className={styles['slide']}>
      <label htmlFor={id}>
        {label}
        {note !== undefined && <small>{note}</small>}
      </label>
      <output htmlFor={id}>{shown}</output>
      <input
        id={id}
        type="range"
        min={from}
        max={to}
        step={step}
        value={value}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </div>
  );
}
