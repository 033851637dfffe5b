import type { LabelGroup } from './grouping.ts';

/** Which group each item is in: names, and of each item the number of its name, or −1 for none. */
export interface GroupOf {
  readonly names: readonly string[];
  readonly of: Int32Array;
}

/** An attribute's value of each item. */
export interface Column {
  readonly name: string;
  readonly names: readonly string[];
  readonly values: Uint8Array;
  /** The value of an item of which nothing is told. */
  readonly none: number;
}

export function ofLabels(groups: readonly LabelGroup[], labels: Uint8Array): GroupOf {
  const groupOfLabel = new Map(
    groups.flatMap((group, i) => group.labels.map((label) => [label, i] as const)),
  );
  return {
    names: groups.map(({ name }) => name),
    of: Int32Array.from(labels, (label) => groupOfLabel.get(label) ?? -1),
  };
}

/**
 * The cells of several columns, named `a × b`; or with `only` the values of one, counted over the same items, so that the
 * cells sum to them: an item of which one column tells nothing is in no cell.
 */
export function crossed(columns: readonly Column[], only?: Column): GroupOf {
  const shown = only ? [only] : columns;
  const names = shown.reduce<readonly string[]>(
    (all, column) => all.flatMap((left) => column.names.map((name) => (left ? `${left} × ${name}` : name))),
    [''],
  );
  const length = columns[0]?.values.length ?? 0;
  const of = Int32Array.from({ length }, (_, item) => {
    if (columns.some((column) => column.values[item] === column.none)) return -1;
    return shown.reduce((cell, column) => cell * column.names.length + (column.values[item] ?? 0), 0);
  });
  return { names, of };
}
