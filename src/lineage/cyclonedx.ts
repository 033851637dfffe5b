import { createHash } from 'node:crypto';
import {
  huggingFaceRepositoryOf,
  inOrder,
  type Ancestry,
  type AncestryEdge,
  type AncestryNode,
} from './ancestry.ts';

/**
 * A bill of materials by CycloneDX 1.6 (ECMA-424): the checkpoint is a machine-learning-model, all it was made from its
 * pedigree. How they hang together stands in properties, for a pedigree knows no kinds of edges. Equal graphs give equal
 * bytes, so it bears no time, and its serial number follows from its content.
 */
export function cyclonedxOf(ancestry: Ancestry): string {
  const { subject, ancestors, edges, isWhole } = inOrder(ancestry);
  const edgesOf = Map.groupBy(edges, ({ childId }) => childId);
  const componentOf = (node: AncestryNode) => component(node, edgesOf.get(node.id) ?? []);
  const bill = {
    version: 1,
    metadata: {
      component: { ...componentOf(subject), pedigree: { ancestors: ancestors.map(componentOf) } },
    },
    compositions: [
      {
        aggregate: isWhole && ![subject, ...ancestors].some(isStub) ? 'complete' : 'incomplete',
        assemblies: [subject.id],
      },
    ],
  };
  const head = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialNumberOf(JSON.stringify(bill)),
  };
  return `${JSON.stringify({ $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json', ...head, ...bill }, null, 2)}\n`;
}

function component(node: AncestryNode, edges: readonly AncestryEdge[]) {
  const repository = huggingFaceRepositoryOf(node);
  return {
    type: 'machine-learning-model',
    'bom-ref': node.id,
    ...(node.publisher !== null && { publisher: node.publisher }),
    name: node.name,
    ...(node.digest !== null && {
      hashes: [{ alg: 'SHA-256', content: node.digest.slice('sha256:'.length) }],
    }),
    ...(node.license !== null && { licenses: [{ expression: node.license }] }),
    ...(repository !== null && {
      purl: `pkg:huggingface/${repository}`,
      externalReferences: [{ type: 'distribution', url: `https://huggingface.co/${repository}` }],
    }),
    ...(node.architecture !== null && {
      modelCard: { modelParameters: { modelArchitecture: node.architecture } },
    }),
    properties: propertiesOf(node, edges),
  };
}

function propertiesOf(node: AncestryNode, edges: readonly AncestryEdge[]) {
  const facts: readonly (readonly [name: string, value: string | number | null])[] = [
    ['depth', node.depth],
    ['stub', String(isStub(node))],
    ['coreDigest', node.coreDigest],
    ['weightsIdentity', node.weightsIdentity],
    ['parameterCount', node.parameterCount],
    ['publishedAt', node.publishedAt],
    ...edges.map(({ kind, evidence, parentId }) => ['parent', `${kind} ${evidence} ${parentId}`] as const),
  ];
  return facts
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ({ name: `heirloom:${name}`, value: String(value) }));
}

function isStub({ digest }: AncestryNode): boolean {
  return digest === null;
}

// A version 8 UUID (RFC 9562): its bits are ours to choose.
function serialNumberOf(content: string): string {
  const hex = createHash('sha256').update(content).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
