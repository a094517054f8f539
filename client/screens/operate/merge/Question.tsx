import type { MarriageConflict } from '../../../../shared/feeding/marriage.ts';
import { Button } from '../../../design/Button.tsx';
import { useWords, type Words } from '../../../i18n/operate-words.ts';
import styles from './Merge.module.css';

const SHOWN = 4;

interface QuestionProps {
  readonly conflict: MarriageConflict;
  readonly bibOf: (call: string) => string;
  readonly timeOf: (tapOrCall: string) => string;
  readonly onMarry: (tap: string, call: string) => void;
  readonly onVoid: (id: string, reason: string) => void;
  readonly onSkip: () => void;
}

/** What the times alone cannot decide, with what it may be, the likeliest first. */
export function Question({ conflict, bibOf, timeOf, onMarry, onVoid, onSkip }: QuestionProps) {
  const { merge: words } = useWords();
  const { kind, tap, call, candidates } = conflict;
  return (
    <li className={styles['question']}>
      <p>{askOf(conflict, words, bibOf, timeOf)}</p>
      <div className={styles['answers']}>
        {candidates.slice(0, SHOWN).map((each) => (
          <Button key={`${each.tap} ${each.call}`} onClick={() => onMarry(each.tap, each.call)}>
            {words.candidate(
              bibOf(each.call),
              timeOf(each.tap),
              String(Math.floor(each.confidence * 100)),
            )}
          </Button>
        ))}
        {kind === 'unknownBib' && tap !== null && call !== null && candidates.length === 0 ? (
          <Button onClick={() => onMarry(tap, call)}>
            {words.takeOne(bibOf(call), timeOf(tap))}
          </Button>
        ) : null}
        {tap !== null && kind === 'doubledTap' ? (
          <Button onClick={() => onVoid(tap, words.reasons.doubledTap)}>{words.voidTap}</Button>
        ) : null}
        {call !== null && tap === null ? (
          <Button onClick={() => onVoid(call, words.reasons.notCalled)}>{words.voidCall}</Button>
        ) : null}
        <Button look="quiet" onClick={onSkip}>
          {tap === null ? words.keepCall : words.keepTap}
        </Button>
      </div>
    </li>
  );
}

function askOf(
  { kind, tap, call }: MarriageConflict,
  words: Words['merge'],
  bibOf: (call: string) => string,
  timeOf: (id: string) => string,
): string {
  const bib = call === null ? '' : bibOf(call);
  const time = timeOf(tap ?? call ?? '');
  switch (kind) {
    case 'missedTap':
      return words.ask.missedTap(bib, time);
    case 'missedCall':
      return words.ask.missedCall(time);
    case 'doubledTap':
      return words.ask.doubledTap(time);
    case 'doubledCall':
      return words.ask.doubledCall(bib);
    case 'swapped':
      return words.ask.swapped(bib, time);
    case 'doubtful':
      return words.ask.doubtful;
    case 'unknownBib':
      return words.ask.unknownBib(bib);
  }
}
