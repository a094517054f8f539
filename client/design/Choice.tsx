import { useId } from 'react';
import { classes } from './classes.ts';
import styles from './Choice.module.css';

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly options: readonly (readonly [value: T, text: string])[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly className?: string | undefined;
}

/** One of a few, all in sight: a radio group that looks like one control. */
export function Choice<T extends string>({
  label,
  options,
  value,
  onChange,
  className,
}: ChoiceProps<T>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={classes(styles['choice'], className)}>
      {options.map(([option, text]) => (
        <label key={option} className={styles['option']}>
          <input
            type="radio"
            name={name}
            className={styles['input']}
            checked={option === value}
            onChange={() => onChange(option)}
          />
          <span className={styles['text']}>{text}</span>
        </label>
      ))}
    </div>
  );
}
