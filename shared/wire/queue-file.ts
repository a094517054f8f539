import { canonicalJson } from '../race/canonical.ts';
import type { Submission } from '../race/entry.ts';

/**
 * What a device has brought and not been told to be stored, as a file: the last resort of a phone that
 * finds no network any more. A referee or an admin brings it in from any browser
 * (`POST /api/operate/races/:slug/queue`); entries keep their device and counter, so that whatever the
 * phone itself sends later is stored once.
 */
export interface QueueFile {
  readonly v: 1;
  /** Id of the operator who saved it; null where nobody was signed in. */
  readonly by: string | null;
  /** µs since the Unix epoch, by the server's clock as far as the device knew it. */
  readonly savedAt: number;
  readonly races: readonly QueueOfRace[];
  /**
   * HMAC-SHA256 of `sealedText` with the operator's `Me.seal`, in hexadecimal; null where the device
   * had none. A file that was changed after it was saved does not fit it.
   */
  readonly seal: string | null;
}

/** What was brought while one log of a race was shown, in the order of the counters. */
export interface QueueOfRace {
  readonly race: string;
  /** The log that was shown; null when none was. */
  readonly epoch: string | null;
  readonly submissions: readonly Submission[];
}

/** What the seal is made over: however the file is indented, it is the same text. */
export function sealedText({ v, by, savedAt, races }: Omit<QueueFile, 'seal'>): string {
  return canonicalJson({ v, by, savedAt, races });
}
