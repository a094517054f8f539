import type { Instant } from '../time/time.ts';
import { Claims, ClaimsBy, Sayings } from './claims.ts';
import type { Entrant, RaceDefinition } from './definition.ts';
import type {
  EntrantPlaced,
  MarksAwarded,
  MessagePosted,
  RaceEnded,
  RaceStateSet,
  ResultDeclared,
  Stamp,
  StatusSet,
} from './events.ts';
import { Guns } from './guns.ts';
import type { Declaration, RaceEntrant, RaceMessage, ReleasedStrip } from './race.ts';
import type { Stored } from './raw-entries.ts';
import type { StripReleased } from './strip.ts';
import { Sources } from './sources.ts';

/** Everything that entries say of a race beside its reads. */
export class RaceFacts {
  readonly definitions = new Claims<RaceDefinition>();
  readonly guns = new Guns();
  readonly lines = new ClaimsBy<Entrant>();
  readonly statuses = new ClaimsBy<StatusSet>();
  readonly places = new ClaimsBy<EntrantPlaced>();
  readonly marks = new ClaimsBy<MarksAwarded>();
  readonly states = new Claims<RaceStateSet>();
  readonly ends = new Claims<RaceEnded>();
  readonly messages = new Sayings<MessagePosted>();
  readonly sources = new Sources();
  readonly declarations = new Sayings<ResultDeclared>();
  readonly strips = new Sayings<StripReleased>();

  get definition(): RaceDefinition | null {
    return this.definitions.newest?.says ?? null;
  }

  /** When the race was ended; null while it was not, or by a clock that has not started. */
  get ended(): Instant | null {
    const end = this.ends.newest;
    return end === undefined ? null : this.guns.clock(end.says.time, this.guns.zero);
  }

  /** S1, S2: what holds of an entrant's status. */
  statusOf(id: string, gun: Instant | null): RaceEntrant['status'] {
    const claim = this.statuses.newest(id);
    if (claim === undefined || claim.says.status === 'cleared') return null;
    const { status, time, rule, reason } = claim.says;
    const from = status === 'DNS' ? ALWAYS : this.#moment(time, gun, claim.stored);
    return {
      status,
      from,
      ...(rule === undefined ? {} : { rule }),
      ...(reason === undefined ? {} : { reason }),
    };
  }

  /** S4: an official place, with or without a time. */
  placeOf(id: string, gun: Instant | null): RaceEntrant['place'] {
    const claim = this.places.newest(id);
    if (claim === undefined) return null;
    const { place, by, rule, reason } = claim.says;
    return {
      place,
      by: this.#moment(by, gun, claim.stored),
      ...(rule === undefined ? {} : { rule }),
      ...(reason === undefined ? {} : { reason }),
    };
  }

  marksOf(id: string, gun: Instant | null): RaceEntrant['marks'] {
    const claim = this.marks.newest(id);
    if (claim === undefined || claim.says.marks.length === 0) return null;
    const { marks, by, reason } = claim.says;
    return {
      marks,
      by: this.#moment(by, gun, claim.stored),
      ...(reason === undefined ? {} : { reason }),
    };
  }

  messageList(): RaceMessage[] {
    return this.messages
      .inOrder((says, stored) => this.#moment(says.time, this.guns.zero, stored))
      .map(({ at, says, stored }) => ({
        at,
        text: says.text,
        kind: says.kind,
        entrants: says.entrants ?? [],
        ...(says.source === undefined ? {} : { source: says.source }),
        entry: stored.id,
      }));
  }

  stripList(): ReleasedStrip[] {
    return this.strips
      .inOrder((says, stored) => this.#moment(says.by, this.guns.zero, stored))
      .map(({ at, says: { point, image, axis, lanes }, stored }) => ({
        point,
        image,
        axis,
        ...(lanes === undefined ? {} : { lanes }),
        at,
        entry: stored.id,
      }));
  }

  declarationList(): Declaration[] {
    return this.declarations
      .inOrder((says, stored) => this.#moment(says.time, this.guns.zero, stored))
      .map(({ at, says: { state, by, reason } }) => ({
        state,
        at,
        ...(by === undefined ? {} : { by }),
        ...(reason === undefined ? {} : { reason }),
      }));
  }

  /** G7: a stamp that counts from a gun not fired yet falls back to when it was recorded. */
  #moment(stamp: Stamp | undefined, gun: Instant | null, stored: Stored): Instant {
    const clock = stamp === undefined ? null : this.guns.clock(stamp, gun);
    return clock ?? stored.recordedAt;
  }
}

const ALWAYS = Number.NEGATIVE_INFINITY as Instant;
