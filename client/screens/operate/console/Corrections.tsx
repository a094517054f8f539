import { useEffect, useId, useMemo, useRef, type FormEvent, type ReactNode } from 'react';
import type { TapRow } from '../../../../shared/feeding/tap-rows.ts';
import { pointName } from '../../../components/board-text.ts';
import { Button } from '../../../design/Button.tsx';
import { Choice } from '../../../design/Choice.tsx';
import { useWords, type Words } from '../../../i18n/operate-words.ts';
import { Foreseen } from '../foresight/Foreseen.tsx';
import { usePart } from '../../stations.ts';
import { amended } from './corrections.ts';
import type { CorrectionKey } from './console-keys.ts';
import { planDraft, type Doubt } from './console-model.ts';
import type { Draft } from './draft.ts';
import { rowName } from './row-view.ts';
import { eventWords, Said } from './Said.tsx';
import { rowCalled, typedWho } from './typed-who.ts';
import type { ConsoleView } from './use-console.ts';
import styles from './Corrections.module.css';

const KEYS: Readonly<Record<CorrectionKey, string>> = {
  void: 'Del',
  edit: 'E',
  swap: 'X',
  insert: 'I',
  shift: 'S',
  split: 'K',
  reassign: 'R',
  point: 'P',
};

interface CorrectionsProps {
  readonly view: ConsoleView;
  /** On a phone a void is held, not pressed, and keys are not named. */
  readonly phone?: boolean;
}

/** What is done with the selected row, and what it would change before it is done. */
export function Corrections({ view, phone = false }: CorrectionsProps) {
  const { model } = view;
  const draft = usePart(model.state, (state) => state.draft);
  const doubt = usePart(model.state, (state) => state.doubt);
  const selected = usePart(model.state, (state) => state.selected);
  const row = view.rows.find(({ id }) => id === selected);
  return (
    <section className={styles['corrections']} data-phone={phone ? '' : undefined} data-corrections>
      {doubt === null ? null : <DoubtBar view={view} doubt={doubt} phone={phone} />}
      {doubt === null && draft !== null && row !== undefined ? (
        <DraftBar
          key={`${draft.what} ${draft.row}`}
          view={view}
          draft={draft}
          row={row}
          phone={phone}
        />
      ) : null}
      {doubt === null && draft === null ? <Acts view={view} row={row} phone={phone} /> : null}
    </section>
  );
}

function Acts({
  view,
  row,
  phone,
}: {
  readonly view: ConsoleView;
  readonly row: TapRow | undefined;
  readonly phone: boolean;
}) {
  const { model } = view;
  const words = useWords().console.correct;
  const may = row === undefined || view.mayCorrect(row);
  const { race } = view.state;
  return (
    <>
      <div className={styles['acts']}>
        {phone ? (
          // The figures come up with it.
          <Act
            label={words.typeBib}
            phone
            strong
            disabled={row === undefined || !may}
            onAct={() => row && model.correct('reassign', row.id)}
          />
        ) : null}
        <Act
          label={words.undo}
          hint="Ctrl+Z"
          phone={phone}
          idle={!view.moves.undo}
          onAct={model.undo}
        />
        <Act
          label={words.redo}
          hint="Ctrl+Y"
          phone={phone}
          idle={!view.moves.redo}
          onAct={model.redo}
        />
        <span className={styles['gap']} />
        {kindsOn(phone).map((what) => (
          <Act
            key={what}
            label={what === 'void' && row?.state.kind === 'void' ? words.restore : words[what]}
            note={words.notes[what]}
            hint={KEYS[what]}
            phone={phone}
            disabled={row === undefined || !may}
            onAct={() => row && model.correct(what, row.id)}
          />
        ))}
        {phone ? <Act label={words.leave} phone onAct={model.home} /> : null}
      </div>
      {row === undefined ? (
        <Said view={view} />
      ) : (
        <p className={styles['of']}>
          <b>{rowName(row, race)}</b>
          {may ? (
            <Reassigning view={view} row={row} phone={phone} />
          ) : (
            <span>{words.othersOnly}</span>
          )}
        </p>
      )}
    </>
  );
}

/** On a phone another bib is what comes first, under a name of its own. */
function kindsOn(phone: boolean): readonly CorrectionKey[] {
  const all = Object.keys(KEYS) as CorrectionKey[];
  return phone ? all.filter((what) => what !== 'reassign') : all;
}

