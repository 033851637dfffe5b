/** Rung when something was accepted; what works beside the hub listens, and a hub without it rings for nobody. */
export class Bell {
  readonly #listeners: (() => void)[] = [];

  ring(): void {
    for (const listener of this.#listeners) listener();
  }

  onRing(listener: () => void): void {
    this.#listeners.push(listener);
  }
}
