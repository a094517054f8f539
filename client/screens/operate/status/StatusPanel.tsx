import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import type { Race, RaceEntrant } from '../../../../shared/race/race.ts';
import type { Roster } from '../../../../shared/race/roster.ts';
import type { RaceDesk } from '../../../desk/desk.ts';
import { Button } from '../../../design/Button.tsx';
import { Choice } from '../../../design/Choice.tsx';
import { Field, Select } from '../../../design/Field.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords, type Words } from '../../../i18n/operate-words.ts';
import { nameOf } from '../../watch/names.ts';
import { calledBy } from '../console/typed-who.ts';
import { pickEntrant } from './pick-entrant.ts';
import { useDesk, useDeskPart, useRaceDesk, useRacePart } from '../desk-context.ts';
import { useForeseen } from '../foresight/use-foreseen.ts';
import { commonRules } from './rules.ts';
import { EMPTY_DRAFT, lastPlace, statusEvent, type StatusDraft } from './status-events.ts';
import styles from './Status.module.css';
import { StatusLines } from './StatusLines.tsx';
import { Then } from './Then.tsx';

/** DNS, DNF, DQ, relegation, marks and cards: by bib, with a rule or a reason, seen before it is brought. */
export function StatusPanel({
  slug,
  chosen: outer,
}: {
  readonly slug: string;
  /** Where the screen around it chooses as well: whom (an entrant id), and how another is chosen. */
  readonly chosen?: readonly [string | null, (id: string | null) => void];
}) {
  const { status: words } = useWords();
  const raceDesk = useRaceDesk(slug);
  const race = useRacePart(raceDesk, (state) => state.race);
  useRacePart(raceDesk, (state) => state.revision);
  const roster = useRacePart(raceDesk, (state) => state.roster);
  const entries = useRacePart(raceDesk, (state) => state.entries);
  const me = useDeskPart((state) => state.me);
  const isReferee = me?.role === 'referee' || me?.role === 'admin';
  const own = useState<string | null>(null);
  const [id, choose] = outer ?? own;
  const index = id === null ? undefined : race.entrantIndex(id);
  const of = index === undefined ? undefined : race.entrants[index];
  return (
    <Panel title={words.title} panel="status">
      <div className={styles['status']}>
        {isReferee ? (
          of === undefined ? (
            <PickEntrant race={race} roster={roster} onPick={choose} />
          ) : (
            <StatusForm
              key={of.entrant.id}
              raceDesk={raceDesk}
              race={race}
              roster={roster}
              of={of}
              onOther={() => choose(null)}
              onDone={() => choose(null)}
            />
          )
        ) : (
          <p className={styles['quiet']}>{words.mayNot}</p>
        )}
        <StatusLines
          race={race}
          roster={roster}
          entries={entries}
          raceDesk={raceDesk}
          mayUndo={isReferee}
        />
      </div>
    </Panel>
  );
}

/** Digits, and Enter takes whoever they mean. */
function PickEntrant({
  race,
  roster,
  onPick,
}: {
  readonly race: Race;
  readonly roster: Roster;
  readonly onPick: (id: string) => void;
}) {
  const words = useWords();
  const [digits, setDigits] = useState('');
  const input = pickEntrant(race, roster, digits);
  const by = calledBy(race);
  const pick = (entrant: number | null) => {
    const id = entrant === null ? undefined : race.entrants[entrant]?.entrant.id;
    if (id !== undefined) onPick(id);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    pick(input.entrant);
  };
  return (
    <form className={styles['pick']} onSubmit={onSubmit}>
      <Field
        className={styles['bib']}
        label={words.status.by[by]}
        inputMode={by === 'entrant' ? 'text' : 'numeric'}
        autoComplete="off"
        value={digits}
        onChange={setDigits}
      />
      <ul className={styles['candidates']}>
        {input.candidates.map(({ text, entrant }) => {
          const one = race.entrants[entrant]?.entrant;
          return (
            <li key={`${text} ${entrant}`}>
              <Button
                look={entrant === input.entrant ? 'strong' : 'plain'}
                size="large"
                disabled={one === undefined}
                onClick={() => pick(entrant)}
              >
                <b>{text}</b> {one === undefined ? null : nameOf(one, roster, words).name}
              </Button>
            </li>
          );
        })}
      </ul>
      <p role="status" className={styles['quiet']}>
        {hintOf(input, digits.trim(), words.status)}
      </p>
    </form>
  );
}

function hintOf(
  { why, count }: ReturnType<typeof pickEntrant>,
  typed: string,
  words: Words['status'],
): string {
  if (why === 'nobody') return words.nobody(typed);
  if (why === 'shared') return words.shared(typed);
  if (why === 'several') return words.several(count);
  return words.bibHint;
}

interface FormProps {
  readonly raceDesk: RaceDesk;
  readonly race: Race;
  readonly roster: Roster;
  readonly of: RaceEntrant;
  readonly onOther: () => void;
  readonly onDone: () => void;
}

