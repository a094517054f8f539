import { Panel } from '../../../design/Panel.tsx';
import { pointInSentence } from '../../../components/board-text.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import { useRacePart } from '../desk-context.ts';
import { nameOf } from '../../watch/names.ts';
import { isWaiting } from './console-model.ts';
import { calledAs } from './typed-who.ts';
import type { ConsoleView } from './use-console.ts';
import styles from './FieldPanel.module.css';

/** So many are called by name in a group; of a marathon only the number. */
const NAMED = 6;

/** Who has come to this line, who is expected, who is late and who is missing. */
export function FieldPanel({ view }: { readonly view: ConsoleView }) {
  const words = useWords();
  const says = words.console.field;
  const roster = useRacePart(view.raceDesk, (state) => state.roster);
  const { race } = view.state;
  const { field } = view;
  const unknown = view.rows.filter(isWaiting).length;
  const names = (entrants: readonly number[]) =>
    entrants.slice(0, NAMED).map((entrant) => {
      const line = race.entrants[entrant]?.entrant;
      if (line === undefined) return '';
      return `${calledAs(race, entrant)} ${nameOf(line, roster, words).shortName}`;
    });
  const at = field.point === null ? undefined : race.points[field.point];
  return (
    <Panel
      title={says.title}
      note={
        at === undefined
          ? says.of(field.entrants)
          : `${says.of(field.entrants)}, ${says.at(pointInSentence(at, words))}`
      }
      panel="field"
    >
      <dl className={styles['field']}>
        <Group word={says.seen} count={field.seen} />
        <Group word={says.expected} count={field.expected.length} />
        <Group word={says.late} count={field.late.length} odd />
        <Group word={says.missing} count={field.missing.length} odd />
        <Group word={says.out} count={field.out} />
        <Group word={says.waiting} count={unknown} odd />
      </dl>
      <Names word={says.late} names={names(field.late)} more={field.late.length > NAMED} />
      <Names word={says.missing} names={names(field.missing)} more={field.missing.length > NAMED} />
    </Panel>
  );
}

function Group({
  word,
  count,
  odd = false,
}: {
  readonly word: string;
  readonly count: number;
  readonly odd?: boolean;
}) {
  return (
    <div className={styles['group']} data-odd={odd && count > 0 ? '' : undefined} data-field={word}>
      <dt>{word}</dt>
      <dd>
        <b>{count}</b>
      </dd>
    </div>
  );
}

function Names({
  word,
  names,
  more,
}: {
  readonly word: string;
  readonly names: readonly string[];
  readonly more: boolean;
}) {
  if (names.length === 0) return null;
  return (
    <p className={styles['names']}>
      <b>{word}</b> {names.join(', ')}
      {more ? ' …' : ''}
    </p>
  );
}
