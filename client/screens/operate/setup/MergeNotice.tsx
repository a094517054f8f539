import { Button } from '../../../design/Button.tsx';
import { useWords, type Words } from '../../../i18n/operate-words.ts';
import type { Format } from '../../../../shared/setup/preset.ts';
import { distanceText } from './distance-text.ts';
import type { DraftPart } from './merge-drafts.ts';
import type { RaceDraft } from './race-draft.ts';
import { cellText, type CellName } from './start-rows.ts';
import type { SetupEditing } from './use-setup-edit.ts';
import styles from './MergeNotice.module.css';

interface MergeNoticeProps {
  readonly editing: SetupEditing;
  /** Who changed the race last beside oneself; null where nobody is known. */
  readonly other: string | null;
}

/** As many changes as somebody reads. */
const SHOWN = 6;

/** What somebody else changed while this form was filled in; and which counts where both did. */
export function MergeNotice({ editing, other }: MergeNoticeProps) {
  const { setup } = useWords();
  const words = setup.edit.merge;
  const { edit } = editing;
  if (edit === null || (edit.taken.length === 0 && edit.collisions.length === 0)) return null;
  const { taken, collisions, draft } = edit;
  const who = other ?? words.somebody;
  return (
    <section className={styles['notice']} aria-label={words.title}>
      {collisions.length === 0 ? null : (
        <div className={styles['both']} role="alert">
          <p>{words.both(who)}</p>
          <ul className={styles['list']}>
            {collisions.map((collision) => {
              const { part, mine, theirs } = collision;
              const name = partName(part, draft, setup);
              return (
                <li key={JSON.stringify(part)} className={styles['question']}>
                  <b>{name}</b>
                  <Button
                    size="large"
                    aria-label={`${name}: ${words.mine(valueText(part, mine, setup))}`}
                    onClick={() => editing.settle(collision, 'mine')}
                  >
                    {words.mine(valueText(part, mine, setup))}
                  </Button>
                  <Button
                    size="large"
                    aria-label={`${name}: ${words.theirs(valueText(part, theirs, setup))}`}
                    onClick={() => editing.settle(collision, 'theirs')}
                  >
                    {words.theirs(valueText(part, theirs, setup))}
                  </Button>
                </li>
              );
            })}
          </ul>
        </div>
      )}
      {taken.length === 0 ? null : (
        <div className={styles['taken']} role="status">
          <p>{words.changed(who)}</p>
          <ul className={styles['list']}>
            {taken.slice(0, SHOWN).map(({ part, before, after }) => (
              <li key={JSON.stringify(part)}>
                <b>{partName(part, draft, setup)}</b>{' '}
                {words.from(valueText(part, before, setup), valueText(part, after, setup))}
              </li>
            ))}
          </ul>
          {taken.length > SHOWN ? <p>{words.more(taken.length - SHOWN)}</p> : null}
          <Button onClick={editing.seen}>{words.read}</Button>
        </div>
      )}
    </section>
  );
}

type SetupWords = Words['setup'];

function partName(part: DraftPart, draft: RaceDraft, setup: SetupWords): string {
  const { meeting, event, course, list } = setup;
  switch (part.of) {
    case 'format':
      return setup.edit.merge.parts[part.field];
    case 'line': {
      const line = draft.lines.find(({ id }) => id === part.entrant);
      const who = line?.name ?? line?.bib ?? part.entrant;
      const columns: Readonly<Record<string, string>> = list.columns;
      return setup.edit.merge.of(who, columns[part.cell] ?? part.cell);
    }
    case 'race': {
      const names = {
        event: event.name,
        round: event.round,
        heat: event.heat,
        meeting: meeting.name,
        venue: meeting.venue,
        city: meeting.city,
        country: meeting.country,
        date: meeting.date,
        start: meeting.start,
        zone: meeting.zone,
        paceLines: course.pace,
        records: course.records,
        categories: course.categories,
        protestUs: setup.edit.merge.parts.protestUs,
        qualifying: setup.edit.merge.parts.qualifying,
        provenance: setup.edit.merge.parts.provenance,
      };
      return names[part.field];
    }
  }
}

/** A value in as few words as do; what has none is another. */
function valueText(part: DraftPart, value: unknown, setup: SetupWords): string {
  const words = setup.edit.merge;
  if (value === undefined || value === null || value === '') return words.nothing;
  if (part.of === 'line' && typeof value !== 'string')
    return cellText({ key: 0, [part.cell]: value }, part.cell as CellName) || words.other;
  if (part.of === 'format' && part.field === 'course') {
    const { distanceM, laps, points } = value as Format;
    return `${distanceText({ distanceM, ...(laps ? { laps } : {}) })}, ${setup.course.pointsNote(points.length, new Set(points.map(({ line }) => line)).size)}`;
  }
  if (typeof value === 'string') return value.replaceAll('\n', ', ').slice(0, 80);
  return typeof value === 'number' ? String(value) : words.other;
}
