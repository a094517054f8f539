import type { Race } from '../../../../shared/race/race.ts';
import { formatGap, formatSeconds } from '../../../../shared/time/format.ts';
import { lengthOf } from '../../../../shared/timeline/course.ts';
import type { Behind, Standing } from '../../../../shared/timeline/answers.ts';
import { metresText } from '../../../components/board-text.ts';
import type { Words } from '../../../i18n/operate-words.ts';

/** How the second stands to the first, as one says it. */
export function leadText(behind: Behind | null, second: string, words: Words): string {
  const { lead } = words.announcer;
  if (behind === null) return lead.alone;
  if (behind.by === 'laps') return lead.laps(words.result.laps(behind.laps), second);
  if (behind.us === 0) return lead.level(second);
  const gap = formatSeconds(behind.us, { digits: saidDigits(behind) });
  return lead.ahead(isEstimated(behind) ? `≈ ${gap}` : gap, second);
}

/** How far one further back is behind the first, in as many decimals as the second. */
export function behindText(behind: Behind | null, words: Words): string {
  if (behind === null) return '';
  if (behind.by === 'laps') return words.board.laps(behind.laps);
  const gap = formatGap(behind.us, { digits: saidDigits(behind) });
  return isEstimated(behind) ? `≈ ${gap}` : gap;
}

/** Nobody reads out thousandths. */
const saidDigits = ({ digits }: { readonly digits: number }) => Math.min(2, digits);

const isEstimated = ({ ink }: { readonly ink: string }) => ink === 'estimated';

/** Which lap it is, the bell, or how far it is. */
export function wayText(
  race: Race,
  leader: Standing,
  words: Words,
): { readonly text: string; readonly bell: boolean } | null {
  const { lead } = words.announcer;
  const { definition } = race;
  const point = race.points[leader.point];
  const length = definition === null ? null : lengthOf(definition);
  if (definition === null || point === undefined || leader.state === 'finished') return null;
  const laps = definition.laps?.limit.kind === 'count' ? definition.laps.limit.laps : null;
  if (laps !== null) {
    const lap = race.points[leader.point + 1]?.lap ?? laps;
    return lap === laps
      ? { text: lead.bell, bell: true }
      : { text: lead.lap(lap, laps), bell: false };
  }
  if (length === null) return null;
  const left = length - point.distanceM;
  if (left <= 0) return null;
  const text = lead.togo(metresText(left));
  return point.label?.toLowerCase() === 'bell'
    ? { text: `${lead.bell} · ${text}`, bell: true }
    : { text, bell: false };
}
