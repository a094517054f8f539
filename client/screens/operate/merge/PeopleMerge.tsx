import { useEffect, useMemo, useRef, useState } from 'react';
import type { MarriedPair } from '../../../../shared/feeding/marriage.ts';
import type { TapRow } from '../../../../shared/feeding/tap-rows.ts';
import type { EntryId } from '../../../../shared/race/entry.ts';
import { formatSeconds } from '../../../../shared/time/format.ts';
import { Badge } from '../../../design/Badge.tsx';
import { Button } from '../../../design/Button.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { nameOf } from '../../watch/names.ts';
import { useDesk, useRacePart } from '../desk-context.ts';
import {
  calledBib,
  likelyCaller,
  marriageOf,
  marrying,
  streamsOf,
  type Match,
} from './marriage-events.ts';
import { DoubtfulPair, LonelyQuestion, SurePairs, type Teller } from './MarriedPairs.tsx';
import styles from './Merge.module.css';
import { SourceChoice, tapTime, type MergeParts } from './SourceChoice.tsx';
import { usePanelKey } from './use-panel-key.ts';

/** While calls come in, what waits for one is looked at again. */
const AGAIN_MS = 1_000;

/** One person taps without looking up, another calls bibs: who belongs to which tap. */
export function PeopleMerge({ raceDesk, race, rows, sources, mayVoid }: MergeParts) {
  const words = useWords();
  const { merge } = words;
  const desk = useDesk();
  const [tapper, setTapper] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const caller = chosen ?? likelyCaller(sources);
  const [now, setNow] = useState(desk.now);
  const panel = useRef<HTMLDivElement>(null);
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set());

  const streams = useMemo(
    () =>
      caller === null ? { taps: [], calls: [], married: [] } : streamsOf(rows, tapper, caller),
    [rows, tapper, caller],
  );
  const marriage = useMemo(() => marriageOf(race, streams, now), [race, streams, now]);
  const isWaiting = marriage.waiting.length > 0;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => setNow(desk.now()), AGAIN_MS);
    return () => clearInterval(timer);
  }, [isWaiting, desk]);

  const teller = useTeller({ raceDesk, race, rows });
  const take = (matches: readonly Match[]) => {
    const events = marrying(race, matches, merge.married);
    if (events.length === 0) return;
    void raceDesk.bring(events);
    // What was pressed goes away with it; the keys of the panel go on.
    panel.current?.focus({ preventScroll: true });
  };
  const sure = marriage.pairs.filter(({ doubt }) => doubt === null);
  const doubtful = marriage.pairs.filter(({ doubt }) => doubt !== null);
  const questions = marriage.questions.filter(
    ({ tap, call }) => !skipped.has(`${tap ?? ''} ${call ?? ''}`),
  );
  const toLookAt = inOrder(doubtful, questions, rows);
  const [next] = doubtful;
  usePanelKey(panel, merge.takeSureKey, () => take(sure));
  usePanelKey(panel, merge.takeKey, () => {
    if (next !== undefined) take([next]);
  });

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
      {streams.taps.length === 0 && toLookAt.length === 0 ? (
        <p className={styles['done']}>{merge.nothing}</p>
      ) : null}
      {marriage.pairs.length === 0 ? null : (
        <div className={styles['bar']}>
          <Button
            look="strong"
            size="large"
            disabled={sure.length === 0}
            onClick={() => take(sure)}
          >
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
      )}
      {sure.length === 0 ? null : (
        <details className={styles['sure']} open={sure.length <= OPEN_UP_TO}>
          <summary>{merge.showSure(sure.length)}</summary>
          <SurePairs pairs={sure} teller={teller} onTake={(match) => take([match])} />
        </details>
      )}
      {isWaiting ? (
        <p role="status" className={styles['quiet']}>
          {merge.waiting(marriage.waiting.length)}
        </p>
      ) : null}
      {toLookAt.length === 0 ? null : (
        <>
          <h3 className={styles['small']}>
            {merge.toLookAt} <Badge tone="behind">{toLookAt.length}</Badge>
          </h3>
          <ul className={styles['questions']}>
            {toLookAt.map((each) =>
              'kind' in each ? (
                <LonelyQuestion
                  key={`${each.tap ?? ''} ${each.call ?? ''}`}
                  question={each}
                  teller={teller}
                  mayVoid={mayVoid}
                  onTake={(match) => take([match])}
                  onVoid={(id, reason) =>
                    void raceDesk.bring([{ type: 'entryVoided', target: id as EntryId, reason }])
                  }
                  onSkip={() =>
                    setSkipped(
                      (before) => new Set([...before, `${each.tap ?? ''} ${each.call ?? ''}`]),
                    )
                  }
                />
              ) : (
                <DoubtfulPair
                  key={each.tap}
                  pair={each}
                  teller={teller}
                  takeKey={each === next ? merge.takeKey : null}
                  onTake={(match) => take([match])}
                />
              ),
            )}
          </ul>
        </>
      )}
    </div>
  );
}

/** More sure pairs than this are folded away: nobody has to read them. */
const OPEN_UP_TO = 6;

type Marriage = ReturnType<typeof marriageOf>;

/** Pairs in doubt and what is in none, as they happened. */
function inOrder(
  doubtful: readonly MarriedPair[],
  questions: Marriage['questions'],
  rows: readonly TapRow[],
): readonly (MarriedPair | Marriage['questions'][number])[] {
  const at = new Map<string | null, number>(rows.map((row) => [row.id, row.at ?? 0]));
  const when = ({ tap, call }: { tap: string | null; call: string | null }): number =>
    at.get(tap ?? call) ?? 0;
  return [...doubtful, ...questions].sort((a, b) => when(a) - when(b));
}

function useTeller({
  raceDesk,
  race,
  rows,
}: Pick<MergeParts, 'raceDesk' | 'race' | 'rows'>): Teller {
  const words = useWords();
  const roster = useRacePart(raceDesk, (state) => state.roster);
  const byId = useMemo(() => new Map<string, TapRow>(rows.map((row) => [row.id, row])), [rows]);
  return {
    bibOf: (call) => {
      const row = byId.get(call);
      return row === undefined ? '' : (calledBib(row) ?? '');
    },
    timeOf: (id) => {
      const row = byId.get(id);
      return row === undefined ? '–' : tapTime(row, race);
    },
    whoOf: (call) => {
      const entrant = race.entrants[byId.get(call)?.entrant ?? -1]?.entrant;
      return entrant === undefined ? '' : nameOf(entrant, roster, words).name;
    },
  };
}
