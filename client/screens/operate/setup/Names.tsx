import { useEffect, useMemo, useState } from 'react';
import type { Roster, RosterLine } from '../../../../shared/race/roster.ts';
import type { RaceDesk } from '../../../desk/desk.ts';
import { operateApi, type Refused } from '../../../connection/http-operate.ts';
import { Badge } from '../../../design/Badge.tsx';
import { Button } from '../../../design/Button.tsx';
import { Dialog } from '../../../design/Dialog.tsx';
import { Field } from '../../../design/Field.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useRacePart } from '../desk-context.ts';
import styles from './Setup.module.css';

const SHOWN = 12;

interface NamesProps {
  readonly slug: string;
  readonly desk: RaceDesk;
}

interface Row {
  readonly id: string;
  readonly bib: string | null;
  readonly line: RosterLine | undefined;
}

/** Hides and erases names: beside the log, so that the log stays valid. */
export function Names({ slug, desk }: NamesProps) {
  const { names: words, fault, close } = useWords().setup;
  const told = useRacePart(desk, (state) => state.roster);
  const revision = useRacePart(desk, (state) => state.revision);
  const [answered, setAnswered] = useState<{ told: Roster; roster: Roster } | null>(null);
  const [sought, setSought] = useState('');
  const [asked, setAsked] = useState<Row | null>(null);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<Refused | null>(null);
  // The API knows hidden names too; what it said counts until other names are told.
  const roster = answered?.told === told ? answered.roster : told;

  useEffect(() => {
    let left = false;
    void operateApi.roster(slug).then((reply) => {
      if (!left && reply.ok) setAnswered({ told, roster: reply.value.roster });
    });
    return () => {
      left = true;
    };
  }, [slug, told]);

  const rows = useMemo((): Row[] => {
    // The race is one object for good; what it lists is of its revision.
    const { entrants } = revision < 0 ? { entrants: [] } : desk.state.getState().race;
    const needle = sought.trim().toLowerCase();
    return entrants
      .map(({ entrant }) => ({
        id: entrant.id,
        bib: entrant.bib ?? null,
        line: roster[entrant.id],
      }))
      .filter(
        ({ bib, line }) =>
          needle === '' || bib === needle || line?.name.toLowerCase().includes(needle) === true,
      );
  }, [desk, revision, roster, sought]);

  async function hide({ id, line, bib }: Row, hidden: boolean): Promise<void> {
    const reply = await operateApi.patchName(slug, id, { hidden });
    setProblem(reply.ok ? null : reply.problem);
    if (!reply.ok) return;
    setAnswered({ told, roster: reply.value.roster });
    const who = line?.name ?? bib ?? id;
    setSaid(hidden ? words.hiddenNow(who) : words.shownNow(who));
  }

  async function erase({ id }: Row): Promise<void> {
    const reply = await operateApi.eraseName(slug, id);
    setAsked(null);
    setProblem(reply.ok ? null : reply.problem);
    if (!reply.ok) return;
    setAnswered({
      told,
      roster: Object.fromEntries(Object.entries(roster).filter(([one]) => one !== id)),
    });
    setSaid(words.erasedNow);
  }

  return (
    <Panel title={words.title} panel="names">
      <div className={styles['column']}>
        <p className={styles['note']}>{words.note}</p>
        <Field label={words.find} type="search" value={sought} onChange={setSought} />
        <ul className={styles['rows']}>
          {rows.slice(0, SHOWN).map((row) => (
            <NameRow key={row.id} row={row} onHide={hide} onErase={setAsked} />
          ))}
        </ul>
        {rows.length === 0 ? <p className={styles['note']}>{words.none}</p> : null}
        {rows.length > SHOWN ? (
          <p className={styles['note']}>{words.more(rows.length - SHOWN)}</p>
        ) : null}
        <p role="status" className={styles['note']}>
          {said}
        </p>
        <p role="alert" className={styles['problem']}>
          {problem === null ? null : `${fault[problem.code] ?? ''} ${problem.message}`}
        </p>
      </div>
      <Dialog
        open={asked !== null}
        title={words.eraseTitle(asked?.line?.name ?? asked?.id ?? '')}
        closeLabel={close}
        onClose={() => setAsked(null)}
      >
        <p>{words.eraseNote}</p>
        <div className={styles['buttons']}>
          <Button
            look="strong"
            size="large"
            onClick={() => {
              if (asked !== null) void erase(asked);
            }}
          >
            {words.eraseDo}
          </Button>
        </div>
      </Dialog>
    </Panel>
  );
}

interface NameRowProps {
  readonly row: Row;
  readonly onHide: (row: Row, hidden: boolean) => Promise<void>;
  readonly onErase: (row: Row) => void;
}

function NameRow({ row, onHide, onErase }: NameRowProps) {
  const words = useWords().setup.names;
  const { id, bib, line } = row;
  const hidden = line?.hidden === true;
  const who = line?.name ?? bib ?? id;
  return (
    <li className={styles['nameRow']} data-hidden={hidden || undefined}>
      <span className={styles['who']}>
        <b>{bib}</b> {line?.name} {line === undefined ? <Badge>{words.erased}</Badge> : null}
        {hidden ? <Badge tone="behind">{words.hidden}</Badge> : null}
      </span>
      {line === undefined ? null : (
        <span className={styles['actions']}>
          <Button
            aria-label={hidden ? words.showOf(who) : words.hideOf(who)}
            onClick={() => void onHide(row, !hidden)}
          >
            {hidden ? words.show : words.hide}
          </Button>
          <Button look="quiet" aria-label={words.eraseOf(who)} onClick={() => onErase(row)}>
            {words.erase}
          </Button>
        </span>
      )}
    </li>
  );
}
