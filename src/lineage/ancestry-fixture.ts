import type { Ancestry, AncestryNode } from './ancestry.ts';

const digestOf = (letter: string) => `sha256:${letter.repeat(64)}`;
const nobody = { publisher: null, publishedAt: null, architecture: null, parameterCount: null };
const nothing = { ...nobody, coreDigest: null, weightsIdentity: null, license: null };

/** What a stranger may call a model, to break out of a quote, a line or a page. */
export const HOSTILE_NAME =
  'huggingface.co:"];\nevil [label=<b>x</b>]\\N\\" & &lt;script&gt;\u{202E}\u{0}/../?#';

const stub = (id: string, name: string, depth: number): AncestryNode => ({
  ...nothing,
  id,
  name,
  digest: null,
  depth,
});

/** A merge of a published model and a stub; both come from one stub. */
export const merged: Ancestry = {
  subject: {
    id: 'Checkpoint:9',
    name: 'ada/merged@main',
    digest: digestOf('a'),
    depth: 0,
    license: 'Apache-2.0 OR LicenseRef-own',
    publisher: 'ada',
    publishedAt: '2026-01-02T03:04:05.000Z',
    architecture: 'LlamaForCausalLM',
    parameterCount: 7_000_000_000,
    coreDigest: digestOf('c'),
    weightsIdentity: digestOf('d'),
  },
  ancestors: [
    stub('Checkpoint:2', HOSTILE_NAME, 1),
    {
      ...nothing,
      id: 'Checkpoint:5',
      name: 'bob/tuned@main',
      digest: digestOf('b'),
      depth: 1,
      license: 'MIT',
    },
    stub('Checkpoint:1', 'huggingface.co:meta-llama/Llama-2-7b', 2),
  ],
  edges: [
    { childId: 'Checkpoint:9', parentId: 'Checkpoint:5', kind: 'MERGE', evidence: 'DECLARED' },
    { childId: 'Checkpoint:9', parentId: 'Checkpoint:2', kind: 'MERGE', evidence: 'DECLARED' },
    { childId: 'Checkpoint:5', parentId: 'Checkpoint:1', kind: 'CONVERSION', evidence: 'PROVEN' },
    { childId: 'Checkpoint:2', parentId: 'Checkpoint:1', kind: 'ADAPTER', evidence: 'DECLARED' },
  ],
  isWhole: true,
};

/** The same graph, told in another order. */
export const shuffled: Ancestry = {
  ...merged,
  ancestors: merged.ancestors.toReversed(),
  edges: merged.edges.toReversed(),
};
