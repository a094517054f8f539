import { useEffect, useMemo, useState } from 'react';
import { resultChanges, unannounced } from '../../../shared/timeline/announced.ts';
import { resultRule, handStart } from '../../../shared/timeline/official.ts';
import { resultSheet } from '../../../shared/timeline/result-sheet.ts';
import { timeOfDay } from '../../../shared/timeline/time-of-day.ts';
import { instant } from '../../../shared/time/time.ts';
import type { ResultSeal } from '../../../shared/wire/api.ts';
import { isOfficial, ResultSheet, type Sheet } from '../../components/ResultSheet.tsx';
import { SealNote } from '../../components/SealNote.tsx';
import { fetchSeal, verifySeal } from '../../connection/http-results.ts';
import { Button, buttonLook } from '../../design/Button.tsx';
import { Icon } from '../../design/Icon.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import { useWords } from '../../i18n/words.ts';
import { dateText } from '../dates.ts';
import { NotFound } from '../NotFound.tsx';
import { usePart, useStations, useVisit } from '../stations.ts';
import { labelled, nameOf } from '../watch/names.ts';
import { useRaceOf, type RaceView } from '../watch/race-view.ts';
import { Wordmark } from '../Wordmark.tsx';
import styles from './ResultsPage.module.css';

/** The result of a race as a sheet, for whoever asks for it: it hides nothing from those behind. */
export function ResultsPage({ slug }: { readonly slug: string }) {
  const visit = useVisit(slug);
  const gone = usePart(visit.session.race, (state) => state.gone);
  const whole = usePart(visit.session.race, (state) => state.run?.whole === true);
  const view = useRaceOf(visit.session);
  if (gone !== null && (gone === 'hidden' || !whole)) return <NotFound ended={gone === 'ended'} />;
  return (
    <div className={styles['page']}>
      <header className={styles['top']}>
        <Wordmark small />
        <Actions slug={slug} />
      </header>
      <main className={styles['paper']}>
        {view === null || !whole ? (
          <Skeleton width="100%" height="40rem" />
        ) : (
          <Paper view={view} slug={slug} />
        )}
      </main>
    </div>
  );
}

function Actions({ slug }: { readonly slug: string }) {
  const words = useWords().result;
  const look = buttonLook({ look: 'quiet', size: 'large' });
  return (
    <nav className={styles['actions']} aria-label={words.sheet}>
      <a href={`/race/${slug}`} className={look}>
        {words.toRace}
      </a>
      <a
        href={`/api/races/${slug}/results.csv`}
        className={look}
        aria-label={words.download(words.csv)}
      >
        {words.csv}
      </a>
      <a
        href={`/api/races/${slug}/results.json`}
        className={look}
        download={`${slug}.json`}
        aria-label={words.download(words.json)}
      >
        {words.json}
      </a>
      <Button look="strong" size="large" onClick={() => print()}>
        <Icon name="print" size={18} />
        {words.print}
      </Button>
    </nav>
  );
}

function Paper({ view, slug }: { readonly view: RaceView; readonly slug: string }) {
  const words = useWords();
  const { nowMs } = useStations();
  const { session, race, revision, definition } = view;
  const announced = usePart(session.race, (state) => state.run?.announced);
  const declared = race.declared.length;
  const [seal, setSeal] = useState<ResultSeal | null>(null);
  useEffect(() => {
    const left = new AbortController();
    void fetchSeal(slug, left.signal).then((found) => {
      if (!left.signal.aborted) setSeal(found);
    });
    return () => left.abort();
  }, [slug, declared, revision]);

  useEffect(() => {
    document.title = `${words.result.sheet} · ${definition.event} · ${words.common.product}`;
  }, [words, definition]);

  const sheet = useMemo((): Sheet => {
    const { roster } = view;
    const named = (index: number, id: string) =>
      nameOf(race.entrants[index]?.entrant ?? { id }, roster, words);
    const [before, last] = [announced?.at(-2), announced?.at(-1)];
    return {
      definition,
      dateText: dateText(definition.date),
      rows: resultSheet(race).map((line) => ({ line, ...named(line.entrant, line.id) })),
      labelled: labelled(race),
      rule: resultRule(race),
      handStart: handStart(race),
      declared: race.declared,
      corrected: unannounced(race, announced ?? []).length > 0,
      changes: before && last ? resultChanges(before.lines, last.lines) : [],
      nameOf: (id) => named(race.entrantIndex(id) ?? -1, id).name,
      seal,
      clockAt: (at) => timeOfDay(race, at),
      madeAt: instant(Math.round(nowMs() * 1000)),
    };
    // A view is a new one with each revision of its race.
  }, [view, race, announced, definition, words, seal, nowMs]);
  return (
    <>
      <ResultSheet sheet={sheet} alone />
      <section className={styles['seal']} aria-label={words.result.seal}>
        <SealNote
          seal={seal}
          official={isOfficial(race.declared)}
          verify={(one) => verifySeal(slug, one)}
        />
      </section>
    </>
  );
}
