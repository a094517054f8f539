import type { Entry, EntryId, Submission } from '../../shared/race/entry.ts';
import type { PassingRecorded, RaceEvent } from '../../shared/race/events.ts';
import type { EntryCode, No } from '../../shared/wire/operate.ts';
import type { ReadonlyRace } from '../room/room.ts';
import { ownsDevice } from '../access/device.ts';
import type { OperatorKey } from '../access/operator-keys.ts';
import { DECLARING_RIGHTS, EVENT_RIGHTS, may } from '../access/rights.ts';
import { overtakenBy } from './overtaken.ts';
import { isMarrying } from './may-marry.ts';
import { needsSecondPerson } from './second-person.ts';

/** What a decision about one entry looks at. */
export interface Bench {
  readonly race: Pick<ReadonlyRace, 'definition' | 'holds'>;
  /** An entry that is stored, or comes earlier in the same message. */
  readonly entry: (id: EntryId) => Submission | undefined;
  /** What comes earlier in the same message, and may be brought. */
  readonly earlier: () => readonly Submission[];
  /** All of the stored log, for what is rare. */
  readonly log: () => readonly Entry[];
}

export type WhyNot = Omit<No<EntryCode>, 'again' | 'ok'>;

/**
 * Why this operator may not bring this entry; null when it may. Whether the race takes it is the
 * core's question, not this one.
 *
 *   signed with a device of one's own?  ─▶  an event of one's role?  ─▶  at one's own point?
 *   a correction: may one bring what it corrects?   of a tapper: did it bring it, or is it a marriage?
 *   an edit: has somebody else changed the same since it was looked at?
 *   an official result: a second person, or a reason?   a disqualification: a rule or a reason?
 */
export function whyNot(operator: OperatorKey, submission: Submission, bench: Bench): WhyNot | null {
  const { device, event } = submission;
  if (!ownsDevice(operator, device))
    return no('OTHER_DEVICE', `entries are signed with one's own device, not ${device}`);
  return (
    whyNotEvent(operator, event, bench) ??
    whyNotReason(event) ??
    whyOutdated(submission, bench) ??
    (needsSecondPerson(operator, event, bench.log) ? SECOND_PERSON : null)
  );
}

function whyNotEvent(operator: OperatorKey, event: RaceEvent, bench: Bench): WhyNot | null {
  const { role } = operator;
  if (!may(EVENT_RIGHTS[event.type], role))
    return no('NOT_ALLOWED', `a ${role} may not bring ${event.type}`);
  switch (event.type) {
    case 'passingRecorded':
      return whyNotPoint(operator, event, bench);
    case 'resultDeclared':
      return may(DECLARING_RIGHTS[event.state], role)
        ? null
        : no('NOT_ALLOWED', `a ${role} may not declare a result ${event.state}`);
    case 'entryAmended':
      return whyNotTarget(operator, event, bench) ?? whyNotEvent(operator, event.event, bench);
    case 'entryVoided':
    case 'entryRestored':
      return whyNotTarget(operator, event, bench);
    default:
      return null;
  }
}

/**
 * A tapper corrects what it brought itself, and brings taps and calls of its point together; everybody
 * else corrects what they might have brought.
 */
function whyNotTarget(
  operator: OperatorKey,
  correction: Extract<RaceEvent, { readonly target: EntryId }>,
  bench: Bench,
): WhyNot | null {
  const { target } = correction;
  const own = ownsDevice(operator, target.slice(0, target.lastIndexOf(':')));
  if (operator.role === 'tapper' && !own && !isMarrying(operator, correction, bench))
    return no('OTHER_DEVICE', `a tapper corrects its own entries only, and ${target} is not`);
  const event = bench.entry(target)?.event;
  if (event) return whyNotEvent(operator, event, bench);
  // Not here yet: its kind is known from what it becomes, or it was looked at when it was sent.
  if (own || correction.type === 'entryAmended') return null;
  return no('NOT_ALLOWED', `${target} is not stored here, so nobody can say who may correct it`);
}

function whyNotPoint({ points }: OperatorKey, event: PassingRecorded, bench: Bench): WhyNot | null {
  if (points === null) return null;
  const own = new Set(points);
  const lineOf = new Map(bench.race.definition?.points.map(({ id, line }) => [id, line]));
  for (const point of points) own.add(lineOf.get(point) ?? point);
  if (!own.has(event.line))
    return no(
      'OTHER_POINT',
      `this device takes times at ${points.join(', ')}, not at ${event.line}`,
    );
  if (event.point === undefined) return null;
  // With laps a point is followed by @ and the lap.
  const [point = ''] = event.point.split('@');
  if (own.has(point) || points.includes(lineOf.get(point) ?? '')) return null;
  return no('OTHER_POINT', `this device takes times at ${points.join(', ')}, not at ${point}`);
}

function whyNotReason(event: RaceEvent): WhyNot | null {
  const said = event.type === 'entryAmended' ? event.event : event;
  if (said.type === 'statusSet' && said.status === 'DQ' && !says(said.rule) && !says(said.reason))
    return no('NO_REASON', 'a disqualification wants the rule or the reason');
  if (said.type === 'resultDeclared' && said.state === 'amended' && !says(said.reason))
    return no('NO_REASON', 'an amended result wants the reason');
  return null;
}

function whyOutdated(submission: Submission, bench: Bench): WhyNot | null {
  const by = overtakenBy(submission, bench.log);
  return (
    by &&
    no(
      'OUTDATED',
      `entry ${by.seq} of ${by.device} has changed the same; look at it and save again`,
    )
  );
}

function says(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '';
}

function no(code: EntryCode, message: string): WhyNot {
  return { code, message };
}

const SECOND_PERSON = no(
  'SECOND_PERSON',
  'a result becomes official by somebody else than who declared it provisional, or with a reason',
);
