import { Choice } from '../../../design/Choice.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import type { TapLine } from './lines.ts';
import styles from './LineChoice.module.css';

/** So many fit side by side. */
const SIDE_BY_SIDE = 3;

/** At which line this device taps. One that may tap at a single line is told, not asked. */
export function LineChoice({
  lines,
  line,
  onChoose,
}: {
  readonly lines: readonly TapLine[];
  readonly line: TapLine;
  readonly onChoose: (line: string) => void;
}) {
  const words = useWords().console;
  if (lines.length === 1)
    return (
      <p className={styles['only']}>
        {words.line} <b>{line.name}</b>
        {line.points === null ? null : <span>{words.lineNote(line.points)}</span>}
      </p>
    );
  if (lines.length <= SIDE_BY_SIDE)
    return (
      <Choice
        label={words.line}
        value={line.line}
        options={lines.map((each) => [each.line, each.name])}
        onChange={onChoose}
      />
    );
  return (
    <label className={styles['select']}>
      <span>{words.line}</span>
      <select value={line.line} onChange={(event) => onChoose(event.target.value)}>
        {lines.map((each) => (
          <option key={each.line} value={each.line}>
            {each.name}
          </option>
        ))}
      </select>
    </label>
  );
}
