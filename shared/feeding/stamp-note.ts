import type { Micros } from '../time/time.ts';

/** How a device's clock stood when it took a time. */
export interface StampClock {
  /** The server's clock minus the device's, which the time was moved by. */
  readonly offsetUs: number;
  /** How far that may be wrong. */
  readonly errorUs: Micros;
  /** Measured by an earlier page, not by this one. */
  readonly kept: boolean;
  /** The device's clock was set, or the device slept, while the page was open. */
  readonly stepped: boolean;
}

/**
 * What a passing taken by hand carries in `raw`, so that somebody who learns later how wrong a clock was
 * can move its times: how it was taken, and the clock (docs/protocol.md 10).
 *
 *   tap; clock +3.214 ms ± 1.1 ms
 *   tap; clock −12045.880 ms ± 61 ms; kept; stepped
 *   tap; clock not compared
 */
export function makeStampNote(how: string, clock: StampClock | null): string {
  if (clock === null) return `${how}; clock not compared`;
  const sign = clock.offsetUs < 0 ? '−' : '+';
  const offset = `${sign}${(Math.abs(clock.offsetUs) / 1000).toFixed(3)} ms`;
  const flags = `${clock.kept ? '; kept' : ''}${clock.stepped ? '; stepped' : ''}`;
  return `${how}; clock ${offset} ± ${milliseconds(clock.errorUs)} ms${flags}`;
}

/** What a note says; null for what `makeStampNote` could not have made. */
export function parseStampNote(
  note: string,
): { readonly how: string; readonly clock: StampClock | null } | null {
  const [, how, said] = /^([^;]+); clock (.+)$/.exec(note) ?? [];
  if (how === undefined || said === undefined) return null;
  if (said === 'not compared') return { how, clock: null };
  const [, sign, offset, error, kept, stepped] =
    /^([+−])(\d+\.\d{3}) ms ± (\d+(?:\.\d)?) ms(; kept)?(; stepped)?$/.exec(said) ?? [];
  if (offset === undefined || error === undefined) return null;
  const offsetUs = Math.round(Number(offset) * 1000) * (sign === '−' ? -1 : 1);
  const errorUs = Math.round(Number(error) * 1000);
  return {
    how,
    clock: { offsetUs, errorUs, kept: kept !== undefined, stepped: stepped !== undefined },
  };
}

/** Never less than it is: an error that is rounded down promises too much. */
function milliseconds(us: Micros): string {
  const tenths = Math.ceil(us / 100);
  return tenths < 100 ? (tenths / 10).toFixed(1) : String(Math.ceil(us / 1000));
}
