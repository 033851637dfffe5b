/** What an import did so far, by name; kept with its position, so that a resumed one counts on. */
export class Tally {
  readonly #counts: Map<string, number>;

  constructor(counts: Readonly<Record<string, number>> = {}) {
    this.#counts = new Map(Object.entries(counts));
  }

  add(name: TallyName, count = 1): void {
    if (count > 0) this.#counts.set(name, this.of(name) + count);
  }

  of(name: TallyName): number {
    return this.#counts.get(name) ?? 0;
  }

  addAll(other: Tally): void {
    for (const [name, count] of other.#counts) this.add(name as TallyName, count);
  }

  /** Everything but what was the same before. */
  get changes(): number {
    return CHANGES.reduce((sum, name) => sum + this.of(name), 0);
  }

  toJSON(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }
}

const CHANGES = [
  'modelsNew',
  'modelsChanged',
  'modelsBack',
  'modelsGone',
  'stubsNew',
  'edgesNewTag',
  'edgesNewCard',
  'edgesNewCsv',
  'edgesGone',
] as const;

export type TallyName =
  | (typeof CHANGES)[number]
  | 'rows'
  | 'modelsSame'
  /** Held from a later crawl already. */
  | 'modelsOlder'
  | 'edgesSame'
  | 'leftOut'
  | `leftOut:${string}`;
