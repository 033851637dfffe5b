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
  const draw = (id: string, indent: string, arrow: string) => {
    const node = nodes.get(id);
    if (!node) return;
    const name = node.id === focus ? `${node.name} ←` : node.name;
    if (drawn.has(id)) return void rows.push({ head: `${indent}${arrow}${name}`, tail: '(see above)' });
    drawn.add(id);
    rows.push({ head: `${indent}${arrow}${name}`, tail: factsOf(node) });
    const below = arrow === '' ? indent : `${indent}   `;
    for (const edge of children.get(id) ?? []) draw(edge.child.id, below, `└─${edge.kind}→ `);
  };
  for (const id of nodes.keys()) if (!withParents.has(id)) draw(id, '', '');
  const width = Math.max(...rows.map(({ head }) => head.length));
  return rows.map(({ head, tail }) => `${head.padEnd(width)}   ${tail}`.trimEnd());
}

function factsOf(node: LineageNode): string {
  if (node.isStub) return 'known by name only';
  const [score] = node.scores;
  const warnings = node.biasWarnings.map(({ isInherited, report }) =>
    isInherited ? `⚠ inherited: ${report.sentence}` : `⚠ ${report.sentence}`,
  );
  // Several people report the same: that is one thing to know.
  return [score ? scoreText(score) : 'not evaluated', ...new Set(warnings)].join('   ');
}
