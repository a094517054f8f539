import { gapSeries } from '../../shared/timeline/gaps.ts';
import { marginOf } from '../../shared/timeline/margin.ts';
import { officialOf } from '../../shared/timeline/official.ts';
import { reachedBy } from '../../shared/timeline/result-sheet.ts';
import { standingsAt } from '../../shared/timeline/standings.ts';
import { timeKinds } from '../../shared/timeline/time-kinds.ts';
import type { Race } from '../../shared/race/race.ts';
import { LIVE_EDGE } from '../../shared/time/time.ts';
import type { RaceCard } from '../../shared/wire/api.ts';
import { MASS_RACE_ENTRANTS, type Show } from '../broadcast/show.ts';
import { namesOf } from './board.ts';

/** Makes cards, and keeps what of each is dear to make for as long as its log stands where it did. */
export type CardMaker = (show: Show) => RaceCard | null;

export function cardMaker(): CardMaker {
  const kept = new WeakMap<
    Show,
    Pick<Show['shown'], 'seq' | 'roster'> & { readonly phase: string; readonly facts: CardFacts }
  >();
  return (show) => {
    const { shown } = show;
    const { definition } = shown.race;
    if (definition === null) return null;
    const { phase, clock, next } = show.stage();
    const known = kept.get(show);
    const facts =
      known?.seq === shown.seq && known.roster === shown.roster && known.phase === phase
        ? known.facts
        : factsOf(show, phase);
    kept.set(show, { seq: shown.seq, roster: shown.roster, phase, facts });
    return {
      slug: shown.slug,
      epoch: shown.epoch,
      phase,
      clock,
      ...(next ? { next } : {}),
      event: definition.event,
      ...(definition.round === undefined ? {} : { round: definition.round }),
      ...(definition.heat === undefined ? {} : { heat: definition.heat }),
      ...stateOf(shown.race),
      meeting: definition.meeting.name,
      city: definition.meeting.city ?? null,
      country: definition.meeting.country ?? null,
      date: definition.date,
      sport: definition.sport,
      distanceM: definition.distanceM,
      provenance: definition.provenance?.summary ?? null,
      ...(definition.provenance?.sources?.includes('generated') ? { synthetic: true } : {}),
      ...facts,
    };
  };
}

/** That a race does not go as everybody expects. */
function stateOf({ state }: Race): Pick<RaceCard, 'state'> {
  if (state === null || state.state === 'scheduled') return {};
  return {
    state: {
      is: state.state,
      ...(state.reason === undefined ? {} : { reason: state.reason }),
    },
  };
}

type CardFacts = Pick<RaceCard, 'mass' | 'entrants' | 'kinds' | 'result'>;

/** A race that is on air, or will be again in a moment, gives no result away. */
function factsOf(show: Show, phase: RaceCard['phase']): CardFacts {
  const { race } = show.shown;
  return {
    mass: race.entrants.length >= MASS_RACE_ENTRANTS,
    entrants: race.entrants.length,
    kinds: timeKinds(race),
    result: phase === 'finished' ? resultOf(show) : null,
  };
}

function resultOf(show: Show): RaceCard['result'] {
  const { race } = show.shown;
  const { rows } = standingsAt(race, LIVE_EDGE, { count: 2 });
  const [winner, second] = rows;
  const split = winner?.split;
  if (!winner || winner.position === null || !split || !race.definition) return null;
  const time = officialOf(race, split);
  const { name, country } = namesOf(show, winner);
  const reached = reachedBy(race, winner.point);
  const origin = race.entrants[winner.entrant]?.origin ?? race.zero ?? split.clock;
  return {
    winner: name,
    country,
    timeUs: time.time,
    digits: time.digits,
    ...(time.hand ? { hand: true } : {}),
    ...(reached === null ? {} : { reached }),
    margin: second && reached === null ? marginFacts(race, winner.entrant, second.entrant) : null,
    gaps: second && reached === null ? gapsOf(race, winner.entrant, second.entrant) : [],
    durationUs: split.clock - origin,
  };
}

function marginFacts(race: Race, a: number, b: number): NonNullable<RaceCard['result']>['margin'] {
  const margin = marginOf(race, a, b, LIVE_EDGE);
  if (!margin) return null;
  const { us, digits, bandUs, metres } = margin;
  return { us, digits, lowUs: bandUs.low, highUs: bandUs.high, metres };
}

function gapsOf(race: Race, winner: number, second: number): readonly number[] {
  const { series } = gapSeries(race, LIVE_EDGE, {
    reference: { entrant: winner },
    entrants: [second],
  });
  return series[0]?.points.map(([, seconds]) => Math.round(seconds * 1_000) / 1_000) ?? [];
}
