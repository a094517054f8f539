import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { RaceRequest } from '../../../../shared/wire/operate-api.ts';
import { definitionProblem } from '../../../../shared/setup/check-definition.ts';
import { operateApi, type Refused } from '../../../connection/http-operate.ts';
import { Button } from '../../../design/Button.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { Switch } from '../../../design/Switch.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useDesk, useDeskPart } from '../desk-context.ts';
import { OperatorsPage } from '../OperatorsPage.tsx';
import { CourseEditor } from './CourseEditor.tsx';
import { DrawPanel } from './DrawPanel.tsx';
import { EventPanel } from './EventPanel.tsx';
import { Extras } from './Extras.tsx';
import { keepMeeting, lastMeeting, setupShelf } from './kept-setup.ts';
import { MeetingFields } from './MeetingFields.tsx';
import { emptyDraft, problemsOf, requestsOf, type RaceDraft } from './race-draft.ts';
import { StartList } from './StartList.tsx';
import { NEW_RACE, unsavedShelf } from './unsaved.ts';
import styles from './Setup.module.css';

/** A new meeting or race, from a preset, a template or a file. */
export function NewRace() {
  const words = useWords().setup.newRace;
  const me = useDeskPart((state) => state.me);
  const mayMake = me !== null && me.race === null && (me.role === 'admin' || me.role === 'referee');
  return (
    <OperatorsPage title={words.title} page="new">
      {mayMake ? <Form /> : <p>{words.notYours}</p>}
    </OperatorsPage>
  );
}

