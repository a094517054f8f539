import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { oslo2024 } from './oslo-2024-1500m.ts';
import { logText, type Recording } from './recording.ts';

const recordings: readonly Recording[] = [oslo2024];

/** Writes log.ndjson and roster.json of every bundled race into `folder`. */
export function writeRaces(folder: string): void {
  for (const recording of recordings) {
    const place = resolve(folder, recording.slug);
    mkdirSync(place, { recursive: true });
    writeFileSync(resolve(place, 'log.ndjson'), logText(recording));
    writeFileSync(resolve(place, 'roster.json'), `${JSON.stringify(recording.roster, null, 2)}\n`);
  }
}
