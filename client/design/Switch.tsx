import styles from './Switch.module.css';

interface SwitchProps {
  readonly label: string;
  readonly note?: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

export function Switch({ label, note, on, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      className={styles['switch']}
      onClick={() => onChange(!on)}
    >
      <span>
        {label}
        {note === undefined ? null : <span className={styles['note']}>{note}</span>}
      </span>
      <span className={styles['track']} aria-hidden="true" />
    </button>
  );
}
