import type { RefusalCode } from './race.ts';

/**
 * Small readers of unknown values. A `Shape` gives the value back, now known to be a T with the
 * members of a T and no other, or throws `Unfit`; only `parse-event.ts` calls them from outside and
 * catches it there. Nothing is copied but what is not quite clean (−0, members that are undefined): a
 * large race is held once. They go only as deep as the vocabulary, so deep or cyclic input costs nothing.
 */
export type Shape<T> = (value: unknown) => T;

/** What a value should have been and what was found, with the way to it from the root. */
export class Unfit extends Error {
  override readonly name = 'Unfit';
  readonly path: string[] = [];
  readonly expected: string;
  readonly found: string;
  code: RefusalCode;

  constructor(expected: string, value: unknown, code: RefusalCode = 'MALFORMED') {
    super(expected);
    this.expected = expected;
    this.found = sketch(value);
    this.code = code;
  }
}

/** A member that may be absent; `undefined` is absent too. */
export interface Optional<T> {
  readonly optional: Shape<T>;
}

export function optional<T>(shape: Shape<T>): Optional<T> {
  return { optional: shape };
}

export type Shapes<T> = {
  readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K>
    ? Optional<Exclude<T[K], undefined>>
    : Shape<T[K]>;
};

/** An object with exactly these members; an unknown one is refused, as it would be lost silently. */
export function object<T extends object>(members: Shapes<T>): Shape<T> {
  const readers = Object.entries<Shape<unknown> | Optional<unknown>>(members).map(([key, member]) =>
    typeof member === 'function'
      ? { key, read: member, needed: true }
      : { key, read: member.optional, needed: false },
  );
  const known = new Set(Object.keys(members));
  return (value) => {
    const source = plainObject(value);
    let clean = source;
    for (const { key, read, needed } of readers) {
      const isThere = Object.hasOwn(source, key);
      const member = isThere ? source[key] : undefined;
      const isAbsent = member === undefined && !needed;
      const fit = isAbsent ? undefined : at(key, read, member);
      if (isThere && (isAbsent || !Object.is(fit, member))) clean = withMember(clean, key, fit);
    }
    for (const key in source) if (!known.has(key)) refuseMember(key, source[key]);
    return clean as T;
  };
}

/** One of several objects, told apart by the text in the member `tag`. */
export function variants<T extends object>(
  tag: string,
  shapes: ReadonlyMap<unknown, Shape<T>>,
): Shape<T> {
  const names = [...shapes.keys()].join(', ');
  return (value) => {
    const source = plainObject(value);
    const name = Object.hasOwn(source, tag) ? source[tag] : undefined;
    const shape = shapes.get(name);
    if (shape === undefined) return at(tag, () => unfit(`one of ${names}`, name), name);
    return shape(source);
  };
}

export function list<T>(item: Shape<T>, atMost: number): Shape<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) return unfit('a list', value);
    if (value.length > atMost) return unfit(`at most ${atMost} items`, value);
    const items = value.map((each, index) => at(index, item, each));
    return items.every((each, index) => Object.is(each, value[index])) ? value : items;
  };
}

export function pair<A, B>(first: Shape<A>, second: Shape<B>): Shape<readonly [A, B]> {
  return (value) => {
    if (!Array.isArray(value) || value.length !== 2) return unfit('a pair', value);
    return [at(0, first, value[0]), at(1, second, value[1])];
  };
}

/** Text of 1 to `atMost` UTF-16 units, whole characters and no control characters but line breaks and tabs. */
export function text(atMost: number): Shape<string> {
  return (value) => {
    if (typeof value !== 'string') return unfit('text', value);
    if (value.length === 0 || value.length > atMost)
      return unfit(`text of 1 to ${atMost} characters`, value);
    if (UNSAFE.test(value) && UNSAFE.test(value.replaceAll(LAYOUT, '')))
      return unfit('text without control characters', value);
    return value;
  };
}

/** Text that a device or a file wrote: as `text`, but control characters and nothing at all are kept. */
export function rawText(atMost: number): Shape<string> {
  return (value) => {
    if (typeof value !== 'string' || value.length > atMost)
      return unfit(`text of up to ${atMost} characters`, value);
    return value;
  };
}

export function matching<T extends string>(pattern: RegExp, what: string): Shape<T> {
  return (value) => {
    if (typeof value !== 'string' || !pattern.test(value)) return unfit(what, value);
    return value as T;
  };
}

export function oneOf<T extends string | boolean>(...allowed: readonly T[]): Shape<T> {
  const set = new Set<unknown>(allowed);
  return (value) => (set.has(value) ? (value as T) : unfit(`one of ${allowed.join(', ')}`, value));
}

export function whole(
  from: number,
  to: number,
  what: string,
  code: RefusalCode = 'MALFORMED',
): Shape<number> {
  return (value) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < from || value > to)
      throw new Unfit(`${what} (a whole number from ${from} to ${to})`, value, code);
    return value + 0; // −0 is 0
  };
}

export function measure(from: number, to: number, what: string): Shape<number> {
  return (value) => {
    if (typeof value !== 'number' || !(value >= from && value <= to))
      return unfit(`${what} (a number from ${from} to ${to})`, value);
    return value + 0;
  };
}

export function nullOr<T>(shape: Shape<T>): Shape<T | null> {
  return (value) => (value === null ? null : shape(value));
}

/** Everything that is wrong inside counts as this code. */
export function as<T>(code: RefusalCode, shape: Shape<T>): Shape<T> {
  return (value) => {
    try {
      return shape(value);
    } catch (problem) {
      if (problem instanceof Unfit) problem.code = code;
      throw problem;
    }
  };
}

export function unfit(expected: string, value: unknown): never {
  throw new Unfit(expected, value);
}

// Control characters, and halves of characters: neither can be shown, and a log would not keep them.
const UNSAFE = /[\p{Cc}\p{Cs}]/u;
/** A sentence may have line breaks and tabs. */
const LAYOUT = /[\t\n\r]/g;

function at<T>(key: string | number, read: Shape<T>, value: unknown): T {
  try {
    return read(value);
  } catch (problem) {
    if (problem instanceof Unfit) problem.path.unshift(String(key));
    throw problem;
  }
}

/** A copy with one member changed, or without it. */
function withMember(source: Members, key: string, member: unknown): Members {
  const others = Object.entries(source).filter(([other]) => other !== key);
  return Object.fromEntries(member === undefined ? others : [...others, [key, member]]);
}

function refuseMember(key: string, value: unknown): never {
  const problem = new Unfit('no such member', value);
  problem.path.push(sketch(key));
  throw problem;
}

type Members = Readonly<Record<string, unknown>>;

function plainObject(value: unknown): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return unfit('an object', value);
  return value as Members;
}

const SKETCHED = 40;

/** A value in few words, for a sentence. */
function sketch(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  if (typeof value !== 'string') return `${value as number | bigint | boolean | null}`;
  return JSON.stringify(value.length > SKETCHED ? `${value.slice(0, SKETCHED)}…` : value);
}
