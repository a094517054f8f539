import type { RaceDefinition } from '../race/definition.ts';
import { parseSubmission } from '../race/parse-event.ts';

/** Why the core would not take this definition, in its own words; null when it would. */
export function definitionProblem(definition: RaceDefinition): string | null {
  const event = { type: 'raceDefined', definition };
  const parsed = parseSubmission({ device: 'setup', n: 1, recordedAt: 0, event });
  return parsed.ok ? null : parsed.refusal.message;
}
