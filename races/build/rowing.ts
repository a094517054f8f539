import type { Entrant, RaceDefinition, TimingPoint } from '../../shared/race/definition.ts';
import type { Roster } from '../../shared/race/roster.ts';
import { MICROS_PER_SECOND, type Instant } from '../../shared/time/time.ts';
import { declaredOfficial, opening, sheetRow, type Known } from './recording.ts';

const regattaPoints: readonly TimingPoint[] = [
  { id: '500', line: '500', distanceM: 500 },
  { id: '1000', line: '1000', distanceM: 1000 },
  { id: '1500', line: '1500', distanceM: 1500 },
  { id: '2000', line: 'finish', distanceM: 2000, label: 'finish' },
];

/** What every final of six crews over 2000 m shares; the lanes of ours were not found. */
export const regatta = {
  sport: 'rowing',
  distanceM: 2000,
  course: { kind: 'lanes', lengthM: 2000, lanes: 6 },
  points: regattaPoints,
  start: { kind: 'gun' },
  rounding: 'rowing',
  dedupeUs: 5 * MICROS_PER_SECOND,
  speed: { minMps: 3.5, maxMps: 7 },
  provenance: {
    summary:
      'All times are official. The lanes were not found: the crews are shown in the order of their names.',
    sources: ['olympedia'],
  },
} as const satisfies Partial<RaceDefinition>;

/** The log of a final whose sheet has all four times of every crew. */
export function finalOfSix(
  gun: Instant,
  definition: RaceDefinition,
  roster: Roster,
  sheet: Readonly<Record<string, readonly string[]>>,
  declaredAfter: number,
): Known[] {
  const entrants: Entrant[] = Object.keys(roster).map((id) => ({ id, role: 'competitor' }));
  return [
    ...opening(gun, definition, entrants),
    ...Object.entries(sheet).flatMap(([crew, times]) =>
      sheetRow(gun, crew, regattaPoints, times, { kind: 'official', source: 'olympedia' }),
    ),
    declaredOfficial(gun, declaredAfter),
  ];
}
