import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deskTime, type DeskTime } from './desk-clock.ts';

/** Many more with HAIRLINE_TRIALS. */
const RUNS = { numRuns: Number(process.env['HAIRLINE_TRIALS']) || 60 };

const BEGINNING_MS = 1_717_098_600_000;

/** A device whose clocks are wrong in the ways that clocks are, beside a server whose clock is right. */
class Device {
  /** True time since the beginning, ms. */
  trueMs = 0;
  readonly time: DeskTime;
  /** How much of true time the page's clock did not count. */
  #sleptMs = 0;
  #setMs = 0;
  readonly #skewMs: number;
  readonly #drift: number;

  constructor({ skewMs = 0, ppm = 0 } = {}) {
    this.#skewMs = skewMs;
    this.#drift = ppm * 1e-6;
    this.time = deskTime({ nowMs: () => this.pageMs(), wallMs: () => this.wallMs() });
  }

  pageMs(): number {
    const counted = this.trueMs - this.#sleptMs;
    return BEGINNING_MS + this.#skewMs + counted * (1 + this.#drift);
  }

  /** Whoever sleeps keeps the time of day on a quartz of its own. */
  wallMs(): number {
    return BEGINNING_MS + this.#skewMs + this.trueMs * (1 + this.#drift) + this.#setMs;
  }

  serverUs(): number {
    return (BEGINNING_MS + this.trueMs) * 1000;
  }

  /** Somebody sets the device's clock. */
  set(byMs: number): void {
    this.#setMs += byMs;
  }

  /** The page's clock stands still. */
  sleep(ms: number): void {
    this.trueMs += ms;
    this.#sleptMs += ms;
  }

  /** Asks the server; the way there takes `there` of the round trip. */
  ask(rttMs: number, there = 0.5): void {
    const sentMs = this.pageMs();
    this.trueMs += rttMs * there;
    const serverUs = this.serverUs();
    this.trueMs += rttMs * (1 - there);
    this.time.trip({ sentMs, heardMs: this.pageMs(), serverUs });
  }

  /** So long with a look every second and a question every ten, as a desk does. */
  live(ms: number, rttMs: () => number, there: () => number): void {
    for (let second = 1; second <= ms / 1000; second += 1) {
      this.trueMs += 1000;
      this.time.look(false);
      if (second % 10 === 0) this.ask(rttMs(), there());
    }
  }

  /** What is told, and how far it is from the truth, µs. */
  told(): { readonly wrongUs: number; readonly errorUs: number } {
    const { at, errorUs } = this.time.instantOf(this.pageMs());
    return {
      wrongUs: Math.abs(at - this.serverUs()),
      errorUs: errorUs ?? Number.POSITIVE_INFINITY,
    };
  }
}

const lan = fc.record({
  skewMs: fc.integer({ min: -5_000, max: 5_000 }),
  ppm: fc.integer({ min: -50, max: 50 }),
  trips: fc.array(
    fc.record({
      rttMs: fc.double({ min: 0.6, max: 6, noNaN: true }),
      there: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
    }),
    { minLength: 12, maxLength: 40 },
  ),
});

/** Numbers of a list, over and over. */
function over<T>(items: readonly T[]): () => T {
  let index = 0;
  return () => {
    const item = items[index % items.length] as T;
    index += 1;
    return item;
  };
}

function opened({ skewMs, ppm, trips }: typeof lan extends fc.Arbitrary<infer T> ? T : never) {
  const device = new Device({ skewMs, ppm });
  const next = over(trips);
  for (let first = 0; first < 8; first += 1) {
    const { rttMs, there } = next();
    device.ask(rttMs, there);
    device.trueMs += 120;
  }
  const rtt = over(trips.map(({ rttMs }) => rttMs));
  const there = over(trips.map((trip) => trip.there));
  return { device, rtt, there };
}

/** A microsecond is rounded away here and there. */
const ROUNDED_US = 2;

