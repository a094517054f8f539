import type { Preset } from './preset.ts';
import { roadPresets } from './presets/road.ts';
import { trackPresets } from './presets/track.ts';
import { waterPresets } from './presets/water.ts';
import { wheelPresets } from './presets/wheels.ts';
import { winterPresets } from './presets/winter.ts';

/** Every standard event, family by family, in the order of their programmes. */
export const PRESETS: readonly Preset[] = [
  ...trackPresets,
  ...roadPresets,
  ...waterPresets,
  ...wheelPresets,
  ...winterPresets,
];

/**
 * What somebody looks for: every word has to be found, in the event or beside it. Figures begin a figure
 * (`10` finds 10,000 and 10 km, never 110), so that typing goes on narrowing. An event that is the
 * very words comes first.
 */
export function findPresets(sought: string, presets: readonly Preset[] = PRESETS): Preset[] {
  const words = plain(sought)
    .split(' ')
    .filter((word) => word !== '');
  const found = presets
    .map((preset) => ({ preset, rank: rankOf(preset, words) }))
    .filter(({ rank }) => rank > 0);
  return found.toSorted((a, b) => b.rank - a.rank).map(({ preset }) => preset);
}

/** 0: not meant; 3: all words in the event; 4: its beginning, 5: the event itself. */
function rankOf({ event, words, family }: Preset, sought: readonly string[]): number {
  const own = ` ${plain(event)}`;
  const all = `${own} ${plain(words)} ${family}`;
  if (!sought.every((word) => all.includes(` ${word}`))) return 0;
  const text = ` ${sought.join(' ')}`;
  if (own === text || own === `${text} m`) return 5;
  if (own.startsWith(`${text} `) || own.startsWith(text)) return 4;
  return sought.every((word) => own.includes(` ${word}`)) ? 3 : 2;
}

/** `10,000 m` is `10000 m`; `1500m` is `1500 m`; `4x400` stays. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/(\d),(\d{3})/g, '$1$2')
    .replaceAll(/(\d)\s*×\s*(\d)/g, '$1x$2')
    .replaceAll(/(\d)(m|km|k)\b/g, '$1 $2')
    .replaceAll(/[^\p{L}\d.+-]+/gu, ' ')
    .replaceAll(/\bkilometers?\b/g, 'km')
    .trim();
}
