import type { Submission } from '../../shared/race/entry.ts';
import { createRace } from '../../shared/race/apply.ts';
import type { Race } from '../../shared/race/race.ts';
import { GUN, RaceBuilder, competitors } from '../../shared/testkit/race-builder.ts';
import { oval1500 } from '../../shared/testkit/definitions.ts';
import { instant } from '../../shared/time/time.ts';
import { createMemoryLog } from '../log/memory-log.ts';
import { openRooms } from '../room/open-rooms.ts';
import type { Room } from '../room/room.ts';
import type { Show, ShownRace, Stage } from './show.ts';

/** A live race over a memory log, for tests: a real room, fed by hand. */
export interface StagedRace {
  readonly show: Show;
  readonly room: Room;
  stage: Stage;
  /** Stores this many more entries; resolves when they are published. */
  feed(count: number): Promise<void>;
}

export async function stageRace(slug = 'oslo'): Promise<StagedRace> {
  const rooms = openRooms({ log: createMemoryLog(), newRace: createRace });
  const opened = await rooms.create(slug, { entries: opening() });
  if (!opened.ok) throw new Error(opened.message);
  const { room } = opened;
  const staged: StagedRace = {
    room,
    show: {
      // A room's race is a whole race.
      shown: room as Room & { readonly race: Race } satisfies ShownRace,
      stage: () => staged.stage,
      feeds: () => [],
    },
    stage: { phase: 'live', clock: { race: GUN, server: 0, rate: 1 } },
    async feed(count) {
      const answers = await room.submit(Array.from({ length: count }, () => message()));
      const refused = answers.find((answer) => !answer.ok);
      if (refused && !refused.ok) throw new Error(refused.message);
    },
  };
  let n = 0;
  function message(): Submission {
    n += 1;
    const time = { basis: 'instant', at: instant(GUN + n), digits: 6 } as const;
    return {
      device: 'speaker',
      n,
      recordedAt: time.at,
      event: { type: 'messagePosted', time, text: `sentence ${n}`, kind: 'reported' },
    };
  }
  return staged;
}

function opening(): readonly Submission[] {
  const race = new RaceBuilder();
  race.define(oval1500);
  race.list(...competitors('a', 'b', 'c'));
  return race.entries;
}
