import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { EntryId } from '../../../../shared/race/entry.ts';
import type { RaceStateSet } from '../../../../shared/race/events.ts';
import type { Visibility } from '../../../../shared/wire/operate-api.ts';
import type { RaceDesk } from '../../../desk/desk.ts';
import { operateApi, type Refused } from '../../../connection/http-operate.ts';
import { Badge } from '../../../design/Badge.tsx';
import { Button, buttonLook } from '../../../design/Button.tsx';
import { Dialog } from '../../../design/Dialog.tsx';
import { Field } from '../../../design/Field.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDesk, useRacePart } from '../desk-context.ts';
import type { KnownRace } from './use-operator-race.ts';
import styles from './Lifecycle.module.css';

interface LifecycleProps {
  readonly slug: string;
  readonly desk: RaceDesk;
  readonly operatorRace: KnownRace;
}

type State = RaceStateSet['state'];

const STEPS: Readonly<Record<Visibility, readonly Visibility[]>> = {
  draft: ['public', 'hidden'],
  public: ['draft', 'archived', 'hidden'],
  archived: ['public', 'hidden'],
  hidden: ['draft', 'public'],
};

/** Who may see a race, and whether it goes ahead. */
export function Lifecycle({ slug, desk: raceDesk, operatorRace }: LifecycleProps) {
  const { life: words, races: raceWords, fault } = useWords().setup;
  const desk = useDesk();
  const stood = useRacePart(raceDesk, ({ race }) => race.state?.state ?? null);
  const why = useRacePart(raceDesk, ({ race }) => race.state?.reason ?? '');
  const { race } = operatorRace;
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Refused | null>(null);
  const [brought, setBrought] = useState<readonly EntryId[]>([]);
  const [again, setAgain] = useState<string | null>(null);
  if (race === null) return null;
  if (!race.editable)
    return (
      <Panel title={words.title} panel="life">
        <p className={styles['note']}>{words.notEditable}</p>
      </Panel>
    );
  const { visibility, rehearsal } = race;

  async function show(next: Visibility): Promise<void> {
    setBusy(true);
    const reply = await operateApi.changeRace(slug, { visibility: next });
    setBusy(false);
    setProblem(reply.ok ? null : reply.problem);
    if (reply.ok) operatorRace.set(reply.value);
  }

  async function say(next: State): Promise<void> {
    const because = reason.trim();
    const event = { type: 'raceStateSet', state: next, at: desk.now() } as const;
    setBrought(await raceDesk.bring([because === '' ? event : { ...event, reason: because }]));
    setReason('');
    if (next === 'rerun') await runAgain();
  }

  /** The same race once more: its log stays as it is, the new one begins with the same words. */
  async function runAgain(): Promise<void> {
    const { race: folded } = raceDesk.state.getState();
    if (folded.definition === null) return;
    const round = [folded.definition.round, words.rerunAgain].filter(Boolean).join(', ');
    const names = await operateApi.roster(slug);
    const made = names.ok
      ? await operateApi.makeRace({
          definition: { ...folded.definition, round },
          entrants: folded.entrants.filter(({ listed }) => listed).map(({ entrant }) => entrant),
          roster: names.value.roster,
          rehearsal,
        })
      : names;
    setProblem(made.ok ? null : made.problem);
    if (made.ok) setAgain(made.value.slug);
  }

  async function undo(): Promise<void> {
    await raceDesk.bring(brought.map((target) => ({ type: 'entryVoided', target })));
    setBrought([]);
  }

  const buttons = {
    public: words.publish,
    draft: words.toDraft,
    archived: words.archive,
    hidden: words.hide,
  };
  const states: readonly (readonly [State, string])[] = [
    ['scheduled', words.schedule],
    ['postponed', words.postpone],
    ['abandoned', words.abandon],
    ['rerun', words.rerun],
  ];
  return (
    <Panel title={words.title} panel="life">
      <div className={styles['life']}>
        <div className={styles['part']}>
          <p className={styles['now']} role="status">
            <Badge tone={visibility === 'public' ? 'known' : 'plain'}>
              {raceWords.visibility[visibility]}
            </Badge>
            {rehearsal ? <Badge tone="behind">{raceWords.rehearsal}</Badge> : null}
            <span>{words.now[visibility]}</span>
          </p>
          <div className={styles['buttons']}>
            {STEPS[visibility].map((next) => (
              <Button
                key={next}
                size="large"
                look={next === 'public' ? 'strong' : 'plain'}
                disabled={busy}
                onClick={() => void show(next)}
              >
                {buttons[next]}
              </Button>
            ))}
            {visibility === 'public' || visibility === 'archived' ? (
              <Link href={`/race/${slug}`} className={buttonLook({ look: 'quiet', size: 'large' })}>
                {words.link}
              </Link>
            ) : null}
            {rehearsal ? <Wipe slug={slug} onProblem={setProblem} /> : null}
          </div>
        </div>
        <div className={styles['part']}>
          <p className={styles['now']} role="status">
            {stood === null ? null : (
              <>
                <Badge tone="behind">{raceWords.state[stood]}</Badge>
                <span>
                  {words.states[stood]} {why}
                </span>
              </>
            )}
          </p>
          <Field
            label={words.reason}
            hint={words.reasonHint}
            maxLength={500}
            value={reason}
            onChange={setReason}
          />
          <div className={styles['buttons']}>
            {states.map(([next, text]) => (
              <Button
                key={next}
                size="large"
                disabled={busy}
                aria-pressed={stood === next}
                onClick={() => void say(next)}
              >
                {text}
              </Button>
            ))}
            {brought.length === 0 ? null : (
              <Button size="large" look="quiet" onClick={() => void undo()}>
                {words.undo}
              </Button>
            )}
          </div>
          <p className={styles['note']}>
            {again === null ? (
              words.rerunNote
            ) : (
              <>
                {words.rerunMade}{' '}
                <Link href={`/operate/race/${again}/setup`}>{words.rerunOpen}</Link>
              </>
            )}
          </p>
        </div>
      </div>
      <p role="alert" className={styles['problem']}>
        {problem === null ? null : `${fault[problem.code] ?? ''} ${problem.message}`}
      </p>
    </Panel>
  );
}

function Wipe({
  slug,
  onProblem,
}: {
  readonly slug: string;
  readonly onProblem: (problem: Refused) => void;
}) {
  const words = useWords().setup.life;
  const { close } = useWords().setup;
  const [isAsked, setIsAsked] = useState(false);
  const [, navigate] = useLocation();

  async function wipe(): Promise<void> {
    const reply = await operateApi.wipeRace(slug);
    setIsAsked(false);
    if (reply.ok) navigate('/operate');
    else onProblem(reply.problem);
  }

  return (
    <>
      <Button size="large" onClick={() => setIsAsked(true)}>
        {words.wipe}
      </Button>
      <Dialog
        open={isAsked}
        title={words.wipeTitle}
        closeLabel={close}
        onClose={() => setIsAsked(false)}
      >
        <p className={styles['ask']}>{words.wipeNote}</p>
        <Button look="strong" size="large" onClick={() => void wipe()}>
          {words.wipeDo}
        </Button>
      </Dialog>
    </>
  );
}
