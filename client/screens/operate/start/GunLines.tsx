import { useMemo, useState } from 'react';
import type { EntryId } from '../../../../shared/race/entry.ts';
import type { RaceEvent } from '../../../../shared/race/events.ts';
import { formatSeconds } from '../../../../shared/time/format.ts';
import type { DeskEntry, RaceDesk } from '../../../desk/desk.ts';
import { Button } from '../../../design/Button.tsx';
import { useWords, type Words } from '../../../i18n/operate-words.ts';
import { Foreseen } from '../foresight/Foreseen.tsx';
import { choosing, SECOND_GUN, type GunPair, type LoggedGun } from './gun-log.ts';
import styles from './Start.module.css';
import type { StartGroup } from './start-state.ts';

interface GunLinesProps {
  readonly guns: readonly LoggedGun[];
  readonly group: StartGroup;
  readonly pair: GunPair | null;
  readonly raceDesk: RaceDesk;
  readonly allowed: boolean;
}

/** Where the gun that counts is kept, the second one if there was one, and what was recalled. */
export function GunLines({ guns, group, pair, raceDesk, allowed }: GunLinesProps) {
  const { start: words } = useWords();
  const held = guns.find(({ id }) => id === group.gun?.entry);
  const recalled = guns.findLast(
    (gun) => gun.wave === group.wave && !gun.valid && gun.voidReason !== SECOND_GUN,
  );
  return (
    <>
      {held === undefined ? null : (
        <span className={held.entry.where === 'stored' ? styles['kept'] : styles['pending']}>
          {words.started} · {whereText(held.entry, words)}
          {' · '}
          {words.firedBy(held.entry.own ? words.byYou : words.byOther)}
        </span>
      )}
      {pair === null ? null : <SecondGun pair={pair} raceDesk={raceDesk} allowed={allowed} />}
      {recalled === undefined || held !== undefined ? null : (
        <span className={styles['recalled']}>
          {recalled.voidReason === null
            ? words.recalledPlain
            : words.recalled(reasonText(recalled.voidReason, words))}
          {allowed ? (
            <Button
              look="quiet"
              onClick={() => void raceDesk.bring([{ type: 'entryRestored', target: recalled.id }])}
            >
              {words.undoRecall}
            </Button>
          ) : null}
        </span>
      )}
    </>
  );
}

/** Somebody else fired as well: both are in the log, and a click says which counts. */
function SecondGun({
  pair,
  raceDesk,
  allowed,
}: {
  readonly pair: GunPair;
  readonly raceDesk: RaceDesk;
  readonly allowed: boolean;
}) {
  const { start: words } = useWords();
  const [closed, setClosed] = useState<EntryId | null>(null);
  // What it would be to take the one that does not count.
  const other = pair.counts === 'second' ? 'first' : 'second';
  const chosen = JSON.stringify(choosing(pair, other));
  const events = useMemo(() => JSON.parse(chosen) as readonly RaceEvent[], [chosen]);
  if (closed === pair.second.id) return null;
  const seconds = formatSeconds(pair.second.at - pair.first.at, { digits: 2 });
  const choose = (choice: 'first' | 'second') => () => {
    const events = choosing(pair, choice);
    if (events.length > 0) void raceDesk.bring(events);
    setClosed(pair.second.id);
  };
  return (
    <div className={styles['pair']}>
      <p>
        <strong>{words.pair.came(seconds)}.</strong>{' '}
        {pair.counts === null
          ? words.pair.undecided
          : pair.counts === 'first'
            ? words.pair.firstCounts
            : words.pair.secondCounts}
      </p>
      {allowed ? (
        <div className={styles['pairThen']}>
          <b>{other === 'second' ? words.pair.useSecond : words.pair.keepFirst}</b>
          <Foreseen raceDesk={raceDesk} events={events} className={styles['foreseen']} />
        </div>
      ) : null}
      {allowed ? (
        <div className={styles['pairButtons']}>
          <Button onClick={choose('first')}>{words.pair.keepFirst}</Button>
          <Button onClick={choose('second')}>{words.pair.useSecond}</Button>
        </div>
      ) : null}
    </div>
  );
}

function whereText({ where, seq, why }: DeskEntry, words: Words['start']): string {
  if (where === 'stored') return words.where.stored(seq ?? 0);
  if (where === 'refused') return words.where.refused(why?.message ?? '');
  return words.where[where];
}

/** A reason as the screen says it; the log has it in English. */
function reasonText(reason: string, words: Words['start']): string {
  return reason === RECALL_REASONS.falseStart
    ? words.reasons.falseStart
    : reason === RECALL_REASONS.technical
      ? words.reasons.technical
      : reason;
}

/** Reasons of a recall as they stand in the log. */
export const RECALL_REASONS = { falseStart: 'false start', technical: 'technical' } as const;
