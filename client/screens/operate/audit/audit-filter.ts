import type { RaceEvent } from '../../../../shared/race/events.ts';
import type { AuditQuery } from '../../../../shared/wire/operate-api.ts';
import type { Words } from '../../../i18n/operate-words.ts';

export type TypeGroup = keyof Words['audit']['types'];

/** Which kinds of events each choice of the filter stands for. */
const groups: Readonly<Record<Exclude<TypeGroup, 'all'>, readonly RaceEvent['type'][]>> = {
  start: ['gunFired'],
  passings: ['passingRecorded', 'sourceChosen'],
  readings: ['readingTaken', 'stripReleased'],
  corrections: ['entryAmended', 'entryVoided', 'entryRestored'],
  status: ['statusSet', 'entrantPlaced', 'marksAwarded'],
  result: ['resultDeclared', 'raceEnded'],
  setup: ['raceDefined', 'entrantsListed', 'queueBrought'],
  messages: ['messagePosted', 'raceStateSet'],
};

export interface AuditFilter {
  readonly operator: string;
  readonly device: string;
  readonly type: TypeGroup;
  readonly find: string;
}

export const NO_FILTER: AuditFilter = { operator: '', device: '', type: 'all', find: '' };

export function queryOf({ operator, device, type, find }: AuditFilter): AuditQuery {
  return {
    ...(operator === '' ? {} : { operator }),
    ...(device === '' ? {} : { device }),
    ...(type === 'all' ? {} : { type: groups[type].join(',') }),
    ...(find.trim() === '' ? {} : { find: find.trim() }),
  };
}

export function isFiltered(filter: AuditFilter): boolean {
  return Object.keys(queryOf(filter)).length > 0;
}
