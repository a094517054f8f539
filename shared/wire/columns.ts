/**
 * Columns of whole numbers as bytes: each number as a varint (7 bits a byte, low first), signed ones
 * folded so that small stays short. Arithmetic and not shifts: microseconds do not fit 32 bits.
 */
export class ColumnWriter {
  private readonly bytes: number[] = [];

  /** A whole number ≥ 0, up to 2^53. */
  unsigned(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.bytes.push(rest);
  }

  /** A whole number within ±2^52. */
  signed(value: number): void {
    this.unsigned(value < 0 ? -value * 2 - 1 : value * 2);
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.bytes);
  }
}

export class ColumnReader {
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  unsigned(): number {
    let value = 0;
    let weight = 1;
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined) throw new RangeError('a column ends within a number');
      this.at += 1;
      if (byte < 128) return value + byte * weight;
      value += (byte - 128) * weight;
      weight *= 128;
    }
  }

  signed(): number {
    const folded = this.unsigned();
    return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
  }
}

/** The largest number that divides all of these; 1 where there is none to divide. */
export function commonUnit(values: Iterable<number>): number {
  let unit = 0;
  for (const value of values) {
    let [a, b] = [unit, Math.abs(value)];
    while (b > 0) [a, b] = [b, a % b];
    unit = a;
    if (unit === 1) return 1;
  }
  return unit === 0 ? 1 : unit;
}
