import type { No } from '../../shared/wire/operate.ts';
import type { OperatorKey } from '../access/operator-keys.ts';

/** Whether a key reaches a race: its own, or all. */
export function isInScope({ race }: Pick<OperatorKey, 'race'>, slug: string): boolean {
  return race === null || race === slug;
}

export function notInScope({ race }: Pick<OperatorKey, 'race'>): No<'OTHER_RACE'> {
  return { ok: false, code: 'OTHER_RACE', message: `this key is for ${race} only`, again: false };
}
