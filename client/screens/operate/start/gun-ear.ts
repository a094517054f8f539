import { onsetDetector } from './onset.ts';
import { frameToPageMs } from './sound-path.ts';
import workletUrl from './samples-worklet.ts?worker&url';

/** A microphone that listens for the gun. */
export interface GunEar {
  /** Loudness of the last hundredth of a second, 0 to 1. */
  readonly level: () => number;
  readonly setThreshold: (level: number) => void;
  readonly close: () => void;
}

export type EarProblem = 'insecure' | 'denied' | 'absent';

export type OpenedEar =
  | { readonly ok: true; readonly ear: GunEar }
  | { readonly ok: false; readonly why: EarProblem };

/** What a microphone and its driver hold back where they do not say: s. */
const USUAL_INPUT_S = 0.01;

/**
 * Opens the microphone without anything that a browser does to please the ear (echo, noise and gain
 * control would eat the crack). `onShot` gets the moment of the sound at the microphone, by the page's
 * clock (ms).
 */
export async function openEar(
  threshold: number,
  onShot: (pageMs: number, level: number) => void,
): Promise<OpenedEar> {
  const devices = (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
  if (!isSecureContext || devices === undefined) return { ok: false, why: 'insecure' };
  let stream: MediaStream;
  try {
    stream = await devices.getUserMedia({
      audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    });
  } catch (problem) {
    const denied = problem instanceof DOMException && problem.name === 'NotAllowedError';
    return { ok: false, why: denied ? 'denied' : 'absent' };
  }
  return { ok: true, ear: await listenTo(stream, threshold, onShot) };
}

async function listenTo(
  stream: MediaStream,
  threshold: number,
  onShot: (pageMs: number, level: number) => void,
): Promise<GunEar> {
  const context = new AudioContext({ latencyHint: 'interactive' });
  await context.audioWorklet.addModule(workletUrl);
  await context.resume();
  const source = context.createMediaStreamSource(stream);
  const samples = new AudioWorkletNode(context, 'samples', { numberOfOutputs: 1 });
  const detector = onsetDetector(context.sampleRate, threshold);
  samples.port.onmessage = ({ data }: MessageEvent<{ samples: Float32Array; first: number }>) => {
    for (const onset of detector.feed(data.samples, data.first))
      onShot(frameToPageMs(onset.frame, clockOf(context, stream)), onset.level);
  };
  // A node that leads nowhere is not run; its output is silence.
  source.connect(samples).connect(context.destination);
  return {
    level: detector.level,
    setThreshold: detector.setThreshold,
    close() {
      samples.port.onmessage = null;
      for (const track of stream.getTracks()) track.stop();
      void context.close();
    },
  };
}

function clockOf(context: AudioContext, stream: MediaStream) {
  const [track] = stream.getAudioTracks();
  const settings = track?.getSettings() as { latency?: number } | undefined;
  const shared = { sampleRate: context.sampleRate, inputS: settings?.latency ?? USUAL_INPUT_S };
  const heard = context.getOutputTimestamp();
  if (heard.contextTime !== undefined && (heard.performanceTime ?? 0) > 0)
    return {
      ...shared,
      contextTime: heard.contextTime,
      performanceTime: heard.performanceTime ?? 0,
      outputS: context.baseLatency + context.outputLatency,
    };
  // Nothing is heard yet: the block under work is being worked on now.
  return {
    ...shared,
    contextTime: context.currentTime,
    performanceTime: performance.now(),
    outputS: 0,
  };
}
