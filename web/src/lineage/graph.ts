import type { PageLineageAnswer, LineageEdge, LineageNode } from '../generated/operations.ts';

/** Everything around one checkpoint, each node and edge once. */
export interface Graph {
  readonly focusId: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly LineageEdge[];
  /** There is more than one request gave. */
  readonly isCut: boolean;
}

export interface GraphNode extends LineageNode {
  /** Generations from the checkpoint in focus: up is negative, down positive. */
  readonly generation: number;
}

export function graphOf(answer: NonNullable<PageLineageAnswer['checkpoint']>): Graph {
  const { ancestors, descendants } = answer;
  const nodes = new Map<string, GraphNode>([[answer.id, { ...answer, generation: 0 }]]);
  for (const { checkpoint, depth } of ancestors.nodes)
    nodes.set(checkpoint.id, { ...checkpoint, generation: -depth });
  for (const { checkpoint, depth } of descendants.nodes)
    nodes.set(checkpoint.id, { ...checkpoint, generation: depth });
  const edges = new Map<string, LineageEdge>();
  for (const { edges: found } of [...ancestors.nodes, ...descendants.nodes])
    for (const edge of found)
      if (nodes.has(edge.child.id) && nodes.has(edge.parent.id)) edges.set(edge.id, edge);
  return {
    focusId: answer.id,
    nodes: [...nodes.values()].sort((a, b) => a.generation - b.generation),
    edges: [...edges.values()],
    isCut: ancestors.pageInfo.hasNextPage || descendants.pageInfo.hasNextPage,
  };
}
