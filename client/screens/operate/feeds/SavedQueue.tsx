import { useId, useState, type DragEvent } from 'react';
import type { EntryId } from '../../../../shared/race/entry.ts';
import { createRace } from '../../../../shared/race/apply.ts';
import { parseSubmission } from '../../../../shared/race/parse-event.ts';
import { formatInstant } from '../../../../shared/time/format.ts';
import { instant } from '../../../../shared/time/time.ts';
import { operateApi } from '../../../connection/http-operate.ts';
import { Button, buttonLook } from '../../../design/Button.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { describeEvent, type Telling } from '../audit/describe-event.ts';
import { useRaceDesk, useRacePart } from '../desk-context.ts';
import { bringSaved, type BroughtFile, type BroughtRace, type BroughtRow } from './bring-saved.ts';
import styles from './SavedQueue.module.css';

/** The last resort of a device that died: what it saved as a file is brought in from any browser. */
export function SavedQueue({ slug }: { readonly slug: string }) {
  const words = useWords().feeds.saved;
  const [now, setNow] = useState<BroughtFile | 'bringing' | null>(null);
  const [over, setOver] = useState(false);
  const id = useId();
  const bring = async (file: File | undefined) => {
    if (file === undefined) return;
    setNow('bringing');
    setNow(await bringSaved(file, operateApi.bringQueue));
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void bring(event.dataTransfer.files[0]);
  };
  const isReport = now !== null && now !== 'bringing' && now.ok;
  return (
    <Panel title={words.title} panel="saved-queue">
      <div
        className={styles['saved']}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={dropped}
      >
        <p className={styles['note']}>{words.lead}</p>
        <p className={styles['choice']}>
          <input
            id={id}
            type="file"
            accept=".json,application/json"
            className={styles['chooser']}
            disabled={now === 'bringing'}
            onChange={(event) => {
              void bring(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
          <label htmlFor={id} className={buttonLook({ look: 'plain', size: 'large' })}>
            {isReport ? words.again : words.choose}
          </label>
          <span className={styles['note']}>{words.drop}</span>
        </p>
        <div role="status">
          {now === 'bringing' ? words.bringing : null}
          {now !== null && now !== 'bringing' && !now.ok ? (
            <p className={styles['refused']}>{words[now.why]}</p>
          ) : null}
          {isReport
            ? now.races.map((brought) => (
                <Report key={brought.race} slug={slug} brought={brought} />
              ))
            : null}
        </div>
      </div>
    </Panel>
  );
}

/** As many rows as somebody reads; what was refused comes first. */
const SHOWN = 100;

function Report({ slug, brought }: { readonly slug: string; readonly brought: BroughtRace }) {
  const all = useWords();
  const words = all.feeds.saved;
  const desk = useRaceDesk(slug);
  const own = useRacePart(desk, (state) => state.race);
  const roster = useRacePart(desk, (state) => state.roster);
  const [count, setCount] = useState(SHOWN);
  const { race, reply, rows } = brought;
  if (!reply.ok)
    return (
      <section className={styles['report']}>
        <h3>{race}</h3>
        <p className={styles['refused']}>{words.refused(reply.problem.message)}</p>
      </section>
    );
  const { from, savedAt } = reply.value;
  const zone = own.definition?.zone ?? 'UTC';
  const called = (id: EntryId) => words.number(id.slice(id.lastIndexOf(':') + 1));
  const telling: Telling =
    race === slug
      ? { race: own, roster, words: all, called }
      : { race: createRace(), roster: {}, words: all, called };
  const saved = formatInstant(instant(savedAt), zone);
  const sorted = rows.toSorted((a, b) => ORDER[a.outcome] - ORDER[b.outcome]);
  return (
    <section className={styles['report']}>
      <h3>{race}</h3>
      <p>
        {words.from(from.label, all.feeds.roles[from.role], saved)}{' '}
        {from.ended === null ? '' : words.ended[from.ended]}
      </p>
      <p className={styles['counts']}>
        {(['stored', 'there', 'refused'] as const)
          .map((outcome) => ({
            outcome,
            found: rows.filter((row) => row.outcome === outcome).length,
          }))
          .filter(({ found }) => found > 0)
          .map(({ outcome, found }) => (
            <strong key={outcome} data-outcome={outcome}>
              {words.count[outcome](found)}
            </strong>
          ))}
      </p>
      <div className={styles['scroll']}>
        <table className={styles['rows']}>
          <thead>
            <tr>
              <th scope="col">{words.columns.n}</th>
              <th scope="col">{words.columns.at}</th>
              <th scope="col">{words.columns.what}</th>
              <th scope="col">{words.columns.outcome}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, count).map((row) => (
              <Line
                key={`${row.submission.device}:${String(row.submission.n)}`}
                row={row}
                zone={zone}
                telling={telling}
              />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > count ? (
        <Button onClick={() => setCount(count + SHOWN)}>{words.more(rows.length - count)}</Button>
      ) : null}
    </section>
  );
}

const ORDER = { refused: 0, stored: 1, there: 2 } as const;

function Line(props: {
  readonly row: BroughtRow;
  readonly zone: string;
  readonly telling: Telling;
}) {
  const words = useWords().feeds.saved;
  const { submission, outcome, note } = props.row;
  // What was refused may be of no vocabulary at all.
  const parsed = parseSubmission(submission);
  return (
    <tr data-outcome={outcome}>
      <td>{submission.n}</td>
      <td>{parsed.ok ? formatInstant(parsed.submission.recordedAt, props.zone) : ''}</td>
      <td>
        {parsed.ok ? describeEvent(parsed.submission.event, props.telling) : words.unreadable}
      </td>
      <td>
        <b>{words.outcome[outcome]}</b>
        {outcome === 'refused' ? ': ' : ' '}
        {note}
      </td>
    </tr>
  );
}