/** While a bib is typed for a row that has one: what it would change. */
function Reassigning({
  view,
  row,
  phone,
}: {
  readonly view: ConsoleView;
  readonly row: TapRow;
  readonly phone: boolean;
}) {
  const typed = usePart(view.model.state, (state) => state.typed);
  const words = useWords().console;
  const events = useMemo(() => {
    const who = typedWho(view.state.race, typed, row.line);
    const event = who === null ? null : amended(view.state.race, row, { who: who.who });
    return event === null ? [] : [event];
  }, [view.state, typed, row]);
  if (events.length === 0)
    return <span>{phone ? words.correct.hintSelectedPhone : words.correct.hintSelected}</span>;
  return <Foreseen raceDesk={view.raceDesk} className={styles['foreseen']} events={events} />;
}

function Act({
  label,
  note,
  hint,
  phone,
  strong = false,
  idle,
  disabled,
  onAct,
}: {
  readonly label: string;
  readonly note?: string;
  readonly hint?: string;
  readonly phone: boolean;
  readonly strong?: boolean;
  /** There is nothing to do for it now; pressed all the same, it says so. */
  readonly idle?: boolean;
  readonly disabled?: boolean;
  readonly onAct: () => void;
}) {
  return (
    <Button
      className={styles['act']}
      title={note}
      disabled={disabled}
      aria-disabled={idle}
      look={strong ? 'strong' : 'plain'}
      size={phone ? 'large' : 'normal'}
      // The bib field keeps the focus, so that Space goes on tapping.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onAct}
    >
      {label}
      {phone || hint === undefined ? null : <kbd>{hint}</kbd>}
    </Button>
  );
}

function DraftBar({
  view,
  draft,
  row,
  phone,
}: {
  readonly view: ConsoleView;
  readonly draft: Draft;
  readonly row: TapRow;
  readonly phone: boolean;
}) {
  const words = useWords().console;
  const { model } = view;
  const { race } = view.state;
  const { state, rows, place } = view;
  const plan = useMemo(
    () => planDraft(draft, { race: state.race, rows, place }),
    [draft, state, rows, place],
  );
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.select(), []);
  const by = view.entries.safety(row.id).own ? null : (row.source ?? row.device);
  const label = draft.what === 'void' && row.state.kind === 'void' ? 'restore' : draft.what;

  function submit(event: FormEvent): void {
    event.preventDefault();
    model.confirm();
    document.getElementById('console-bib')?.focus();
  }

  return (
    <form
      className={styles['draft']}
      aria-label={words.correct[label]}
      data-draft={draft.what}
      onSubmit={submit}
    >
      <p className={styles['of']}>
        <b>
          {words.correct[label]} {rowName(row, race)}
        </b>
        {by === null ? null : (
          <span className={styles['odd']}>{words.correct.othersQuestion(by)}</span>
        )}
      </p>
      <Inputs view={view} draft={draft} row={row} first={first} />
      {plan.ok ? (
        <Foreseen raceDesk={view.raceDesk} className={styles['foreseen']} events={plan.events} />
      ) : (
        <p className={styles['foreseen']}>{problemText(plan.problem, words)}</p>
      )}
      <Deciding
        phone={phone}
        held={phone && draft.what === 'void' && row.state.kind !== 'void'}
        disabled={!plan.ok}
        onDo={model.confirm}
        onLeave={model.home}
      />
    </form>
  );
}

function DoubtBar({
  view,
  doubt,
  phone,
}: {
  readonly view: ConsoleView;
  readonly doubt: Doubt;
  readonly phone: boolean;
}) {
  const all = useWords();
  const words = all.console.correct;
  const { model } = view;
  const { verb, why, events } = doubt;
  const was = eventWords(doubt.was, view, all);
  const does = verb === 'bring' ? words.change : words[verb];
  const asks =
    why === 'declared' || verb === 'bring'
      ? words.declared(was)
      : (why === 'contested' ? words.contested : words.doubt)[verb](was);
  return (
    <form
      className={styles['draft']}
      aria-label={does}
      data-draft={verb}
      onSubmit={(event) => {
        event.preventDefault();
        model.confirm();
      }}
    >
      <p className={styles['of']}>
        <b>{does}</b>
        <span className={styles['odd']}>{asks}</span>
      </p>
      <Foreseen raceDesk={view.raceDesk} className={styles['foreseen']} events={events} />
      <Deciding phone={phone} held={false} onDo={model.confirm} onLeave={model.home} />
    </form>
  );
}

