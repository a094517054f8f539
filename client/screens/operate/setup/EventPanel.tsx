import { without } from '../../../../shared/setup/without.ts';
import { useEffect, useState } from 'react';
import type { OperatorRace } from '../../../../shared/wire/operate-api.ts';
import { formatOf } from '../../../../shared/setup/preset.ts';
import { Button } from '../../../design/Button.tsx';
import { Select } from '../../../design/Field.tsx';
import { Icon } from '../../../design/Icon.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { operateApi } from '../../../connection/http-operate.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import { saveFile } from '../save-file.ts';
import { distanceText, saysLength } from './distance-text.ts';
import {
  keepTemplates,
  readTemplateFile,
  setupShelf,
  templateFile,
  templates,
  type Template,
} from './kept-setup.ts';
import { PresetPicker } from './PresetPicker.tsx';
import { draftOf, type RaceDraft } from './race-draft.ts';
import styles from './Setup.module.css';

interface EventPanelProps {
  readonly draft: RaceDraft;
  readonly onChange: (part: Partial<RaceDraft>) => void;
  readonly onChosen: () => void;
}

/** Which event: a standard one, a template, or as another race. */
export function EventPanel({ draft, onChange, onChosen }: EventPanelProps) {
  const words = useWords().setup.event;
  const { format } = draft;
  if (format === null)
    return (
      <Panel title={words.title} panel="event">
        <PresetPicker
          onPick={(preset) => {
            onChange({ format: preset.format, event: preset.event });
            onChosen();
          }}
        />
        <Templates
          onTake={(part) => {
            onChange(part);
            onChosen();
          }}
        />
      </Panel>
    );
  return (
    <Panel title={words.title} panel="event">
      <div className={styles['chosen']}>
        <span className={styles['chosenEvent']}>
          {draft.event}{' '}
          {saysLength(draft.event, format) ? null : (
            <span className={styles['note']}>{distanceText(format)}</span>
          )}
        </span>
        <span className={styles['actions']}>
          <KeepTemplate draft={draft} />
          <Button onClick={() => onChange({ format: null })}>{words.change}</Button>
        </span>
      </div>
    </Panel>
  );
}

/** Keeps the event of a form, or of a race that is there, for the next. */
export function KeepTemplate({ draft }: { readonly draft: RaceDraft }) {
  const words = useWords().setup.event;
  const [kept, setKept] = useState<string | null>(null);
  const { format, event, paceLines, records } = draft;
  if (format === null) return null;
  return (
    <>
      <span role="status" className={styles['note']}>
        {kept === null ? '' : words.keptTemplate(kept)}
      </span>
      <Button
        look="quiet"
        onClick={() => {
          const shelf = setupShelf();
          keepTemplates(shelf, [...templates(shelf), { name: event, format, paceLines, records }]);
          setKept(event);
        }}
      >
        {words.keepTemplate}
      </Button>
    </>
  );
}

function Templates({ onTake }: { readonly onTake: (part: Partial<RaceDraft>) => void }) {
  const words = useWords().setup.event;
  const [kept, setKept] = useState(() => templates(setupShelf()));
  const [said, setSaid] = useState('');
  const [races, setRaces] = useState<readonly OperatorRace[]>([]);
  useEffect(() => {
    let left = false;
    void operateApi.races().then((reply) => {
      if (!left && reply.ok) setRaces(reply.value.races.filter((race) => race.definition !== null));
    });
    return () => {
      left = true;
    };
  }, []);

  async function read(file: File | undefined): Promise<void> {
    const found = file === undefined ? null : readTemplateFile(await file.text());
    if (found !== null) setKept(keepTemplates(setupShelf(), [...kept, ...found]));
    setSaid(found === null ? words.badTemplates : words.readTemplates(found.length));
  }

  return (
    <>
      <div className={styles['templates']}>
        {races.length === 0 ? null : (
          <Select
            label={words.likeRace}
            value=""
            options={[
              ['', '—'],
              ...races.map(({ slug, definition }) => raceOption(slug, definition)),
            ]}
            onChange={(slug) => {
              const definition = races.find((race) => race.slug === slug)?.definition;
              if (definition) onTake(likeRace(definition));
            }}
          />
        )}
      </div>
      <div className={styles['templates']} role="group" aria-label={words.templates}>
        {kept.map((template) => (
          <span key={template.name} className={styles['template']}>
            <Button onClick={() => onTake(fromTemplate(template))}>{template.name}</Button>
            <Button
              look="quiet"
              icon
              aria-label={words.removeTemplate(template.name)}
              onClick={() =>
                setKept(
                  keepTemplates(
                    setupShelf(),
                    kept.filter((one) => one !== template),
                  ),
                )
              }
            >
              <Icon name="close" size={16} />
            </Button>
          </span>
        ))}
      </div>
      <details className={styles['more']}>
        <summary>{words.templates}</summary>
        <p className={styles['note']}>{words.templateNote}</p>
        <div className={styles['buttons']}>
          <Button
            disabled={kept.length === 0}
            onClick={() => saveFile(templateFile(kept), 'hairline-templates.json')}
          >
            {words.exportTemplates}
          </Button>
          <label>
            {words.importTemplates}{' '}
            <input
              type="file"
              accept="application/json,.json"
              onChange={(event) => void read(event.target.files?.[0])}
            />
          </label>
          <span role="status" className={styles['note']}>
            {said}
          </span>
        </div>
      </details>
    </>
  );
}

function raceOption(
  slug: string,
  definition: OperatorRace['definition'],
): readonly [string, string] {
  const { event, round, heat, date } = definition ?? { event: slug };
  return [slug, [event, round, heat, date].filter((part) => part !== undefined).join(' · ')];
}

function likeRace(definition: NonNullable<OperatorRace['definition']>): Partial<RaceDraft> {
  const like = draftOf(definition, [], {});
  return {
    ...without(like, 'lines', 'heat', 'start', 'date', 'provenance'),
    format: formatOf(definition),
  };
}

function fromTemplate({ name, format, paceLines, records }: Template): Partial<RaceDraft> {
  return { event: name, format, paceLines, records };
}
