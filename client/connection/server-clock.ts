/**
 * How far the server's clock is ahead of ours, from the round trip that took the shortest time: in
 * it the moment of the answer is known best, to half its length.
 */
export interface ServerClock {
  /** Server instant minus our own clock, µs. */
  readonly offsetUs: number;
  /** ± this much, µs: half the best round trip. */
  readonly bandUs: number;
}

export interface RoundTrip {
  /** Our clock, ms, when the question left and when the answer came. */
  readonly sentMs: number;
  readonly heardMs: number;
  /** The server's clock, µs, in between. */
  readonly serverUs: number;
}

/** A sample of a trip; the middle of the trip is taken as the moment of the answer. */
export function clockOf(trip: RoundTrip): ServerClock {
  const middleUs = ((trip.sentMs + trip.heardMs) / 2) * 1000;
  return {
    offsetUs: Math.round(trip.serverUs - middleUs),
    bandUs: Math.round(((trip.heardMs - trip.sentMs) / 2) * 1000),
  };
}

/**
 * The better of two: the narrower band holds, unless the new sample contradicts it (a clock was set,
 * a laptop slept), for then the newer is right.
 */
export function betterClock(known: ServerClock | null, sample: ServerClock): ServerClock {
  if (known === null) return sample;
  const apart = Math.abs(sample.offsetUs - known.offsetUs);
  const contradicts = apart > sample.bandUs + known.bandUs;
  return contradicts || sample.bandUs <= known.bandUs ? sample : known;
}
