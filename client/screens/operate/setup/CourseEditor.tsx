import { without } from '../../../../shared/setup/without.ts';
import { useState } from 'react';
import type { Format } from '../../../../shared/setup/preset.ts';
import { metres } from '../../../../shared/setup/oval-points.ts';
import {
  ofDistance,
  finishOnly,
  spaced,
  withoutPoint,
  withPoint,
  withWaves,
} from '../../../../shared/setup/edit-definition.ts';
import { Button } from '../../../design/Button.tsx';
import { Choice } from '../../../design/Choice.tsx';
import { Field, Select, TextArea } from '../../../design/Field.tsx';
import { Icon } from '../../../design/Icon.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { CoursePicture } from './CoursePicture.tsx';
import { distanceText, metresText } from './distance-text.ts';
import { ONLY_WAVE } from './race-draft.ts';
import styles from './Setup.module.css';

interface CourseEditorProps {
  readonly format: Format;
  readonly onChange: (format: Format) => void;
}

/** How far, around what, and where times are taken. */
export function CourseEditor({ format, onChange }: CourseEditorProps) {
  const words = useWords().setup.course;
  const { points, laps, course, distanceM } = format;
  const lines = new Set(points.map(({ line }) => line)).size;
  // Touches are at the ends of a pool and nowhere else.
  const isPool = course.kind === 'lanes' && course.lengthM < (distanceM ?? 0);
  const offered = isPool ? [] : spacings(lapOf(course), distanceM);
  return (
    <div className={styles['course']}>
      <div className={styles['picture']}>
        <CoursePicture format={format} />
        <p className={styles['note']}>
          {distanceText(format)} · {words.pointsNote(points.length, lines)}
          {laps?.limit.kind === 'count' ? ` · ${words.lapsNote(laps.limit.laps)}` : ''}
        </p>
        {points.length > MANY_POINTS ? null : (
          <p className={styles['note']}>
            {words.timesAt(points.map(({ distanceM: m }) => metresText(m)).join(', '))}
          </p>
        )}
        <p className={styles['note']}>
          {words.rounding}: {words.roundingNote[format.rounding]}.{' '}
          {words.dedupe(String(format.dedupeUs / 1_000_000))}
        </p>
      </div>
      <div className={styles['fields']}>
        {distanceM === null ? null : (
          <Metres
            key={distanceM}
            label={words.distance}
            value={distanceM}
            onChange={(m) => onChange(ofDistance(format, m))}
          />
        )}
        <Select
          label={words.every}
          value={spacingOf(format, offered)}
          options={[
            ['', words.ownPoints],
            ...offered.map(spacingOption),
            ...(laps === undefined ? [[FINISH_ONLY, words.finishOnly] as const] : []),
          ]}
          onChange={(every) => {
            if (every === FINISH_ONLY) onChange(finishOnly(format));
            else if (every !== '') onChange(spaced(format, Number(every)));
          }}
        />
        {'lanes' in course ? (
          <Field
            label={words.lanes}
            inputMode="numeric"
            value={String(course.lanes)}
            onChange={(text) => {
              const lanes = Number(text);
              if (lanes >= 1 && lanes <= 1000)
                onChange({ ...format, course: { ...course, lanes } });
            }}
          />
        ) : null}
        <StartKind format={format} onChange={onChange} />
      </div>
      <details className={styles['details']}>
        <summary>{words.edit}</summary>
        <PointTable format={format} onChange={onChange} />
      </details>
    </div>
  );
}

/** So many can be read one after the other. */
const MANY_POINTS = 12;

const FINISH_ONLY = 'finish';

/** Which spacing the points have; none that is offered: nothing. */
function spacingOf(format: Format, offered: readonly number[]): string {
  const at = format.points.map(({ distanceM }) => distanceM).join(' ');
  const found = offered.find(
    (m) =>
      spaced(format, m)
        .points.map(({ distanceM }) => distanceM)
        .join(' ') === at,
  );
  if (found !== undefined) return String(found);
  const onTheWay = format.points.filter(({ distanceM: m }) => m > 0).length;
  return format.laps === undefined && onTheWay === 1 ? FINISH_ONLY : '';
}

function lapOf(course: Format['course']): number | null {
  return course.kind === 'oval' || course.kind === 'circuit' ? course.lapM : null;
}

