import { useMemo, useState } from 'react';
import type { EntryId } from '../../../../shared/race/entry.ts';
import { definitionProblem } from '../../../../shared/setup/check-definition.ts';
import { operateApi } from '../../../connection/http-operate.ts';
import { Button } from '../../../design/Button.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useRaceDesk, useRacePart } from '../desk-context.ts';
import { CourseEditor } from './CourseEditor.tsx';
import { DrawPanel } from './DrawPanel.tsx';
import { KeepTemplate } from './EventPanel.tsx';
import { Extras } from './Extras.tsx';
import { Lifecycle } from './Lifecycle.tsx';
import { MeetingFields } from './MeetingFields.tsx';
import { Names } from './Names.tsx';
import { draftOf, problemsOf, type RaceDraft } from './race-draft.ts';
import { changesOf, consequenceOf, eventsOf, hasChanges } from './setup-changes.ts';
import { StartList } from './StartList.tsx';
import { useOperatorRace } from './use-operator-race.ts';
import styles from './Setup.module.css';

/** What a race is: definition, start list, life. */
export function Setup({ slug }: { readonly slug: string }) {
  const words = useWords().setup.edit;
  const desk = useRaceDesk(slug);
  const hasDefinition = useRacePart(desk, (state) => state.race.definition !== null);
  const whole = useRacePart(desk, (state) => state.whole);
  if (!hasDefinition)
    return <p className={styles['page']}>{whole ? words.noDefinition : words.loading}</p>;
  return <Editor slug={slug} />;
}

function Editor({ slug }: { readonly slug: string }) {
  const { course } = useWords().setup;
  const desk = useRaceDesk(slug);
  const revision = useRacePart(desk, (state) => state.revision);
  const roster = useRacePart(desk, (state) => state.roster);
  const operatorRace = useOperatorRace(slug);
  // `race` is one object for good; what it says is of its revision.
  const stored = useMemo(() => {
    const { race } = desk.state.getState();
    const { definition } = race;
    if (definition === null) throw new Error('an editor stands before there is a definition');
    const listed = race.entrants.filter((one) => one.listed);
    return {
      revision,
      definition,
      entrants: listed.map(({ entrant }) => entrant),
      ids: new Set(race.entrants.map(({ entrant }) => entrant.id)),
      roster,
    };
  }, [desk, revision, roster]);
  const original = useMemo(
    () => draftOf(stored.definition, stored.entrants, stored.roster),
    [stored],
  );
  const [edited, setEdited] = useState<RaceDraft | null>(null);
  const draft = edited ?? original;
  const { format } = draft;
  const editable = operatorRace.race?.editable ?? true;

  function change(part: Partial<RaceDraft>): void {
    setEdited((before) => ({ ...(before ?? original), ...part }));
  }

  return (
    <div className={styles['page']}>
      <Lifecycle slug={slug} desk={desk} operatorRace={operatorRace} />
      <div className={styles['two']}>
        <MeetingPanel draft={draft} onChange={change} />
        <Panel title={course.title} panel="course" actions={<KeepTemplate draft={draft} />}>
          {format === null ? null : (
            <CourseEditor format={format} onChange={(next) => change({ format: next })} />
          )}
        </Panel>
      </div>
      <StartList format={format} lines={draft.lines} onChange={(lines) => change({ lines })} />
      {format === null || draft.lines.length === 0 ? null : (
        <DrawPanel
          format={format}
          lines={draft.lines}
          mayHeats={false}
          onChange={(lines) => change({ lines })}
        />
      )}
      <Names slug={slug} desk={desk} />
      {format === null ? null : (
        <Panel title={`${course.pace}, ${course.records.toLowerCase()}`} panel="extras">
          <Extras draft={draft} format={format} onChange={change} />
        </Panel>
      )}
      {editable ? (
        <SaveBar
          slug={slug}
          draft={edited}
          stored={stored}
          onDone={() => setEdited(null)}
          onSaved={operatorRace.ask}
        />
      ) : null}
    </div>
  );
}

