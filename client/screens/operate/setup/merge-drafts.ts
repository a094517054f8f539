import { canonicalJson } from '../../../../shared/race/canonical.ts';
import type { Format } from '../../../../shared/setup/preset.ts';
import type { DraftLine, RaceDraft } from './race-draft.ts';

/**
 * What two people made of one race at the same time. Both began from `base`; what only one of them has
 * changed is taken from that one, and where both changed the same to something else, a person says which.
 * What belongs together is one thing: a course with its points and its laps, one cell of one entrant.
 */
export interface MergedDrafts {
  /** With one's own where both changed the same. */
  readonly draft: RaceDraft;
  /** What the other changed and this form had as it was. */
  readonly taken: readonly DraftChange[];
  readonly collisions: readonly DraftCollision[];
}

export interface DraftChange {
  readonly part: DraftPart;
  readonly before: unknown;
  readonly after: unknown;
}

export interface DraftCollision {
  readonly part: DraftPart;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/** One thing that is changed as a whole; `entrant` is an id. */
export type DraftPart =
  | { readonly of: 'race'; readonly field: PlainField }
  | { readonly of: 'format'; readonly field: FormatPart }
  | { readonly of: 'line'; readonly entrant: string; readonly cell: Cell };

type PlainField = Exclude<keyof RaceDraft, 'format' | 'lines' | 'minutesBetween'>;
type FormatPart = 'course' | Exclude<keyof Format, (typeof COURSE)[number]>;
type Cell = Exclude<keyof DraftLine, 'key' | 'id' | 'line'>;

/** The length decides the points, and the points the length. */
const COURSE = ['distanceM', 'course', 'points', 'laps'] as const;
const FORMAT: readonly FormatPart[] = ['course', 'sport', 'start', 'rounding', 'dedupeUs', 'speed'];
const PLAIN: readonly PlainField[] = [
  'event',
  'round',
  'heat',
  'meeting',
  'venue',
  'city',
  'country',
  'date',
  'start',
  'zone',
  'paceLines',
  'records',
  'categories',
  'protestUs',
  'qualifying',
  'provenance',
];

export function mergeDrafts(base: RaceDraft, mine: RaceDraft, theirs: RaceDraft): MergedDrafts {
  const taken: DraftChange[] = [];
  const collisions: DraftCollision[] = [];
  let draft: RaceDraft = { ...mine, lines: linesWithTheirs(base, mine, theirs) };
  for (const part of partsOf(base, theirs)) {
    const [before, after] = [valueOf(base, part), valueOf(theirs, part)];
    const own = valueOf(mine, part);
    if (same(before, after) || same(own, after)) continue;
    if (same(own, before)) {
      taken.push({ part, before, after });
      draft = withPart(draft, part, after);
    } else collisions.push({ part, mine: own, theirs: after });
  }
  return { draft, taken, collisions };
}

/** The draft with what the other made of one thing. */
export function withTheirs(draft: RaceDraft, { part, theirs }: DraftCollision): RaceDraft {
  return withPart(draft, part, theirs);
}

export function samePart(a: DraftPart, b: DraftPart): boolean {
  return same(a, b);
}

function partsOf(base: RaceDraft, theirs: RaceDraft): readonly DraftPart[] {
  const now = new Map(theirs.lines.map((line) => [line.id, line]));
  return [
    ...PLAIN.map((field): DraftPart => ({ of: 'race', field })),
    ...FORMAT.map((field): DraftPart => ({ of: 'format', field })),
    ...base.lines.flatMap((line) => cellsOf(line, now.get(line.id))),
  ];
}

function cellsOf(line: DraftLine, now: DraftLine | undefined): readonly DraftPart[] {
  const { id } = line;
  if (id === undefined || now === undefined || sameLine(line, now)) return [];
  const cells = new Set([...Object.keys(line), ...Object.keys(now)]);
  return [...cells]
    .filter((cell) => cell !== 'key' && cell !== 'id' && cell !== 'line')
    .map((cell): DraftPart => ({ of: 'line', entrant: id, cell: cell as Cell }));
}

/** Whom the other has listed since comes to the end; nobody who is listed is taken away. */
function linesWithTheirs(
  base: RaceDraft,
  mine: RaceDraft,
  theirs: RaceDraft,
): readonly DraftLine[] {
  const known = new Set([...base.lines, ...mine.lines].flatMap(({ id }) => id ?? []));
  const added = theirs.lines.filter(({ id }) => id !== undefined && !known.has(id));
  const first = mine.lines.reduce((most, { key }) => Math.max(most, key), -1) + 1;
  return [...mine.lines, ...added.map((line, index) => ({ ...line, key: first + index }))];
}

function valueOf(draft: RaceDraft, part: DraftPart): unknown {
  switch (part.of) {
    case 'race':
      return draft[part.field];
    case 'format':
      return formatPart(draft.format, part.field);
    case 'line':
      return draft.lines.find(({ id }) => id === part.entrant)?.[part.cell];
  }
}

function formatPart(format: Format | null, field: FormatPart): unknown {
  if (format === null) return null;
  if (field !== 'course') return format[field];
  return Object.fromEntries(COURSE.map((member) => [member, format[member]]));
}

function withPart(draft: RaceDraft, part: DraftPart, value: unknown): RaceDraft {
  switch (part.of) {
    case 'race':
      return { ...draft, [part.field]: value };
    case 'format': {
      if (draft.format === null) return draft;
      const change = part.field === 'course' ? (value as object) : { [part.field]: value };
      return { ...draft, format: said({ ...draft.format, ...change }) };
    }
    case 'line':
      return {
        ...draft,
        lines: draft.lines.map((line) =>
          line.id === part.entrant ? said({ ...line, [part.cell]: value }) : line,
        ),
      };
  }
}

/** What is not said is not there: a member that is undefined is none. */
function said<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}

function sameLine(a: DraftLine, b: DraftLine): boolean {
  return same({ ...a, key: 0 }, { ...b, key: 0 });
}

function same(a: unknown, b: unknown): boolean {
  return a === b || canonicalJson([a ?? null]) === canonicalJson([b ?? null]);
}