function spacings(lapM: number | null, distanceM: number | null): number[] {
  if (lapM !== null) return [lapM, lapM / 2, lapM / 4].map(metres);
  const length = distanceM ?? 0;
  return [100, 250, 500, 1000, 2000, 5000, 10_000, length].filter(
    (m, i, all) => m <= length && length / m <= 100 && all.indexOf(m) === i,
  );
}

function spacingOption(m: number): readonly [string, string] {
  return [String(m), metresText(m)];
}

function StartKind({ format, onChange }: CourseEditorProps) {
  const words = useWords().setup.course;
  const { start } = format;
  const kinds = Object.entries(words.startKind) as [Format['start']['kind'], string][];
  const names = start.kind === 'waves' ? start.waves.map(({ name }) => name).join('\n') : '';
  const [written, setWritten] = useState(names);

  function take(text: string, rankBy: 'gun' | 'net'): void {
    setWritten(text);
    const listed = text
      .split(/\r?\n/)
      .map((name) => name.trim())
      .filter((name) => name !== '');
    onChange(withWaves(format, listed.length === 0 ? [ONLY_WAVE] : listed, rankBy));
  }

  return (
    <>
      <Select
        className={styles['wide']}
        label={words.start}
        value={start.kind}
        options={kinds}
        onChange={(kind) => {
          if (kind === 'waves') take(written, 'net');
          else onChange({ ...withWaves(format, [], 'gun'), start: { kind } });
        }}
      />
      {start.kind === 'waves' ? (
        <>
          <TextArea
            className={styles['wide']}
            label={words.waves}
            hint={words.wavesHint}
            rows={3}
            value={written}
            onChange={(text) => take(text, start.rankBy)}
          />
          <Choice
            label={words.rankBy}
            options={[
              ['gun', words.rankGun],
              ['net', words.rankNet],
            ]}
            value={start.rankBy}
            onChange={(rankBy) => take(written, rankBy)}
          />
        </>
      ) : null}
    </>
  );
}

function PointTable({ format, onChange }: CourseEditorProps) {
  const words = useWords().setup.course;
  const [at, setAt] = useState('');
  const [line, setLine] = useState('');
  const last = format.points.at(-1)?.id;
  const lengthM = format.laps?.lengthM ?? format.distanceM ?? Infinity;

  function add(): void {
    const m = metres(Number(at.replace(',', '.')));
    if (!(m >= 0 && m < lengthM)) return;
    onChange(withPoint(format, { id: `${m}`, line: line.trim() || `${m}`, distanceM: m }));
    setAt('');
  }

  return (
    <>
      <ul className={styles['points']}>
        {format.points.map((point) => (
          <li key={point.id} className={styles['point']}>
            <Metres
              key={point.distanceM}
              label={words.at}
              value={point.distanceM}
              disabled={point.id === last}
              onChange={(distanceM) => onChange(withPoint(format, { ...point, distanceM }))}
            />
            <Field
              label={words.line}
              maxLength={64}
              value={point.line}
              onChange={(text) => {
                if (text !== '') onChange(withPoint(format, { ...point, line: text }));
              }}
            />
            <Field
              label={words.label}
              maxLength={64}
              value={point.label ?? ''}
              onChange={(text) => {
                const rest = without(point, 'label');
                onChange(withPoint(format, text === '' ? rest : { ...rest, label: text }));
              }}
            />
            <Button
              look="quiet"
              icon
              size="large"
              disabled={point.id === last}
              aria-label={words.remove(point.id)}
              onClick={() => onChange(withoutPoint(format, point.id))}
            >
              <Icon name="close" />
            </Button>
          </li>
        ))}
      </ul>
      <div className={styles['point']}>
        <Field
          label={words.at}
          inputMode="decimal"
          value={at}
          onChange={setAt}
          onKeyDown={(event) => {
            if (event.key === 'Enter') add();
          }}
        />
        <Field label={words.line} maxLength={64} value={line} onChange={setLine} />
        <Button size="large" onClick={add}>
          {words.add}
        </Button>
      </div>
    </>
  );
}

/** Metres that count once the field is left, so that 1 of 1200 is no race of a metre. */
function Metres({
  label,
  value,
  disabled,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly disabled?: boolean;
  readonly onChange: (m: number) => void;
}) {
  const [text, setText] = useState(String(value));
  function take(): void {
    const m = metres(Number(text.replace(',', '.')));
    if (m > 0 && m <= 10_000_000 && m !== value) onChange(m);
    else setText(String(value));
  }
  return (
    <Field
      label={label}
      inputMode="decimal"
      disabled={disabled}
      value={text}
      onChange={setText}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
    />
  );
}
