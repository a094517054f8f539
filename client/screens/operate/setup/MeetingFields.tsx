import { Field } from '../../../design/Field.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import type { DraftProblems, RaceDraft } from './race-draft.ts';
import styles from './Setup.module.css';

interface MeetingFieldsProps {
  readonly draft: RaceDraft;
  /** Shown for fields that were left, or once somebody tried to go on. */
  readonly problems: DraftProblems;
  readonly heats: number;
  readonly onChange: (part: Partial<RaceDraft>) => void;
}

/** Which race it is, where and when. */
export function MeetingFields({ draft, problems, heats, onChange }: MeetingFieldsProps) {
  const { event, meeting, problem } = useWords().setup;
  const wrong = (field: keyof DraftProblems) => {
    const code = problems[field];
    return code === undefined ? null : problem[code];
  };
  return (
    <div className={styles['fields']}>
      <Field
        className={styles['wide']}
        label={event.name}
        hint={event.nameHint}
        maxLength={200}
        value={draft.event}
        problem={wrong('event')}
        onChange={(text) => onChange({ event: text })}
      />
      <Field
        label={event.round}
        hint={event.roundHint}
        maxLength={120}
        value={draft.round}
        onChange={(round) => onChange({ round })}
      />
      {heats > 1 ? (
        <Field
          label={meeting.minutesBetween}
          inputMode="numeric"
          value={draft.minutesBetween}
          onChange={(minutesBetween) => onChange({ minutesBetween })}
        />
      ) : (
        <Field
          label={event.heat}
          inputMode="numeric"
          value={draft.heat}
          problem={wrong('heat')}
          onChange={(heat) => onChange({ heat })}
        />
      )}
      <Field
        className={styles['wide']}
        label={meeting.name}
        maxLength={200}
        value={draft.meeting}
        problem={wrong('meeting')}
        onChange={(name) => onChange({ meeting: name })}
      />
      <Field
        label={meeting.date}
        type="date"
        value={draft.date}
        problem={wrong('date')}
        onChange={(date) => onChange({ date })}
      />
      <Field
        label={meeting.start}
        hint={meeting.startHint}
        inputMode="numeric"
        value={draft.start}
        problem={wrong('start')}
        onChange={(start) => onChange({ start })}
      />
      <Field
        label={meeting.venue}
        maxLength={200}
        value={draft.venue}
        onChange={(venue) => onChange({ venue })}
      />
      <Field
        label={meeting.city}
        maxLength={200}
        value={draft.city}
        onChange={(city) => onChange({ city })}
      />
      <Field
        label={meeting.country}
        hint={meeting.countryHint}
        maxLength={3}
        value={draft.country}
        problem={wrong('country')}
        onChange={(country) => onChange({ country: country.toUpperCase() })}
      />
      <Field
        label={meeting.zone}
        list="zones"
        value={draft.zone}
        problem={wrong('zone')}
        onChange={(zone) => onChange({ zone })}
      />
      <datalist id="zones">
        {ZONES.map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </datalist>
    </div>
  );
}

const ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');
