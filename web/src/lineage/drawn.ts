import { MarkerType, type Edge, type Node } from '@xyflow/react';
import type { LineageEdge } from '../generated/operations.ts';
import { wordText } from '../text.ts';
import type { Graph } from './graph.ts';
import { edgeClass } from './kinds.ts';
import { layoutOf, NODE_HEIGHT, NODE_WIDTH, type Direction, type Place } from './layout.ts';
import type { NodeFacts } from './lineage-node.tsx';

/** A family with places, as the drawing library takes it. */
export interface Drawn {
  readonly nodes: readonly Node<NodeFacts>[];
  readonly edges: readonly Edge[];
  readonly width: number;
  readonly height: number;
  /** The upper left corner of the checkpoint in focus. */
  readonly focus: Place;
}

const ORIGIN: Place = { x: 0, y: 0 };

export function drawn(graph: Graph, direction: Direction, view: 'lineage' | undefined): Drawn {
  const { places, width, height } = layoutOf(graph, direction);
  const nodes = graph.nodes.map((node) => ({
    id: node.id,
    type: 'checkpoint',
    position: places.get(node.id) ?? ORIGIN,
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    // Without selecting or dragging the library would let clicks fall through to the pane.
    style: { pointerEvents: 'all' as const },
    data: { node, isFocus: node.id === graph.focusId, direction, view },
  }));
  const focus = places.get(graph.focusId) ?? ORIGIN;
  return { nodes, edges: graph.edges.map(drawnEdge), width, height, focus };
}

function drawnEdge(edge: LineageEdge): Edge {
  const color = edge.evidence === 'PROVEN' ? 'var(--accent)' : 'var(--edge)';
  return {
    id: edge.id,
    source: edge.parent.id,
    target: edge.child.id,
    label: wordText(edge.kind),
    className: edgeClass(edge),
    markerEnd: { type: MarkerType.ArrowClosed, markerUnits: 'userSpaceOnUse', width: 22, height: 22, color },
    labelBgPadding: [5, 2],
    labelBgBorderRadius: 3,
    ariaLabel: `${wordText(edge.kind)}, ${edge.evidence.toLowerCase()}`,
  };
}
