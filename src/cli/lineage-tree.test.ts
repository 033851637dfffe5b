import { expect, test } from 'vitest';
import type { LineageEdgeFields, LineageNode } from '../client/generated/operations.ts';
import { lineageTreeLines } from './lineage-tree.ts';

const node = (name: string, facts: Partial<LineageNode> = {}): [string, LineageNode] => [
  name,
  {
    ...({
      id: name,
      name,
      isStub: false,
      scores: [],
      advisories: [],
      biasWarnings: [],
      imported: [],
    } as unknown as LineageNode),
    ...facts,
  },
];

const edge = (parent: string, child: string, kind = 'FINE_TUNE') =>
  ({ parent: { id: parent }, child: { id: child }, kind }) as unknown as LineageEdgeFields;

const linesOf = (nodes: readonly [string, LineageNode][], edges: readonly LineageEdgeFields[] = []) =>
  lineageTreeLines({ nodes: new Map(nodes), edges }, 'a/root');

test('siblings hang on one line, and a merge is named again under its other parent', () => {
  const nodes = [node('a/root'), node('a/one'), node('a/two'), node('a/both')];
  const edges = [
    edge('a/root', 'a/one'),
    edge('a/root', 'a/two'),
    edge('a/one', 'a/both', 'MERGE'),
    edge('a/two', 'a/both', 'MERGE'),
  ];
  expect(
    linesOf(nodes, edges).map((line) => line.replace(/ {3}(not evaluated|\(see above\))$/, '').trimEnd()),
  ).toEqual([
    'a/root ←',
    '├─FINE_TUNE→ a/one',
    '│  └─MERGE→ a/both',
    '└─FINE_TUNE→ a/two',
    '   └─MERGE→ a/both',
  ]);
});

test('an advisory stands before reports, and the same sentence of several people once', () => {
  const report = { isInherited: true, depth: 1, report: { sentence: 'DISPARITY a vs b' } };
  const warned = {
    advisories: [{ isInherited: false, advisory: { severity: 'HIGH', title: 'repeats names' } }],
    biasWarnings: [report, report],
  } as unknown as Partial<LineageNode>;
  expect(linesOf([node('a/root', warned)])).toEqual([
    'a/root ←   not evaluated   ⚠ advisory, high: repeats names   ⚠ inherited: DISPARITY a vs b',
  ]);
});

test('a stub that another place lists is more than a name', () => {
  const imported = [{ source: 'huggingface.co' }] as unknown as LineageNode['imported'];
  expect(linesOf([node('x:a/b', { isStub: true, imported }), node('x:a/c', { isStub: true })])).toEqual([
    'x:a/b   listed at huggingface.co',
    'x:a/c   known by name only',
  ]);
});
