import type { Entrant, RaceDefinition } from '../../shared/race/definition.ts';
import { MICROS_PER_SECOND, instant, raceTime } from '../../shared/time/time.ts';
import { cars, drivers } from './bahrain-2021-laps.ts';
import {
  declaredOfficial,
  knownAt,
  opening,
  printed,
  type GunStamp,
  type Known,
  type Recording,
} from './recording.ts';

// Programme time; the moment of the start itself is not known, and the log says so.
const gun = instant(Date.parse('2021-03-28T18:00:00+03:00') * 1000);

const LAPS = 56;
const LAP_M = 5412;
// The grid stands this far past the line: 57 laps were announced as 308.238 km.
const GRID_M = 57 * LAP_M - 308_238;

const definition: RaceDefinition = {
  meeting: {
    name: 'Bahrain Grand Prix 2021',
    venue: 'Bahrain International Circuit',
    city: 'Sakhir',
    country: 'BRN',
  },
  event: 'Formula 1, 56 laps',
  round: 'Race',
  sport: 'motor',
  date: '2021-03-28',
  zone: 'Asia/Bahrain',
  scheduledStart: gun,
  distanceM: LAPS * LAP_M - GRID_M,
  course: { kind: 'circuit', lapM: LAP_M, schematic: true },
  points: [{ id: 'line', line: 'finish', distanceM: LAP_M }],
  laps: { lengthM: LAP_M, limit: { kind: 'count', laps: LAPS }, finish: 'leader' },
  start: { kind: 'grid' },
  rounding: 'motor',
  dedupeUs: 20 * MICROS_PER_SECOND,
  speed: { minMps: 25, maxMps: 75 },
  provenance: {
    summary: 'All lap times are official; the shape of the circuit is a sketch.',
    sources: ['lap-table', 'reuters-preview', 'f1-fansite'],
  },
};

const entrants: readonly Entrant[] = Object.entries(cars).map(([id, { grid }]) => ({
  id,
  grid,
  role: 'competitor',
}));

/** Times from the start at the end of every lap driven: the lap times added up. */
function lapEnds(id: string): GunStamp[] {
  let sum = 0;
  return lapTimes(id).map((text) => {
    sum += printed(text).time;
    return { basis: 'gun', time: raceTime(sum), digits: 3 };
  });
}

function lapTimes(id: string): string[] {
  return (cars[id]?.laps ?? '').split(/\s+/).filter((text) => text !== '');
}

function passings(id: string): Known[] {
  return lapEnds(id).map((time, index) =>
    knownAt(gun, time, {
      type: 'passingRecorded',
      who: { entrant: id },
      line: 'finish',
      point: `line@${index + 1}`,
      time,
      kind: 'official',
      source: 'lap-table',
    }),
  );
}

function retired(entrant: string, time: GunStamp, reason: string): Known {
  return knownAt(gun, time, { type: 'statusSet', entrant, status: 'DNF', time, reason });
}

/** A car that drove into the pits and stayed there: out from its last passing of the line on. */
function stayedInPits(id: string): Known {
  const last = lapEnds(id).at(-1);
  if (last === undefined) throw new Error(`${id} has no lap`);
  return retired(id, last, 'Retired in the pits');
}

// Its first lap is missing for certain when the last of the others has finished theirs.
const firstLapDone = Object.keys(cars)
  .flatMap((id) => lapEnds(id).slice(0, 1))
  .reduce((latest, end) => (end.time > latest.time ? end : latest));

// Classified without being at the finish; certain once the last car has finished.
const lastFinish = Object.keys(cars)
  .flatMap((id) => lapEnds(id).slice(-1))
  .reduce((latest, end) => (end.time > latest.time ? end : latest));

const classified: readonly Known[] = [placed('pierre-gasly', 17), placed('nicholas-latifi', 18)];

function placed(entrant: string, place: number): Known {
  return knownAt(gun, lastFinish, { type: 'entrantPlaced', entrant, place, by: lastFinish });
}

export const bahrain2021: Recording = {
  slug: 'bahrain-2021-grand-prix',
  roster: drivers,
  known: [
    ...opening(gun, definition, entrants),
    ...Object.keys(cars).flatMap(passings),
    retired('nikita-mazepin', firstLapDone, 'Accident on the first lap'),
    stayedInPits('fernando-alonso'),
    stayedInPits('nicholas-latifi'),
    stayedInPits('pierre-gasly'),
    ...classified,
    declaredOfficial(gun, 5700),
  ],
};
