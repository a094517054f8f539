import { useEffect } from 'react';
import { resultRule } from '../../../shared/timeline/official.ts';
import { raceTitle, timeText } from '../../components/board-text.ts';
import { useWords } from '../../i18n/words.ts';
import { usePart } from '../stations.ts';
import { nameOf } from './names.ts';
import type { RaceView } from './race-view.ts';

/** The title of the page tells what is known at view time, and nothing later. */
export function useTitle({ session, race, definition, roster }: RaceView): void {
  const words = useWords();
  const rows = usePart(session.board, (board) => board.first);
  useEffect(() => {
    const event = raceTitle(definition);
    const first = rows.find((row) => row.position === 1);
    const line = first === undefined ? undefined : race.entrants[first.entrant];
    if (first === undefined || first.split === null || line === undefined) {
      document.title = words.watch.title(event);
      return;
    }
    // As the board tells it: with starts of their own, the clock of the race says another time.
    const time = timeText(resultRule(race), first.split);
    const { shortName } = nameOf(line.entrant, roster, words);
    document.title =
      first.state === 'finished'
        ? words.watch.titleAt(time, event)
        : words.watch.titleLeading(time, shortName, event);
  }, [rows, race, definition, roster, words]);
}
