import { useCallback, useDeferredValue, useMemo } from 'react';
import type { Race } from '../../../shared/race/race.ts';
import { leaderOf } from '../../../shared/timeline/board.ts';
import { gapSeries } from '../../../shared/timeline/gaps.ts';
import { motionAt } from '../../../shared/timeline/motion.ts';
import { paceAt } from '../../../shared/timeline/pace.ts';
import { isOutAt, viewAt } from '../../../shared/timeline/view.ts';
import { MICROS_PER_SECOND, type Instant } from '../../../shared/time/time.ts';
import { Gaps, type GapAtPoint, type GapSeries } from '../../components/Gaps.tsx';
import { useWords } from '../../i18n/words.ts';
import { isMass } from '../../store/race-state.ts';
import { usePart } from '../stations.ts';
import { nameOf, type Labelled, type Named } from './names.ts';
import { useCalmly } from './use-calmly.ts';
import { useRaceView } from './race-view.ts';

const MOST_SERIES = 20;
/** Of thousands only the first are drawn, so that the chart is done between two frames. */
const MOST_OF_THOUSANDS = 8;
/** A pace line is given to the hundredth. */
const GAP_DIGITS = 2;

/**
 * Gaps over the distance to who leads now, as the board has them, as far as this viewer sees. In a
 * chunk of its own: the board comes first.
 */
export function RaceGaps() {
  const words = useWords();
  const { session, race, revision, definition, roster, followed } = useRaceView();
  const first = usePart(session.board, (board) => board.first);
  const mass = usePart(session.race, isMass);
  const most = mass ? MOST_OF_THOUSANDS : MOST_SERIES;
  const { turn, ids, ask, ahead } = useCalmly(
    session,
    {
      turn: usePart(session.story, (story) => story.turn),
      revision,
      ids: chosenEntrants(first, { followed, race, most }).join(),
    },
    mass,
  );
  const chosen = useMemo(() => (ids === '' ? [] : ids.split(',').map(Number)), [ids]);

  const series = useMemo((): readonly GapSeries[] => {
    // The same moment may have been told more of since.
    void turn;
    void revision;
    const chart = gapSeries(race, ask, { reference: 'winner-so-far', entrants: chosen });
    return chart.series.map(({ entrant, points }) => {
      const id = race.entrants[entrant]?.entrant.id ?? String(entrant);
      const at = new Map<number, GapAtPoint>(
        points.map(([distanceM, seconds, ink, told]) => [
          distanceM,
          { us: Math.round(seconds * MICROS_PER_SECOND), digits: told.digits, told: told.us, ink },
        ]),
      );
      return {
        id,
        kind: 'entrant',
        gaps: race.points.map((point) => at.get(point.distanceM) ?? null),
        followed: followed.has(id),
        out: isOutAt(race, entrant, ask),
      };
    });
  }, [race, revision, ask, turn, chosen, followed]);

  const pace = useMemo((): readonly GapSeries[] => {
    void turn;
    void revision;
    if (race.zero === null) return [];
    const zero = race.zero;
    const view = viewAt(race, ask);
    const leader = leaderOf(view);
    return (definition.paceLines ?? []).map((line) => ({
      id: line.id,
      kind: 'pace',
      followed: false,
      gaps: race.points.map((point): GapAtPoint | null => {
        const clock = leader === null ? null : (race.split(leader, point.index)?.clock ?? null);
        const planned = paceAt(race, line.id, point.distanceM);
        if (clock === null || clock > ask || planned === null) return null;
        return {
          us: planned - (clock - zero),
          digits: GAP_DIGITS,
          ink: line.basis === 'even' ? 'estimated' : 'known',
        };
      }),
    }));
  }, [race, revision, ask, definition, turn]);

  const names = useMemo(() => {
    const listed = chosen.flatMap((index) => race.entrants[index]?.entrant ?? []);
    return Object.fromEntries([
      ...withoutTwins(listed.map((entrant) => ({ entrant, ...nameOf(entrant, roster, words) }))),
      ...(definition.paceLines ?? []).map(
        (line) => [line.id, { short: line.label, full: line.label }] as const,
      ),
    ]);
  }, [race, chosen, roster, definition, words]);
  const colours = useMemo(() => {
    const given = mass ? apart(chosen) : chosen;
    return Object.fromEntries(
      chosen.map((index, i) => [race.entrants[index]?.entrant.id ?? '', given[i] ?? index]),
    );
  }, [race, chosen, mass]);

  const cursorDistance = useCallback(
    (at: Instant): number | null => {
      const leader = session.board.getState().first.find((row) => row.position === 1);
      if (leader === undefined) return null;
      const { live, ask } = session.moment();
      return motionAt(race, leader.entrant, live ? ask : at, { now: at }).distanceM;
    },
    [session, race],
  );
  const onSeek = useCallback(
    (distanceM: number) => {
      const at = momentOfDistance(distanceM, cursorDistance, session.span());
      if (at !== null) session.seek(at);
    },
    [session, cursorDistance],
  );

  const { points } = race;
  // The chart is the dearest thing on the page: it comes after the board, and may be overtaken.
  const drawn = useDeferredValue(useMemo(() => [...series, ...pace], [series, pace]));
  const called = useDeferredValue(names);
  const coloured = useDeferredValue(colours);
  const chart = useMemo(
    () => (
      <Gaps
        points={points}
        series={drawn}
        names={called}
        colours={coloured}
        frames={session.frames}
        cursorDistance={cursorDistance}
        onSeek={onSeek}
      />
    ),
    [points, drawn, called, coloured, session, cursorDistance, onSeek],
  );
  // Unseen and unsaid by its own box alone: what is handed down would have the whole chart styled anew.
  return (
    <div style={{ opacity: ahead ? 0 : 1 }} aria-hidden={ahead || undefined}>
      {chart}
    </div>
  );
}

