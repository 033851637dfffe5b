/** An edge of a graph that must stay without cycles. */
export interface Step {
  readonly childId: number;
  readonly parentId: number;
}

/**
 * Of edges that arrive in this order, those that close no cycle. `above` holds every edge that can be reached upwards
 * from their parents. An edge can close a cycle only where its child has children, so that the caller leaves out others.
 */
export function withoutCycles<Edge extends Step>(
  edges: readonly Edge[],
  above: readonly Step[],
): { readonly accepted: readonly Edge[]; readonly refused: readonly Edge[] } {
  const parents = new Map<number, number[]>();
  for (const step of above) addStep(parents, step);
  const [accepted, refused]: [Edge[], Edge[]] = [[], []];
  for (const edge of edges) {
    if (edge.childId === edge.parentId || reaches(parents, edge.parentId, edge.childId)) {
      refused.push(edge);
      continue;
    }
    accepted.push(edge);
    addStep(parents, edge);
  }
  return { accepted, refused };
}

function addStep(parents: Map<number, number[]>, { childId, parentId }: Step): void {
  const known = parents.get(childId);
  if (known) known.push(parentId);
  else parents.set(childId, [parentId]);
}

function reaches(parents: ReadonlyMap<number, readonly number[]>, from: number, to: number): boolean {
  const seen = new Set([from]);
  // A set grows while it is walked: the nodes still to be looked at are its last ones.
  for (const id of seen) {
    if (id === to) return true;
    for (const parentId of parents.get(id) ?? []) seen.add(parentId);
  }
  return false;
}
