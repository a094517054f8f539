import type { Entry } from '../../shared/race/entry.ts';
import { packEntry } from '../../shared/wire/codec.ts';
import type { WireEntry } from '../../shared/wire/messages.ts';

/** A start list of five hundred is one entry: what a message carries is bounded by bytes, not by number. */
const MOST_BYTES = 48 * 1024;

/** As many of these entries, from the first, as one message should carry; at least one. */
export function packFitting(entries: readonly Entry[]): WireEntry[] {
  const packed: WireEntry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const tuple = packEntry(entry);
    bytes += JSON.stringify(tuple).length;
    if (bytes > MOST_BYTES && packed.length > 0) break;
    packed.push(tuple);
  }
  return packed;
}
