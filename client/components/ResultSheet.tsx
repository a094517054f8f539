import { useEffect, type ReactNode } from 'react';
import type { RaceDefinition, RoundingRule } from '../../shared/race/definition.ts';
import type { Declaration } from '../../shared/race/race.ts';
import type { ResultChange } from '../../shared/timeline/announced.ts';
import { formatMoment, formatRaceTime, formatSeconds } from '../../shared/time/format.ts';
import { handRule } from '../../shared/time/rounding.ts';
import { protestClock } from '../../shared/timeline/protest.ts';
import { instant, raceTime, type Instant, type Micros } from '../../shared/time/time.ts';
import type { ResultSeal } from '../../shared/wire/api.ts';
import { useWords } from '../i18n/words.ts';
import { raceTitle } from './board-text.ts';
import { ChangeList } from './ChangeList.tsx';
import { ResultTable, type ResultRow } from './ResultTable.tsx';
import styles from './ResultSheet.module.css';

export interface Sheet {
  readonly definition: RaceDefinition;
  readonly dateText: string;
  readonly rows: readonly ResultRow[];
  readonly labelled: 'bib' | 'lane' | 'initials';
  readonly rule: RoundingRule | null;
  /** How well the start is known where that makes hand times (µs); null where it is exact. */
  readonly handStart: Micros | null;
  /** All declarations, the newest last. */
  readonly declared: readonly Declaration[];
  /** It was official, and nobody has announced yet what was corrected since. */
  readonly corrected: boolean;
  /** What the newest changed against the one before, and how those are called. */
  readonly changes: readonly ResultChange[];
  readonly nameOf: (id: string) => string;
  readonly seal: ResultSeal | null;
  /** The time of day of a declaration; null where that is not known. */
  readonly clockAt: (at: Instant) => string | null;
  /** Of the moment this was made, for the foot. */
  readonly madeAt: Instant;
  /** A caution to print above everything. */
  readonly draft?: string | null;
}

/** A result as a sheet of paper: on screen it looks like one, and it prints as one. */
export function ResultSheet({
  sheet,
  alone = false,
  controls,
  chosen,
  onChoose,
}: {
  readonly sheet: Sheet;
  /** It is all of a page: its title is the page's. */
  readonly alone?: boolean;
  readonly controls?: ReactNode;
  readonly chosen?: string | null;
  readonly onChoose?: (id: string) => void;
}) {
  const words = useWords().result;
  const { definition, rows, declared } = sheet;
  const Title = alone ? 'h1' : 'h2';
  const state = sheet.corrected ? 'corrected' : (declared.at(-1)?.state ?? 'none');
  const caution = sheet.draft ?? (sheet.corrected ? words.correctedAfter : null);
  const event = raceTitle(definition);
  usePageMargins({
    head: [definition.meeting.name, event, sheet.dateText].join(' · '),
    state: words.states[state],
    seal: sheet.seal === null ? words.unsealed(isOfficial(declared)) : `SHA-256 ${sheet.seal.hash}`,
  });
  return (
    <article className={styles['sheet']} aria-label={words.sheet}>
      {caution === null ? null : <p className={styles['draft']}>{caution}</p>}
      <header className={styles['head']}>
        <div>
          <p className={styles['meeting']}>{placeOf(definition)}</p>
          <Title className={styles['event']}>{event}</Title>
          <p className={styles['date']}>{sheet.dateText}</p>
        </div>
        <p className={styles['state']} data-state={state}>
          {words.states[state]}
        </p>
      </header>
      {controls}
      <Changes sheet={sheet} title={alone ? 'h2' : 'h3'} />
      {rows.length === 0 ? (
        <p className={styles['empty']}>
          <strong>{words.none}</strong> {words.noneNote}
        </p>
      ) : (
        <div className={styles['table']}>
          <ResultTable
            caption={words.caption(event)}
            rows={rows}
            labelled={sheet.labelled}
            chosen={chosen ?? null}
            {...(onChoose === undefined ? {} : { onChoose })}
          />
        </div>
      )}
      <Foot sheet={sheet} />
    </article>
  );
}

