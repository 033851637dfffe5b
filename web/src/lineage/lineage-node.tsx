import { Handle, Position, useReactFlow, useStore, type Node, type NodeProps } from '@xyflow/react';
import type { FocusEvent } from 'react';
import { checkpointAddress, Link } from '../address.tsx';
import { CheckpointName } from '../home/found-row.tsx';
import { ScoreMark, warningsOf } from '../parts/badges.tsx';
import { scoreText, stubText, wordText } from '../text.ts';
import type { GraphNode } from './graph.ts';
import { NODE_HEIGHT, NODE_WIDTH, type Direction } from './layout.ts';

export interface NodeFacts extends Record<string, unknown> {
  readonly node: GraphNode;
  readonly isFocus: boolean;
  readonly direction: Direction;
  readonly view: 'lineage' | undefined;
}

export function LineageNodeView({ data, positionAbsoluteX, positionAbsoluteY }: NodeProps<Node<NodeFacts>>) {
  const { node, isFocus, direction, view } = data;
  const isWide = direction === 'LR';
  const show = useShowOnFocus(positionAbsoluteX, positionAbsoluteY);
  const classes = ['lineage-node', isFocus ? 'focus' : '', node.isStub ? 'stub' : ''].join(' ');
  return (
    <>
      <Handle type="target" position={isWide ? Position.Left : Position.Top} isConnectable={false} />
      <Link
        className={classes}
        to={checkpointAddress(node.name, view)}
        aria-current={isFocus ? 'page' : undefined}
        title={node.name}
        draggable={false}
        onFocus={show}
      >
        <NodeLines node={node} />
      </Link>
      <Handle type="source" position={isWide ? Position.Right : Position.Bottom} isConnectable={false} />
    </>
  );
}

function NodeLines({ node }: { readonly node: GraphNode }) {
  const [score] = node.scores;
  const [warning] = warningsOf(node);
  return (
    <>
      <span className="node-name">
        <CheckpointName name={node.name} />
      </span>
      {node.isStub ? (
        <span className="node-line quiet">{stubText(node)}</span>
      ) : (
        <span className="node-line">
          {score ? (
            <>
              <strong>{scoreText(score)}</strong> <span className="quiet">{score.metric}</span>{' '}
              <ScoreMark score={score} />
            </>
          ) : (
            <span className="quiet">not evaluated</span>
          )}
        </span>
      )}
      <span className="node-badges">
        {node.state !== null && (
          <span className={`badge state-${wordText(node.state)}`}>{wordText(node.state)}</span>
        )}
        {warning && (
          <span className="badge warned" title={warning.report.sentence}>
            ⚠{' '}
            {warning.isInherited ? 'inherited' : node.biasWarnings.includes(warning) ? 'disparity' : 'shown'}
          </span>
        )}
      </span>
    </>
  );
}

// Whoever tabs through the drawing sees the node that has the focus.
function useShowOnFocus(x: number, y: number) {
  const { setCenter, getZoom, flowToScreenPosition } = useReactFlow();
  const domNode = useStore((state) => state.domNode);
  return (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.matches(':focus-visible') || !domNode) return;
    const frame = domNode.getBoundingClientRect();
    const start = flowToScreenPosition({ x, y });
    const end = flowToScreenPosition({ x: x + NODE_WIDTH, y: y + NODE_HEIGHT });
    const isInside =
      start.x >= frame.left && end.x <= frame.right && start.y >= frame.top && end.y <= frame.bottom;
    if (!isInside) void setCenter(x + NODE_WIDTH / 2, y + NODE_HEIGHT / 2, { zoom: getZoom() });
  };
}
