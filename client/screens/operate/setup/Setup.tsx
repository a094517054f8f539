import { useEffect, useMemo, useState } from 'react';
import type { Roster } from '../../../../shared/race/roster.ts';
import type { RaceDesk } from '../../../desk/desk.ts';
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
import { SaveBar } from './SaveBar.tsx';
import type { changesOf } from './setup-changes.ts';
import { StartList } from './StartList.tsx';
import { useOperatorRace } from './use-operator-race.ts';
import { useSetupEdit } from './use-setup-edit.ts';
import styles from './Setup.module.css';

/** What a race is: definition, start list, life. */
export function Setup({ slug }: { readonly slug: string }) {
  const words = useWords().setup.edit;
  const desk = useRaceDesk(slug);
  const hasDefinition = useRacePart(desk, (state) => state.race.definition !== null);
  const whole = useRacePart(desk, (state) => state.whole);
  // A form that was begun without the names would take their coming for somebody's work.
  const named = useRacePart(desk, (state) => state.rosterTold);
  if (hasDefinition && !named) return <p className={styles['page']}>{words.loading}</p>;
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
  // So that whoever edits the same race can be told by name.
  useEffect(() => desk.attend({ screen: 'desk' }), [desk]);
  const stored = useStored(desk, revision, roster);
  const original = useMemo(
    () => draftOf(stored.definition, stored.entrants, stored.roster),
    [stored],
  );
  const editing = useSetupEdit(slug, original);
  const draft = editing.edit?.draft ?? original;
  const { change } = editing;
  const { format } = draft;
  const editable = operatorRace.race?.editable ?? true;

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
          desk={desk}
          editing={editing}
          stored={stored}
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

type Stored = Parameters<typeof changesOf>[1];

/** What the race is now: the same object for as long as it says the same. */
function useStored(desk: RaceDesk, revision: number, roster: Roster): Stored {
  const now = useMemo(() => {
    // `race` is one object for good; what it says is of its revision.
    const { race } = desk.state.getState();
    const { definition } = race;
    if (definition === null || revision < 0)
      throw new Error('an editor stands before there is a definition');
    const listed = race.entrants.filter((one) => one.listed);
    return {
      definition,
      entrants: listed.map(({ entrant }) => entrant),
      ids: new Set(race.entrants.map(({ entrant }) => entrant.id)),
      roster,
    };
  }, [desk, revision, roster]);
  const [known, setKnown] = useState(now);
  if (known === now || isSame(known, now)) return known;
  setKnown(now);
  return now;
}

function isSame(a: Stored, b: Stored): boolean {
  return (
    a.definition === b.definition &&
    a.roster === b.roster &&
    a.entrants.length === b.entrants.length &&
    a.entrants.every((entrant, index) => entrant === b.entrants[index])
  );
}
