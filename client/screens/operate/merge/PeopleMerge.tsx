import { useEffect, useMemo, useRef, useState } from 'react';
import type { MarriageConflict, MarriedPair } from '../../../../shared/feeding/marriage.ts';
import type { TapRow } from '../../../../shared/feeding/tap-rows.ts';
import type { EntryId } from '../../../../shared/race/entry.ts';
import { formatSeconds } from '../../../../shared/time/format.ts';
import { Badge } from '../../../design/Badge.tsx';
import { Button } from '../../../design/Button.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { nameOf } from '../../watch/names.ts';
import { useDesk, useRacePart } from '../desk-context.ts';
import { calledBib, likelyCaller, marriageOf, marrying, streamsOf } from './marriage-events.ts';
import styles from './Merge.module.css';
import { Question } from './Question.tsx';
import { SourceChoice, tapTime, type MergeParts } from './SourceChoice.tsx';
import { usePanelKey } from './use-panel-key.ts';

/** While calls come in, what waits for one is looked at again. */
const AGAIN_MS = 1_000;

/** One person taps without looking up, another calls bibs: who belongs to which tap. */
export function PeopleMerge({ raceDesk, race, rows, sources }: MergeParts) {
  const words = useWords();
  const { merge } = words;
  const desk = useDesk();
  const roster = useRacePart(raceDesk, (state) => state.roster);
  const [tapper, setTapper] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const caller = chosen ?? likelyCaller(sources);
  const [now, setNow] = useState(desk.now);
  const panel = useRef<HTMLDivElement>(null);
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set());

  const streams = useMemo(
    () => (caller === null ? { taps: [], calls: [] } : streamsOf(rows, tapper, caller)),
    [rows, tapper, caller],
  );
  const marriage = useMemo(() => marriageOf(race, streams, now), [race, streams, now]);
  const isWaiting = marriage.waiting.length > 0;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => setNow(desk.now()), AGAIN_MS);
    return () => clearInterval(timer);
  }, [isWaiting, desk]);

  const byId = new Map<string, TapRow>(rows.map((row) => [row.id, row]));
  const sure = marriage.pairs.filter((pair) => pair.sure);
  const marryAll = (pairs: readonly { readonly tap: string; readonly call: string }[]) => {
    const events = marrying(race, pairs, merge.married);
    if (events.length > 0) void raceDesk.bring(events);
  };
  const takeSure = () => marryAll(sure);
  usePanelKey(panel, merge.takeSureKey, takeSure);
  const conflicts = marriage.conflicts.filter((each) => !skipped.has(keyOf(each)));

  if (sources.length < 2) return <p className={styles['quiet']}>{merge.needTwo}</p>;
  return (
    <div ref={panel} className={styles['part']} tabIndex={-1}>
      <div className={styles['fields']}>
        <SourceChoice
          label={merge.tapper}
          raceDesk={raceDesk}
          sources={sources.filter(({ source }) => source !== caller)}
          value={tapper}
          none={merge.allTaps}
          onChange={setTapper}
        />
        <SourceChoice
          label={merge.caller}
          raceDesk={raceDesk}
          sources={sources.filter(({ source }) => source !== tapper)}
          value={caller}
          none={merge.nobody}
          onChange={setChosen}
        />
      </div>
      {streams.taps.length === 0 && conflicts.length === 0 ? (
        <p className={styles['done']}>{merge.nothing}</p>
      ) : null}
      {marriage.pairs.length === 0 ? null : (
        <>
          <div className={styles['bar']}>
            <Button look="strong" size="large" disabled={sure.length === 0} onClick={takeSure}>
              {sure.length === 0 ? merge.noneSure : merge.takeSure(sure.length)}
              <kbd className={styles['key']}>{merge.takeSureKey}</kbd>
            </Button>
            <span className={styles['quiet']}>
              {merge.delay(
                formatSeconds(marriage.delayUs, { digits: 1 }),
                formatSeconds(marriage.unrestUs, { digits: 1 }),
              )}
            </span>
          </div>
          <ol className={styles['pairs']} aria-label={merge.pairs}>
            {marriage.pairs.map((pair) => (
              <Pair
                key={pair.tap}
                pair={pair}
                tap={byId.get(pair.tap)}
                who={whoOf(byId.get(pair.call))}
                time={timeOf(pair.tap)}
                onTake={() => marryAll([pair])}
              />
            ))}
          </ol>
        </>
      )}
      {isWaiting ? (
        <p role="status" className={styles['quiet']}>
          {merge.waiting(marriage.waiting.length)}
        </p>
      ) : null}
      {conflicts.length === 0 ? null : (
        <>
          <h3 className={styles['small']}>
            {merge.conflicts} <Badge tone="behind">{conflicts.length}</Badge>
          </h3>
          <ul className={styles['questions']}>
            {conflicts.map((conflict) => (
              <Question
                key={keyOf(conflict)}
                conflict={conflict}
                bibOf={(id) => bibOf(byId.get(id))}
                timeOf={timeOf}
                onMarry={(tap, call) => marryAll([{ tap, call }])}
                onVoid={(id, reason) =>
                  void raceDesk.bring([{ type: 'entryVoided', target: id as EntryId, reason }])
                }
                onSkip={() => setSkipped((before) => new Set([...before, keyOf(conflict)]))}
              />
            ))}
          </ul>
        </>
      )}
    </div>
  );

  function timeOf(id: string): string {
    const row = byId.get(id);
    return row === undefined ? '–' : tapTime(row, race);
  }

  function whoOf(row: TapRow | undefined): string {
    const entrant = race.entrants[row?.entrant ?? -1]?.entrant;
    return entrant === undefined ? '' : nameOf(entrant, roster, words).name;
  }
}

function Pair({
  pair,
  tap,
  who,
  time,
  onTake,
}: {
  readonly pair: MarriedPair;
  readonly tap: TapRow | undefined;
  readonly who: string;
  readonly time: string;
  readonly onTake: () => void;
}) {
  const { merge } = useWords();
  if (tap === undefined) return null;
  return (
    <li className={styles['pair']}>
      <span className={styles['time']}>{time}</span>
      <b className={styles['bib']}>{pair.bib}</b>
      <span className={styles['name']}>{who}</span>
      <Badge tone={pair.sure ? 'known' : 'behind'}>{merge.confidence(percentOf(pair))}</Badge>
      <Button aria-label={merge.takeOne(pair.bib, time)} onClick={onTake}>
        {merge.take}
      </Button>
    </li>
  );
}

function bibOf(row: TapRow | undefined): string {
  return row === undefined ? '' : (calledBib(row) ?? '');
}

function keyOf({ kind, tap, call }: MarriageConflict): string {
  return `${kind} ${tap ?? ''} ${call ?? ''}`;
}

/** Never rounded up: what is not certain does not look so. */
function percentOf({ confidence, sure }: MarriedPair): string {
  return sure ? '99.9' : String(Math.min(99, Math.floor(confidence * 100)));
}
