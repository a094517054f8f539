import type { EntryId, Submission } from './entry.ts';
import type {
  BroughtDevice,
  EntrantPlaced,
  EntrantsListed,
  EntryAmended,
  EntryRestored,
  EntryVoided,
  GunFired,
  MarksAwarded,
  MessagePosted,
  PassingRecorded,
  QueueBrought,
  RaceDefined,
  RaceEnded,
  RaceEvent,
  RaceStateSet,
  ReadingTaken,
  ResultDeclared,
  SourceChosen,
  Stamp,
  StatusSet,
  TimeKind,
  Who,
} from './events.ts';
import { refuseDefinition } from './definition-problem.ts';
import { HOLDS, digitsShape, instantShape, microsShape, raceTimeShape } from './limits.ts';
import { definitionShape, entrantShape } from './parse-definition.ts';
import type { Refusal } from './race.ts';
import { about } from './refusal.ts';
import { stripReleasedShape } from './strip.ts';
import {
  as,
  list,
  matching,
  object,
  oneOf,
  optional,
  rawText,
  text,
  unfit,
  Unfit,
  variants,
  whole,
  type Shape,
} from './shape.ts';

/**
 * Events come from networks, files and devices as unknown JSON. `parseSubmission` is the one door:
 * what passes it is in the vocabulary of `events.ts`. It is held for good: who hands it in lets it be.
 */
export type ParsedSubmission =
  | { readonly ok: true; readonly submission: Submission }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * Reads a submission; members of the envelope beside device, n, recordedAt and event (a log's seq,
 * v, prev, sum) are not looked at. Never throws, whatever comes.
 */
export function parseSubmission(value: unknown): ParsedSubmission {
  try {
    return { ok: true, submission: submission(value) };
  } catch (problem) {
    if (!(problem instanceof Unfit)) throw problem;
    return { ok: false, refusal: refusalOf(problem, value) };
  }
}

function refusalOf(problem: Unfit, value: unknown): Refusal {
  const where = problem.path.length === 0 ? 'entry' : problem.path.join('.');
  const sentence = `${where}: expected ${problem.expected}, found ${problem.found}${about(value)}`;
  return { code: problem.code, message: sentence };
}

const id = text(HOLDS.id);
const sentence = text(HOLDS.sentence);

const gunStamp = object<Extract<Stamp, { basis: 'gun' }>>({
  basis: oneOf('gun'),
  time: raceTimeShape,
  digits: digitsShape,
  wave: optional(id),
});
const instantStamp = object<Extract<Stamp, { basis: 'instant' }>>({
  basis: oneOf('instant'),
  at: instantShape,
  digits: digitsShape,
});
const stamp = variants<Stamp>(
  'basis',
  new Map<unknown, Shape<Stamp>>([
    ['instant', instantStamp],
    ['gun', gunStamp],
  ]),
);

const named: ReadonlyMap<string, Shape<Who>> = new Map<string, Shape<Who>>([
  ['entrant', object<{ readonly entrant: string }>({ entrant: id })],
  ['bib', object<{ readonly bib: string }>({ bib: id })],
  ['tag', object<{ readonly tag: string }>({ tag: id })],
  ['lane', object<{ readonly lane: number }>({ lane: whole(0, HOLDS.lanes, 'a lane') })],
  ['unknown', object<{ readonly unknown: true }>({ unknown: oneOf(true) })],
]);

/** Exactly one of the ways to name somebody. */
const who: Shape<Who> = (value) => {
  if (typeof value === 'object' && value !== null)
    for (const [key, shape] of named) if (Object.hasOwn(value, key)) return shape(value);
  return unfit('an entrant, a bib, a tag, a lane or unknown', value);
};

const kind = oneOf<TimeKind>('official', 'measured', 'manual', 'reported', 'reconstructed');

const seqShape = whole(0, Number.MAX_SAFE_INTEGER, 'the number of an entry');
const counter = whole(1, Number.MAX_SAFE_INTEGER, 'the counter of a device');

const entryId = matching<EntryId>(/^[^]{1,64}:[1-9]\d{0,15}$/, 'an entry id like beam:12');

