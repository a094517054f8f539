import type { MarriageQuestion, MarriedPair } from '../../../../shared/feeding/marriage.ts';
import { Badge } from '../../../design/Badge.tsx';
import { Button } from '../../../design/Button.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import type { Match } from './marriage-events.ts';
import styles from './Merge.module.css';

/** How taps and calls are spoken of. */
export interface Teller {
  readonly bibOf: (call: string) => string;
  readonly timeOf: (tapOrCall: string) => string;
  /** The name of whom a call names; empty where nobody has the bib. */
  readonly whoOf: (call: string) => string;
}

interface PairsProps {
  readonly pairs: readonly MarriedPair[];
  readonly teller: Teller;
  readonly onTake: (match: Match) => void;
}

/** Of what else a pair may be, so many are named. */
const OTHERS = 3;

/** The pairs that may be taken without asking, the newest last. */
export function SurePairs({ pairs, teller, onTake }: PairsProps) {
  const { merge } = useWords();
  return (
    <ol className={styles['pairs']} aria-label={merge.surePairs}>
      {pairs.map((pair) => (
        <li key={pair.tap} className={styles['pair']}>
          <Named pair={pair} teller={teller} />
          <Button
            aria-label={merge.takeOne(pair.bib, teller.timeOf(pair.tap))}
            onClick={() => onTake(pair)}
          >
            {merge.take}
          </Button>
        </li>
      ))}
    </ol>
  );
}

/**
 * The likeliest pair of a tap that is to be looked at: why, what else it may be, and one press for it.
 * `takeKey`: the key that takes this one.
 */
export function DoubtfulPair({
  pair,
  teller,
  takeKey,
  onTake,
}: {
  readonly pair: MarriedPair;
  readonly teller: Teller;
  readonly takeKey: string | null;
  readonly onTake: (match: Match) => void;
}) {
  const { merge } = useWords();
  const { tap, call, bib, doubt, others } = pair;
  const time = teller.timeOf(tap);
  return (
    <li className={styles['question']} data-doubt={doubt}>
      <p className={styles['asked']}>
        <span>{doubt === null ? '' : merge.doubts[doubt](bib)}</span>
        <Badge tone="behind">{merge.confidence(percentOf(pair.confidence))}</Badge>
      </p>
      <div className={styles['answers']}>
        <Button
          look="strong"
          className={styles['chosen']}
          aria-label={merge.takeOne(bib, time)}
          onClick={() => onTake(pair)}
        >
          <span className={styles['time']}>{time}</span>
          <b>{bib}</b>
          <span className={styles['name']}>{teller.whoOf(call)}</span>
          {takeKey === null ? null : <kbd className={styles['key']}>{takeKey}</kbd>}
        </Button>
        {others.slice(0, OTHERS).map((each) => (
          <Candidate
            key={`${each.tap} ${each.call}`}
            candidate={each}
            teller={teller}
            onTake={onTake}
          />
        ))}
      </div>
    </li>
  );
}

/** A tap without a call or a call without a tap, with what it may be after all. */
export function LonelyQuestion({
  question,
  teller,
  mayVoid,
  onTake,
  onVoid,
  onSkip,
}: {
  readonly question: MarriageQuestion;
  readonly teller: Teller;
  readonly mayVoid: (id: string) => boolean;
  readonly onTake: (match: Match) => void;
  readonly onVoid: (id: string, reason: string) => void;
  readonly onSkip: () => void;
}) {
  const { merge } = useWords();
  const { kind, tap, call, candidates } = question;
  const says = merge.ask[kind](
    call === null ? '' : teller.bibOf(call),
    teller.timeOf(tap ?? call ?? ''),
  );
  const outOf =
    tap !== null && kind === 'doubledTap'
      ? { id: tap, label: merge.voidTap, reason: merge.reasons.doubledTap }
      : call !== null
        ? { id: call, label: merge.voidCall, reason: merge.reasons.notCalled }
        : null;
  const out = outOf !== null && mayVoid(outOf.id) ? outOf : null;
  return (
    <li className={styles['question']} data-doubt={kind}>
      <p className={styles['asked']}>{says}</p>
      <div className={styles['answers']}>
        {out === null ? null : (
          <Button
            look={kind === 'missedTap' ? 'plain' : 'strong'}
            onClick={() => onVoid(out.id, out.reason)}
          >
            {out.label}
          </Button>
        )}
        <Button look={out === null ? 'strong' : 'plain'} onClick={onSkip}>
          {tap === null ? merge.keepCall : merge.keepTap}
        </Button>
        {candidates.slice(0, OTHERS).map((each) => (
          <Candidate
            key={`${each.tap} ${each.call}`}
            candidate={each}
            teller={teller}
            onTake={onTake}
          />
        ))}
      </div>
    </li>
  );
}

function Candidate({
  candidate,
  teller,
  onTake,
}: {
  readonly candidate: { readonly tap: string; readonly call: string; readonly confidence: number };
  readonly teller: Teller;
  readonly onTake: (match: Match) => void;
}) {
  const { merge } = useWords();
  const { tap, call, confidence } = candidate;
  return (
    <Button onClick={() => onTake({ tap, call })}>
      {merge.candidate(teller.bibOf(call), teller.timeOf(tap), percentOf(confidence))}
    </Button>
  );
}

function Named({ pair, teller }: { readonly pair: MarriedPair; readonly teller: Teller }) {
  return (
    <>
      <span className={styles['time']}>{teller.timeOf(pair.tap)}</span>
      <b className={styles['bib']}>{pair.bib}</b>
      <span className={styles['name']}>{teller.whoOf(pair.call)}</span>
    </>
  );
}

/** Never rounded up: what is not certain does not look so. */
function percentOf(confidence: number): string {
  if (confidence < 0.01) return '< 1';
  return confidence >= 0.99
    ? (Math.floor(Math.min(0.999, confidence) * 1_000) / 10).toFixed(1)
    : String(Math.floor(confidence * 100));
}
