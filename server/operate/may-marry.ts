import type { EntryId, Submission } from '../../shared/race/entry.ts';
import type { PassingRecorded, RaceEvent } from '../../shared/race/events.ts';
import type { Micros } from '../../shared/time/time.ts';
import { ownsDevice } from '../access/device.ts';
import type { OperatorKey } from '../access/operator-keys.ts';
import type { Bench } from './may-submit.ts';

/** A call is of a tap that lies no farther from it than this. */
const APART_US: Micros = 30_000_000;

/**
 * Whether a tapper brings taps and calls together, which is all that it may do to entries of others: give
 * a bib to a tap that came without one and leave the rest of it as it is, take out a call whose bib it gave
 * to a tap then, and put back what it took out. Whether it stands at that point is not looked at here.
 */
export function isMarrying(operator: OperatorKey, event: RaceEvent, bench: Bench): boolean {
  switch (event.type) {
    case 'entryAmended':
      return event.event.type === 'passingRecorded' && names(event.target, event.event, bench);
    case 'entryVoided':
      return isCallOfNamed(operator, event.target, bench);
    case 'entryRestored':
      return newestOf(
        bench,
        ({ device, event: other }) =>
          other.type === 'entryVoided' &&
          other.target === event.target &&
          ownsDevice(operator, device),
      );
    default:
      return false;
  }
}

function names(target: EntryId, becomes: PassingRecorded, bench: Bench): boolean {
  const first = bench.entry(target)?.event;
  if (first?.type !== 'passingRecorded' || !('unknown' in first.who)) return false;
  const holds = bench.race.holds(target) ?? first;
  return holds.type === 'passingRecorded' && isAlike(holds, { ...becomes, who: holds.who });
}

function isCallOfNamed(operator: OperatorKey, call: EntryId, bench: Bench): boolean {
  const called = bench.race.holds(call) ?? bench.entry(call)?.event;
  if (called?.type !== 'passingRecorded' || 'unknown' in called.who) return false;
  return newestOf(bench, ({ device, event }) => {
    if (event.type !== 'entryAmended' || event.target === call) return false;
    const tap = event.event;
    return (
      ownsDevice(operator, device) &&
      tap.type === 'passingRecorded' &&
      tap.line === called.line &&
      isAlike(tap.who, called.who) &&
      isNear(tap, called)
    );
  });
}

function isNear({ time: tap }: PassingRecorded, { time: call }: PassingRecorded): boolean {
  if (tap.basis !== 'instant' || call.basis !== 'instant') return false;
  return Math.abs(tap.at - call.at) <= APART_US;
}

/** Looks at what comes earlier in the same message first: most often it is there. */
function newestOf({ earlier, log }: Bench, is: (entry: Submission) => boolean): boolean {
  return earlier().some(is) || log().some(is);
}

/** Plain data, field by field. */
function isAlike(a: object, b: object): boolean {
  const [ofA, ofB] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return [...new Set([...ofA.keys(), ...ofB.keys()])].every(
    (key) => JSON.stringify(ofA.get(key)) === JSON.stringify(ofB.get(key)),
  );
}
