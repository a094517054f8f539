import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RaceEvent } from '../../../../shared/race/events.ts';
import { scoreOf, type Score } from '../../../../shared/feeding/score.ts';
import {
  simulateField,
  type SimulateOptions,
  type SimulatedField,
} from '../../../../shared/feeding/simulated-field.ts';
import { instant, raceTime, type Instant, type RaceTime } from '../../../../shared/time/time.ts';
import type { Desk, RaceDesk } from '../../../desk/desk.ts';

/** What entries of the simulated mat name as their source. */
export const MAT = 'practice mat';

export interface Rehearsal {
  readonly line: string;
  readonly field: SimulatedField;
  readonly gunAt: Instant;
  /** When the last has crossed the line. */
  readonly until: RaceTime;
  /** Null while it runs. */
  readonly score: Score | null;
}

export interface RehearsalPorts {
  readonly desk: Pick<Desk, 'now' | 'interrupt'>;
  readonly race: Pick<RaceDesk, 'state' | 'bring'>;
  readonly after: (ms: number, call: () => void) => () => void;
}

const READY_US = 3_000_000;
/** Whoever taps late has this long after the last. */
const AFTER_LAST_US = 8_000_000;
const STEP_MS = 50;

/**
 * Plays a simulated field against the clock of the desk: fires the gun, lets the mat read, takes the
 * network away. Nothing in it taps: that is for the operator.
 */
export function startRehearsal(
  options: SimulateOptions,
  { desk, race, after }: RehearsalPorts,
): { readonly state: StoreApi<Rehearsal>; readonly end: () => void } {
  const { line } = options;
  const field = simulateField(race.state.getState().race, options);
  const here = field.crossings.filter((crossing) => crossing.line === line);
  const skip = field.from;
  const gunAt = instant(desk.now() + READY_US - skip);
  const state = createStore<Rehearsal>(() => ({
    line,
    field,
    gunAt,
    until: here.at(-1)?.time ?? raceTime(0),
    score: null,
  }));
  let gunFired = false;
  let { mat, dropped } = field;
  let cancel = after(STEP_MS, step);

  function step(): void {
    const since = desk.now() - gunAt;
    const gunDue = skip > 0 ? skip : field.gunLateUs;
    if (!gunFired && since >= gunDue) {
      gunFired = true;
      void race.bring([{ type: 'gunFired', at: gunAt, source: 'electronic', bandUs: 0 }]);
    }
    const arrived = mat.filter(({ arrives }) => arrives <= since);
    if (arrived.length > 0) {
      mat = mat.slice(arrived.length);
      void race.bring(arrived.map((read) => passingOf(read)));
    }
    for (const [from, to] of dropped.filter(([begins]) => begins <= since)) {
      desk.interrupt((to - from) / 1_000);
    }
    dropped = dropped.filter(([begins]) => begins > since);
    if (since > state.getState().until + AFTER_LAST_US) end();
    else cancel = after(STEP_MS, step);
  }

  function passingOf({ entrant, time }: SimulatedField['mat'][number]): RaceEvent {
    const who = race.state.getState().race.entrants[entrant]?.entrant;
    return {
      type: 'passingRecorded',
      who: who === undefined ? { unknown: true } : { entrant: who.id },
      line,
      time: { basis: 'gun', time, digits: 3 },
      kind: 'measured',
      source: MAT,
    };
  }

  function end(): void {
    cancel();
    const { until, score } = state.getState();
    if (score !== null) return;
    const now = raceTime(Math.max(0, Math.min(until, desk.now() - gunAt)));
    const { race: folded } = race.state.getState();
    state.setState({ score: scoreOf(folded, field, { line, from: field.from, until: now }) });
  }

  return { state, end };
}
