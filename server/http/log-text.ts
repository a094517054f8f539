import { CHAIN_START, makeLogLine } from '../log/log-line.ts';
import type { ShownRace } from '../broadcast/show.ts';

/**
 * A race's log as its canonical lines, chained as they are stored: what was recorded can be kept,
 * checked and replayed elsewhere. Made in pieces as the reader takes them, so that a long log
 * neither fills the memory nor holds anyone up.
 */
export function logText(race: Pick<ShownRace, 'seq' | 'entriesAfter'>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const { seq } = race;
  let end = CHAIN_START;
  return new ReadableStream({
    pull(controller) {
      const entries = race.entriesAfter(end.seq, Math.min(PIECE, seq - end.seq));
      const lines = entries.map((entry) => {
        const made = makeLogLine(end, entry);
        end = made.end;
        return `${made.text}\n`;
      });
      if (lines.length > 0) controller.enqueue(encoder.encode(lines.join('')));
      if (end.seq >= seq) controller.close();
    },
  });
}

const PIECE = 500;
