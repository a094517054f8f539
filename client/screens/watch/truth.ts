import type { RaceCard } from '../../../shared/wire/api.ts';
import type { BadgeTone } from '../../design/Badge.tsx';

/** How true a race's data are, in one word. */
export type Truth =
  | 'synthetic'
  | 'official'
  | 'measured'
  | 'manual'
  | 'partlyManual'
  | 'mixed'
  | 'reported'
  | 'reconstructed'
  | 'none';

/** From where the race comes and how many splits there are of each kind. */
export function truthOf({ kinds, synthetic }: Pick<RaceCard, 'kinds' | 'synthetic'>): Truth {
  if (synthetic === true) return 'synthetic';
  const there = Object.keys(kinds).filter((kind) => (kinds[kind] ?? 0) > 0);
  if (there.length === 0) return 'none';
  if (there.includes('reconstructed')) return there.length === 1 ? 'reconstructed' : 'mixed';
  if (there.includes('reported')) return 'reported';
  if (there.includes('official')) return 'official';
  if (!there.includes('manual')) return 'measured';
  return there.length === 1 ? 'manual' : 'partlyManual';
}

const tones: Readonly<Record<Truth, BadgeTone>> = {
  synthetic: 'drawn',
  official: 'known',
  measured: 'known',
  manual: 'reported',
  partlyManual: 'reported',
  mixed: 'drawn',
  reported: 'reported',
  reconstructed: 'drawn',
  none: 'plain',
};

export function toneOf(truth: Truth): BadgeTone {
  return tones[truth];
}
