/** The word that the server is closing, passed to every open reply. */

/**
 * A signal for thousands of listeners: adding and removing one takes the same time however many there are, which an AbortSignal's list
 * does not.
 */
export class Hurry {
  readonly #listeners = new Set<() => void>();
  #on = false;

  get on(): boolean {
    return this.#on;
  }

  listen(listener: () => void): void {
    this.#listeners.add(listener);
  }

  ignore(listener: () => void): void {
    this.#listeners.delete(listener);
  }

  /** All takes its time again: the server listens anew. */
  end(): void {
    this.#on = false;
  }

  /** From now on nothing waits any more. */
  start(): void {
    this.#on = true;
    for (const listener of [...this.#listeners]) listener();
  }
}