function MeetingPanel({
  draft,
  onChange,
}: {
  readonly draft: RaceDraft;
  readonly onChange: (part: Partial<RaceDraft>) => void;
}) {
  const words = useWords().setup.meeting;
  return (
    <Panel title={words.title} panel="meeting">
      <MeetingFields draft={draft} problems={problemsOf(draft)} heats={1} onChange={onChange} />
    </Panel>
  );
}

interface SaveBarProps {
  readonly slug: string;
  readonly draft: RaceDraft | null;
  readonly stored: Parameters<typeof changesOf>[1];
  readonly onDone: () => void;
  readonly onSaved: () => void;
}

/** What would change, what follows from it, and the way back after it. */
function SaveBar({ slug, draft, stored, onDone, onSaved }: SaveBarProps) {
  const { edit: words, course, problem: problemWords } = useWords().setup;
  const desk = useRaceDesk(slug);
  const [busy, setBusy] = useState(false);
  const [brought, setBrought] = useState<readonly EntryId[]>([]);
  const [said, setSaid] = useState('');
  const [failed, setFailed] = useState<string | null>(null);
  const changes = draft === null ? null : changesOf(draft, stored);
  const isChanged = changes !== null && hasChanges(changes);
  const wrong = draft === null ? [] : Object.values(problemsOf(draft));
  const contradiction = changes?.definition ? definitionProblem(changes.definition) : null;
  const consequence = changes === null ? null : consequenceOf(desk.state.getState().race, changes);

  async function save(): Promise<void> {
    if (changes === null || busy) return;
    setBusy(true);
    setFailed(null);
    const events = eventsOf(changes);
    const ids = events.length === 0 ? [] : await desk.bring(events);
    for (const [id, line, before] of changes.names) {
      const gone = Object.keys(before ?? {}).filter((part) => part !== 'hidden' && !(part in line));
      const patch = { ...Object.fromEntries(gone.map((part) => [part, null])), ...line };
      const reply = await operateApi.patchName(slug, id, patch);
      if (!reply.ok) setFailed(words.namesFailed(reply.problem.message));
    }
    setBrought(ids);
    setSaid(changes.definition === null ? words.savedNames : words.saved);
    setBusy(false);
    onDone();
    onSaved();
  }

  async function undo(): Promise<void> {
    await desk.bring(brought.map((target) => ({ type: 'entryVoided', target })));
    setBrought([]);
    setSaid(words.undone);
  }

  if (!isChanged && said === '' && failed === null) return null;
  const parts = [
    ...(changes?.definition ? [words.parts.definition] : []),
    ...(changes !== null && changes.entrants.length > 0 ? [words.parts.entrants] : []),
    ...(changes !== null && changes.names.length > 0 ? [words.parts.names] : []),
  ];
  const [firstWrong] = wrong;
  return (
    <div className={styles['bar']} data-save-bar>
      <div className={styles['barText']}>
        <span role="status">{isChanged ? words.unsaved(parts.join(', ')) : said}</span>
        {isChanged && consequence !== null ? (
          <span className={styles['warn']}>
            {words.running(consequence.splits)}{' '}
            {consequence.lost.length === 0 ? '' : words.pointsLost(consequence.lost.join(', '))}{' '}
            {consequence.distanceChanged ? words.distanceChanged : ''}
          </span>
        ) : null}
        <span role="alert" className={styles['problem']}>
          {failed ??
            (firstWrong === undefined ? null : problemWords[firstWrong]) ??
            (contradiction === null ? null : course.contradiction(contradiction))}
        </span>
      </div>
      {isChanged ? (
        <>
          <Button look="quiet" size="large" onClick={onDone}>
            {words.revert}
          </Button>
          <Button
            look="strong"
            size="large"
            disabled={busy || wrong.length > 0 || contradiction !== null}
            onClick={() => void save()}
          >
            {words.save}
          </Button>
        </>
      ) : brought.length === 0 ? null : (
        <Button size="large" onClick={() => void undo()}>
          {words.undo}
        </Button>
      )}
    </div>
  );
}
