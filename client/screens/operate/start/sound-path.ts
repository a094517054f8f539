import { MICROS_PER_SECOND, type Micros } from '../../../../shared/time/time.ts';

/** From a starter's pistol to the microphone: the sound takes 3 ms for each metre. */
export interface SoundPath {
  readonly metres: number;
  /** Of the air, °C. */
  readonly celsius: number;
}

/** Speed of sound in air: 331.3 m/s at 0 °C and 0.606 m/s more for each degree (linear, −20 to 40 °C). */
export function soundDelay({ metres, celsius }: SoundPath): Micros {
  return Math.round((metres / (331.3 + 0.606 * celsius)) * MICROS_PER_SECOND);
}

/** How the frames of an audio stream lie on the page's clock. */
export interface FrameClock {
  /** A moment of the output: the context's clock (s) and the page's clock (ms) at once. */
  readonly contextTime: number;
  readonly performanceTime: number;
  readonly sampleRate: number;
  /** What passes between a frame being worked on and its being heard, s. */
  readonly outputS: number;
  /** What passes between a sound at the microphone and its being worked on, s. */
  readonly inputS: number;
}

/** When the sound of a frame was at the microphone, by the page's clock, ms. */
export function frameToPageMs(frame: number, clock: FrameClock): number {
  const worked = frame / clock.sampleRate;
  const heardMs = clock.performanceTime + (worked - clock.contextTime) * 1_000;
  return heardMs - (clock.outputS + clock.inputS) * 1_000;
}
