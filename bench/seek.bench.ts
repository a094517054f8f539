import { createRace } from '../shared/race/apply.ts';
import { loadField, type LoadSize } from '../shared/testkit/load-field.ts';
import { numbers } from '../shared/random/numbers.ts';
import { timelineMarks } from '../shared/timeline/marks.ts';
import { standingsAt } from '../shared/timeline/standings.ts';
import { storyAt } from '../shared/timeline/story.ts';
import { instant, type Instant } from '../shared/time/time.ts';
import { measure, report, type Spent } from './measure.ts';

/**
 * What does a jump to a random moment cost before anything is painted: a board of a hundred rows, the
 * story so far and the marks of the scrubber? DESIGN 9 gives 16 ms (12 runners) and 50 ms (50,000 × 10)
 * to the painted board; a tenth of that is ours.
 */
const SMALL_LIMIT_US = 1_600;
const LARGE_LIMIT_US = 5_000;

function seek(size: LoadSize, times: number): Spent {
  const { opening, passings, zero } = loadField(size);
  const race = createRace();
  for (const entry of [...opening, ...passings]) race.apply(entry);
  const end = passings.at(-1)?.recordedAt ?? zero;
  const next = numbers(size.entrants);
  const moments = Array.from({ length: times }, () => zero + Math.floor(next() * (end - zero)));
  return measure(times, (i) => {
    const at: Instant = instant(moments[i] ?? zero);
    return [standingsAt(race, at, { count: 100 }), storyAt(race, at), timelineMarks(race, at)];
  });
}

report('seek, 12 × 10', seek({ entrants: 12, points: 10 }, 5_000), SMALL_LIMIT_US);
report('seek, 50,000 × 10', seek({ entrants: 50_000, points: 10 }, 2_000), LARGE_LIMIT_US);
