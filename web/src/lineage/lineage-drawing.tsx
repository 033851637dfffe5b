import { Controls, MarkerType, ReactFlow, type Edge, type Node } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useMemo, useSyncExternalStore } from 'react';
import { wordText } from '../text.ts';
import type { Graph } from './graph.ts';
import { edgeClass } from './kinds.ts';
import { NODE_HEIGHT, NODE_WIDTH, layoutOf, type Direction } from './layout.ts';
import { LineageNodeView, type NodeFacts } from './lineage-node.tsx';
import './lineage.css';

interface LineageDrawingProps {
  readonly graph: Graph;
  /** What a node leads to: its page, or its lineage on the whole window. */
  readonly view?: 'lineage';
}

const NODE_TYPES = { checkpoint: LineageNodeView };

/** The family as a drawing: nodes are links, the pane pans and zooms, nothing can be changed. */
export function LineageDrawing({ graph, view }: LineageDrawingProps) {
  const direction: Direction = useIsNarrow() ? 'TB' : 'LR';
  const { nodes, edges, height } = useMemo(() => drawn(graph, direction, view), [graph, direction, view]);
  return (
    <div
      className="lineage-drawing"
      role="group"
      aria-label="Lineage, drawn from ancestors to descendants"
      style={view === 'lineage' ? undefined : { height: framed(height) }}
    >
      <ReactFlow
        key={`${graph.focusId} ${direction}`}
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        fitView
        fitViewOptions={FIT}
        minZoom={0.15}
        maxZoom={1.6}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnScroll={view === 'lineage'}
        preventScrolling={view === 'lineage'}
        zoomOnDoubleClick={false}
        proOptions={{ hideAttribution: false }}
      >
        <Controls
          orientation="horizontal"
          position="top-right"
          showInteractive={false}
          fitViewOptions={FIT}
        />
      </ReactFlow>
    </div>
  );
}

const FIT = { padding: 0.08, maxZoom: 1.1 };

function drawn(graph: Graph, direction: Direction, view: 'lineage' | undefined) {
  const { places, height } = layoutOf(graph, direction);
  const nodes: Node<NodeFacts>[] = graph.nodes.map((node) => ({
    id: node.id,
    type: 'checkpoint',
    position: places.get(node.id) ?? { x: 0, y: 0 },
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    // Without selecting or dragging the library would let clicks fall through to the pane.
    style: { pointerEvents: 'all' },
    data: { node, isFocus: node.id === graph.focusId, direction, view },
  }));
  const edges: Edge[] = graph.edges.map((edge) => ({
    id: edge.id,
    source: edge.parent.id,
    target: edge.child.id,
    label: wordText(edge.kind),
    className: edgeClass(edge),
    markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: 'var(--edge)' },
    labelBgPadding: [5, 2],
    labelBgBorderRadius: 3,
    ariaLabel: `${wordText(edge.kind)}, ${edge.evidence.toLowerCase()}`,
  }));
  return { nodes, edges, height };
}

// As high as the family needs, within what leaves the page a page.
function framed(height: number): number {
  return Math.min(Math.max(height + 96, 190), 520);
}

const narrow = matchMedia('(max-width: 640px)');

function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      narrow.addEventListener('change', changed);
      return () => narrow.removeEventListener('change', changed);
    },
    () => narrow.matches,
  );
}
