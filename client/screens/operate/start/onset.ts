/**
 * Finds the moment at which a shot begins in a stream of sound. A shot is told from everything else at a
 * start by three facts: it is loud, it comes out of nothing within about a millisecond, and it lasts
 * longer than a click of the cable. Speech and applause rise over ten milliseconds or more.
 *
 *   samples ─▶ difference of neighbours ─▶ louder than the threshold, and than what was before?
 *              (lifts cracks over voices)    ─▶ silent just before, still loud just after? ─▶ its first sample
 */
export interface Onset {
  /** The first frame of the shot, counted as the frames that were fed in. */
  readonly frame: number;
  /** Its sharpness, 0 to 1: the largest step between neighbouring samples. */
  readonly level: number;
}

export interface OnsetDetector {
  /** The next block of samples (−1 to 1), which begins at this frame. A hole starts the listening afresh. */
  readonly feed: (samples: Float32Array, firstFrame: number) => readonly Onset[];
  /** Sharpness of the last block fed, 0 to 1: what the threshold is held against. */
  readonly level: () => number;
  /** The threshold from now on, 0 to 1. */
  readonly setThreshold: (level: number) => void;
}

/** What is looked at before a crossing to see that nothing led up to it. */
const BEFORE_MS = 12;
/** The rise itself: between silence and the crossing. */
const RISE_MS = 1.5;
/** Of a click nothing is left between these, of a shot its roar. */
const ROAR_MS = [3, 10] as const;
/** A shot is loudest at its start; a voice, a drum roll or a cheer goes on to rise. */
const PEAKED_MS = 30;
/** The shot and its echoes are one. */
const REST_MS = 1_000;
/** So much louder than the loudest just before. */
const JUMP = 4;
/** What the roar has of the peak (RMS), at least: −24 dB. */
const ROAR = 0.06;
/** What comes later may be so much louder than the first crack. */
const LATER = 1.5;

export function onsetDetector(sampleRate: number, threshold: number): OnsetDetector {
  const frames = (ms: number) => Math.round((ms / 1_000) * sampleRate);
  const rise = frames(RISE_MS);
  const kept = frames(BEFORE_MS) + rise;
  const ahead = frames(PEAKED_MS);
  const roar = { from: frames(ROAR_MS[0]), to: frames(ROAR_MS[1]) };
  const rest = frames(REST_MS);
  // The newest frames, in the order they came: what led up to a crossing, and what follows it.
  let held = new Float32Array(0);
  let heldFrom = 0;
  let last = 0;
  let deafUntil = Number.NEGATIVE_INFINITY;
  let loudest = 0;
  let limit = threshold;

  function feed(samples: Float32Array, firstFrame: number): readonly Onset[] {
    if (firstFrame !== heldFrom + held.length) startAfresh(firstFrame);
    const sharp = new Float32Array(held.length + samples.length);
    sharp.set(held);
    for (let i = 0; i < samples.length; i++) {
      const sample = samples[i] ?? 0;
      sharp[held.length + i] = sample - last;
      last = sample;
    }
    loudest = Math.min(1, peakOf(sharp.subarray(held.length)));
    held = sharp;
    return listen();
  }

  function startAfresh(firstFrame: number): void {
    held = new Float32Array(0);
    heldFrom = firstFrame;
    last = 0;
  }

  function listen(): readonly Onset[] {
    const found: Onset[] = [];
    let at = Math.max(kept, deafUntil - heldFrom);
    for (; at + ahead < held.length; at++) {
      if (Math.abs(held[at] ?? 0) < limit) continue;
      const onset = shotAt(at);
      // What rose to the threshold and was no shot is over before the next may begin.
      if (onset !== null) found.push(onset);
      if (onset !== null) deafUntil = heldFrom + at + rest;
      at += onset === null ? rise : rest;
    }
    forget(Math.min(at, held.length - ahead) - kept);
    return found;
  }

  /** Where the shot that crosses the threshold here began; null where it is none. */
  function shotAt(at: number): Onset | null {
    const led = peakOf(held.subarray(at - kept, at - rise));
    const peak = peakOf(held.subarray(at, at + rise));
    if (peak < led * JUMP) return null;
    if (rmsOf(held.subarray(at + roar.from, at + roar.to)) < peak * ROAR) return null;
    if (peakOf(held.subarray(at + rise, at + ahead)) > peak * LATER) return null;
    let first = at;
    const quiet = Math.max(led * 1.5, peak * 0.02);
    for (let i = at; i > at - rise; i--) if (Math.abs(held[i] ?? 0) > quiet) first = i;
    return { frame: heldFrom + first, level: Math.min(1, peak) };
  }

  function forget(count: number): void {
    if (count <= 0) return;
    held = held.slice(count);
    heldFrom += count;
  }

  return {
    feed,
    level: () => loudest,
    setThreshold(level) {
      limit = level;
    },
  };
}

function peakOf(samples: Float32Array): number {
  let peak = 0;
  for (const sample of samples) {
    const size = Math.abs(sample);
    if (size > peak) peak = size;
  }
  return peak;
}

function rmsOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / Math.max(samples.length, 1));
}
