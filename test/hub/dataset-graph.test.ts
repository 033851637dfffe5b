import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Digest } from '../../src/base/digest.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { complete, lease, registerMnist, requestRuns } from '../support/evaluating.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

const ELSEWHERE = 'huggingface.co:datasets/squad';
let hub: TestHub;
let ada: SelfMember;
let evaluator: SelfMember;
let digest: Digest;

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  evaluator = await hub.joinSelf('eva', 'EVALUATOR');
  const { protocol, dataset } = await registerMnist(ada);
  digest = dataset;
  await publish('trained', 1, 'ada/digits', null);
  await publish('child', 2, null, 'ada/trained');
  await publish('other', 3, ELSEWHERE, null);
  await publish('vague', 4, 'some images from the web', null);
  await requestRuns(ada, 'ada/other', protocol, 1);
  const held = await lease(evaluator);
  await complete(hub, evaluator, held!, protocol);
});
afterAll(() => hub?.[Symbol.asyncDispose]());

async function publish(
  name: string,
  n: number,
  dataset: string | null,
  parent: string | null,
): Promise<void> {
  await publishSelf(ada, {
    model: `ada/${name}`,
    files: {
      'model.safetensors': smallSafetensors(n),
      ...(dataset ? { 'metadata.json': JSON.stringify({ dataset }) } : {}),
    },
    parents: parent ? [{ reference: parent, kind: 'FINE_TUNE' }] : [],
  });
}

interface Named {
  readonly name: string;
}
interface Node {
  readonly published: readonly Named[];
  readonly trained: { readonly nodes: readonly Named[] };
  readonly evaluated: { readonly nodes: readonly Named[] };
  readonly reached: { readonly nodes: readonly { readonly depth: number; readonly checkpoint: Named }[] };
}

async function datasetNode(name: string): Promise<Node | null> {
  const answer = await hub.anonymous.ask<{ datasetNode: Node | null }>(
    `query ($name: String!) { datasetNode(name: $name) {
       published { name }
       trained: checkpoints(kind: TRAINED_ON) { nodes { name } }
       evaluated: checkpoints(kind: EVALUATED_ON) { nodes { name } }
       reached { nodes { depth checkpoint { name } } } } }`,
    { name },
  );
  return answer.datasetNode;
}

async function warningsOf(reference: string) {
  const { checkpoint } = await hub.anonymous.ask<{
    checkpoint: { datasetWarnings: { depth: number; trained: Named; withdrawal: { kind: string } }[] };
  }>(
    `query ($reference: String!) { checkpoint(reference: $reference) {
       datasetWarnings { depth trained { name } dataset { name } withdrawal { kind } } } }`,
    { reference },
  );
  return checkpoint.datasetWarnings;
}

test('a dataset reaches what was trained on it and everything made from that', async () => {
  expect(await datasetNode('Ada/Digits')).toEqual({
    published: [{ name: 'ada/digits' }],
    trained: { nodes: [{ name: 'ada/trained' }] },
    evaluated: { nodes: [{ name: 'ada/other' }] },
    reached: {
      nodes: [
        { depth: 1, checkpoint: { name: 'ada/trained' } },
        { depth: 2, checkpoint: { name: 'ada/child' } },
      ],
    },
  });
});

test('one of another place is a node by its name; a sentence is none', async () => {
  expect(await datasetNode(ELSEWHERE)).toMatchObject({
    published: [],
    trained: { nodes: [{ name: 'ada/other' }] },
  });
  expect(await datasetNode('some images from the web')).toBeNull();
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { datasets: unknown } }>(
    '{ checkpoint(reference: "ada/other") { datasets { kind logIndex dataset { name } } } }',
  );
  expect(checkpoint.datasets).toEqual([
    { kind: 'EVALUATED_ON', logIndex: expect.any(Number), dataset: { name: 'ada/digits' } },
    { kind: 'TRAINED_ON', logIndex: expect.any(Number), dataset: { name: ELSEWHERE } },
  ]);
});

test('taken back, it warns on all it reaches, and nowhere else; only its publisher may', async () => {
  const body = { of: 'DATASET', parent: null, kind: null, reason: 'faces without consent' } as const;
  const withdraw = (member: SelfMember) =>
    signAndSubmit(member, 'withdrawal', { name: 'ada/digits', digest }, body);
  expect(await warningsOf('ada/child')).toEqual([]);
  expect(await codeOf(withdraw(evaluator))).toBe('HUB_NAME_FOREIGN');
  await withdraw(ada);
  const withdrawal = { kind: 'withdrawal' };
  const dataset = { name: 'ada/digits' };
  expect(await warningsOf('ada/trained')).toEqual([
    { depth: 0, trained: { name: 'ada/trained' }, dataset, withdrawal },
  ]);
  expect(await warningsOf('ada/child')).toEqual([
    { depth: 1, trained: { name: 'ada/trained' }, dataset, withdrawal },
  ]);
  // Evaluated on it, and not made of it.
  expect(await warningsOf('ada/other')).toEqual([]);
  expect(await codeOf(withdraw(ada))).toBe('HUB_DATASET_WITHDRAWN');
});

test('an edge’s withdrawal without its edge, and a dataset’s with one, are refused', async () => {
  const wrong = [
    { of: 'LINEAGE_EDGE', parent: null, kind: null, reason: 'x' },
    { of: 'DATASET', parent: { digest }, kind: 'MERGE', reason: 'x' },
  ] as const;
  for (const body of wrong)
    expect(await codeOf(signAndSubmit(ada, 'withdrawal', { name: 'x', digest }, body))).toBe(
      'ATTESTATION_BODY_INVALID',
    );
});
