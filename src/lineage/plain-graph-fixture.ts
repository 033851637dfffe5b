/** Each node's parents; the whole of a graph in memory. */
export type PlainGraph = Map<number, Set<number>>;

export interface PlainPlace {
  /** [id, fewest edges], nearest first, then by id. */
  readonly ancestors: readonly (readonly [number, number])[];
  readonly generation: number;
  readonly childCount: number;
  readonly descendantCount: number;
}

/** Where every node stands, by nothing but walks over sets. */
export function recomputed(graph: PlainGraph): ReadonlyMap<number, PlainPlace> {
  const above = new Map([...graph.keys()].map((id) => [id, distancesUp(graph, id)]));
  const counts = new Map([...graph.keys()].map((id) => [id, { childCount: 0, descendantCount: 0 }]));
  for (const distances of above.values())
    for (const [id, depth] of distances) {
      const count = counts.get(id)!;
      count.descendantCount += 1;
      if (depth === 1) count.childCount += 1;
    }
  const generations = new Map<number, number>();
  return new Map(
    [...graph.keys()].map((id) => [
      id,
      {
        ancestors: [...above.get(id)!].toSorted(([a, x], [b, y]) => x - y || a - b),
        generation: generationOf(graph, id, generations),
        ...counts.get(id)!,
      },
    ]),
  );
}

function distancesUp(graph: PlainGraph, start: number): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  let wave = [start];
  for (let depth = 1; wave.length > 0; depth++) {
    const next = new Set(wave.flatMap((id) => [...(graph.get(id) ?? [])]));
    wave = [...next].filter((id) => !found.has(id) && id !== start);
    for (const id of wave) found.set(id, depth);
  }
  return found;
}

function generationOf(graph: PlainGraph, id: number, known: Map<number, number>): number {
  const before = known.get(id);
  if (before !== undefined) return before;
  const parents = [...(graph.get(id) ?? [])];
  const generation = Math.max(-1, ...parents.map((parent) => generationOf(graph, parent, known))) + 1;
  known.set(id, generation);
  return generation;
}

interface PlannedNode {
  readonly parents: readonly number[];
  /** An edge that comes after this node; its ends are in order of a hidden line, so that no cycle closes. */
  readonly late: { readonly child: number; readonly parent: number } | null;
}

/** The same graph for the same seed: mostly one parent, some merges, some edges that come late. */
export function randomGraph(seed: number, size: number): readonly PlannedNode[] {
  const random = lcg(seed);
  const pick = (below: number) => Math.floor(random() * below);
  return Array.from({ length: size }, (_, n) => {
    const parentCount = n === 0 || random() < 0.1 ? 0 : random() < 0.8 ? 1 : 1 + pick(6);
    const parents = new Set(Array.from({ length: parentCount }, () => pick(n)));
    const [a, b] = [pick(n + 1), pick(n + 1)];
    const late = random() < 0.2 && a !== b ? { child: Math.max(a, b), parent: Math.min(a, b) } : null;
    return { parents: [...parents], late };
  });
}

function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
