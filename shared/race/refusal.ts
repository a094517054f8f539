import type { Refusal, RefusalCode } from './race.ts';

export function refusal(code: RefusalCode, message: string): Refusal {
  return { code, message };
}

/**
 * ` (passingRecorded of bib "7" on line "F", beam:12)`: which entry a sentence is about, as far as
 * unknown input says so.
 */
export function about(value: unknown): string {
  const entry = membersOf(value);
  const event = membersOf(entry['event']);
  const parts = [subject(event), key(entry)].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function subject(event: Members): string {
  const type = word(event['type']);
  if (type === '') return '';
  const who = membersOf(event['who']);
  const named = ['entrant', 'bib', 'tag', 'lane'].filter((each) => word(who[each]) !== '');
  const whose = named.map((each) => ` of ${each} ${word(who[each])}`).join('');
  const entrant = word(event['entrant']);
  const line = word(event['line']);
  return `${type}${whose}${entrant && ` of entrant ${entrant}`}${line && ` on line ${line}`}`;
}

function key(entry: Members): string {
  const device = word(entry['device']);
  const n = word(entry['n']);
  return device !== '' && n !== '' ? `${device}:${n}` : '';
}

type Members = Readonly<Record<string, unknown>>;

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null ? (value as Members) : {};
}

const LONGEST = 64;

function word(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.slice(0, LONGEST) : '';
}
