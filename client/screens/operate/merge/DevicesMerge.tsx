import { useMemo, useRef, useState } from 'react';
import { pairDevices } from '../../../../shared/feeding/pairing-devices.ts';
import type { TapRow } from '../../../../shared/feeding/tap-rows.ts';
import type { SourceChosen } from '../../../../shared/race/events.ts';
import { formatGap } from '../../../../shared/time/format.ts';
import type { Instant } from '../../../../shared/time/time.ts';
import { Button } from '../../../design/Button.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { nameOf } from '../../watch/names.ts';
import { useDesk, useRacePart } from '../desk-context.ts';
import { calledBib } from './marriage-events.ts';
import styles from './Merge.module.css';
import { SourceChoice, tapTime, useSourceName, type MergeParts } from './SourceChoice.tsx';
import { usePanelKey } from './use-panel-key.ts';

/** Two devices take the same line: what both saw, what one missed, and which of them counts. */
export function DevicesMerge({ raceDesk, race, line, rows, sources }: MergeParts) {
  const words = useWords();
  const { merge } = words;
  const desk = useDesk();
  const roster = useRacePart(raceDesk, (state) => state.roster);
  const called = useSourceName(raceDesk);
  const panel = useRef<HTMLDivElement>(null);
  const holding = race.chosen.get(line)?.[0]?.source ?? null;
  const [first, setFirst] = useState<string | null>(null);
  const [second, setSecond] = useState<string | null>(null);
  const primary = first ?? holding ?? sources[0]?.source ?? null;
  const backup =
    second ??
    sources.find(({ source }) => source !== primary && source !== holding)?.source ??
    null;
  const pairs = useMemo(
    () => (primary === null || backup === null ? null : pairDevices(rows, { primary, backup })),
    [rows, primary, backup],
  );
  const choose = (source: string, at: Instant) => {
    const event: SourceChosen = {
      type: 'sourceChosen',
      line,
      source,
      time: { basis: 'instant', at, digits: 0 },
    };
    void raceDesk.bring([event]);
  };
  const earliest = rows.find(({ at }) => at !== null)?.at ?? null;
  usePanelKey(panel, merge.switchKey, () => {
    if (backup !== null) choose(backup, desk.now());
  });
  if (pairs === null || primary === null || backup === null)
    return <p className={styles['quiet']}>{merge.needTwo}</p>;

  const lines = [
    ...pairs.pairs.map((pair) => ({ ...pair, key: pair.primary.id })),
    ...pairs.onlyPrimary.map((row) => alone(row, null)),
    ...pairs.onlyBackup.map((row) => alone(null, row)),
  ].toSorted((a, b) => momentOf(a) - momentOf(b));
  const whoOf = ({ primary: one, backup: other }: Line): string => {
    const entrant = one?.entrant ?? other?.entrant ?? null;
    const known = entrant === null ? undefined : race.entrants[entrant]?.entrant;
    if (known !== undefined) {
      const { label, name } = nameOf(known, roster, words);
      return `${label} ${name}`;
    }
    return (one && calledBib(one)) ?? (other && calledBib(other)) ?? merge.noBib;
  };
  return (
    <div ref={panel} className={styles['part']} tabIndex={-1}>
      <div className={styles['fields']}>
        <SourceChoice
          label={merge.primary}
          raceDesk={raceDesk}
          sources={sources.filter(({ source }) => source !== backup)}
          value={primary}
          none={merge.nobody}
          onChange={setFirst}
        />
        <SourceChoice
          label={merge.backup}
          raceDesk={raceDesk}
          sources={sources.filter(({ source }) => source !== primary)}
          value={backup}
          none={merge.nobody}
          onChange={setSecond}
        />
      </div>
      <p className={styles['quiet']} role="status">
        {holding === null ? merge.firstCounts : merge.counts(called(holding))}{' '}
        {merge.both(pairs.pairs.length)}
        {pairs.offsetUs === null
          ? null
          : `, ${merge.apart(formatGap(pairs.offsetUs, { digits: 2 }))}`}
        .
      </p>
      <div className={styles['bar']}>
        {holding === null && earliest !== null ? (
          <Button size="large" look="strong" onClick={() => choose(primary, earliest)}>
            {merge.makePrimary(called(primary))}
          </Button>
        ) : null}
        <Button size="large" onClick={() => choose(backup, desk.now())}>
          {merge.switchNow(called(backup))}
          <kbd className={styles['key']}>{merge.switchKey}</kbd>
        </Button>
        {earliest === null ? null : (
          <Button look="quiet" onClick={() => choose(backup, earliest)}>
            {merge.switchAll(called(backup))}
          </Button>
        )}
      </div>
      <div className={styles['tableRoom']}>
        <table className={styles['table']} aria-label={merge.table}>
          <thead>
            <tr>
              <th scope="col">{merge.columns.who}</th>
              <th scope="col">{merge.columns.primary}</th>
              <th scope="col">{merge.columns.backup}</th>
              <th scope="col">{merge.columns.difference}</th>
              <th scope="col">{merge.columns.use}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((each) => (
              <tr key={each.key}>
                <th scope="row">{whoOf(each)}</th>
                <Time row={each.primary} race={race} />
                <Time row={each.backup} race={race} />
                <td className={styles['number']}>
                  {each.differenceUs === null ? '' : formatGap(each.differenceUs, { digits: 2 })}
                </td>
                <td>
                  {each.primary === null || each.backup === null ? null : (
                    <Button
                      look="quiet"
                      aria-label={merge.useBackupOf(whoOf(each))}
                      onClick={() => takeBackup(each)}
                    >
                      {merge.useBackup}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );

  /** The primary's tap is taken out; where the backup named nobody it gets the primary's bib. */
  function takeBackup({ primary: own, backup: other }: Line): void {
    if (own === null || other === null) return;
    const event = race.holds(other.id);
    const names = other.entrant === null && own.entrant !== null;
    void raceDesk.bring([
      { type: 'entryVoided', target: own.id, reason: merge.reasons.backup },
      ...(names && event?.type === 'passingRecorded'
        ? [
            {
              type: 'entryAmended',
              target: other.id,
              event: { ...event, who: own.who },
              reason: merge.reasons.backup,
            } as const,
          ]
        : []),
    ]);
  }
}

interface Line {
  readonly key: string;
  readonly primary: TapRow | null;
  readonly backup: TapRow | null;
  readonly differenceUs: number | null;
}

function alone(primary: TapRow | null, backup: TapRow | null): Line {
  return { key: (primary ?? backup)?.id ?? '', primary, backup, differenceUs: null };
}

function momentOf({ primary, backup }: Line): number {
  return (primary ?? backup)?.at ?? 0;
}

function Time({ row, race }: { readonly row: TapRow | null; readonly race: MergeParts['race'] }) {
  const { merge } = useWords();
  return row === null ? (
    <td className={styles['missing']}>{merge.missing}</td>
  ) : (
    <td className={styles['number']} data-counts={row.state.kind === 'split' ? '' : undefined}>
      {tapTime(row, race)}
      {row.state.kind === 'split' ? ' ✓' : null}
    </td>
  );
}
