import type { KeptEntry } from './kept.ts';

/**
 * What is not stored, as the body of `POST /api/operate/races/:slug/entries` for one race; of all
 * races, a list of such bodies. What was refused is in it too: somebody will look at it.
 */
export function unsentFile(unsent: readonly KeptEntry[], race?: string): Blob {
  const slugs = race === undefined ? [...new Set(unsent.map((each) => each.race))] : [race];
  const bodies = slugs.map((slug) => ({
    race: slug,
    submissions: unsent.filter((each) => each.race === slug).map(({ submission }) => submission),
  }));
  const content = bodies.length === 1 ? bodies[0] : { races: bodies };
  return new Blob([`${JSON.stringify(content, null, 2)}\n`], { type: 'application/json' });
}
