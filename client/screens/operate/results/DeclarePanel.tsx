import { useEffect, useMemo, useRef, useState } from 'react';
import type { ResultDeclared } from '../../../../shared/race/events.ts';
import {
  announcedLines,
  correctionsSince,
  resultChanges,
} from '../../../../shared/timeline/announced.ts';
import { timeOfDay } from '../../../../shared/timeline/time-of-day.ts';
import { MICROS_PER_SECOND } from '../../../../shared/time/time.ts';
import { ChangeList } from '../../../components/ChangeList.tsx';
import { Button } from '../../../design/Button.tsx';
import { Field } from '../../../design/Field.tsx';
import { Icon } from '../../../design/Icon.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDesk, useDeskPart } from '../desk-context.ts';
import {
  issuesOf,
  type Issues,
  lastDeclaration,
  refusedDeclarations,
  stepsOf,
  type Step,
} from './result-steps.ts';
import styles from './Results.module.css';
import { useProtestClock } from './use-protest-clock.ts';
import type { Result } from './use-result.ts';

const MINUTE_US = 60 * MICROS_PER_SECOND;

/** How the result stands, and what can be announced next: seen before it is brought. */
export function DeclarePanel({ result }: { readonly result: Result }) {
  const { results } = useWords();
  const words = results.declare;
  const me = useDeskPart((state) => state.me);
  const { race, entries } = result;
  const last = lastDeclaration(race, entries);
  const isOwnProvisional = last?.own === true && race.declared.at(-1)?.state === 'provisional';
  const { steps, others } = stepsOf(race.declared, {
    role: me?.role ?? 'viewer',
    ownProvisional: isOwnProvisional,
  });
  return (
    <Panel title={words.title} panel="declare">
      <div className={styles['stack']}>
        <Now
          result={result}
          own={last?.own === true}
          pending={last !== null && last.where !== 'stored'}
        />
        <Refusals result={result} />
        {steps.length === 0 ? null : steps[0]?.state === 'amended' && isAsAnnounced(result) ? (
          <p className={styles['quiet']}>{words.unchanged}</p>
        ) : (
          <DeclareForm key={race.declared.length} result={result} steps={steps} />
        )}
        {others ? <p className={styles['quiet']}>{words.why.referee}</p> : null}
      </div>
    </Panel>
  );
}

/** Nothing differs from what was announced last; false where that is not known here. */
function isAsAnnounced({ announced, race }: Result): boolean {
  const last = announced.at(-1);
  return last !== undefined && correctionsSince(last.lines, race).length === 0;
}

type Words = ReturnType<typeof useWords>['results']['declare'];

function stepText(announced: boolean, state: Step['state'], words: Words): string {
  return announced && state === 'provisional' ? words.again : words.steps[state];
}

function Now({
  result,
  own,
  pending,
}: {
  readonly result: Result;
  readonly own: boolean;
  readonly pending: boolean;
}) {
  const { results } = useWords();
  const words = results.declare;
  const { race, definition } = result;
  const declared = race.declared.at(-1);
  if (declared === undefined || definition === null)
    return <p className={styles['now']}>{words.now.none}</p>;
  const time = timeOfDay(race, declared.at);
  const who = own ? words.you : (declared.by ?? words.somebody);
  return (
    <div className={styles['now']} data-state={declared.state} data-testid="declared">
      <p>
        <strong>{words.now[declared.state](time, who)}</strong>
      </p>
      {declared.reason === undefined ? null : <p>{declared.reason}</p>}
      {pending ? <p className={styles['quiet']}>{words.sending}</p> : null}
    </div>
  );
}

/** What the server did not take, in words. */
function Refusals({ result }: { readonly result: Result }) {
  const { results } = useWords();
  const words = results.declare;
  return refusedDeclarations(result.entries).map(({ id, why }) => (
    <div key={id} role="alert" className={styles['refused']}>
      <Icon name="warning" />
      <p>
        <strong>{words.refused}</strong> {words.refusedWhy[why?.code ?? ''] ?? why?.message}
      </p>
      <Button onClick={() => result.raceDesk.dismiss(id)}>{words.dismiss}</Button>
    </div>
  ));
}

/**
 * What can be announced, a button each. One that takes a reason or ends the protests early asks for
 * that in its place, and the others are gone until it is done or left.
 */
