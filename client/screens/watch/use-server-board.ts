import { useEffect } from 'react';
import { raceTime } from '../../../shared/time/time.ts';
import type { BoardReply } from '../../../shared/wire/api.ts';
import { plainTime } from '../../store/moment-link.ts';
import { isMass, isOver } from '../../store/race-state.ts';
import type { Session } from '../../store/session.ts';
import { usePart, useStations } from '../stations.ts';
import type { RaceView } from './race-view.ts';

const EVERY_MS = 300;
const MOST_ROWS = 60;

/**
 * Until a race of thousands is folded here, the server is asked for the rows in sight, at the moment
 * in view. One question at a time, and only when it is another one.
 */
export function useServerBoard({ session, zero }: Pick<RaceView, 'session' | 'zero'>): void {
  const { fetchBoard } = useStations();
  const slug = usePart(session.race, (state) => state.slug);
  const wanted = usePart(session.race, (state) => isMass(state) && state.run?.whole !== true);
  useEffect(() => {
    if (!wanted) return undefined;
    const left = new AbortController();
    let asked = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const { offset, count } = session.window();
      const question = {
        t: momentText(session, zero),
        from: offset,
        count: Math.min(count, MOST_ROWS),
      };
      const key = JSON.stringify(question);
      if (key !== asked) {
        const reply = await fetchBoard(slug, question, left.signal);
        if (left.signal.aborted) return;
        if (reply.ok) take(session, reply.value);
        asked = reply.ok ? key : '';
      }
      timer = setTimeout(() => void ask(), EVERY_MS);
    };
    void ask();
    return () => {
      left.abort();
      clearTimeout(timer);
    };
  }, [wanted, session, slug, zero, fetchBoard]);
}

/** The moment in view as the server reads it; a past race that has not been opened is before its gun. */
export function momentText(session: Session, zero: number): string | null {
  const { opening } = session.viewer.getState();
  const over = isOver(session.race.getState());
  if (opening?.at === 'moment') return plainTime(opening.time);
  if (opening?.at === 'natural')
    return over || session.race.getState().page?.card.phase === 'finished' ? '-1' : null;
  const { at, live } = session.moment();
  return live ? null : plainTime(raceTime(at - zero));
}

function take(session: Session, reply: BoardReply): void {
  session.takeBoard(
    { ...reply, validity: { from: reply.validity.from, until: reply.validity.until } },
    reply.rows.map(({ id, bib, name, country }) => ({
      id,
      ...(bib === null ? {} : { bib }),
      name,
      country,
    })),
  );
}
