/** A list made only when asked for, and kept until what it is made of has changed. */
export class Remembered<T> {
  #revision = -1;
  #value: T | undefined;

  at(revision: number, make: () => T): T {
    if (this.#value !== undefined && this.#revision === revision) return this.#value;
    this.#revision = revision;
    this.#value = make();
    return this.#value;
  }
}