function Form() {
  const { newRace: words, course, fault } = useWords().setup;
  const desk = useDesk();
  const [, navigate] = useLocation();
  const form = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState<RaceDraft>(
    () => unsavedShelf().read(NEW_RACE)?.draft ?? startingDraft(desk.now()),
  );
  const created = useRef(false);
  /** What _Start afresh_ put away: until an event is chosen it can be had back. */
  const [putAway, setPutAway] = useState<RaceDraft | null>(null);
  const [rehearsal, setRehearsal] = useState(false);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ problem: Refused; done: number; all: number } | null>(
    null,
  );
  const { format } = draft;
  const problems = problemsOf(draft);
  const requests = requestsOf(draft, rehearsal);
  const isSound = Object.keys(problems).length === 0;
  const contradiction = isSound ? firstProblem(requests) : null;

  useEffect(() => {
    // Without an event nothing has been begun.
    const isBegun = draft.format !== null && !created.current;
    unsavedShelf().keep(NEW_RACE, isBegun ? { draft, base: null } : null);
  }, [draft]);

  function change(part: Partial<RaceDraft>): void {
    setDraft((before) => ({ ...before, ...part }));
  }

  async function create(): Promise<void> {
    setAsked(true);
    setRefused(null);
    if (busy || format === null) return;
    if (!isSound || contradiction !== null) {
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      );
      return;
    }
    setBusy(true);
    keepMeeting(setupShelf(), draft);
    const made: string[] = [];
    for (const request of requests) {
      const reply = await operateApi.makeRace(request);
      if (!reply.ok) {
        setRefused({ problem: reply.problem, done: made.length, all: requests.length });
        setBusy(false);
        // Heats that are made are made: what is left stays in the form.
        const left = new Set(requests.slice(made.length).map(({ definition }) => definition.heat));
        if (made.length > 0)
          change({ lines: draft.lines.filter(({ heat }) => left.has(Number(heat))) });
        return;
      }
      made.push(reply.value.slug);
    }
    created.current = true;
    unsavedShelf().keep(NEW_RACE, null);
    navigate(made.length === 1 ? `/operate/race/${made[0] ?? ''}/setup` : '/operate');
  }

  // Wherever the focus is, also nowhere, as after a dialog.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      if (document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      // What stands in a cell that was not left yet counts too.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      setTimeout(() => form.current?.querySelector<HTMLElement>('[data-create]')?.click());
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);

  return (
    <div ref={form} className={styles['column']}>
      <EventPanel
        draft={draft}
        onChange={change}
        onChosen={() =>
          requestAnimationFrame(() => {
            const name = form.current?.querySelector<HTMLInputElement>(
              '[data-panel=meeting] input',
            );
            name?.focus();
            // "Men " goes before the distance.
            name?.setSelectionRange(0, 0);
          })
        }
      />
      {format === null && putAway !== null ? (
        <Button size="large" onClick={() => setDraft(putAway)}>
          {words.takeBack}
        </Button>
      ) : null}
      {format === null ? null : (
        <>
          <div className={styles['two']}>
            <MeetingPanel
              draft={draft}
              problems={asked ? problems : shownEarly(draft, problems)}
              heats={requests.length}
              onChange={change}
            />
            <Panel title={course.title} panel="course">
              <CourseEditor format={format} onChange={(next) => change({ format: next })} />
            </Panel>
          </div>
          <StartList format={format} lines={draft.lines} onChange={(lines) => change({ lines })} />
          {draft.lines.length === 0 ? null : (
            <DrawPanel
              format={format}
              lines={draft.lines}
              mayHeats
              onChange={(lines) => change({ lines })}
            />
          )}
          <details
            className={styles['more']}
            open={asked && problems.records !== undefined ? true : undefined}
          >
            <summary>
              {course.pace}, {course.records.toLowerCase()}, {course.categories.toLowerCase()}
            </summary>
            <Extras draft={draft} format={format} onChange={change} />
          </details>
          <div className={styles['bar']}>
            <div className={styles['barText']}>
              <span>
                {words.draftNote} <span className={styles['note']}>{words.keys}</span>
              </span>
              <span role="alert" className={styles['problem']}>
                {refused === null
                  ? contradiction === null
                    ? null
                    : course.contradiction(contradiction)
                  : `${refused.done > 0 ? `${words.someFailed(refused.done, refused.all)} ` : ''}${
                      fault[refused.problem.code] ?? ''
                    } ${refused.problem.message}`}
              </span>
            </div>
            <Switch
              label={words.rehearsal}
              note={words.rehearsalNote}
              on={rehearsal}
              onChange={setRehearsal}
            />
            <Button
              look="quiet"
              size="large"
              disabled={busy}
              onClick={() => {
                setPutAway(draft);
                setDraft(startingDraft(desk.now()));
              }}
            >
              {words.startAfresh}
            </Button>
            <Button
              look="strong"
              size="large"
              data-create
              disabled={busy}
              onClick={() => void create()}
            >
              {busy
                ? words.creating
                : requests.length > 1
                  ? words.createMany(requests.length)
                  : words.create}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function MeetingPanel(props: Parameters<typeof MeetingFields>[0]) {
  const words = useWords().setup.meeting;
  return (
    <Panel title={words.title} panel="meeting">
      <MeetingFields {...props} />
    </Panel>
  );
}

function startingDraft(now: number): RaceDraft {
  const empty = emptyDraft(new Date(now / 1000));
  const last = lastMeeting(setupShelf());
  if (last === null) return empty;
  const { date: lastDate, zone, ...rest } = last;
  // A meeting of several days goes on; one of last week does not begin again.
  return { ...empty, ...rest, zone: zone || empty.zone, date: later(lastDate, empty.date) };
}

/** Dates in ISO form order as text. */
function later(a: string, b: string): string {
  return a > b ? a : b;
}

function firstProblem(requests: readonly RaceRequest[]): string | null {
  for (const { definition } of requests) {
    const problem = definitionProblem(definition);
    if (problem !== null) return problem;
  }
  return null;
}

/** Before somebody tried to go on, only what was written wrongly is wrong, not what is still empty. */
function shownEarly(draft: RaceDraft, problems: ReturnType<typeof problemsOf>) {
  return Object.fromEntries(
    Object.entries(problems).filter(([field]) => draft[field as keyof typeof problems] !== ''),
  );
}
