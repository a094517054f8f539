import { Button } from '../../../design/Button.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import type { JudgeKey } from './judge-keys.ts';
import styles from './BenchActions.module.css';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

interface BenchActionsProps {
  readonly says: string;
  /** The bib of the mark, as far as it is typed. */
  readonly bib: string;
  readonly press: (key: JudgeKey) => void;
}

/** What can be done with the mark, for whoever has no keys; and what was done last. */
export function BenchActions({ says, bib, press }: BenchActionsProps) {
  const { buttons } = useWords().judge;
  return (
    <div className={styles['actions']}>
      <p role="status" className={styles['says']}>
        {says}
      </p>
      <div role="group" aria-label={buttons.digits} className={styles['digits']}>
        {DIGITS.map((digit) => (
          <Button key={digit} size="large" onClick={() => press({ does: 'digit', digit })}>
            {digit}
          </Button>
        ))}
        <Button
          icon
          size="large"
          aria-label={buttons.rubOut}
          onClick={() => press({ does: 'rubout' })}
        >
          ⌫
        </Button>
        <output className={styles['bib']}>{bib}</output>
      </div>
      <span className={styles['steps']}>
        <Button icon aria-label={buttons.lineBack} onClick={() => press({ does: 'step', by: -1 })}>
          ‹
        </Button>
        <Button icon aria-label={buttons.lineOn} onClick={() => press({ does: 'step', by: 1 })}>
          ›
        </Button>
      </span>
      <Button onClick={() => press({ does: 'mark' })}>{buttons.mark}</Button>
      <Button look="strong" onClick={() => press({ does: 'record' })}>
        {buttons.record}
      </Button>
      <Button onClick={() => press({ does: 'unread', direction: 1 })}>{buttons.next}</Button>
      <Button onClick={() => press({ does: 'remove' })}>{buttons.remove}</Button>
      <Button onClick={() => press({ does: 'undo' })}>{buttons.undo}</Button>
      <Button onClick={() => press({ does: 'redo' })}>{buttons.redo}</Button>
      <Button onClick={() => press({ does: 'lock' })}>{buttons.lock}</Button>
    </div>
  );
}
