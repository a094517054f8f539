import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { usePart, useStations } from '../stations.ts';
import { findEntrants, type FoundAll } from './find-entrants.ts';
import { useRaceView } from './race-view.ts';
import { momentText } from './use-server-board.ts';

/** Typing goes on for about so long between two letters. */
const PAUSE_MS = 150;

/** An answer of the server, and to what. */
interface Answered {
  readonly text: string;
  /** Null where the server could not be asked. */
  readonly found: FoundAll | null;
}

interface Finding extends FoundAll {
  /** Still being looked for. */
  readonly looking: boolean;
  /** The server could not be asked. */
  readonly failed: boolean;
}

const NOBODY: FoundAll = { found: [], rest: 0 };

/** Who is meant by what was typed: found here, or by the server until the race is folded here. */
export function useFound(text: string, most: number): Finding {
  const { race, roster, ready } = useRaceView();
  const wanted = useDeferredValue(text).trim();
  const served = useServed(ready ? '' : wanted, most);
  const found = useMemo(
    () => (wanted === '' || !ready ? NOBODY : findEntrants(wanted, { race, roster, most })),
    [wanted, ready, race, roster, most],
  );
  if (ready || wanted === '') return { ...found, looking: false, failed: false };
  const answered = served?.text === wanted;
  return {
    ...(served?.found ?? NOBODY),
    looking: !answered,
    failed: answered && served.found === null,
  };
}

function useServed(text: string, most: number): Answered | null {
  const { fetchBoard } = useStations();
  const { session, zero } = useRaceView();
  const slug = usePart(session.race, (state) => state.slug);
  const [answered, setAnswered] = useState<Answered | null>(null);
  useEffect(() => {
    if (text === '') return undefined;
    const left = new AbortController();
    const ask = async () => {
      const question = { t: momentText(session, zero), from: 0, count: most + 1, find: text };
      const reply = await fetchBoard(slug, question, left.signal);
      if (left.signal.aborted) return;
      if (!reply.ok) return setAnswered({ text, found: null });
      const { rows } = reply.value;
      const found = rows.slice(0, most).map((row) => {
        const { id, bib, name, country } = row;
        // Its index is the server's, and means nothing here until the race is folded.
        return { id, bib, name, country, entrant: null, standing: row };
      });
      setAnswered({ text, found: { found, rest: rows.length > most ? null : 0 } });
    };
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => {
      left.abort();
      clearTimeout(timer);
    };
  }, [text, most, session, slug, zero, fetchBoard]);
  return answered;
}
