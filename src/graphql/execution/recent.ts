/** The entries asked for last, up to a number; the one unused longest leaves first. */
export class Recent<Value> {
  readonly #entries = new Map<string, Value>();
  readonly #entriesMax: number;
  #newest: string | null = null;

  constructor(entriesMax: number) {
    this.#entriesMax = entriesMax;
  }

  get(key: string): Value | undefined {
    const value = this.#entries.get(key);
    // What is asked again and again stays where it is.
    if (value !== undefined && key !== this.#newest) this.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    this.#newest = key;
    if (this.#entries.size > this.#entriesMax) this.dropOldest();
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  dropOldest(): Value | undefined {
    const [oldest] = this.#entries;
    if (!oldest) return undefined;
    this.#entries.delete(oldest[0]);
    return oldest[1];
  }
}