const KINDS = ['DNS', 'DNF', 'DQ', 'relegated', 'mark', 'cleared'] as const;
const OTHER = '\u0000other';

function StatusForm({ raceDesk, race, roster, of, onOther, onDone }: FormProps) {
  const words = useWords();
  const { status } = words;
  const desk = useDesk();
  const [draft, setDraft] = useState<StatusDraft>(() => ({
    ...EMPTY_DRAFT,
    kind: of.status === null ? 'DNF' : 'cleared',
    place: String(lastPlace(race)),
  }));
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // Who typed a bib goes on by key: arrows choose what happened.
  useEffect(() => form.current?.querySelector<HTMLInputElement>('input:checked')?.focus(), []);
  const [opened] = useState(desk.now);
  const change = (part: Partial<StatusDraft>) => setDraft((before) => ({ ...before, ...part }));
  const named = nameOf(of.entrant, roster, words);
  const drafted = statusEvent(of, draft, opened);
  const { kind, place, mark } = draft;
  // What somebody writes as a reason changes no place: the race is not folded again for each letter.
  const events = useMemo(() => {
    const event = statusEvent(of, { kind, place, mark, rule: '?', reason: '' }, opened);
    return event.ok ? [event.event] : [];
  }, [of, kind, place, mark, opened]);
  const { consequence: foreseen } = useForeseen(raceDesk, events);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const now = statusEvent(of, draft, desk.instantOf(event.nativeEvent.timeStamp).at);
    setTried(true);
    if (!now.ok) return;
    void raceDesk.bring([now.event]);
    onDone();
  };
  const wantsWhy = draft.kind === 'DQ' || draft.kind === 'relegated';
  return (
    <form ref={form} className={styles['form']} onSubmit={onSubmit}>
      <div className={styles['who']}>
        <span className={styles['label']}>{named.label}</span>
        <b className={styles['name']}>{named.name}</b>
        <Button look="quiet" onClick={onOther}>
          {status.change}
        </Button>
      </div>
      <Choice
        label={status.what}
        options={KINDS.filter((kind) => kind !== 'cleared' || of.status !== null).map(
          (kind) => [kind, status.kinds[kind]] as const,
        )}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
        className={styles['kinds']}
      />
      <p className={styles['quiet']}>{status.says[draft.kind]}</p>
      {draft.kind === 'mark' ? (
        <Select
          label={status.markWhich}
          value={draft.mark}
          options={Object.entries(status.marks)}
          onChange={(mark) => change({ mark })}
        />
      ) : null}
      {draft.kind === 'relegated' ? (
        <Field
          className={styles['bib']}
          label={status.place}
          hint={status.placeHint}
          inputMode="numeric"
          value={draft.place}
          onChange={(place) => change({ place })}
        />
      ) : null}
      {wantsWhy || draft.kind === 'mark' ? (
        <RuleField sport={race.definition?.sport ?? 'other'} draft={draft} change={change} />
      ) : null}
      <Field
        label={status.reason}
        value={draft.reason}
        maxLength={500}
        placeholder={wantsWhy ? '' : status.reasonOptional}
        onChange={(reason) => change({ reason })}
      />
      <div role="status" className={styles['then']}>
        {drafted.ok ? (
          <Then consequence={foreseen} race={race} roster={roster} />
        ) : tried || drafted.why === 'badPlace' ? (
          <span className={styles['alarm']}>
            {drafted.why === 'noReason' ? status.reasonWanted : status.badPlace}
          </span>
        ) : null}
      </div>
      <Button type="submit" look="strong" size="large">
        {status.bring(status.kinds[draft.kind], named.name)}
      </Button>
    </form>
  );
}

function RuleField({
  sport,
  draft,
  change,
}: {
  readonly sport: keyof typeof commonRules;
  readonly draft: StatusDraft;
  readonly change: (part: Partial<StatusDraft>) => void;
}) {
  const { status: words } = useWords();
  const rules = commonRules[sport];
  const [picked, setPicked] = useState('');
  const onPick = (value: string) => {
    setPicked(value);
    const rule = rules[Number(value)];
    if (value === '' || rule === undefined) change({ rule: '' });
    // The number is the rule; where the book has none that is sure, the name is the reason.
    else if (rule.number === null) change({ rule: '', reason: words.ruleNames[rule.name] });
    else change({ rule: `${rule.number} ${words.ruleNames[rule.name]}` });
  };
  return (
    <div className={styles['rule']}>
      <Select
        label={words.rule}
        value={picked}
        options={[
          ['', words.noRule],
          ...rules.map(({ number, name }, i): readonly [string, string] => [
            String(i),
            [number, words.ruleNames[name]].filter((part) => part !== null).join(' · '),
          ]),
          [OTHER, words.otherRule],
        ]}
        onChange={onPick}
      />
      {picked === OTHER ? (
        <Field
          label={words.otherRule}
          value={draft.rule}
          maxLength={100}
          onChange={(rule) => change({ rule })}
        />
      ) : null}
    </div>
  );
}