/** What stands in the margin of each printed page, whatever page that is. */
function usePageMargins({
  head,
  state,
  seal,
}: Readonly<Record<'head' | 'state' | 'seal', string>>): void {
  useEffect(() => {
    const { style } = document.documentElement;
    const said = { '--sheet-head': head, '--sheet-state': state, '--sheet-seal': seal };
    for (const [name, text] of Object.entries(said)) style.setProperty(name, cssString(text));
    return () => {
      for (const name of Object.keys(said)) style.removeProperty(name);
    };
  }, [head, state, seal]);
}

function cssString(text: string): string {
  return `"${text.replaceAll(/[\r\n\f]+/g, ' ').replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

function placeOf({ meeting }: RaceDefinition): string {
  const where = [meeting.venue, meeting.city, meeting.country].filter(Boolean).join(', ');
  return [meeting.name, where].filter((part) => part !== '').join(' · ');
}

/** Whether a result is sealed: it has been official once. */
export function isOfficial(declared: readonly Declaration[]): boolean {
  return (declared.at(-1)?.state ?? 'provisional') !== 'provisional';
}

const MOST_CHANGES = 12;

/** What the newest announcement changed, with its reason. */
function Changes({ sheet, title: Title }: { readonly sheet: Sheet; readonly title: 'h2' | 'h3' }) {
  const words = useWords();
  const newest = sheet.declared.at(-1);
  // Beside a correction that is not announced, "nothing changed" would be read of that.
  const isFirst = sheet.declared.length < 2 || (sheet.corrected && sheet.changes.length === 0);
  if (newest === undefined || (isFirst && newest.reason === undefined)) return null;
  if (newest.state !== 'amended' && sheet.changes.length === 0 && newest.reason === undefined)
    return null;
  return (
    <section className={styles['changes']}>
      {newest.reason === undefined ? null : <p>{words.result.reason(newest.reason)}</p>}
      {isFirst ? null : <Title className={styles['changed']}>{words.result.changed}</Title>}
      {isFirst ? null : (
        <ChangeList changes={sheet.changes} nameOf={sheet.nameOf} most={MOST_CHANGES} />
      )}
    </section>
  );
}

/** Until when somebody may protest; null where nothing can be protested, or the time of day is not known. */
function protestsUntil({ definition, declared, clockAt }: Sheet): string | null {
  const newest = declared.at(-1);
  if (newest === undefined) return null;
  const clock = protestClock(declared, newest.at, definition.protestUs);
  return clock.state === 'running' ? clockAt(instant(clock.since + clock.leftUs)) : null;
}

function Foot({ sheet }: { readonly sheet: Sheet }) {
  const words = useWords().result;
  const { definition, declared, seal, rows, rule } = sheet;
  const hands = rows.flatMap(({ line }) => line.official?.hand ?? []);
  const told = rule !== null && hands.length > 0 && !hands.includes(false) ? handRule(rule) : rule;
  const records = definition.records ?? [];
  const until = protestsUntil(sheet);
  return (
    <footer className={styles['foot']}>
      {told === null ? null : (
        <p>
          {words.rounding[told]} {words.rankedByReading}
          {hands.includes(true) && told !== 'athletics-hand' ? ` ${words.byHand}.` : ''}
          {sheet.handStart === null
            ? ''
            : ` ${words.handStart(formatSeconds(sheet.handStart, { digits: 1 }))}`}
        </p>
      )}
      {records.length === 0 ? null : (
        <p>
          {words.records}:{' '}
          {records
            .map(({ code, timeUs, digits, holder }) =>
              [code, formatRaceTime(raceTime(timeUs), { digits }), holder]
                .filter(Boolean)
                .join(' '),
            )
            .join(' · ')}
        </p>
      )}
      {declared.length === 0 ? (
        <p>{words.unannounced}</p>
      ) : (
        <p>
          {words.officials}:{' '}
          {declared
            .map(({ state, at, by }) => words.declared(words.states[state], sheet.clockAt(at), by))
            .join(' · ')}
          {until === null ? '' : `. ${words.protests(until)}`}
        </p>
      )}
      {seal === null ? null : (
        <p className={styles['seal']}>
          {words.seal}: <span className={styles['hash']}>{seal.hash}</span>
          <br />
          {words.sealNote(String(seal.seq))}
          {seal.entriesSince > 0 ? ` ${words.since(seal.entriesSince)}` : ''}
        </p>
      )}
      <p className={styles['made']}>
        {words.printed} · {formatMoment(sheet.madeAt, definition.zone)}
      </p>
    </footer>
  );
}
