import type { QualifyingRule, RaceDefinition } from '../../../../shared/race/definition.ts';
import { PROTEST_US } from '../../../../shared/timeline/protest.ts';
import { MICROS_PER_SECOND } from '../../../../shared/time/time.ts';
import type { RaceDesk } from '../../../desk/desk.ts';

const MINUTE_US = 60 * MICROS_PER_SECOND;

/** How long protests may be made in a race, in minutes. */
export function protestMinutes(definition: RaceDefinition | null): number {
  return (definition?.protestUs ?? PROTEST_US) / MINUTE_US;
}

export function bringProtestMinutes(desk: RaceDesk, minutes: number): void {
  bringRule(desk, { protestUs: Math.round(minutes * MINUTE_US) });
}

/** What a round goes by: as its first heat says that says anything. */
export function qualifyingOf(definitions: readonly (RaceDefinition | null)[]): QualifyingRule {
  return definitions.find((one) => one?.qualifying !== undefined)?.qualifying ?? USUAL;
}

/** Every heat of a round says the same, so that everybody sees the same from any of them. */
export function bringQualifying(desks: readonly RaceDesk[], qualifying: QualifyingRule): void {
  for (const desk of desks) bringRule(desk, { qualifying });
}

const USUAL: QualifyingRule = { byPlace: 2, byTime: 2 };

/** A rule of the race is part of what it is: the definition that stands, with this in it. */
function bringRule(
  desk: RaceDesk,
  rule: Partial<Pick<RaceDefinition, 'protestUs' | 'qualifying'>>,
): void {
  const { race, entries } = desk.state.getState();
  if (race.definition === null) return;
  const basedOn = entries.findLast(({ seq }) => seq !== null)?.seq ?? 0;
  const definition = { ...race.definition, ...rule };
  void desk.bring([{ type: 'raceDefined', definition, basedOn }]);
}
