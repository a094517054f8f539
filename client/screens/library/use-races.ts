import { useCallback, useEffect, useState } from 'react';
import type { RaceCard } from '../../../shared/wire/api.ts';
import { useStations } from '../stations.ts';

const AGAIN_MS = 5_000;

interface Races {
  /** Null until the first list has come. */
  readonly races: readonly RaceCard[] | null;
  /** Why the newest question had no answer; the list before it stays. */
  readonly problem: string | null;
  readonly retry: () => void;
}

/** The list of races, asked again while the page is seen. */
export function useRaces(): Races {
  const { fetchRaces } = useStations();
  const [races, setRaces] = useState<readonly RaceCard[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const left = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const answer = await fetchRaces(left.signal);
      if (left.signal.aborted) return;
      if (answer.ok) setRaces((before) => same(before, answer.value.races));
      setProblem(answer.ok ? null : answer.problem.code);
      timer = setTimeout(() => void askWhenSeen(), AGAIN_MS);
    };
    const askWhenSeen = async () => {
      if (document.visibilityState === 'visible') await ask();
      else timer = setTimeout(() => void askWhenSeen(), AGAIN_MS);
    };
    void ask();
    return () => {
      left.abort();
      clearTimeout(timer);
    };
  }, [fetchRaces, attempt]);
  const retry = useCallback(() => setAttempt((before) => before + 1), []);
  return { races, problem, retry };
}

/** An unchanged list keeps its identity; the clock of a card on air is told by the race itself. */
function same(before: readonly RaceCard[] | null, after: readonly RaceCard[]): readonly RaceCard[] {
  const told = (cards: readonly RaceCard[]) =>
    JSON.stringify(cards.map((card) => ({ ...card, clock: null })));
  return before !== null && told(before) === told(after) ? before : after;
}
