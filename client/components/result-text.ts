import type { AnnouncedLine, ResultChange } from '../../shared/timeline/announced.ts';
import type { ResultLine } from '../../shared/timeline/result-sheet.ts';
import { formatGap, formatRaceTime } from '../../shared/time/format.ts';
import type { OfficialTime } from '../../shared/time/rounding.ts';
import type { Words } from '../i18n/words.ts';

export function officialText(official: OfficialTime | null): string {
  return official === null ? '' : formatRaceTime(official.time, official);
}

/** The place as it is printed: `3`, `3=`; empty for none. */
export function placeText({ place, shared }: Pick<ResultLine, 'place' | 'shared'>): string {
  return place === null ? '' : `${place}${shared ? '=' : ''}`;
}

/** What stands in the column of the time: the time, laps behind, or the status. */
export function resultText(line: ResultLine, words: Words): string {
  if (line.status !== 'OK') return words.result.status[line.status];
  if (line.lapsDown > 0 && line.reached === null) return `+${words.result.laps(line.lapsDown)}`;
  return officialText(line.official) || words.board.nobody;
}

export function gapText(line: ResultLine): string {
  return line.status === 'OK' && line.gap?.by === 'time' ? formatGap(line.gap.us, line.gap) : '';
}

/** What an instrument read and ranks, where it says more than the official time does; a tap is no reading. */
export function readingText({ reading, official }: ResultLine): string {
  if (reading === null || official === null || reading.kind === 'manual') return '';
  if (reading.digits <= official.digits) return '';
  return formatRaceTime(reading.time, reading);
}

/** Everything else that a sheet says of a line, in words. */
export function notesOf(line: ResultLine, words: Words): string[] {
  const { result } = words;
  return [
    ...(line.shared ? [result.deadHeat] : []),
    ...(line.status === 'OK' && line.official === null ? [result.noTime] : []),
    ...[line.rule, line.reason].filter((said) => said !== null),
    ...(line.corrected ? [result.corrected] : []),
  ];
}

/** "4th → 3rd", "3:31.20 → 3:31.18", "2nd → DQ TR17.2.3": what changed for one, in a line. */
export function changeText({ before, after, what }: ResultChange, words: Words): string {
  const { result } = words;
  if (before === null) return `${result.fresh}: ${standText(after, words)}`;
  if (after === null) return result.gone;
  const said: string[] = [];
  if (what.includes('place') || what.includes('status'))
    said.push(result.turn(standText(before, words), standText(after, words)));
  // Who has lost the place has lost the time with it.
  if (what.includes('time') && after.official !== null && before.official !== null)
    said.push(result.turn(officialText(before.official), officialText(after.official)));
  if (what.includes('marks')) {
    const [was, is] = [before.marks, after.marks].map((marks) => marks || words.board.nobody);
    said.push(result.turn(was ?? '', is ?? ''));
  }
  return said.join(', ');
}

function standText(line: AnnouncedLine | null, words: Words): string {
  const { result } = words;
  if (line === null) return result.unplaced;
  if (line.status !== 'OK')
    return [result.status[line.status], line.rule].filter((part) => part !== null).join(' ');
  return line.place === null ? result.unplaced : ordinal(line.place);
}

/** `1st`, `22nd`: English, as every text here. */
function ordinal(place: number): string {
  const tens = place % 100;
  const suffix = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th');
  return `${place}${suffix}`;
}
