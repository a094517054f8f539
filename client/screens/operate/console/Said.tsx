import type { EntryId } from '../../../../shared/race/entry.ts';
import type { RaceEvent } from '../../../../shared/race/events.ts';
import type { Race } from '../../../../shared/race/race.ts';
import { useWords, type Words } from '../../../i18n/operate-words.ts';
import { usePart } from '../../stations.ts';
import { describeEvent } from '../audit/describe-event.ts';
import type { Said as SaidState } from './console-model.ts';
import { clockText, rowName } from './row-view.ts';
import { whoText } from './typed-who.ts';
import type { ConsoleView } from './use-console.ts';
import styles from './Corrections.module.css';

/** What was done last and what it changed, for eyes and for screen readers. */
export function Said({ view }: { readonly view: ConsoleView }) {
  const said = usePart(view.model.state, (state) => state.said);
  const words = useWords();
  return (
    <p className={styles['said']} role="status" data-said>
      {said === null ? (
        <span className={styles['quiet']}>{words.console.correct.hint}</span>
      ) : (
        <SaidWords said={said} view={view} />
      )}
    </p>
  );
}

function SaidWords({ said, view }: { readonly said: SaidState; readonly view: ConsoleView }) {
  const words = useWords();
  const says = words.console.correct;
  if (said.hint !== null) return <span>{hintText(said.hint, words)}</span>;
  const what = eventWords(said.events, view, words);
  const text = { done: what, undo: says.undone(what), redo: says.redone(what), hint: what }[
    said.kind
  ];
  return (
    <>
      <b>{text}</b>
      {said.foreseen.map((one) => (
        <span key={one}>{one}</span>
      ))}
    </>
  );
}

function hintText(hint: NonNullable<SaidState['hint']>, words: Words): string {
  if (hint === 'nothing') return words.console.consequence.none;
  return words.console.correct[hint];
}

/** What some events did, in a few words. */
export function eventWords(events: readonly RaceEvent[], view: ConsoleView, words: Words): string {
  const says = words.console.correct.says;
  const { race } = view.state;
  const [event] = events;
  if (event === undefined) return says.other;
  const name = (id: string) => {
    const row = view.rows.find((each) => each.id === id);
    if (row !== undefined) return rowName(row, race);
    // At another line, or no tap at all: said as the audit says it.
    const other = race.entry(id as EntryId)?.event;
    return other === undefined || 'target' in other ? says.other : described(other);
  };
  switch (event.type) {
    case 'passingRecorded':
      return passingWords(event);
    case 'entryVoided':
      return says.void(name(event.target));
    case 'entryRestored':
      return says.restore(name(event.target));
    case 'entryAmended': {
      if (events.length > 1) return says.rows(events.length);
      if (event.event.type !== 'passingRecorded') return described(event);
      const bib = whoText(event.event.who);
      const time = momentText(event.event, race);
      return bib === null ? says.unassign(time) : says.assign(bib, time);
    }
    case 'gunFired':
      return says.gun;
    default:
      return described(event);
  }

  function passingWords(passing: Extract<RaceEvent, { type: 'passingRecorded' }>): string {
    const bib = whoText(passing.who);
    const time = momentText(passing, race);
    return bib === null ? says.tap(time) : says.record(bib, time);
  }

  /** What is no tap is said as the audit says it. */
  function described(other: RaceEvent): string {
    const { roster } = view.raceDesk.state.getState();
    return describeEvent(other, { race, roster, words, called: name });
  }
}

function momentText({ time }: Extract<RaceEvent, { type: 'passingRecorded' }>, race: Race): string {
  const at = time.basis === 'instant' ? time.at : null;
  const since =
    time.basis === 'gun' ? time.time : at === null || race.zero === null ? null : at - race.zero;
  const row = { at, time: since, digits: time.digits } as Parameters<typeof clockText>[0];
  return clockText(row, race);
}
