/**
 * The texts of a segment, each once. Ids of a mass race are a stem and a number ("m17"), thousands of
 * them: those are kept as the stem and the steps from one number to the next, which compress to
 * almost nothing. A text's place counts through `strings`, then through each group of `numbered`.
 */
export interface PackedStrings {
  readonly strings: readonly string[];
  readonly numbered: readonly NumberedTexts[];
}

/** [stem, digits the number is padded to (0: none), the first number, the steps to each next one]. */
export type NumberedTexts = readonly [stem: string, width: number, ...steps: number[]];

export class StringTable {
  readonly packed: PackedStrings;
  private readonly places: ReadonlyMap<string, number>;

  constructor(texts: Iterable<string>) {
    this.packed = pack(texts);
    this.places = new Map(listStrings(this.packed).map((text, place) => [text, place]));
  }

  place(text: string): number {
    const place = this.places.get(text);
    if (place === undefined) throw new RangeError(`${text} is not in the table`);
    return place;
  }

  /** 0 for none, else the place + 1. */
  placeOrNone(text: string | undefined): number {
    return text === undefined ? 0 : this.place(text) + 1;
  }
}

export function listStrings({ strings, numbered }: PackedStrings): readonly string[] {
  return [...strings, ...numbered.flatMap(listNumbered)];
}

function listNumbered([stem, width, ...steps]: NumberedTexts): string[] {
  let number = 0;
  return steps.map((step) => {
    number += step;
    return `${stem}${String(number).padStart(width, '0')}`;
  });
}

function pack(texts: Iterable<string>): PackedStrings {
  const strings: string[] = [];
  const groups = new Map<string, { stem: string; width: number; numbers: number[] }>();
  for (const text of texts) {
    const split = splitNumber(text);
    if (!split) {
      strings.push(text);
      continue;
    }
    const key = `${split.width} ${split.stem}`;
    const group = groups.get(key) ?? { stem: split.stem, width: split.width, numbers: [] };
    group.numbers.push(split.number);
    groups.set(key, group);
  }
  return {
    strings: strings.sort(byCodeUnits),
    numbered: [...groups.values()].map(({ stem, width, numbers }) => [
      stem,
      width,
      ...stepsOf(numbers),
    ]),
  };
}

/** Only what comes out again as it was: "007" is 7 padded to 3, "7" is not padded, "" is no number. */
function splitNumber(text: string) {
  const found = /^(.*?)(\d{1,15})$/s.exec(text);
  if (!found) return undefined;
  const [, stem = '', digits = ''] = found;
  const width = digits.startsWith('0') ? digits.length : 0;
  return { stem, width, number: Number(digits) };
}

function stepsOf(numbers: number[]): number[] {
  numbers.sort((a, b) => a - b);
  return numbers.map((number, index) => number - (numbers[index - 1] ?? 0));
}

/** No locale has a say in bytes that are kept for ever. */
function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
