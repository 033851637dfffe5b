import type { LineageEdgeFields, LineageNode } from '../client/generated/operations.ts';
import { scoreText } from './score-lines.ts';

export interface LineageGraph {
  readonly nodes: ReadonlyMap<string, LineageNode>;
  readonly edges: readonly LineageEdgeFields[];
}

/** The graph as an indented tree from its roots down; a merge stands under its first parent and is named under the others. */
export function lineageTreeLines({ nodes, edges }: LineageGraph, focus: string | null = null): string[] {
  const children = Map.groupBy(edges, (edge) => edge.parent.id);
  const withParents = new Set(edges.map((edge) => edge.child.id));
  const rows: { head: string; tail: string }[] = [];
  const drawn = new Set<string>();
  const draw = (id: string, head: string, below: string) => {
    const node = nodes.get(id);
    if (!node) return;
    const name = node.id === focus ? `${node.name} ←` : node.name;
    if (drawn.has(id)) return void rows.push({ head: `${head}${name}`, tail: '(see above)' });
    drawn.add(id);
    rows.push({ head: `${head}${name}`, tail: factsOf(node) });
    const edgesBelow = (children.get(id) ?? []).filter((edge) => nodes.has(edge.child.id));
    for (const [n, edge] of edgesBelow.entries()) {
      const [corner, line] = n === edgesBelow.length - 1 ? ['└─', '   '] : ['├─', '│  '];
      draw(edge.child.id, `${below}${corner}${edge.kind}→ `, `${below}${line}`);
    }
  };
  for (const id of nodes.keys()) if (!withParents.has(id)) draw(id, '', '');
  const width = Math.max(...rows.map(({ head }) => head.length));
  return rows.map(({ head, tail }) => `${head.padEnd(width)}   ${tail}`.trimEnd());
}

function factsOf(node: LineageNode): string {
  const warnings = warningsOf(node);
  if (node.isStub) {
    const [said] = node.imported;
    return [said ? `listed at ${said.source}` : 'known by name only', ...warnings].join('   ');
  }
  const [score] = node.scores;
  return [score ? scoreText(score) : 'not evaluated', ...warnings].join('   ');
}

/** What is open on it, advisories first; what several people report in the same words is one thing to know. */
function warningsOf({ advisories, biasWarnings }: LineageNode): readonly string[] {
  const sentences = [
    ...advisories.map(({ isInherited, advisory: { severity, title } }) => ({
      isInherited,
      sentence: `advisory, ${severity.toLowerCase()}: ${title}`,
    })),
    ...biasWarnings.map(({ isInherited, report: { sentence } }) => ({ isInherited, sentence })),
  ];
  const lines = sentences.map(
    ({ isInherited, sentence }) => `⚠ ${isInherited ? 'inherited: ' : ''}${sentence}`,
  );
  return [...new Set(lines)];
}
