/** Rung when something was accepted; the background listens, and a hub without one rings for nobody. */
export class Bell {
  #listener: () => void = () => undefined;

  ring(): void {
    this.#listener();
  }

  onRing(listener: () => void): void {
    this.#listener = listener;
  }
}
