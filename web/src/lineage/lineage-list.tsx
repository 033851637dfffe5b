import { checkpointAddress, Link } from '../address.tsx';
import { ScoreSentence, WarningLine, warningsOf } from '../parts/badges.tsx';
import { stubText, wordText } from '../text.ts';
import type { Graph, GraphNode } from './graph.ts';

/** The drawing's content as text, for whoever can't or won't look at one. */
export function LineageList({ graph }: { readonly graph: Graph }) {
  const names = new Map(graph.nodes.map(({ id, name }) => [id, name]));
  return (
    <ul className="lineage-list">
      {graph.nodes.map((node) => (
        <li key={node.id} className={node.id === graph.focusId ? 'focus' : ''}>
          <span className="generation">{generationText(node)}</span>{' '}
          <Link to={checkpointAddress(node.name)}>{node.name}</Link>
          {graph.edges
            .filter((edge) => edge.child.id === node.id)
            .map((edge) => (
              <span key={edge.id} className="quiet">
                {' '}
                {wordText(edge.kind)} of {names.get(edge.parent.id)} ({edge.evidence.toLowerCase()})
              </span>
            ))}
          {node.isStub && <span className="quiet"> {stubText(node)}</span>}
          {node.scores.slice(0, 1).map((score) => (
            <p key={score.metric}>
              <ScoreSentence score={score} />
            </p>
          ))}
          {warningsOf(node).map((warning, i) => (
            <p key={i}>
              <WarningLine warning={warning} />
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

function generationText({ generation }: GraphNode): string {
  if (generation === 0) return 'this one';
  const count = Math.abs(generation);
  const unit = count === 1 ? 'generation' : 'generations';
  return `${count} ${unit} ${generation < 0 ? 'up' : 'down'}`;
}
