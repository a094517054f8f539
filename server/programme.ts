import type { Race } from '../shared/race/race.ts';
import { latestMoment } from '../shared/timeline/search.ts';
import type { PastRaces } from './past-races.ts';
import { isForEveryone, visibilityOf } from './operate/race-note.ts';
import type {
  Asker,
  Programme,
  ProgrammeChange,
  ServerClock,
  Show,
  ShownRace,
  Stage,
} from './broadcast/show.ts';
import type { FeedHealth } from '../shared/wire/messages.ts';
import type { Room } from './room/room.ts';
import type { Rooms } from './room/rooms.ts';

export interface ProgrammeOptions {
  readonly rooms: Rooms;
  readonly past: PastRaces;
  /** The stage of a run on air; undefined for any other race. */
  readonly runStage: (slug: string) => Stage | undefined;
  /** Whether an operator asks who may work on this race, shown or not. */
  readonly isOperator: (asker: Asker, slug: string) => boolean;
  /** How those who feed a stored race are doing. */
  readonly feeds: (room: Room) => readonly FeedHealth[];
  readonly now: ServerClock;
  readonly report: (message: string) => void;
}

/** A programme whose stages change from outside: whoever changes one tells it. */
export interface OpenProgramme extends Programme {
  stageChanged(slug: string): void;
  /** Sends viewers away. */
  hidden(slug: string): void;
}

/** Joins what is shown: races that came with the checkout, races on air, and stored ones. */
export function openProgramme({
  rooms,
  past,
  runStage,
  isOperator,
  feeds,
  now,
  report,
}: ProgrammeOptions): OpenProgramme {
  const listeners = new Set<(change: ProgrammeChange) => void>();
  const shows = new Map<string, Show>();
  const tell = (change: ProgrammeChange) => {
    for (const listener of listeners) listener(change);
  };
  rooms.subscribe(({ kind, slug }) => {
    if (kind !== 'opened') shows.delete(slug);
    if (kind === 'replaced') tell({ kind, slug });
    if (kind === 'dropped') tell({ kind: 'gone', slug });
  });

  return {
    async slugs() {
      const stored = await rooms.list();
      return [...new Set([...past.slugs(), ...stored.map(({ slug }) => slug)])];
    },
    async find(slug, asker) {
      const known = await past.find(slug);
      if (known) return known.show;
      const show = await findStored(slug);
      const isShown = isForEveryone(show?.visibility?.() ?? 'public');
      return isShown || (asker !== undefined && isOperator(asker, slug)) ? show : undefined;
    },
    card: (slug) => past.card(slug),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stageChanged: (slug) => tell({ kind: 'stage', slug }),
    hidden: (slug) => tell({ kind: 'hidden', slug }),
  };

  async function findStored(slug: string): Promise<Show | undefined> {
    // Rooms remember every slug they were asked to open; made-up ones must not get that far.
    if (!rooms.room(slug) && !(await isStored(slug))) return undefined;
    const opened = await rooms.open(slug);
    if (!opened.ok) {
      if (opened.code !== 'NOT_FOUND') report(`${slug}: ${opened.message}`);
      return undefined;
    }
    const known = shows.get(slug);
    if (known?.shown.epoch === opened.room.epoch) return known;
    const show = showOf(opened.room);
    shows.set(slug, show);
    return show;
  }

  async function isStored(slug: string): Promise<boolean> {
    return (await rooms.list()).some((stored) => stored.slug === slug);
  }

  function showOf(room: Room): Show {
    // A room's race is a whole race; that only the room applies is its readers' promise.
    const shown = room as Room & { readonly race: Race } satisfies ShownRace;
    return {
      shown,
      stage: () => runStage(room.slug) ?? ownStage(shown.race, now),
      visibility: () => visibilityOf(room.note),
      feeds: () => {
        const run = runStage(room.slug);
        return run && run.phase === 'live'
          ? [{ source: 'recording', silentMs: 0, state: 'ok' }]
          : feeds(room);
      },
    };
  }
}

/**
 * Of a race that is no run: it is over when its result has been official, or when it was given up or is
 * run again as another, and moves with the server's clock until then.
 */
function ownStage(race: Race, now: ServerClock): Stage {
  const server = now();
  const result = race.declared.at(-1)?.state;
  const givenUp = race.state?.state === 'abandoned' || race.state?.state === 'rerun';
  if (result === 'official' || result === 'amended' || givenUp) {
    return { phase: 'finished', clock: { race: latestMoment(race), server, rate: 0 } };
  }
  return {
    phase: race.zero === null ? 'scheduled' : 'live',
    clock: { race: server, server, rate: 1 },
  };
}
