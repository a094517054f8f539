import { useEffect, useMemo, useState } from 'react';
import { resultChanges, unannounced } from '../../../../shared/timeline/announced.ts';
import { resultRule, handStart } from '../../../../shared/timeline/official.ts';
import { timeOfDay } from '../../../../shared/timeline/time-of-day.ts';
import type { ResultSeal } from '../../../../shared/wire/api.ts';
import { isOfficial, ResultSheet, type Sheet } from '../../../components/ResultSheet.tsx';
import { SealNote } from '../../../components/SealNote.tsx';
import { fetchSeal, verifySeal } from '../../../connection/http-results.ts';
import { Button, buttonLook } from '../../../design/Button.tsx';
import { Icon } from '../../../design/Icon.tsx';
import { classes } from '../../../design/classes.ts';
import { Panel } from '../../../design/Panel.tsx';
import { Skeleton } from '../../../design/Skeleton.tsx';
import { useWords } from '../../../i18n/operate-words.ts';
import { dateText } from '../../dates.ts';
import { labelled } from '../../watch/names.ts';
import { useDesk } from '../desk-context.ts';
import { StatusPanel } from '../status/StatusPanel.tsx';
import { EndPanel } from './EndPanel.tsx';
import { DeclarePanel } from './DeclarePanel.tsx';
import { PlacePanel } from './PlacePanel.tsx';
import { ProtestPanel } from './ProtestPanel.tsx';
import { QualifyPanel } from './QualifyPanel.tsx';
import styles from './Results.module.css';
import { useResult, type Result } from './use-result.ts';

/** Where the referee makes the result: status, places, official. */
export function Results({ slug }: { readonly slug: string }) {
  const { results } = useWords();
  const result = useResult(slug);
  const { raceDesk, definition, whole } = result;
  const [chosen, setChosen] = useState<string | null>(null);
  const seal = useSeal(slug, result);
  useEffect(() => {
    raceDesk.attend({ screen: 'desk' });
  }, [raceDesk]);
  if (definition === null || !whole)
    return (
      <div className={styles['screen']} aria-busy="true">
        <p className={styles['quiet']} role="status">
          {results.loading}
        </p>
        <Skeleton width="100%" height="30rem" />
      </div>
    );
  return (
    <div className={styles['screen']}>
      <div className={styles['paper']}>
        <Paper
          slug={slug}
          result={result}
          seal={seal}
          chosen={chosen}
          onChoose={(id) => setChosen(id === chosen ? null : id)}
        />
      </div>
      <div className={classes(styles['desk'], styles['first'])}>
        <EndPanel result={result} definition={definition} />
        <DeclarePanel result={result} />
        <ProtestPanel result={result} />
      </div>
      <div className={styles['desk']}>
        <StatusPanel slug={slug} chosen={[chosen, setChosen]} />
        <PlacePanel result={result} chosen={chosen} />
        {definition.heat === undefined ? null : (
          <QualifyPanel slug={slug} definition={definition} />
        )}
        <Panel title={results.seal} panel="seal">
          <SealNote
            seal={seal}
            official={isOfficial(result.race.declared)}
            verify={(one) => verifySeal(slug, one)}
          />
        </Panel>
      </div>
    </div>
  );
}

/** The seal of what the server has stored; asked for again with every declaration and entry after it. */
function useSeal(slug: string, { race, entries }: Result): ResultSeal | null {
  const [seal, setSeal] = useState<ResultSeal | null>(null);
  const isSealed = isOfficial(race.declared);
  const stored = isSealed ? entries.filter(({ where }) => where === 'stored').length : 0;
  useEffect(() => {
    const left = new AbortController();
    if (stored > 0)
      void fetchSeal(slug, left.signal).then((found) => {
        if (!left.signal.aborted) setSeal(found);
      });
    return () => left.abort();
  }, [slug, stored]);
  return isSealed ? seal : null;
}

function Paper({
  slug,
  result,
  seal,
  chosen,
  onChoose,
}: {
  readonly slug: string;
  readonly result: Result;
  readonly seal: ResultSeal | null;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}) {
  const words = useWords();
  const desk = useDesk();
  const sheet = useMemo((): Sheet | null => {
    const { race, definition, rows, announced, entries } = result;
    if (definition === null) return null;
    const [before, last] = [announced.at(-2), announced.at(-1)];
    const isDraft = entries.some(({ where }) => where === 'device' || where === 'sending');
    return {
      definition,
      dateText: dateText(definition.date),
      rows,
      labelled: labelled(race),
      rule: resultRule(race),
      handStart: handStart(race),
      declared: race.declared,
      corrected: unannounced(race, announced).length > 0,
      changes: before && last ? resultChanges(before.lines, last.lines) : [],
      nameOf: (id) => result.nameOf(id).name,
      seal,
      clockAt: (at) => timeOfDay(race, at),
      madeAt: desk.now(),
      draft: isDraft ? words.results.draft : null,
    };
  }, [result, seal, desk, words]);
  if (sheet === null) return null;
  return (
    <ResultSheet
      sheet={sheet}
      chosen={chosen}
      onChoose={onChoose}
      controls={<Downloads slug={slug} />}
    />
  );
}

function Downloads({ slug }: { readonly slug: string }) {
  const words = useWords();
  const { result } = words;
  const look = buttonLook({ look: 'quiet', size: 'large' });
  return (
    <nav className={styles['downloads']} aria-label={words.results.downloads}>
      <Button size="large" onClick={() => print()}>
        <Icon name="print" size={18} />
        {result.print}
      </Button>
      <a
        className={look}
        href={`/api/races/${slug}/results.csv`}
        aria-label={result.download(result.csv)}
      >
        {result.csv}
      </a>
      <a
        className={look}
        href={`/api/races/${slug}/results.json`}
        download={`${slug}.json`}
        aria-label={result.download(result.json)}
      >
        {result.json}
      </a>
    </nav>
  );
}
