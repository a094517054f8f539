import { useState } from 'react';
import { Field } from '../../../design/Field.tsx';

interface RuleFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly disabled: boolean;
  readonly describedBy: string;
  /** When the field is left or Enter pressed, with another number. */
  readonly onKeep: (value: number) => void;
}

/** A number that is part of the race: typed in peace, kept when it is done. */
export function RuleField(props: RuleFieldProps) {
  const { label, value, min, max, disabled, describedBy, onKeep } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const keep = () => {
    const next = Number(typed);
    setTyped(null);
    if (typed === null || typed.trim() === '' || !Number.isInteger(next)) return;
    if (next >= min && next <= max && next !== value) onKeep(next);
  };
  return (
    <Field
      beside
      label={label}
      type="number"
      min={min}
      max={max}
      disabled={disabled}
      value={typed ?? value}
      aria-describedby={describedBy}
      onChange={setTyped}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
      }}
    />
  );
}