interface Called extends Pick<Named, 'name' | 'shortName' | 'code'> {
  readonly entrant: Labelled;
}

/** Who shares a short name is told by the bib besides, else by the whole name. */
function withoutTwins(called: readonly Called[]) {
  return called.map(({ entrant: { id, bib }, name, shortName, code }) => {
    const twin = called.some((one) => one.shortName === shortName && one.entrant.id !== id);
    const told = bib === undefined ? name : `${shortName} ${bib}`;
    return [id, { short: twin ? told : (code ?? shortName), full: name }] as const;
  });
}

const COLOURS = 8;

/** Of thousands a handful is drawn, each in another colour; who comes first keeps the own one. */
function apart(chosen: readonly number[]): readonly number[] {
  const taken = new Set<number>();
  return chosen.map((index) => {
    let colour = index;
    while (taken.has(colour % COLOURS) && taken.size < COLOURS) colour += 1;
    taken.add(colour % COLOURS);
    return colour;
  });
}

/** The first on the board, and whoever is followed. */
function chosenEntrants(
  first: readonly { readonly entrant: number; readonly id: string }[],
  { followed, race, most }: { followed: ReadonlySet<string>; race: Race; most: number },
): readonly number[] {
  const more = [...followed].flatMap((id) => race.entrantIndex(id) ?? []);
  return [...new Set([...more, ...first.map((row) => row.entrant)])].slice(0, most);
}

/** When the leader of now was so far, by halving: distances only grow. */
function momentOfDistance(
  distanceM: number,
  distanceAt: (at: Instant) => number | null,
  span: { readonly start: Instant; readonly edge: Instant },
): Instant | null {
  let [low, high]: [number, number] = [span.start, span.edge];
  for (let step = 0; step < 50 && high - low > 1_000; step += 1) {
    const middle = Math.floor((low + high) / 2);
    const there = distanceAt(middle as Instant);
    if (there === null) return null;
    if (there < distanceM) low = middle;
    else high = middle;
  }
  return high as Instant;
}
