import { useCallback, useEffect, useState } from 'react';
import type { OperatorRace } from '../../../../shared/wire/operate-api.ts';
import { operateApi } from '../../../connection/http-operate.ts';

/** What the server keeps of a race beside its log; null until it has answered. */
export interface KnownRace {
  readonly race: OperatorRace | null;
  readonly ask: () => void;
  readonly set: (race: OperatorRace) => void;
}

export function useOperatorRace(slug: string): KnownRace {
  const [race, setRace] = useState<OperatorRace | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let left = false;
    void operateApi.races().then((reply) => {
      if (!left && reply.ok) setRace(reply.value.races.find((one) => one.slug === slug) ?? null);
    });
    return () => {
      left = true;
    };
  }, [slug, turn]);
  return { race, set: setRace, ask: useCallback(() => setTurn((before) => before + 1), []) };
}
