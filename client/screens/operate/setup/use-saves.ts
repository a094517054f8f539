import { useEffect, useState } from 'react';
import type { EntryId } from '../../../../shared/race/entry.ts';
import type { RosterLine } from '../../../../shared/race/roster.ts';
import { operateApi } from '../../../connection/http-operate.ts';
import type { DeskEntry, RaceDesk, RaceDeskState } from '../../../desk/desk.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import type { RaceDraft } from './race-draft.ts';
import { eventsOf, hasChanges, namePatch, type SetupChanges } from './setup-changes.ts';

/** One save of the form: what it brought, and the form before and after. */
interface Save {
  readonly ids: readonly EntryId[];
  readonly names: SetupChanges['names'];
  readonly before: RaceDraft;
  readonly after: RaceDraft;
}

export interface Saves {
  readonly busy: boolean;
  readonly said: string;
  readonly failed: string | null;
  readonly save: (changes: SetupChanges, before: RaceDraft, after: RaceDraft) => Promise<void>;
  /** Null where there is nothing to take back, or to do again. */
  readonly undo: (() => Promise<void>) | null;
  readonly redo: (() => Promise<void>) | null;
}

interface SavesOf {
  readonly slug: string;
  readonly desk: RaceDesk;
  /** Goes on with a form where the race has moved on under it. */
  readonly resume: (draft: RaceDraft, base: RaceDraft) => void;
  readonly onSaved: () => void;
}

/**
 * Saving, and the way back: entries are voided and restored, names are put back beside the log. Where
 * somebody else has changed the race since, going back is a change of its own, to look at and to save.
 */
export function useSaves({ slug, desk, resume, onSaved }: SavesOf): Saves {
  const words = useWords().setup.edit;
  const [done, setDone] = useState<readonly Save[]>([]);
  const [undone, setUndone] = useState<readonly Save[]>([]);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [failed, setFailed] = useState<string | null>(null);

  // Somebody else's save was stored first: ours is refused, and is work to go on with.
  const last = done.at(-1);
  useEffect(() => {
    if (last === undefined) return undefined;
    const look = ({ entries }: Pick<RaceDeskState, 'entries'>) => {
      const refused = entries.filter(
        ({ id, why }) => why?.code === 'OUTDATED' && last.ids.includes(id),
      );
      if (refused.length === 0) return;
      for (const { id } of refused) desk.dismiss(id);
      setDone((before) => before.filter((one) => one !== last));
      setSaid(words.outdated);
      resume(last.after, last.before);
    };
    // The answer may have come while names were on their way.
    const timer = setTimeout(() => look(desk.state.getState()));
    const stop = desk.state.subscribe(look);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [last, desk, resume, words]);

  async function putNames(
    lines: readonly (readonly [string, RosterLine, RosterLine | undefined])[],
  ) {
    for (const [id, line, before] of lines) {
      const reply = await operateApi.patchName(slug, id, namePatch(before, line));
      if (!reply.ok) setFailed(words.namesFailed(reply.problem.message));
    }
  }

  async function save(changes: SetupChanges, before: RaceDraft, after: RaceDraft): Promise<void> {
    if (busy || !hasChanges(changes)) return;
    setBusy(true);
    setFailed(null);
    const events = eventsOf(changes, headOf(desk.state.getState().entries));
    const ids = events.length === 0 ? [] : await desk.bring(events);
    await putNames(changes.names);
    setDone((saves) => [...saves, { ids, names: changes.names, before, after }]);
    setUndone([]);
    setSaid(changes.definition === null ? words.savedNames : words.saved);
    setBusy(false);
    onSaved();
  }

  async function turn(one: Save, way: 'undo' | 'redo'): Promise<void> {
    if (busy) return;
    const isUndo = way === 'undo';
    const isLast = !isOvertaken(one, [...done, ...undone], desk.state.getState().entries);
    setFailed(null);
    if (!isLast) {
      setDone([]);
      setUndone([]);
      setSaid(words.overtaken);
      return resume(isUndo ? one.before : one.after, isUndo ? one.after : one.before);
    }
    setBusy(true);
    const type = isUndo ? 'entryVoided' : 'entryRestored';
    if (one.ids.length > 0) await desk.bring(one.ids.map((target) => ({ type, target })));
    await putNames(
      isUndo
        ? one.names.flatMap(([id, line, before]) => (before ? [[id, before, line] as const] : []))
        : one.names,
    );
    setDone((saves) => (isUndo ? saves.slice(0, -1) : [...saves, one]));
    setUndone((saves) => (isUndo ? [...saves, one] : saves.slice(0, -1)));
    setSaid(isUndo ? words.undone : words.redone);
    setBusy(false);
    onSaved();
  }

  const next = undone.at(-1);
  return {
    busy,
    said,
    failed,
    save,
    undo: last === undefined ? null : () => turn(last, 'undo'),
    redo: next === undefined ? null : () => turn(next, 'redo'),
  };
}

/** The newest entry of the log that is seen here. */
function headOf(entries: readonly DeskEntry[]): number {
  return entries.findLast(({ seq }) => seq !== null)?.seq ?? 0;
}

/** Whether somebody else has said what the race is after this. */
function isOvertaken(
  { ids }: Save,
  saves: readonly Save[],
  entries: readonly DeskEntry[],
): boolean {
  const own = new Set(saves.flatMap((one) => one.ids));
  const from = entries.findIndex(({ id }) => ids.includes(id));
  if (from === -1) return false;
  return entries
    .slice(from)
    .some(
      ({ id, submission, where }) =>
        !own.has(id) &&
        where !== 'refused' &&
        (submission.event.type === 'raceDefined' || submission.event.type === 'entrantsListed'),
    );
}
