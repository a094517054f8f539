import type { Attend, PresentOperator } from '../../shared/wire/operate.ts';
import type { OperatorKey } from '../access/operator-keys.ts';

/** Which operators are where, one line per socket: a desk and a phone of one person are two. */
export interface Present {
  /** Notes where a socket is now; answers the races whose list changed. */
  attend(socket: string, operator: OperatorKey, attend: Attend): readonly string[];
  /** Answers the races whose list changed. */
  leave(socket: string): readonly string[];
  at(race: string): readonly PresentOperator[];
  /** Every race that somebody attends. */
  races(): readonly string[];
}

export function openPresence(): Present {
  const places = new Map<string, { readonly race: string; readonly operator: PresentOperator }>();
  return {
    attend(socket, operator, { race, ...standing }) {
      const before = places.get(socket)?.race;
      if (race === null) places.delete(socket);
      else {
        const { id, label, role, points } = operator;
        places.set(socket, { race, operator: { id, label, role, points, ...standing } });
      }
      return [...new Set([before, race])].filter((slug) => typeof slug === 'string');
    },
    leave(socket) {
      const before = places.get(socket)?.race;
      places.delete(socket);
      return before === undefined ? [] : [before];
    },
    races: () => [...new Set([...places.values()].map(({ race }) => race))],
    at: (race) =>
      [...places.values()].filter((place) => place.race === race).map(({ operator }) => operator),
  };
}
