import type { Board } from './board-columns.ts';
import { finishOf } from './course.ts';
import { isHome } from './ending.ts';
import { entrantIn } from './search.ts';
import { isOut, placeIn, rankTime, type View } from './view.ts';

interface Line {
  readonly entrant: number;
  readonly point: number;
  position: number;
  shared: boolean;
  /** Where the times alone would put it; −1 for a place without a time. */
  readonly walked: number;
}

/**
 * Rearranges the running part of a board by official places: they hold; whoever has finished
 * without one fills the numbers left free, by time; whoever is still running comes after. Numbers do
 * not close up over places that nobody is known at.
 */
export function numberWithPlaces(view: View, board: Board): void {
  const known = view.facts.placed.filter((entrant) => isPlaced(view, entrant));
  if (known.length === 0) return;
  const lines = walkedLines(board);
  const byEntrant = new Map(lines.map((line) => [line.entrant, line]));
  const placed = known.map((entrant) => placedLine(view, entrant, byEntrant.get(entrant)));
  const rest = lines.filter(
    ({ entrant }) => view.facts.isPacemaker[entrant] !== 1 && !isPlaced(view, entrant),
  );
  const ranked = numbered(view, placed, rest);
  const pacemakers = lines.filter(({ entrant }) => view.facts.isPacemaker[entrant] === 1);
  for (const pacemaker of pacemakers) {
    const behind = ranked.findIndex((line) => line.walked > pacemaker.walked);
    ranked.splice(behind < 0 ? ranked.length : behind, 0, pacemaker);
  }
  lay(view, board, ranked);
}

function walkedLines(board: Board): Line[] {
  const lines: Line[] = [];
  for (let row = 0; row < board.length; row++) {
    const [entrant, point] = [entrantIn(board.entrants, row), board.points[row] ?? -1];
    lines.push({ entrant, point, position: 0, shared: false, walked: row });
  }
  return lines;
}

function isPlaced(view: View, entrant: number): boolean {
  return placeIn(view, entrant) !== null && !isOut(view, entrant);
}

/**
 * A place without a time stands at the finish all the same; where a time limit ends the race there
 * is no finish to stand at, and everybody is as far as they have come.
 */
function placedLine(view: View, entrant: number, walked: Line | undefined): Line {
  const position = placeIn(view, entrant) ?? 0;
  const finish = finishOf(view.race);
  const isThere = finish === null || isHome(view.race, view.ending, entrant, walked?.point ?? -1);
  if (walked !== undefined && isThere) return { ...walked, position };
  return { entrant, point: finish ?? view.far, position, shared: false, walked: -1 };
}

function numbered(view: View, placed: readonly Line[], rest: readonly Line[]): Line[] {
  const home = rest.filter((line) => isHome(view.race, view.ending, line.entrant, line.point));
  const running = rest.filter((line) => !isHome(view.race, view.ending, line.entrant, line.point));
  const taken = takenBy(placed);
  let last = 0;
  const nextFree = (): number => {
    do last++;
    while (taken.has(last));
    return last;
  };
  giveNumbers(view, home, nextFree);
  for (const number of taken) last = Math.max(last, number);
  giveNumbers(view, running, nextFree);
  const finished = [...placed, ...home].sort((a, b) => a.position - b.position || byWalk(a, b));
  return [...finished, ...running];
}

/** Two at one place take two numbers, so that the next is free only after them. */
function takenBy(placed: readonly Line[]): Set<number> {
  const taken = new Set<number>();
  placed.forEach((line, i) => {
    const isEqual = line.position === placed[i - 1]?.position;
    line.shared = isEqual || line.position === placed[i + 1]?.position;
    let number = line.position;
    while (taken.has(number)) number++;
    taken.add(number);
  });
  return taken;
}

/** In the order of the board; equal times take as many numbers as they are, and share the first. */
function giveNumbers(view: View, lines: readonly Line[], nextFree: () => number): void {
  let ahead: Line | undefined;
  for (const line of lines) {
    const number = nextFree();
    const isEqual =
      ahead !== undefined &&
      ahead.point === line.point &&
      rankTime(view, ahead.entrant, line.point) === rankTime(view, line.entrant, line.point);
    line.position = isEqual && ahead !== undefined ? ahead.position : number;
    if (isEqual && ahead !== undefined) ahead.shared = line.shared = true;
    ahead = line;
  }
}

/** Among equals as the times have it, and whoever has no time last. */
function byWalk(a: Line, b: Line): number {
  return (a.walked < 0 ? Infinity : a.walked) - (b.walked < 0 ? Infinity : b.walked) || 0;
}

function lay(view: View, board: Board, lines: readonly Line[]): void {
  const positions = Int32Array.from(lines, (line) => line.position);
  const shared = Uint8Array.from(lines, (line) => (line.shared ? 1 : 0));
  board.entrants.set(lines.map((line) => line.entrant));
  board.points.set(lines.map((line) => line.point));
  board.length = board.running = lines.length;
  board.numbers = { positions, shared };
  board.pacemakers = [];
  lines.forEach(({ entrant }, row) => {
    if (view.facts.isPacemaker[entrant] === 1) board.pacemakers.push(row);
  });
}
