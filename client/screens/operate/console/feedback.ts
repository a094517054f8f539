/** What a tap is answered with at once, before anything is stored: a tick to hear and a bump to feel. */
export interface Feedback {
  /** Sound is allowed only after a gesture: called with each of them. */
  readonly unlock: () => void;
  readonly tapped: () => void;
  /** Lower and longer: something was refused or could not be kept. */
  readonly failed: () => void;
  /** A second of a countdown; higher and longer as it ends. */
  readonly counted: () => void;
  readonly gone: () => void;
}

interface Wanted {
  readonly sound: boolean;
  readonly vibration: boolean;
}

/** `wanted` is asked each time. A browser without sound or vibration stays silent or still. */
export function browserFeedback(wanted: () => Wanted): Feedback {
  let context: AudioContext | null = null;

  function unlock(): void {
    if (!wanted().sound || typeof AudioContext === 'undefined') return;
    context ??= new AudioContext({ latencyHint: 'interactive' });
    if (context.state === 'suspended') void context.resume();
  }

  function beep(hertz: number, seconds: number): void {
    if (!wanted().sound || context?.state !== 'running') return;
    const start = context.currentTime;
    const tone = new OscillatorNode(context, { frequency: hertz, type: 'triangle' });
    const loudness = new GainNode(context, { gain: 0.35 });
    loudness.gain.setValueAtTime(0.35, start);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + seconds);
    tone.connect(loudness).connect(context.destination);
    tone.start(start);
    tone.stop(start + seconds);
  }

  function bump(pattern: number | number[]): void {
    if (wanted().vibration && canVibrate()) navigator.vibrate(pattern);
  }

  return {
    unlock,
    tapped() {
      unlock();
      beep(1_760, 0.035);
      bump(25);
    },
    failed() {
      beep(220, 0.3);
      bump([80, 60, 80]);
    },
    counted() {
      beep(880, 0.12);
      bump(25);
    },
    gone() {
      beep(1_320, 0.6);
      bump(200);
    },
  };
}

export function canVibrate(): boolean {
  return typeof navigator.vibrate === 'function';
}