describe('R9: the server’s time on a device whose clock is wrong', () => {
  test('is right to 5 ms on a local network, and never further off than it says', () => {
    fc.assert(
      fc.property(lan, (network) => {
        const { device, rtt, there } = opened(network);
        for (let minute = 0; minute < 30; minute += 1) {
          device.live(60_000, rtt, there);
          const { wrongUs, errorUs } = device.told();
          expect(wrongUs).toBeLessThanOrEqual(5_000);
          expect(wrongUs).toBeLessThanOrEqual(errorUs + ROUNDED_US);
        }
      }),
      RUNS,
    );
  });

  test('is told to half a round trip or better as soon as one came', () => {
    fc.assert(
      fc.property(lan, (network) => {
        const { device } = opened(network);
        device.ask(4);
        expect(device.told().errorUs).toBeLessThanOrEqual(2_001);
      }),
      RUNS,
    );
  });

  test('is not moved by somebody who sets the clock by an hour, who is noticed', () => {
    fc.assert(
      fc.property(lan, fc.constantFrom(-3_600_000, 3_600_000), (network, byMs) => {
        const { device, rtt, there } = opened(network);
        device.live(60_000, rtt, there);
        device.set(byMs);
        device.time.look(false);
        expect(device.time.read()?.stepped).toBe(true);
        expect(device.told().wrongUs).toBeLessThanOrEqual(5_000);
        // It cannot know yet that it was not asleep, and says so.
        expect(device.told().errorUs).toBeGreaterThan(3_500_000_000);
        device.ask(rtt(), there());
        expect(device.told().wrongUs).toBeLessThanOrEqual(5_000);
        expect(device.told().errorUs).toBeLessThanOrEqual(5_000);
      }),
      RUNS,
    );
  });

  test('comes back after five minutes of sleep in which the page’s clock stood still', () => {
    fc.assert(
      fc.property(lan, fc.boolean(), (network, wasSeen) => {
        const { device, rtt, there } = opened(network);
        device.live(60_000, rtt, there);
        device.sleep(300_000);
        device.time.look(!wasSeen);
        // Without network: a page that was away knows by the device's clock how long; one in sight only how unsure it is.
        const asleep = device.told();
        expect(asleep.wrongUs).toBeLessThanOrEqual(asleep.errorUs + ROUNDED_US);
        if (!wasSeen) expect(asleep.wrongUs).toBeLessThanOrEqual(30_000);
        device.ask(rtt(), there());
        // Moments told before are not overtaken; a blink later nothing of that is left.
        device.trueMs += 200;
        expect(device.told().wrongUs).toBeLessThanOrEqual(5_000);
      }),
      RUNS,
    );
  });

  test('believes the newest answer when the server itself was set', () => {
    const device = new Device();
    device.ask(2);
    device.time.trip({
      sentMs: device.pageMs(),
      heardMs: device.pageMs() + 2,
      serverUs: device.serverUs() + 60_000_000,
    });
    expect(device.time.read()?.offsetUs).toBeCloseTo(60_000_000 - 1_000, -4);
  });

  test('grows less sure by the minute without network, and stays within what it says', () => {
    fc.assert(
      fc.property(lan, (network) => {
        const { device } = opened(network);
        let before = 0;
        for (let minute = 0; minute < 10; minute += 1) {
          device.trueMs += 60_000;
          const { wrongUs, errorUs } = device.told();
          expect(wrongUs).toBeLessThanOrEqual(errorUs + ROUNDED_US);
          expect(errorUs).toBeGreaterThan(before);
          before = errorUs;
        }
      }),
      RUNS,
    );
  });

  test('never puts a later moment before an earlier one', () => {
    fc.assert(
      fc.property(lan, (network) => {
        const { device, rtt, there } = opened(network);
        let before = Number.NEGATIVE_INFINITY;
        for (let tap = 0; tap < 60; tap += 1) {
          device.trueMs += 1;
          if (tap % 7 === 0) device.ask(rtt() * 5, there());
          const { at } = device.time.instantOf(device.pageMs());
          expect(at).toBeGreaterThanOrEqual(before);
          before = at;
        }
      }),
      RUNS,
    );
  });
});

describe('an offset of an earlier page', () => {
  test('holds until the server is asked, and says how old it is', () => {
    const before = new Device({ skewMs: 3_000 });
    before.ask(4);
    const kept = before.time.keep();
    if (kept === null) throw new Error('there was a trip');
    const after = new Device({ skewMs: 3_000 });
    after.trueMs = 120_000;
    after.time.look(false);
    after.time.resume(kept);
    expect(after.time.read()).toMatchObject({ from: 'kept', stepped: false });
    const { wrongUs, errorUs } = after.told();
    expect(wrongUs).toBeLessThanOrEqual(errorUs);
    expect(errorUs).toBeLessThan(20_000);
    expect(after.time.keep()).toBeNull();
    after.ask(4);
    expect(after.time.read()).toMatchObject({ from: 'measured' });
    after.time.resume(kept);
    expect(after.time.read()).toMatchObject({ from: 'measured' });
  });

  test('is not there on the first page of all: the device’s own clock stands in, with no error told', () => {
    const device = new Device({ skewMs: 2_000 });
    expect(device.time.read()).toBeNull();
    expect(device.time.instantOf(device.pageMs())).toEqual({
      at: device.wallMs() * 1000,
      errorUs: null,
      clock: null,
    });
  });
});
