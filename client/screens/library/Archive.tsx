import { useState } from 'react';
import type { RaceCard } from '../../../shared/wire/api.ts';
import { fetchArchive } from '../../connection/http-races.ts';
import { Button } from '../../design/Button.tsx';
import { useWords } from '../../i18n/words.ts';
import { usePart, useStations } from '../stations.ts';
import { Card } from './Card.tsx';
import styles from './Library.module.css';

type Found = readonly RaceCard[] | 'failed' | null;

/** Races that were put away: asked for only when somebody wants to see them. */
export function Archive() {
  const words = useWords();
  const { prefs } = useStations();
  const hideResults = usePart(prefs, (state) => state.hideResults);
  const [found, setFound] = useState<Found>(null);
  const [busy, setBusy] = useState(false);

  async function open(): Promise<void> {
    setBusy(true);
    const answer = await fetchArchive();
    setFound(answer.ok ? answer.value.races : 'failed');
    setBusy(false);
  }

  return (
    <section aria-label={words.library.archive} className={styles['past']}>
      {Array.isArray(found) ? (
        <h2 className={styles['heading']}>{words.library.archive}</h2>
      ) : (
        <div>
          <Button size="large" disabled={busy} onClick={() => void open()}>
            {words.library.openArchive}
          </Button>
        </div>
      )}
      <p role="status" className={styles['note']}>
        {found === 'failed' ? words.library.failed : null}
        {Array.isArray(found) && found.length === 0 ? words.library.noArchive : null}
      </p>
      {Array.isArray(found) ? (
        <ul className={styles['cards']}>
          {found.map((race: RaceCard) => (
            <li key={race.slug}>
              <Card race={race} hidden={hideResults} />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