function DeclareForm({
  result,
  steps,
}: {
  readonly result: Result;
  readonly steps: readonly Step[];
}) {
  const { results } = useWords();
  const words = results.declare;
  const desk = useDesk();
  const me = useDeskPart((state) => state.me);
  const clock = useProtestClock(result);
  const leftUs = clock.state === 'running' ? clock.leftUs : 0;
  const [chosen, setChosen] = useState<Step | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const sole = steps.length === 1 ? steps[0] : undefined;
  const step = chosen ?? (sole === undefined || sole.reason === null ? null : sole);
  const isMissing = step !== null && step.reason !== null && reason.trim() === '';
  const issues = useMemo(() => issuesOf(result.race, result.entries), [result]);
  const isOpen = issues.undecided > 0 || issues.lone > 0;
  const endsEarly = (one: Step) => one.state === 'official' && leftUs > 0;
  const isRash = (one: Step) => endsEarly(one) || (one.state === 'official' && isOpen);
  useEffect(() => {
    if (chosen !== null) form.current?.querySelector<HTMLElement>('input, [type=submit]')?.focus();
  }, [chosen]);

  function announce(one: Step, timeStamp: number): void {
    const event: ResultDeclared = {
      type: 'resultDeclared',
      state: one.state,
      time: { basis: 'instant', at: desk.instantOf(timeStamp).at, digits: 0 },
      ...(me === null ? {} : { by: me.label }),
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    };
    void result.raceDesk.bring([event]);
  }

  function press(one: Step, timeStamp: number): void {
    if (one.reason === null && !isRash(one)) announce(one, timeStamp);
    else setChosen(one);
  }

  function leave(): void {
    setChosen(null);
    setReason('');
    setTried(false);
  }

  const text = ({ state }: Step) => stepText(result.race.declared.length > 0, state, words);
  return (
    <form
      ref={form}
      noValidate
      className={styles['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (step !== null && !isMissing) announce(step, event.timeStamp);
      }}
    >
      <IssueList issues={issues} />
      <Readers result={result} />
      {(step === null ? steps.some(endsEarly) : endsEarly(step)) ? (
        <p className={styles['early']} role={step === null ? undefined : 'status'}>
          <Icon name="warning" size={18} />
          {words.early(Math.ceil(leftUs / MINUTE_US))}
        </p>
      ) : null}
      {step === null ? (
        <div className={styles['choices']}>
          {steps.map((one, i) => (
            <Button
              key={one.state}
              look={i === 0 ? 'strong' : 'quiet'}
              size="large"
              onClick={(event) => press(one, event.timeStamp)}
            >
              {text(one)}
            </Button>
          ))}
        </div>
      ) : (
        <>
          {step.reason === null ? null : (
            <>
              <p className={styles['why']}>{words.why[step.reason]}</p>
              <Field
                label={words.reason}
                hint={words.reasonHint}
                problem={tried && isMissing ? words.wanted : null}
                value={reason}
                maxLength={300}
                required
                onChange={setReason}
              />
            </>
          )}
          <div className={styles['choices']}>
            <Button type="submit" look="strong" size="large">
              {isRash(step) ? words.allTheSame : text(step)}
            </Button>
            {chosen === null ? null : (
              <Button look="quiet" size="large" onClick={leave}>
                {words.notNow}
              </Button>
            )}
          </div>
        </>
      )}
    </form>
  );
}

/** What is open, before anybody announces it. */
function IssueList({ issues }: { readonly issues: Issues }) {
  const { results } = useWords();
  const words = results.declare;
  const said = (['running', 'undecided', 'lone', 'loose', 'ties', 'pinned', 'unsent'] as const)
    .filter((kind) => issues[kind] > 0)
    .map((kind) => words.issue[kind](issues[kind]));
  if (said.length === 0) return null;
  return (
    <ul className={styles['issues']} aria-label={words.issues}>
      {said.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

/** What would be announced against what was. */
function Readers({ result }: { readonly result: Result }) {
  const { results } = useWords();
  const words = results.declare;
  const before = result.announced.at(-1);
  const placed = result.lines.filter(({ place }) => place !== null).length;
  if (before === undefined)
    return result.race.declared.length > 0 ? null : (
      <p className={styles['quiet']}>{words.thenFirst(placed, result.lines.length - placed)}</p>
    );
  return (
    <div className={styles['then']}>
      <h3 className={styles['small']}>{words.afterwards}</h3>
      <ChangeList
        changes={resultChanges(before.lines, announcedLines(result.race))}
        nameOf={(id) => result.nameOf(id).shortName}
        most={8}
      />
    </div>
  );
}
