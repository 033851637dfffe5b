import { Controls, ReactFlow, type ReactFlowInstance } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useMemo, useSyncExternalStore } from 'react';
import { drawn, type Drawn } from './drawn.ts';
import type { Graph } from './graph.ts';
import { NODE_HEIGHT, NODE_WIDTH } from './layout.ts';
import { LineageNodeView } from './lineage-node.tsx';
import './lineage.css';

interface LineageDrawingProps {
  readonly graph: Graph;
  /** What a node leads to: its page, or its lineage on the whole window. */
  readonly view?: 'lineage';
}

const NODE_TYPES = { checkpoint: LineageNodeView };
/** Room above for the buttons, so that they cover no node. */
const FIT = { padding: { top: '48px', x: '28px', bottom: '28px' }, maxZoom: 1.1 } as const;

/** Below this a node can't be read; a large family then opens on the checkpoint in focus. */
const READABLE_ZOOM = 0.5;

/** The family as a drawing: nodes are links, the pane pans and zooms, nothing can be changed. */
export function LineageDrawing({ graph, view }: LineageDrawingProps) {
  const direction = useIsNarrow() ? 'TB' : 'LR';
  const drawing = useMemo(() => drawn(graph, direction, view), [graph, direction, view]);
  const isWhole = view === 'lineage';
  return (
    <div
      className="lineage-drawing"
      role="group"
      aria-label="Lineage, drawn from ancestors to descendants"
      style={isWhole ? undefined : { height: framed(drawing) }}
    >
      <ReactFlow
        key={`${graph.focusId} ${direction}`}
        nodes={[...drawing.nodes]}
        edges={[...drawing.edges]}
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
        zoomOnScroll={isWhole}
        preventScrolling={isWhole}
        zoomOnDoubleClick={false}
        onInit={(flow) => requestAnimationFrame(() => showFocus(flow, drawing))}
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

function showFocus(flow: Pick<ReactFlowInstance, 'getZoom' | 'setCenter'>, { focus }: Drawn): void {
  if (flow.getZoom() >= READABLE_ZOOM) return;
  void flow.setCenter(focus.x + NODE_WIDTH / 2, focus.y + NODE_HEIGHT / 2, { zoom: 0.7 });
}

// As high as the family needs at the zoom that its width will get, within what leaves the page a page.
function framed({ width, height }: Drawn): number {
  const available = Math.min(innerWidth, 1184) - 48;
  const zoom = Math.min(FIT.maxZoom, Math.max(READABLE_ZOOM, (available - 56) / width));
  return Math.min(Math.max(height * zoom + 80, 190), 520);
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
