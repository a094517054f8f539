import { useState } from 'react';
import type { ResultDeclared } from '../../../../shared/race/events.ts';
import { announcedLines, resultChanges } from '../../../../shared/timeline/announced.ts';
import { formatInstant } from '../../../../shared/time/format.ts';
import { ChangeList } from '../../../components/ChangeList.tsx';
import { Button } from '../../../design/Button.tsx';
import { Field } from '../../../design/Field.tsx';
import { Icon } from '../../../design/Icon.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDesk, useDeskPart } from '../desk-context.ts';
import {
  issuesOf,
  lastDeclaration,
  refusedDeclarations,
  stepsOf,
  type Step,
} from './result-steps.ts';
import styles from './Results.module.css';
import type { Result } from './use-result.ts';

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
  const [chosen, setChosen] = useState<Step['state'] | null>(null);
  const step = steps.find(({ state }) => state === chosen) ?? steps[0];
  return (
    <Panel title={words.title} panel="declare">
      <div className={styles['stack']}>
        <Now
          result={result}
          own={last?.own === true}
          pending={last !== null && last.where !== 'stored'}
        />
        <Refusals result={result} />
        {steps.length > 1 ? (
          <div className={styles['steps']}>
            {steps.map(({ state }) => (
              <Button
                key={state}
                aria-pressed={state === step?.state}
                size="large"
                onClick={() => setChosen(state)}
              >
                {stepText(race.declared.length > 0, state, words)}
              </Button>
            ))}
          </div>
        ) : null}
        {step === undefined ? null : step.state === 'amended' && isAsAnnounced(result) ? (
          <p className={styles['quiet']}>{words.unchanged}</p>
        ) : (
          <DeclareForm
            key={step.state}
            result={result}
            step={step}
            onDone={() => setChosen(null)}
          />
        )}
        {others ? <p className={styles['quiet']}>{words.why.referee}</p> : null}
      </div>
    </Panel>
  );
}

/** Nothing differs from what was announced last; false where that is not known here. */
function isAsAnnounced({ announced, race }: Result): boolean {
  const last = announced.at(-1);
  return last !== undefined && resultChanges(last.lines, announcedLines(race)).length === 0;
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
  const time = formatInstant(declared.at, definition.zone);
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

function DeclareForm({
  result,
  step,
  onDone,
}: {
  readonly result: Result;
  readonly step: Step;
  readonly onDone: () => void;
}) {
  const { results } = useWords();
  const words = results.declare;
  const desk = useDesk();
  const me = useDeskPart((state) => state.me);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const isMissing = step.reason !== null && reason.trim() === '';
  const submit = (timeStamp: number) => {
    setTried(true);
    if (isMissing) return;
    const event: ResultDeclared = {
      type: 'resultDeclared',
      state: step.state,
      time: { basis: 'instant', at: desk.instantOf(timeStamp).at, digits: 0 },
      ...(me === null ? {} : { by: me.label }),
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    };
    void result.raceDesk.bring([event]);
    setReason('');
    setTried(false);
    onDone();
  };
  return (
    <form
      noValidate
      className={styles['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        submit(event.timeStamp);
      }}
    >
      <Issues result={result} />
      <Readers result={result} />
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
      <Button type="submit" look="strong" size="large">
        {stepText(result.race.declared.length > 0, step.state, words)}
      </Button>
    </form>
  );
}

/** What is open, before anybody announces it. */
function Issues({ result }: { readonly result: Result }) {
  const { results } = useWords();
  const words = results.declare;
  const issues = issuesOf(result.race, result.entries);
  const said = (['running', 'loose', 'ties', 'pinned', 'unsent'] as const)
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
  const placed = result.lines.filter(({ place }) => place !== null).length;
