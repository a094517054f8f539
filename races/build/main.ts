import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { athens2004 } from './athens-2004-coxless-four.ts';
import { bahrain2021 } from './bahrain-2021-grand-prix.ts';
import { oslo2024 } from './oslo-2024-1500m.ts';
import { logText, type Recording } from './recording.ts';
import { tokyo2020 } from './tokyo-2020-eights.ts';
import { usTrials2012 } from './us-trials-2012-400m-freestyle.ts';

export const recordings: readonly Recording[] = [
  athens2004,
  bahrain2021,
  oslo2024,
  tokyo2020,
  usTrials2012,
];

/** The text of roster.json. */
export function rosterText(recording: Recording): string {
  return `${JSON.stringify(recording.roster, null, 2)}\n`;
}

/** Writes log.ndjson and roster.json of every bundled race into `folder`. */
export function writeRaces(folder: string): void {
  for (const recording of recordings) {
    const place = resolve(folder, recording.slug);
    mkdirSync(place, { recursive: true });
    writeFileSync(resolve(place, 'log.ndjson'), logText(recording));
    writeFileSync(resolve(place, 'roster.json'), rosterText(recording));
  }
}
