import { useEffect, useState } from 'react';
import type { SourceHealth } from '../../../../shared/wire/operate.ts';
import { useWords } from '../../../i18n/operate-words.ts';
import type { RaceDesk } from '../../../desk/desk.ts';
import { useDesk, useDeskPart, useRaceDesk, useRacePart } from '../desk-context.ts';
import { SavedQueue } from './SavedQueue.tsx';
import { Source } from './Source.tsx';
import styles from './Feeds.module.css';

/** How the sources of a race are doing, which of them counts first, and what is left of those that died. */
export function Feeds({ slug }: { readonly slug: string }) {
  const mayBring = useDeskPart(({ me }) => me?.role === 'admin' || me?.role === 'referee');
  return (
    <>
      <Sources slug={slug} />
      {mayBring ? (
        <div className={styles['page']}>
          <SavedQueue slug={slug} />
        </div>
      ) : null}
    </>
  );
}

function Sources({ slug }: { readonly slug: string }) {
  const words = useWords().feeds;
  const desk = useDesk();
  const race = useRaceDesk(slug);
  const told = useRacePart(race, (state) => state.sources);
  const isOffline = useDeskPart((state) => state.link !== 'live');
  const mayChoose = useDeskPart(({ me }) => me !== null && JUDGES.has(me.role));
  const [said, setSaid] = useState('');
  const nowUs = useSecond(desk.now);
  const sources = told?.sources ?? [];
  // The race is mutable: who counts first may have changed with it.
  useRacePart(race, (state) => state.revision);
  useEffect(() => {
    race.attend({ screen: 'desk' });
  }, [race]);
  useChooseByKey(mayChoose, sources, choose);

  function choose(source: SourceHealth, lines = source.lines): void {
    const time = { basis: 'instant', at: desk.now(), digits: 3 } as const;
    const events = lines.map((line) => ({
      type: 'sourceChosen' as const,
      line,
      source: source.source,
      time,
      reason: words.reason,
    }));
    if (events.length === 0) return;
    void race.bring(events);
    setSaid(words.choosing(nameOf(source, words.unnamed), lines.join(', ')));
  }

  if (told === null)
    return <Nothing title={isOffline ? words.offline : words.waiting} note={words.note} />;
  if (sources.length === 0) return <Nothing {...words.empty} />;
  return (
    <section className={styles['page']} aria-label={words.title}>
      <p className={styles['note']}>{isOffline ? words.offline : words.note}</p>
      <ol className={styles['sources']}>
        {sources.map((source, index) => (
          <li key={source.source}>
            <Source
              source={source}
              name={nameOf(source, words.unnamed)}
              number={index + 1}
              nowUs={nowUs}
              chosenAt={chosenLines(race, source, nowUs)}
              onChoose={mayChoose && !isOver(source) ? (line) => choose(source, [line]) : null}
            />
          </li>
        ))}
      </ol>
      <p className={styles['note']}>{mayChoose ? words.keys : words.notYours}</p>
      <p role="status" className={styles['said']}>
        {said}
      </p>
    </section>
  );
}

function Nothing({ title, note }: { readonly title: string; readonly note: string }) {
  return (
    <section className={styles['page']}>
      <h2>{title}</h2>
      <p className={styles['note']}>{note}</p>
    </section>
  );
}

/** Nothing more comes of it: to let it count first would be to wait for nobody. */
function isOver({ operator }: SourceHealth): boolean {
  return operator?.over === true;
}

const JUDGES: ReadonlySet<string> = new Set(['judge', 'referee', 'admin']);

function nameOf({ operator, source }: SourceHealth, unnamed: (source: string) => string): string {
  return operator?.label ?? unnamed(source);
}

/** The lines at which reads of this source count before others now. */
function chosenLines(desk: RaceDesk, { source }: SourceHealth, nowUs: number): readonly string[] {
  const { chosen } = desk.state.getState().race;
  return [...chosen].flatMap(([line, choices]) => {
    const holds = choices.find(({ from }) => from <= nowUs);
    const isIts = holds?.source === source || source.startsWith(`${holds?.source}.`);
    return holds !== undefined && isIts ? [line] : [];
  });
}

/** Digits 1 to 9 choose the source of that number, wherever the focus is but in a field. */
function useChooseByKey(
  on: boolean,
  sources: readonly SourceHealth[],
  choose: (source: SourceHealth) => void,
): void {
  useEffect(() => {
    if (!on) return undefined;
    const pressed = (event: KeyboardEvent) => {
      const inField = event.target instanceof HTMLInputElement;
      if (inField || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      const source = /^[1-9]$/.test(event.key) ? sources[Number(event.key) - 1] : undefined;
      if (source && !isOver(source)) choose(source);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  });
}

/** The server's clock, read once a second. */
function useSecond(now: () => number): number {
  const [at, setAt] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), 1_000);
    return () => clearInterval(timer);
  }, [now]);
  return at;
}
