import { createHash } from 'node:crypto';
import type { Roster } from '../../shared/race/roster.ts';

/** The names that may leave this server: of a hidden athlete nothing personal does. */
export function publicRoster(roster: Roster): Roster {
  return shownOf(roster).roster;
}

/** A name for these names: whoever holds a roster of another name fetches it again. */
export function namesRevision(roster: Roster): string {
  const shown = shownOf(roster);
  shown.revision ??= createHash('sha256')
    .update(JSON.stringify(shown.roster))
    .digest('base64url')
    .slice(0, 12);
  return shown.revision;
}

interface Shown {
  readonly roster: Roster;
  revision: string | null;
}

/** Rosters are replaced, never changed, so each is looked at once. */
const known = new WeakMap<Roster, Shown>();

function shownOf(roster: Roster): Shown {
  const present = known.get(roster);
  if (present) return present;
  const shown = { roster: withoutHidden(roster), revision: null };
  known.set(roster, shown);
  return shown;
}

function withoutHidden(roster: Roster): Roster {
  const lines = Object.entries(roster);
  if (!lines.some(([, line]) => line.hidden)) return roster;
  return Object.fromEntries(
    lines.map(([id, line]) => [id, line.hidden ? { name: '', hidden: true } : line]),
  );
}
