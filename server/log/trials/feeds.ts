import type { Submission } from '../../../shared/race/entry.ts';
import { instant, raceTime } from '../../../shared/time/time.ts';

/** The `n`-th passing that an operator's device hands in: enough of an event, different every time. */
export function passingOf(device: string, n: number): Submission {
  const time = { basis: 'gun', time: raceTime(n * 1_000), digits: 3 } as const;
  return {
    device,
    n,
    recordedAt: instant(1_717_097_340_000_000 + n),
    event: {
      type: 'passingRecorded',
      who: { bib: `${n % 12}` },
      line: 'finish',
      time,
      kind: 'measured',
    },
  };
}
