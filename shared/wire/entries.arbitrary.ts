import fc from 'fast-check';
import type { Entry } from '../race/entry.ts';
import type { RaceEvent, Stamp, Who } from '../race/events.ts';
import { instant, raceTime } from '../time/time.ts';
import { KINDS } from './codec.ts';

/** Any entry that can stand in a log, for round trips; nothing about it need make sense in a race. */

const word = fc.oneof(fc.string({ maxLength: 12 }), fc.stringMatching(/^[mM]?0{0,2}[0-9]{1,6}$/));
const digits = fc.integer({ min: 0, max: 6 });
const microsSinceEpoch = fc.integer({ min: 0, max: 4_000_000_000_000_000 }).map(instant);
const microsSinceGun = fc.integer({ min: -10_000_000, max: 400_000_000_000 }).map(raceTime);
const kind = fc.constantFrom(...KINDS);

const stamp: fc.Arbitrary<Stamp> = fc.oneof(
  fc.record({ basis: fc.constant('instant' as const), at: microsSinceEpoch, digits }),
  fc.record({ basis: fc.constant('gun' as const), time: microsSinceGun, digits }),
  fc.record({ basis: fc.constant('gun' as const), time: microsSinceGun, digits, wave: word }),
);

const who: fc.Arbitrary<Who> = fc.oneof(
  word.map((entrant) => ({ entrant })),
  word.map((bib) => ({ bib })),
  word.map((tag) => ({ tag })),
  fc.integer({ min: 0, max: 99 }).map((lane) => ({ lane })),
  fc.constant({ unknown: true as const }),
);

const passing = fc.record(
  {
    type: fc.constant('passingRecorded' as const),
    who,
    line: word,
    point: word,
    time: stamp,
    kind,
    raw: word,
    source: word,
  },
  { requiredKeys: ['type', 'who', 'line', 'time', 'kind'] },
);

const reading = fc.record(
  { type: fc.constant('readingTaken' as const), who, point: word, time: stamp, kind, reader: word },
  { requiredKeys: ['type', 'who', 'point', 'time', 'kind'] },
);

const correctable: fc.Arbitrary<RaceEvent> = fc.oneof(
  { weight: 6, arbitrary: passing },
  { weight: 2, arbitrary: reading },
  fc.record({
    type: fc.constant('entrantPlaced' as const),
    entrant: word,
    place: fc.nat(),
    by: stamp,
  }),
  fc.record({
    type: fc.constant('entrantsListed' as const),
    entrants: fc.array(
      fc.record({ id: word, bib: word, role: fc.constant('competitor' as const) }),
      { maxLength: 3 },
    ),
  }),
  fc.record({ type: fc.constant('messagePosted' as const), time: stamp, text: fc.string(), kind }),
  fc.record({
    type: fc.constant('gunFired' as const),
    at: microsSinceEpoch,
    source: fc.constant('electronic' as const),
    bandUs: fc.nat(),
  }),
);

const event: fc.Arbitrary<RaceEvent> = fc.oneof(
  { weight: 8, arbitrary: correctable },
  fc.record({
    type: fc.constant('entryVoided' as const),
    target: fc.constant('tap:4' as const),
    reason: word,
  }),
  fc.record({
    type: fc.constant('entryAmended' as const),
    target: fc.constant('tap:4' as const),
    event: passing,
  }),
);

const submission = fc.record({
  device: fc.constantFrom('tap', 'finish-lynx', 'mat 3'),
  n: fc.integer({ min: 1, max: 1e6 }),
  recordedAt: microsSinceEpoch,
  event,
});

/** Entries that follow one another from some number on. */
export const anyLog: fc.Arbitrary<readonly Entry[]> = fc
  .tuple(fc.integer({ min: 1, max: 1e6 }), fc.array(submission, { minLength: 1, maxLength: 40 }))
  .map(([first, submissions]) =>
    submissions.map((each, index) => ({ ...each, seq: first + index })),
  );
