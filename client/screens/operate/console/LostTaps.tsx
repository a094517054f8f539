import { formatInstant } from '../../../../shared/time/format.ts';
import { Button } from '../../../design/Button.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { usePart } from '../../stations.ts';
import { clockText } from './row-view.ts';
import type { ConsoleView } from './use-console.ts';
import styles from './LostTaps.module.css';

/** Times that this browser could not keep stay here until they are kept or written down. */
export function LostTaps({ view }: { readonly view: ConsoleView }) {
  const lost = usePart(view.model.state, (state) => state.lost);
  const words = useWords().console.lost;
  if (lost.length === 0) return null;
  const { race } = view.state;
  const zone = race.definition?.zone ?? 'UTC';
  return (
    <section role="alert" className={styles['lost']}>
      <h2>{words.title(lost.length)}</h2>
      <p>
        {lost[0]?.why}. {words.note}
      </p>
      <ul>
        {lost.map(({ taken, events }, i) => (
          <li key={i}>
            {taken === null
              ? events[0]?.type
              : `${raceClock(taken.at, race)} · ${formatInstant(taken.at, zone, { digits: 2 })}`}
          </li>
        ))}
      </ul>
      <div>
        <Button look="strong" onClick={view.model.retryLost}>
          {words.again}
        </Button>
        <Button onClick={view.model.forgetLost}>{words.forget}</Button>
      </div>
    </section>
  );
}

function raceClock(at: number, race: Parameters<typeof clockText>[1]): string {
  const time = race.zero === null ? null : at - race.zero;
  return clockText({ at, time, digits: 2 } as Parameters<typeof clockText>[0], race);
}