/** Everything but a correction, by its type. */
const correctable = {
  raceDefined: object<RaceDefined>({
    type: oneOf('raceDefined'),
    definition: as('BAD_DEFINITION', (value) => refuseDefinition(definitionShape(value))),
    basedOn: optional(seqShape),
  }),
  entrantsListed: object<EntrantsListed>({
    type: oneOf('entrantsListed'),
    entrants: (value) => refuseTwice(list(entrantShape, HOLDS.entrants)(value)),
    basedOn: optional(seqShape),
  }),
  gunFired: object<GunFired>({
    type: oneOf('gunFired'),
    at: instantShape,
    wave: optional(id),
    source: oneOf('electronic', 'manual', 'audio', 'entered', 'reconstructed'),
    bandUs: microsShape,
  }),
  passingRecorded: object<PassingRecorded>({
    type: oneOf('passingRecorded'),
    who,
    line: id,
    point: optional(id),
    time: stamp,
    kind,
    raw: optional(rawText(HOLDS.raw)),
    source: optional(text(HOLDS.name)),
  }),
  readingTaken: object<ReadingTaken>({
    type: oneOf('readingTaken'),
    who,
    point: id,
    time: stamp,
    kind,
    reader: optional(text(HOLDS.name)),
  }),
  entrantPlaced: object<EntrantPlaced>({
    type: oneOf('entrantPlaced'),
    entrant: id,
    place: whole(1, HOLDS.place, 'a place'),
    by: stamp,
    rule: optional(text(HOLDS.name)),
    reason: optional(sentence),
  }),
  statusSet: object<StatusSet>({
    type: oneOf('statusSet'),
    entrant: id,
    status: oneOf('DNS', 'DNF', 'DQ', 'cleared'),
    time: optional(stamp),
    rule: optional(text(HOLDS.name)),
    reason: optional(sentence),
  }),
  marksAwarded: object<MarksAwarded>({
    type: oneOf('marksAwarded'),
    entrant: id,
    marks: list(id, HOLDS.marks),
    by: stamp,
    reason: optional(sentence),
  }),
  resultDeclared: object<ResultDeclared>({
    type: oneOf('resultDeclared'),
    state: oneOf('provisional', 'official', 'amended'),
    time: stamp,
    by: optional(text(HOLDS.name)),
    reason: optional(sentence),
  }),
  raceEnded: object<RaceEnded>({ type: oneOf('raceEnded'), time: stamp }),
  raceStateSet: object<RaceStateSet>({
    type: oneOf('raceStateSet'),
    state: oneOf('scheduled', 'postponed', 'abandoned', 'rerun'),
    at: instantShape,
    reason: optional(sentence),
  }),
  messagePosted: object<MessagePosted>({
    type: oneOf('messagePosted'),
    time: stamp,
    text: sentence,
    kind,
    entrants: optional(list(id, HOLDS.entrants)),
    source: optional(sentence),
  }),
  sourceChosen: object<SourceChosen>({
    type: oneOf('sourceChosen'),
    line: id,
    source: text(HOLDS.name),
    time: stamp,
    reason: optional(sentence),
  }),
  stripReleased: stripReleasedShape(stamp),
  queueBrought: object<QueueBrought>({
    type: oneOf('queueBrought'),
    devices: list(
      object<BroughtDevice>({ device: id, first: counter, last: counter, count: counter }),
      HOLDS.sources,
    ),
    sha256: matching(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal'),
  }),
};

const correctableShapes = new Map<
  unknown,
  Shape<(typeof correctable)[keyof typeof correctable] extends Shape<infer E> ? E : never>
>(Object.entries(correctable));
const correctableEvent = variants('type', correctableShapes);

const event = variants<RaceEvent>(
  'type',
  new Map<unknown, Shape<RaceEvent>>([
    ...correctableShapes,
    [
      'entryAmended',
      object<EntryAmended>({
        type: oneOf('entryAmended'),
        target: entryId,
        event: correctableEvent,
        reason: optional(sentence),
      }),
    ],
    [
      'entryVoided',
      object<EntryVoided>({
        type: oneOf('entryVoided'),
        target: entryId,
        reason: optional(sentence),
      }),
    ],
    [
      'entryRestored',
      object<EntryRestored>({
        type: oneOf('entryRestored'),
        target: entryId,
        reason: optional(sentence),
      }),
    ],
  ]),
);

const members = {
  device: text(HOLDS.id),
  n: counter,
  recordedAt: instantShape,
  event,
};
const envelope = object<Submission>(members);

const submission: Shape<Submission> = (value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return unfit('an object with device, n, recordedAt and event', value);
  const { device, n, recordedAt, event: body } = value as Readonly<Record<string, unknown>>;
  return envelope({ device, n, recordedAt, event: body });
};

function refuseTwice(entrants: EntrantsListed['entrants']): EntrantsListed['entrants'] {
  const seen = new Set<string>();
  for (const { id: each } of entrants) {
    if (seen.has(each)) return unfit('each entrant once', each);
    seen.add(each);
  }
  return entrants;
}