function Deciding({
  phone,
  held,
  disabled,
  onDo,
  onLeave,
}: {
  readonly phone: boolean;
  readonly held: boolean;
  readonly disabled?: boolean;
  readonly onDo: () => void;
  readonly onLeave: () => void;
}) {
  const words = useWords().console;
  return (
    <div className={styles['deciding']}>
      {held ? (
        <HoldButton onHeld={onDo}>{words.correct.hold}</HoldButton>
      ) : (
        <Button type="submit" look="strong" size="large" disabled={disabled === true}>
          {words.correct.do}
          {phone ? null : <kbd>Enter</kbd>}
        </Button>
      )}
      <Button size="large" onClick={onLeave}>
        {words.correct.leave}
        {phone ? null : <kbd>Esc</kbd>}
      </Button>
    </div>
  );
}

const HOLD_MS = 600;

/** Does it after it was held for a moment: a brush of a wet thumb voids nothing. By key it is pressed. */
function HoldButton({
  onHeld,
  children,
}: {
  readonly onHeld: () => void;
  readonly children: ReactNode;
}) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const release = () => clearTimeout(timer.current);
  return (
    <Button
      look="strong"
      size="large"
      className={styles['hold']}
      onPointerDown={() => {
        timer.current = setTimeout(onHeld, HOLD_MS);
      }}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
      onClick={(event) => {
        if (event.detail === 0) onHeld();
      }}
    >
      {children}
    </Button>
  );
}

function Inputs({
  view,
  draft,
  row,
  first,
}: {
  readonly view: ConsoleView;
  readonly draft: Draft;
  readonly row: TapRow;
  readonly first: { current: HTMLInputElement | null };
}) {
  const all = useWords();
  const words = all.console.correct;
  const guessId = useId();
  const { model } = view;
  const { race } = view.state;
  switch (draft.what) {
    case 'edit':
    case 'insert':
      return (
        <div className={styles['inputs']}>
          <label>
            {words.bib}
            <input
              ref={first}
              value={draft.bib}
              inputMode="numeric"
              placeholder={rowCalled(row, race) ?? '?'}
              onChange={(event) => model.revise({ bib: event.target.value.trim() })}
            />
          </label>
          <label>
            {words.time}
            <input
              value={draft.time}
              inputMode="decimal"
              placeholder={draft.what === 'edit' ? clockOf(row, race) : '0:00.00'}
              aria-describedby={draft.guess === null ? undefined : guessId}
              onChange={(event) => model.revise({ time: event.target.value, guess: null })}
            />
          </label>
          {draft.guess === null ? null : (
            <span id={guessId} className={styles['guess']}>
              {words.guesses[draft.guess]}
            </span>
          )}
        </div>
      );
    case 'shift':
      return (
        <div className={styles['inputs']}>
          <label>
            {words.by}
            <input
              ref={first}
              value={draft.by}
              placeholder="+0.3"
              inputMode="text"
              onChange={(event) => model.revise({ by: event.target.value })}
            />
          </label>
          <Choice
            label={words.scope}
            value={draft.scope}
            options={[
              ['one', words.scopes.one],
              ['after', words.scopes.after],
              ['all', words.scopes.all],
            ]}
            onChange={(scope) => model.revise({ scope })}
          />
        </div>
      );
    case 'point':
      return (
        <div className={styles['inputs']}>
          <label>
            {words.whichPoint}
            <select
              value={draft.point}
              onChange={(event) => model.revise({ point: event.target.value })}
            >
              <option value="">{words.anyPoint}</option>
              {race.points
                .filter(({ line }) => line === row.line)
                .map((point) => (
                  <option key={point.id} value={point.id}>
                    {pointName(point, all)}
                  </option>
                ))}
            </select>
          </label>
        </div>
      );
    default:
      return null;
  }
}

function clockOf(row: TapRow, race: Parameters<typeof rowName>[1]): string {
  return rowName({ ...row, who: { unknown: true } }, race);
}

function problemText(
  problem: 'badTime' | 'badShift' | 'noNext' | 'nothing',
  words: Words['console'],
) {
  return problem === 'nothing' ? words.consequence.none : words.correct[problem];
}
