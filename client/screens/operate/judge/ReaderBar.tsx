import { Button } from '../../../design/Button.tsx';
import { Choice } from '../../../design/Choice.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDeskPart } from '../desk-context.ts';
import { loneReader, type Reader } from './judge-rows.ts';
import type { Judging } from './use-judge.ts';
import styles from './Readings.module.css';

interface ReaderBarProps {
  readonly reader: Reader;
  readonly onReader: (reader: Reader) => void;
  readonly judging: Judging;
}

/** Who reads here, and how far the two blind readers are. */
export function ReaderBar({ reader, onReader, judging }: ReaderBarProps) {
  const words = useWords().judge.reader;
  const { locks } = judging;
  const open = judging.rows.filter(({ isOpen }) => isOpen).length;
  const lone = locks.both ? judging.rows.filter((row) => loneReader(row) !== null).length : 0;
  const mayOpen = useDeskPart(({ me }) => me?.role === 'referee' || me?.role === 'admin');
  return (
    <div className={styles['readers']}>
      <Choice
        label={words.label}
        options={[
          ['alone', words.alone],
          ['A', words.A],
          ['B', words.B],
          ['C', words.C],
        ]}
        value={reader}
        onChange={onReader}
      />
      {reader === 'alone' && !locks.A && !locks.B ? (
        <span className={styles['note']}>{words.note}</span>
      ) : (
        (['A', 'B'] as const).map((each) => (
          <span key={each} className={styles['lock']} data-locked={locks[each] || undefined}>
            {words.state[each]}: {locks[each] ? words.locked : words.reading}
          </span>
        ))
      )}
      {judging.unlock !== null && <Button onClick={judging.unlock}>{words.takeBack}</Button>}
      {judging.openLocked !== null && mayOpen && (
        <Button onClick={judging.openLocked}>{words.open}</Button>
      )}
      {open + lone > 0 && (
        <span className={styles['note']} role="status">
          {open > 0 && words.openOf(open)} {lone > 0 && words.loneOf(lone)}
        </span>
      )}
      {locks.both && judging.agreed > 0 && (
        <Button look="strong" onClick={judging.settleAll}>
          {words.settle}
        </Button>
      )}
    </div>
  );
}
