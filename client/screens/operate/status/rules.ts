import type { Sport } from '../../../../shared/race/definition.ts';
import type { Words } from '../../../i18n/operate-words.ts';

type RuleName = keyof Words['status']['ruleNames'];

/** A rule that somebody can break: its number where the rule book has one we are sure of. */
export interface CommonRule {
  readonly number: string | null;
  readonly name: RuleName;
}

const rule = (number: string | null, name: RuleName): CommonRule => ({ number, name });

/** Technical Rules of World Athletics, as numbered since 2020. */
const athletics = [
  rule('TR16.8', 'falseStart'),
  rule('TR17.2', 'obstruction'),
  rule('TR17.3', 'lane'),
  rule('TR22.6', 'hurdles'),
  rule('TR24.7', 'exchange'),
  rule('TR6.3', 'assistance'),
  rule('TR7', 'conduct'),
];

const road = [
  rule('TR55', 'course'),
  rule('TR54', 'walking'),
  rule('TR17.2', 'obstruction'),
  rule('TR6.3', 'assistance'),
  rule('TR7', 'conduct'),
];

/** Swimming rules of World Aquatics. */
const swimming = [
  rule('SW 4.4', 'falseStart'),
  rule('SW 5', 'freestyle'),
  rule('SW 6', 'backstroke'),
  rule('SW 7', 'breaststroke'),
  rule('SW 8', 'butterfly'),
  rule('SW 9', 'medley'),
  rule('SW 10', 'takeOver'),
];

/** What referees of a sport most often need; any other rule can be written. */
export const commonRules: Readonly<Record<Sport, readonly CommonRule[]>> = {
  'athletics-track': athletics,
  'athletics-road': road,
  swimming,
  rowing: [
    rule(null, 'twoFalseStarts'),
    rule(null, 'waters'),
    rule(null, 'late'),
    rule(null, 'conduct'),
  ],
  motor: [
    rule(null, 'blackFlag'),
    rule(null, 'jumpStart'),
    rule(null, 'collision'),
    rule(null, 'technical'),
  ],
  cycling: [
    rule(null, 'sprint'),
    rule(null, 'course'),
    rule(null, 'assistance'),
    rule(null, 'conduct'),
  ],
  skiing: [
    rule(null, 'gate'),
    rule(null, 'falseStart'),
    rule(null, 'assistance'),
    rule(null, 'technical'),
  ],
  other: [rule(null, 'falseStart'), rule(null, 'course'), rule(null, 'conduct')],
};
