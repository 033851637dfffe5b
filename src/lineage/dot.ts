import { inOrder, type Ancestry, type AncestryEdge, type AncestryNode } from './ancestry.ts';

/** The graph for Graphviz, roots on top: stubs dashed, an edge by its kind, bold where the weights prove it. */
export function dotOf(ancestry: Ancestry): string {
  const { subject, ancestors, edges, isWhole } = inOrder(ancestry);
  return [
    'digraph lineage {',
    '  rankdir=TB;',
    '  node [shape=box, fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=10];',
    ...(isWhole ? [] : [`  label=${quoted('there are more ancestors than these')};`]),
    ...[subject, ...ancestors].map((node) => `  ${nodeLine(node)}`),
    ...edges.map((edge) => `  ${edgeLine(edge)}`),
    '}',
    '',
  ].join('\n');
}

function nodeLine({ id, name, license, digest, depth }: AncestryNode): string {
  const styles = [...(digest === null ? ['dashed'] : []), ...(depth === 0 ? ['bold'] : [])];
  const style = styles.length === 0 ? '' : `, style=${quoted(styles.join(','))}`;
  const lines = license === null ? [name] : [name, license];
  return `${quoted(id)} [label=${quoted(...lines)}${style}];`;
}

function edgeLine({ childId, parentId, kind, evidence }: AncestryEdge): string {
  const style = evidence === 'PROVEN' ? ', style="bold"' : '';
  return `${quoted(parentId)} -> ${quoted(childId)} [label=${quoted(kind)}${style}];`;
}

// Within quotes Graphviz reads \\ escapes and HTML's named characters; a stranger's line break or turn of text is neither.
function quoted(...lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    line
      .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\u{FFFD}')
      .replaceAll('\\', '\\\\')
      .replaceAll('"', '\\"')
      .replaceAll('&', '&amp;'),
  );
  return `"${escaped.join('\\n')}"`;
}
