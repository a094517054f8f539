import type { LogLine } from '../../shared/race/entry.ts';
import { CHAIN_START, continueChain } from './log-line.ts';
import type { ChainEnd } from './log-line.ts';

/**
 * A log as a file, one line per entry (log.ndjson): what races are bundled, exported and imported as.
 * Every line is checked for its own sum, its number and its place in the chain.
 */
export type NdjsonLog =
  | {
      readonly ok: true;
      readonly lines: readonly LogLine[];
      /** Where the next line would continue. */
      readonly end: ChainEnd;
      /** A last line that was cut short or damaged, and left out; in a sentence. Null where there is none. */
      readonly dropped: string | null;
    }
  /** Damage before the last line: nothing of the file is used. `line` counts from 1. */
  | { readonly ok: false; readonly line: number; readonly message: string };

/** Reads a whole log file. A file without a final line feed is whole if its last line is. */
export function readNdjson(text: string): NdjsonLog {
  const texts = text.split('\n');
  if (texts.at(-1) === '') texts.pop();
  const lines: LogLine[] = [];
  let end = CHAIN_START;
  for (const [index, line] of texts.entries()) {
    const checked = continueChain(end, line);
    if (checked.ok) {
      lines.push(checked.line);
      end = checked.end;
      continue;
    }
    const message = `line ${index + 1} of ${texts.length}: ${checked.reason}`;
    if (index < texts.length - 1) return { ok: false, line: index + 1, message };
    return { ok: true, lines, end, dropped: message };
  }
  return { ok: true, lines, end, dropped: null };
}
