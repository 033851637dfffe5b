/** Collects the parameters of a statement that is put together: `$1`, `$2` … in the order they came. */
export class SqlParameters {
  readonly values: unknown[];

  /** Starts behind those of a text that comes first. */
  constructor(first: readonly unknown[] = []) {
    this.values = [...first];
  }

  /** Its place in the text; `type` where PostgreSQL can't tell it. */
  add(value: unknown, type?: string): string {
    this.values.push(value);
    return `$${this.values.length}${type ? `::${type}` : ''}`;
  }
}
