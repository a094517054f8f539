import { NO_POINTS, type CoursePoints } from './course-points.ts';
import type { Counted } from './derived.ts';
import { splitAt, type EntrantRecord } from './entrant-record.ts';
import { byText } from './newest.ts';
import { SortedColumn } from './point-column.ts';
import type { RacePoint } from './race.ts';

/** The columns of a race and the points that they stand for; an open-ended race has more as it goes. */
export class Columns {
  readonly #records: readonly EntrantRecord[];
  #course: CoursePoints = NO_POINTS;
  #columns: SortedColumn[] = [];
  #points: readonly RacePoint[] = [];

  constructor(records: readonly EntrantRecord[]) {
    this.#records = records;
  }

  get columns(): readonly SortedColumn[] {
    return this.#columns;
  }

  get points(): readonly RacePoint[] {
    return this.#points;
  }

  /** The furthest point that anyone has a split at, −1 where nobody has. */
  get furthest(): number {
    return this.#columns.findLastIndex((column) => column.count > 0);
  }

  /** Starts again on a new course, without any split. */
  layOut(course: CoursePoints): void {
    this.#course = course;
    this.#columns = [];
    this.#points = [];
    this.fit();
  }

  /** Makes room for every entrant. */
  reserve(): void {
    for (const column of this.#columns) column.reserve(this.#records.length);
  }

  /** Brings the columns from an entrant's old splits to its new ones. */
  update({ index, derived: { splits } }: EntrantRecord, before: readonly Counted[]): void {
    for (const { point } of before)
      if (splitAt(splits, point) === undefined) this.#columns[point]?.set(index, Number.NaN);
    for (const { point, clock } of splits) {
      const column = this.#column(point);
      if (column.clock[index] !== clock) column.set(index, clock);
    }
  }

  /** Adds one split of an entrant that has none at this point. */
  add(entrant: number, { point, clock }: Counted): void {
    this.#column(point).set(entrant, clock);
  }

  /** Fills all columns from everybody's splits: far cheaper than many updates. */
  rebuild(): void {
    this.#columns = [];
    for (const { index, derived } of this.#records)
      for (const { point, clock } of derived.splits) this.#column(point).put(index, clock);
    for (const column of this.#columns) column.sort();
    this.fit();
  }

  /** D6: shows the whole course, or of an open-ended one the laps reached and the one under way. */
  fit(): void {
    const { all, openEnded, lapEnds } = this.#course;
    const lap = all[this.furthest]?.lap ?? 0;
    const count = openEnded ? (lapEnds[Math.min(lap, lapEnds.length - 1)] ?? -1) + 1 : all.length;
    while (this.#columns.length > count) this.#columns.pop();
    if (count > 0) this.#column(count - 1);
    if (this.#points.length !== count) this.#points = all.slice(0, count);
  }

  /** The column of a point, made where there is none yet. */
  #column(point: number): SortedColumn {
    while (this.#columns.length <= point)
      this.#columns.push(new SortedColumn(this.#records.length, (a, b) => this.#tieBreak(a, b)));
    const column = this.#columns[point];
    if (column === undefined) throw new Error(`no column for point ${point}`);
    return column;
  }

  /** Entrants of one moment stand in the order of their ids, not of their indexes. */
  #tieBreak(a: number, b: number): number {
    return byText(this.#records[a]?.id ?? '', this.#records[b]?.id ?? '');
  }
}
