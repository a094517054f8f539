/**
 * Runs on the browser's audio thread: hands the microphone's samples on in blocks, each with the
 * number of its first frame, so that a busy page hears late but never wrong.
 */
declare const currentFrame: number;
declare const registerProcessor: (name: string, processor: unknown) => void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

const BLOCK = 1_024;

class Samples extends AudioWorkletProcessor {
  #block = new Float32Array(BLOCK);
  #filled = 0;
  #first = 0;

  process(inputs: readonly (readonly Float32Array[])[]): boolean {
    const channel = inputs[0]?.[0];
    if (channel === undefined) return true;
    // A hole: what was gathered goes first, so that frames of a block always follow each other.
    if (this.#filled > 0 && this.#first + this.#filled !== currentFrame) this.#send();
    if (this.#filled === 0) this.#first = currentFrame;
    this.#block.set(channel, this.#filled);
    this.#filled += channel.length;
    if (this.#filled + channel.length > BLOCK) this.#send();
    return true;
  }

  #send(): void {
    const samples = this.#block.slice(0, this.#filled);
    this.port.postMessage({ samples, first: this.#first }, [samples.buffer]);
    this.#filled = 0;
  }
}

registerProcessor('samples', Samples);
