import { describe, expect, test } from 'vitest';
import { onsetDetector, type Onset } from './onset.ts';
import { frameToPageMs, soundDelay } from './sound-path.ts';

const RATE = 48_000;
const BLOCK = 1_024;

/** A small generator of its own, so that a failing case can be told by its seed. */
function chance(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) / 2 ** 32) * 2 - 1;
  };
}

function noise(seconds: number, level: number, random: () => number): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * RATE) }, () => random() * level);
}

/** A crack with a rise of a fifth of a millisecond, a fall of 40 ms and an echo after 180 ms. */
function addShot(sound: Float32Array, at: number, level: number, random: () => number): void {
  for (const [delay, part] of [
    [0, 1],
    [Math.round(0.18 * RATE), 0.35],
  ] as const)
    for (let i = 0; i < 0.3 * RATE; i++) {
      const t = i / RATE;
      const envelope = Math.min(1, t / 0.0002) * Math.exp(-t / 0.04);
      const to = at + delay + i;
      if (to < sound.length)
        sound[to] = clip((sound[to] ?? 0) + random() * envelope * level * part);
    }
}

/** Syllables: pulses of a voice through a resonance, and hisses, each rising over 15 ms or more. */
function addSpeech(sound: Float32Array, level: number, random: () => number): void {
  let at = 0;
  while (at < sound.length) {
    const length = Math.round((0.12 + Math.abs(random()) * 0.2) * RATE);
    const hiss = random() > 0.4;
    const pitch = RATE / (140 + random() * 60);
    const loud = level * (0.5 + Math.abs(random()) / 2);
    for (let i = 0; i < length && at + i < sound.length; i++) {
      const envelope = Math.min(1, i / (0.015 * RATE), (length - i) / (0.03 * RATE));
      const since = (i % pitch) / RATE;
      const voice = Math.sin(2 * Math.PI * 700 * since) * Math.exp(-since / 0.004);
      sound[at + i] = clip(
        (sound[at + i] ?? 0) + (hiss ? random() * 0.6 : voice) * envelope * loud,
      );
    }
    at += length + Math.round(Math.abs(random()) * 0.15 * RATE);
  }
}

const clip = (sample: number) => Math.max(-1, Math.min(1, sample));

function listenTo(sound: Float32Array, threshold = 0.2, block = BLOCK): Onset[] {
  const detector = onsetDetector(RATE, threshold);
  const found: Onset[] = [];
  for (let at = 0; at < sound.length; at += block)
    found.push(...detector.feed(sound.subarray(at, at + block), at));
  return found;
}

describe('a shot is found by its sound', () => {
  test.for(Array.from({ length: 60 }, (_, i) => i + 1))(
    'to the millisecond in the noise of a stadium (seed %i)',
    (seed) => {
      const random = chance(seed * 7919);
      const sound = noise(1.5, 0.005 + Math.abs(random()) * 0.02, random);
      addSpeech(sound, 0.06, random);
      const at = Math.round((0.3 + Math.abs(random()) * 0.6) * RATE);
      addShot(sound, at, 0.5 + Math.abs(random()) * 0.5, random);
      const found = listenTo(sound);
      expect(found).toHaveLength(1);
      expect(Math.abs((found[0]?.frame ?? 0) - at) / RATE).toBeLessThanOrEqual(0.001);
    },
  );

  test('wherever the blocks are cut', () => {
    const random = chance(5);
    const sound = noise(1, 0.01, random);
    addShot(sound, 20_000, 0.8, random);
    const frames = [128, 441, 1_024, 4_096, 48_000].map(
      (block) => listenTo(sound, 0.2, block)[0]?.frame,
    );
    expect(new Set(frames).size).toBe(1);
  });

  test('once, echo and all; and again when the next comes', () => {
    const random = chance(11);
    const sound = noise(3, 0.01, random);
    addShot(sound, 20_000, 0.8, random);
    addShot(sound, 20_000 + 1.6 * RATE, 0.8, random);
    expect(listenTo(sound)).toHaveLength(2);
  });
});

describe('what is no shot', () => {
  test.for(Array.from({ length: 40 }, (_, i) => i + 1))(
    'speech, however near the microphone (seed %i)',
    (seed) => {
      const random = chance(seed * 104_729);
      const sound = noise(3, 0.004, random);
      addSpeech(sound, 0.9, random);
      expect(listenTo(sound, 0.1)).toEqual([]);
    },
  );

  test('a click of the cable', () => {
    const sound = noise(1, 0.005, chance(3));
    sound[20_000] = 0.9;
    expect(listenTo(sound)).toEqual([]);
  });

  test('a shot at the next stadium, below the threshold', () => {
    const random = chance(3);
    const sound = noise(1, 0.005, random);
    addShot(sound, 20_000, 0.15, random);
    expect(listenTo(sound, 0.4)).toEqual([]);
  });

  test('a hole in the stream', () => {
    const random = chance(9);
    const detector = onsetDetector(RATE, 0.2);
    const sound = noise(1, 0.3, random);
    expect(detector.feed(sound.subarray(0, 4_800), 0)).toEqual([]);
    expect(detector.feed(sound.subarray(0, 4_800), 96_000)).toEqual([]);
  });
});

describe('from a frame to a moment', () => {
  test('the sound of a pistol 100 m away is 0.29 s late at 20 °C', () => {
    expect(soundDelay({ metres: 100, celsius: 20 })).toBe(291_189);
    expect(soundDelay({ metres: 0, celsius: 20 })).toBe(0);
  });

  test('a frame lies where the clocks of the page and of the sound meet, less what the path takes', () => {
    const clock = {
      contextTime: 2,
      performanceTime: 10_000,
      sampleRate: RATE,
      outputS: 0.02,
      inputS: 0.01,
    };
    expect(frameToPageMs(2 * RATE, clock)).toBeCloseTo(9_970);
    expect(frameToPageMs(3 * RATE, clock)).toBeCloseTo(10_970);
  });
});
