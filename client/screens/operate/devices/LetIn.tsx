import { useState } from 'react';
import type {
  KeyInfo,
  KeyMade,
  OperatorRace,
  Pairing,
} from '../../../../shared/wire/operate-api.ts';
import type { Role } from '../../../../shared/wire/operate.ts';
import { operateApi, type Refused } from '../../../connection/http-operate.ts';
import { Button } from '../../../design/Button.tsx';
import { Choice } from '../../../design/Choice.tsx';
import { Field, Select } from '../../../design/Field.tsx';
import { Panel } from '../../../design/Panel.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { PairingCode } from './PairingCode.tsx';
import { Secret } from './Secret.tsx';
import styles from './Devices.module.css';

type Way = 'pair' | 'link' | 'program';

interface LetInProps {
  readonly races: readonly OperatorRace[];
  readonly keys: readonly KeyInfo[];
  readonly onMade: () => void;
}

/** Lets a person or a device in: who, as what, for which race, where. */
export function LetIn({ races, keys, onMade }: LetInProps) {
  const { devices: words, setup } = useWords();
  const [way, setWay] = useState<Way>('pair');
  const [label, setLabel] = useState('');
  const [role, setRole] = useState<Role>('tapper');
  const [chosenRace, setRace] = useState<string | null>(null);
  const [chosen, setPoints] = useState<ReadonlySet<string> | null>(null);
  const [written, setWritten] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Refused | null>(null);
  const [pairing, setPairing] = useState<Pairing | null>(null);
  const [made, setMade] = useState<KeyMade | null>(null);
  const sole = role === 'tapper' ? soleOf(races) : undefined;
  const race = chosenRace ?? sole?.slug ?? '';
  const lines = linesOf(races.find(({ slug }) => slug === race));
  // Where there is one line only, that is where a tapper stands.
  const points = chosen ?? new Set(lines.length === 1 ? lines : []);
  const bound = race === '' ? parted(written) : lines.filter((line) => points.has(line));
  const isReady = label.trim() !== '' && (role !== 'tapper' || bound.length > 0);

  async function make(): Promise<void> {
    if (!isReady || busy) return;
    setBusy(true);
    setProblem(null);
    setMade(null);
    const request = {
      role,
      race: race === '' ? null : race,
      label: label.trim(),
      ...(role === 'tapper' ? { points: bound } : {}),
    };
    if (way === 'pair') {
      const reply = await operateApi.makePairing(request);
      if (reply.ok) setPairing(reply.value);
      else setProblem(reply.problem);
    } else {
      const reply = await operateApi.makeKey({ ...request, kind: way });
      if (reply.ok) setMade(reply.value);
      else setProblem(reply.problem);
    }
    setBusy(false);
    onMade();
  }

  return (
    <Panel title={words.let} panel="let-in">
      {pairing === null ? (
        <form
          className={styles['form']}
          onSubmit={(event) => {
            event.preventDefault();
            void make();
          }}
        >
          <Choice
            label={words.how}
            options={[
              ['pair', words.ways.pair],
              ['link', words.ways.link],
              ['program', words.ways.program],
            ]}
            value={way}
            onChange={setWay}
            className={styles['ways']}
          />
          <p className={styles['note']}>{words.wayNotes[way]}</p>
          <Field
            label={words.label}
            hint={words.labelHint}
            maxLength={80}
            value={label}
            onChange={setLabel}
          />
          <div className={styles['fields']}>
            <Select
              label={words.role}
              hint={words.roleNotes[role]}
              value={role}
              options={Object.entries(words.roles) as [Role, string][]}
              onChange={setRole}
            />
            <Select
              label={words.race}
              value={race}
              options={[['', words.allRaces], ...races.map(raceOption)]}
              onChange={(slug) => {
                setRace(slug);
                setPoints(null);
              }}
            />
          </div>
          {role !== 'tapper' ? null : race === '' ? (
            <Field
              label={words.points}
              hint={words.pointsOfAll}
              value={written}
              onChange={setWritten}
            />
          ) : (
            <fieldset className={styles['lines']}>
              <legend>{words.points}</legend>
              {lines.map((line) => (
                <label key={line} className={styles['line']}>
                  <input
                    type="checkbox"
                    checked={points.has(line)}
                    onChange={({ target }) => setPoints(toggled(points, line, target.checked))}
                  />
                  {line}
                </label>
              ))}
              <span className={styles['note']}>{words.pointsHint}</span>
            </fieldset>
          )}
          <p role="alert" className={styles['problem']}>
            {problem === null ? null : `${setup.fault[problem.code] ?? ''} ${problem.message}`}
          </p>
          <Button type="submit" look="strong" size="large" disabled={!isReady || busy}>
            {busy ? words.making : words.make[way]}
          </Button>
          {isReady ? null : (
            <p className={styles['note']}>
              {label.trim() === '' ? words.nameFirst : words.pointFirst}
            </p>
          )}
        </form>
      ) : (
        <PairingCode
          key={pairing.id}
          pairing={pairing}
          name={label.trim()}
          keys={keys}
          onAgain={() => void make()}
          onClose={() => {
            setPairing(null);
            setLabel('');
          }}
        />
      )}
      {made === null ? null : <Secret made={made} />}
    </Panel>
  );
}

/** Where there is one race only, it is the one that is meant. */
function soleOf(races: readonly OperatorRace[]): OperatorRace | undefined {
  return races.length === 1 ? races[0] : undefined;
}

function raceOption({ slug, definition }: OperatorRace): readonly [string, string] {
  const { event, round, heat, date } = definition ?? { event: slug };
  return [slug, [event, round, heat, date].filter((part) => part !== undefined).join(' · ')];
}

/** The lines of a race: a tapper stands at a line, whichever points it is. */
function linesOf(race: OperatorRace | undefined): string[] {
  return [...new Set(race?.definition?.points.map(({ line }) => line))];
}

function parted(text: string): string[] {
  const parts = text.split(',').map((part) => part.trim());
  return parts.filter((part) => part !== '');
}

function toggled(set: ReadonlySet<string>, one: string, on: boolean): ReadonlySet<string> {
  return new Set(on ? [...set, one] : [...set].filter((each) => each !== one));
}
