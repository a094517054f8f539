import type { Race } from '../../../../shared/race/race.ts';
import { columnAt } from '../../../../shared/strip/axis.ts';
import { isDeadHeat } from '../../../../shared/strip/readings.ts';
import { formatGap, formatRaceTime } from '../../../../shared/time/format.ts';
import type { Judging } from './use-judge.ts';

/** One finisher on the sheet that is handed out, in words. */
export interface SheetRow {
  readonly entrant: number;
  /** In the image; null where the reading lies beside what is printed. */
  readonly column: number | null;
  readonly place: string;
  readonly lane: string;
  readonly bib: string;
  readonly name: string;
  readonly reading: string;
  readonly official: string;
  readonly behind: string;
  /** Equal in the thousandth with the one before or behind. */
  readonly deadHeat: boolean;
}

/** Everybody who is read, in the order of the readings. */
export function sheetRows(
  race: Race,
  judging: Pick<Judging, 'axis' | 'digits' | 'rows' | 'nameOf'>,
): readonly SheetRow[] {
  const { axis, digits, rows } = judging;
  const rule = race.definition?.rounding ?? 'thousandths';
  const read = rows.flatMap((row) => (row.reading ? [{ ...row, us: row.reading.us }] : []));
  const winner = read[0];
  return read.map(({ entrant, us, order, lane, official }, i) => ({
    entrant,
    column: axis === null ? null : columnAt(axis, us),
    place: String(order ?? ''),
    lane: String(lane ?? ''),
    bib: race.entrants[entrant]?.entrant.bib ?? '',
    name: judging.nameOf(entrant),
    reading: formatRaceTime(us, { digits }),
    official:
      official === null
        ? ''
        : formatRaceTime(official.time, { digits: official.digits, hand: official.hand }),
    behind:
      winner && us > winner.us ? formatGap(us - winner.us, { digits: Math.max(digits, 3) }) : '',
    deadHeat: [read[i - 1], read[i + 1]].some((other) => other && isDeadHeat(rule, us, other.us)),
  }));
}
