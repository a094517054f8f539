/** Words under a mark of the scrubber: where they would stand, and how wide they are (px). */
export interface MarkWords {
  readonly x: number;
  readonly width: number;
}

/** Words closer than this read as one. */
const APART_PX = 10;

/**
 * Which words have room, by index: the first and the last before all others, then as many more as
 * can stand evenly between them. `marks` come in the order in which they lie along the scrubber.
 */
export function wordsWithRoom(marks: readonly MarkWords[]): ReadonlySet<number> {
  for (let every = 1; every < marks.length; every++) {
    // Only the first is fixed in place: what stands too near to it goes, and the rest may stay.
    const shown = evenly(marks.length, every).filter(
      (index, i, all) => i === 0 || i === all.length - 1 || clear(marks[0], marks[index]),
    );
    if (shown.every((index, i) => i === 0 || clear(marks[shown[i - 1] ?? 0], marks[index]))) {
      return new Set(shown);
    }
  }
  return new Set(marks.length === 0 ? [] : [marks.length - 1]);
}

/** Every so many, counted back from the last, and the first. */
function evenly(count: number, every: number): readonly number[] {
  const rest = Array.from({ length: count }, (_, i) => i).filter(
    (i) => i > 0 && (count - 1 - i) % every === 0 && (i >= every || i === count - 1),
  );
  return count === 0 ? [] : [0, ...rest.filter((i) => i !== 0)];
}

function clear(a: MarkWords | undefined, b: MarkWords | undefined): boolean {
  return a === undefined || b === undefined || b.x - a.x >= (a.width + b.width) / 2 + APART_PX;
}
