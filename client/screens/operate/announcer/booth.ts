import type { RaceDefinition } from '../../../../shared/race/definition.ts';
import type { Race } from '../../../../shared/race/race.ts';
import type { ResultLine } from '../../../../shared/timeline/result-sheet.ts';
import type { RaceDesk } from '../../../desk/desk.ts';
import type { Named } from '../../watch/names.ts';

/** What the panels of an announcer share. */
export interface Booth {
  readonly slug: string;
  readonly raceDesk: RaceDesk;
  readonly race: Race;
  readonly revision: number;
  readonly definition: RaceDefinition;
  readonly lines: readonly ResultLine[];
  /** By entrant index. */
  readonly nameOf: (entrant: number) => Named;
}

export interface BoothProps {
  readonly booth: Booth;
}
