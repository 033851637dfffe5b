import { Graph as Dagre, layout } from '@dagrejs/dagre';
import type { Graph } from './graph.ts';

export const NODE_WIDTH = 216;
export const NODE_HEIGHT = 92;

export type Direction = 'LR' | 'TB';

/** Where each node's upper left corner goes: parents first, edges crossing as little as can be had quickly. */
export function layoutOf({ nodes, edges }: Graph, direction: Direction): Layout {
  const dagre = new Dagre();
  const isWide = direction === 'LR';
  dagre.setGraph({ rankdir: direction, nodesep: isWide ? 28 : 24, ranksep: isWide ? 124 : 64 });
  dagre.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) dagre.setNode(id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const { parent, child } of edges) dagre.setEdge(parent.id, child.id);
  layout(dagre);
  const { width = NODE_WIDTH, height = NODE_HEIGHT } = dagre.graph();
  const places = new Map(nodes.map(({ id }) => [id, cornerOf(dagre.node(id) as Place)]));
  return { places, width, height };
}

export interface Layout {
  readonly places: ReadonlyMap<string, Place>;
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

function cornerOf({ x, y }: Place): Place {
  return { x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 };
}
