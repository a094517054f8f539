import { definitionProblem } from '../../../../shared/setup/check-definition.ts';
import type { DeskEntry, RaceDesk } from '../../../desk/desk.ts';
import { Button } from '../../../design/Button.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { useRacePart } from '../desk-context.ts';
import { MergeNotice } from './MergeNotice.tsx';
import { problemsOf } from './race-draft.ts';
import { changesOf, consequenceOf, hasChanges } from './setup-changes.ts';
import type { SetupEditing } from './use-setup-edit.ts';
import { useSaves } from './use-saves.ts';
import styles from './Setup.module.css';

interface SaveBarProps {
  readonly slug: string;
  readonly desk: RaceDesk;
  readonly editing: SetupEditing;
  readonly stored: Parameters<typeof changesOf>[1];
  readonly onSaved: () => void;
}

/** What would change, what follows from it, what others changed meanwhile, and the way back after it. */
export function SaveBar({ slug, desk, editing, stored, onSaved }: SaveBarProps) {
  const { edit: words, course, problem: problemWords } = useWords().setup;
  const { edit, discard, resume } = editing;
  const other = useRacePart(desk, ({ entries, operators }) => lastOther(entries, operators));
  const saves = useSaves({
    slug,
    desk,
    resume,
    onSaved() {
      discard();
      onSaved();
    },
  });
  const { busy, said, failed } = saves;
  const changes = edit === null ? null : changesOf(edit.draft, stored);
  const isChanged = changes !== null && hasChanges(changes);
  const wrong = edit === null ? [] : Object.values(problemsOf(edit.draft));
  const contradiction = changes?.definition ? definitionProblem(changes.definition) : null;
  const consequence = changes === null ? null : consequenceOf(desk.state.getState().race, changes);
  const asks = edit !== null && edit.collisions.length > 0;
  if (!isChanged && !asks && said === '' && failed === null) return null;
  const parts = [
    ...(changes?.definition ? [words.parts.definition] : []),
    ...(changes !== null && changes.entrants.length > 0 ? [words.parts.entrants] : []),
    ...(changes !== null && changes.names.length > 0 ? [words.parts.names] : []),
  ];
  const [firstWrong] = wrong;
  return (
    <div className={styles['bar']} data-save-bar>
      <MergeNotice editing={editing} other={other} />
      <div className={styles['barText']}>
        <span role="status">
          {isChanged ? words.unsaved(parts.join(', ')) : said}
          {isChanged && (said === words.outdated || said === words.overtaken) ? ` ${said}` : ''}
        </span>
        {isChanged && consequence !== null ? (
          <span className={styles['warn']}>
            {words.running(consequence.splits)}{' '}
            {consequence.lost.length === 0 ? '' : words.pointsLost(consequence.lost.join(', '))}{' '}
            {consequence.distanceChanged ? words.distanceChanged : ''}
          </span>
        ) : null}
        <span role="alert" className={styles['problem']}>
          {failed ??
            (asks ? words.merge.choose : null) ??
            (firstWrong === undefined ? null : problemWords[firstWrong]) ??
            (contradiction === null ? null : course.contradiction(contradiction))}
        </span>
      </div>
      {isChanged || asks ? (
        <>
          <Button look="quiet" size="large" onClick={discard}>
            {words.revert}
          </Button>
          <Button
            look="strong"
            size="large"
            disabled={busy || asks || wrong.length > 0 || contradiction !== null}
            onClick={() => {
              if (edit !== null && changes !== null)
                void saves.save(changes, edit.base, edit.draft);
            }}
          >
            {words.save}
          </Button>
        </>
      ) : (
        <>
          {saves.undo === null ? null : (
            <Button size="large" disabled={busy} onClick={() => void saves.undo?.()}>
              {words.undo}
            </Button>
          )}
          {saves.redo === null ? null : (
            <Button size="large" disabled={busy} onClick={() => void saves.redo?.()}>
              {words.redo}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

/** Who said last what the race is, of those who are there and are not oneself. */
function lastOther(
  entries: readonly DeskEntry[],
  operators: readonly { readonly id: string; readonly label: string }[],
): string | null {
  const last = entries.findLast(
    ({ own, submission }) =>
      !own &&
      (submission.event.type === 'raceDefined' || submission.event.type === 'entrantsListed'),
  );
  if (last === undefined) return null;
  return operators.find(({ id }) => last.submission.device.startsWith(`op-${id}`))?.label ?? null;
}
