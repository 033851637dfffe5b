/** Uploads that requests are working on; another request that is refused must not set them free. */
export class BusyUploads {
  readonly #holders = new Map<string, number>();

  has(id: string): boolean {
    return this.#holders.has(id);
  }

  hold(id: string): Disposable {
    this.#holders.set(id, (this.#holders.get(id) ?? 0) + 1);
    return { [Symbol.dispose]: () => this.#release(id) };
  }

  #release(id: string): void {
    const left = (this.#holders.get(id) ?? 0) - 1;
    if (left > 0) this.#holders.set(id, left);
    else this.#holders.delete(id);
  }
}
