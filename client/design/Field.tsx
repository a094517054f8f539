import { useId, type InputHTMLAttributes, type ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Field.module.css';

interface FieldFrame {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with what stands there, in words. */
  readonly problem?: string | null | undefined;
  readonly className?: string | undefined;
}

interface FieldProps
  extends FieldFrame, Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'className'> {
  /** A number may be handed as one: `1.` and `1.0` are then left as they are typed. */
  readonly value: string | number;
  /** Whether the hint is read as part of the name (a date with its zone); else it describes. */
  readonly hintInName?: boolean | undefined;
  /** A few figures wide, with its name behind it on the same line: one of many settings. */
  readonly beside?: boolean | undefined;
  readonly onChange: (value: string) => void;
}

/** A line of text to fill in, with its name above and what is wrong with it below. */
export function Field({
  label,
  hint,
  hintInName,
  problem,
  className,
  beside = false,
  onChange,
  'aria-describedby': described,
  ...input
}: FieldProps) {
  return (
    <FieldBox
      {...{ label, hint, hintInName, problem }}
      className={classes(beside && styles['beside'], className)}
    >
      {(ids) => (
        <input
          {...input}
          {...ids}
          aria-describedby={ids['aria-describedby'] ?? described}
          className={styles['input']}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FieldBox>
  );
}

/** Several lines of text. */
export function TextArea({
  label,
  hint,
  problem,
  value,
  rows,
  className,
  onChange,
}: FieldFrame & {
  readonly value: string;
  readonly rows: number;
  readonly onChange: (value: string) => void;
}) {
  return (
    <FieldBox {...{ label, hint, problem, className }}>
      {(ids) => (
        <textarea
          {...ids}
          rows={rows}
          className={styles['input']}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FieldBox>
  );
}

/** One of a list that is too long to be all in sight. */
export function Select<T extends string>({
  label,
  hint,
  problem,
  value,
  options,
  className,
  onChange,
}: FieldFrame & {
  readonly value: T;
  readonly options: readonly (readonly [value: T, text: string])[];
  readonly onChange: (value: T) => void;
}) {
  return (
    <FieldBox {...{ label, hint, problem, className }}>
      {(ids) => (
        <select
          {...ids}
          className={styles['input']}
          value={value}
          onChange={({ target }) => {
            const chosen = options.find(([option]) => option === target.value);
            if (chosen !== undefined) onChange(chosen[0]);
          }}
        >
          {options.map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </select>
      )}
    </FieldBox>
  );
}

interface Ids {
  readonly id: string;
  readonly 'aria-labelledby': string | undefined;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

function FieldBox({
  label,
  hint,
  hintInName = false,
  problem,
  className,
  children,
}: FieldFrame & {
  readonly hintInName?: boolean | undefined;
  readonly children: (ids: Ids) => ReactNode;
}) {
  const id = useId();
  const isWrong = problem !== null && problem !== undefined;
  const note = isWrong ? problem : hint;
  const isNamed = hintInName && !isWrong && note !== undefined;
  return (
    <div className={classes(styles['field'], className)}>
      <label id={`${id}-label`} htmlFor={id} className={styles['label']}>
        {label}
      </label>
      {children({
        id,
        'aria-labelledby': isNamed ? `${id}-label ${id}-note` : undefined,
        'aria-describedby': note === undefined || isNamed ? undefined : `${id}-note`,
        'aria-invalid': isWrong || undefined,
      })}
      {note === undefined ? null : (
        <span id={`${id}-note`} className={isWrong ? styles['problem'] : styles['hint']}>
          {note}
        </span>
      )}
    </div>
  );
}
