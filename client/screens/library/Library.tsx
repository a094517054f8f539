import { useEffect, useState } from 'react';
import type { RaceCard } from '../../../shared/wire/api.ts';
import { Button } from '../../design/Button.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import { Switch } from '../../design/Switch.tsx';
import { VisuallyHidden } from '../../design/VisuallyHidden.tsx';
import { useWords } from '../../i18n/words.ts';
import { usePart, useStations } from '../stations.ts';
import { Wordmark } from '../Wordmark.tsx';
import { Archive } from './Archive.tsx';
import { Card } from './Card.tsx';
import { OnAir } from './OnAir.tsx';
import { useRaces } from './use-races.ts';
import styles from './Library.module.css';
import onAirStyles from './OnAir.module.css';

/** Everything there is to watch: what is on air first. */
export function Library() {
  const words = useWords();
  const { races, problem, retry } = useRaces();
  useEffect(() => {
    document.title = words.common.product;
  }, [words]);
  return (
    <div className={styles['page']}>
      <header className={styles['header']}>
        <Wordmark />
        <p className={styles['tagline']}>{words.common.tagline}</p>
      </header>
      <main className={styles['main']}>
        <VisuallyHidden>
          <h1>{words.library.title}</h1>
        </VisuallyHidden>
        {races === null && problem === null ? <Loading /> : null}
        {races === null && problem !== null ? <Failed code={problem} onRetry={retry} /> : null}
        {races === null ? null : <Races races={races} />}
        {races === null ? null : <Archive />}
      </main>
    </div>
  );
}

function Races({ races }: { readonly races: readonly RaceCard[] }) {
  const words = useWords().library;
  const { prefs } = useStations();
  const hideResults = usePart(prefs, (state) => state.hideResults);
  const onAir = races.filter((race) => race.phase === 'live' || race.phase === 'countdown');
  const coming = races.filter((race) => race.phase === 'scheduled');
  const past = races.filter((race) => race.phase === 'finished');
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set());
  const isTold = (race: RaceCard) => onAir.some((one) => sameRace(one, race));
  if (races.length === 0) return <Empty />;
  return (
    <>
      {onAir.length === 0 ? null : (
        <div className={onAir.length > 1 ? onAirStyles['several'] : undefined}>
          {onAir.map((race) => (
            <OnAir key={race.slug} race={race} />
          ))}
        </div>
      )}
      {coming.length === 0 ? null : (
        <section aria-labelledby="coming" className={styles['past']}>
          <h2 id="coming" className={styles['heading']}>
            {words.coming}
          </h2>
          <ul className={styles['cards']}>
            {coming.map((race) => (
              <li key={race.slug}>
                <Card race={race} hidden={false} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {past.length === 0 ? null : (
        <section aria-labelledby="past" className={styles['past']}>
          <div className={styles['head']}>
            <div>
              <h2 id="past" className={styles['heading']}>
                {words.past}
              </h2>
              <p className={styles['note']}>{words.pastNote}</p>
            </div>
            <div className={styles['switch']}>
              <Switch
                label={words.hideResults}
                on={hideResults}
                onChange={(on) => prefs.setState({ hideResults: on })}
              />
            </div>
          </div>
          <ul className={styles['cards']}>
            {past.map((race) => (
              <li key={race.slug}>
                {isTold(race) && race.result !== null && !shown.has(race.slug) ? (
                  <div className={styles['spoiler']}>
                    <Card race={race} hidden />
                    <Button
                      className={styles['show']}
                      aria-label={words.showResultOf(race.event)}
                      onClick={() => setShown(new Set([...shown, race.slug]))}
                    >
                      {words.showResult}
                    </Button>
                  </div>
                ) : (
                  <Card race={race} hidden={hideResults && !shown.has(race.slug)} />
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Whether two cards tell of one race, one of them played as if it were live. */
function sameRace(a: RaceCard, b: RaceCard): boolean {
  return a.event === b.event && a.meeting === b.meeting && a.date === b.date;
}

function Loading() {
  const words = useWords().common;
  return (
    <div aria-busy="true" className={styles['loading']}>
      <VisuallyHidden role="status">{words.loading}</VisuallyHidden>
      <Skeleton width="100%" height="22rem" />
      <div className={styles['cards']}>
        {['a', 'b', 'c'].map((key) => (
          <Skeleton key={key} width="100%" height="11rem" />
        ))}
      </div>
    </div>
  );
}

function Empty() {
  const words = useWords().library;
  return (
    <section className={styles['empty']}>
      <h2 className={styles['heading']}>{words.empty}</h2>
      <p className={styles['note']}>{words.emptyNote}</p>
    </section>
  );
}

function Failed({ code, onRetry }: { readonly code: string; readonly onRetry: () => void }) {
  const words = useWords();
  const silent = navigator.onLine ? words.watch.failedNote : words.link.yourLink.comesBack;
  return (
    <section className={styles['empty']} role="alert">
      <h2 className={styles['heading']}>{words.library.failed}</h2>
      <p className={styles['note']}>
        {code === 'NETWORK' ? silent : words.library.failedNote(code)}
      </p>
      <Button look="strong" size="large" onClick={onRetry}>
        {words.common.retry}
      </Button>
    </section>
  );
}
