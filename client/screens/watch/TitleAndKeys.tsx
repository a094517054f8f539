import { useKeys, type KeyTargets } from './use-keys.ts';
import { useTitle } from './use-title.ts';

/** What of the page is not drawn in it, in a chunk of its own: there must be something to see first. */
export function TitleAndKeys(targets: KeyTargets) {
  useTitle(targets.view);
  useKeys(targets);
  return null;
}
