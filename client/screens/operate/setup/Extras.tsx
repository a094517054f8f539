import { useState } from 'react';
import type { PaceLine } from '../../../../shared/race/definition.ts';
import type { Format } from '../../../../shared/setup/preset.ts';
import { evenPace, readPaceSplits, readRecords } from '../../../../shared/setup/edit-definition.ts';
import { parseRaceTime } from '../../../../shared/time/parse.ts';
import { formatClock } from '../../../../shared/time/format.ts';
import { raceTime } from '../../../../shared/time/time.ts';
import { Button } from '../../../design/Button.tsx';
import { Choice } from '../../../design/Choice.tsx';
import { Field, TextArea } from '../../../design/Field.tsx';
import { Icon } from '../../../design/Icon.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import type { RaceDraft } from './race-draft.ts';
import styles from './Setup.module.css';

interface ExtrasProps {
  readonly draft: RaceDraft;
  readonly format: Format;
  readonly onChange: (part: Partial<RaceDraft>) => void;
}

/** Lines to race against, records and categories. */
export function Extras({ draft, format, onChange }: ExtrasProps) {
  const words = useWords().setup.course;
  const wrong = readRecords(draft.records).find((read) => !read.ok);
  return (
    <div className={styles['extras']}>
      <Pace {...{ draft, format, onChange }} />
      <TextArea
        label={words.records}
        hint={words.recordsHint}
        rows={3}
        value={draft.records}
        problem={wrong?.ok === false ? words.recordProblem(wrong.line, wrong.text) : null}
        onChange={(records) => onChange({ records })}
      />
      <TextArea
        label={words.categories}
        hint={words.categoriesHint}
        rows={3}
        value={draft.categories}
        onChange={(categories) => onChange({ categories })}
      />
    </div>
  );
}

function Pace({ draft, format, onChange }: ExtrasProps) {
  const words = useWords().setup.course;
  const [label, setLabel] = useState('');
  const [kind, setKind] = useState<PaceLine['kind']>('record');
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);

  function add(): void {
    const taken = new Set(draft.paceLines.map(({ id }) => id));
    let number = 1;
    while (taken.has(`pace-${number}`)) number++;
    const named = { id: `pace-${number}`, label: label.trim() || words.paceKind[kind], kind };
    const final = parseRaceTime(text);
    const read = readPaceSplits(text, format.points);
    if (final.ok && final.time > 0 && format.distanceM !== null)
      onChange({
        paceLines: [...draft.paceLines, evenPace(named, format.distanceM, final.time)],
      });
    else if (read.ok)
      onChange({ paceLines: [...draft.paceLines, { ...named, basis: 'published', at: read.at }] });
    else {
      setProblem(words.paceProblem[read.reason](read.line, read.text));
      return;
    }
    setText('');
    setLabel('');
    setProblem(null);
  }

  return (
    <section className={styles['pace']} aria-label={words.pace}>
      <h3 className={styles['subtitle']}>{words.pace}</h3>
      <ul className={styles['paceLines']}>
        {draft.paceLines.map((line) => (
          <li key={line.id} className={styles['paceLine']}>
            <span>
              <b>{line.label}</b> {formatClock(raceTime(line.at.at(-1)?.[1] ?? 0), { digits: 2 })}
              <span className={styles['note']}>
                {' '}
                {line.basis === 'even' ? words.paceEven : words.paceSplits(line.at.length)}
              </span>
            </span>
            <Button
              look="quiet"
              icon
              aria-label={words.removePace(line.label)}
              onClick={() =>
                onChange({ paceLines: draft.paceLines.filter(({ id }) => id !== line.id) })
              }
            >
              <Icon name="close" />
            </Button>
          </li>
        ))}
      </ul>
      <Choice
        label={words.pace}
        options={[
          ['record', words.paceKind.record],
          ['lights', words.paceKind.lights],
          ['target', words.paceKind.target],
        ]}
        value={kind}
        onChange={setKind}
      />
      <Field
        label={words.paceLabel}
        hint={words.paceHint}
        maxLength={200}
        value={label}
        onChange={setLabel}
      />
      <TextArea
        label={words.paceTime}
        hint={words.paceTimeHint}
        rows={2}
        value={text}
        problem={problem}
        onChange={setText}
      />
      <Button disabled={text.trim() === ''} onClick={add}>
        {words.paceAdd}
      </Button>
    </section>
  );
}
