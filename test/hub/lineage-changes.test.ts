import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EdgeKind } from '../../src/checkpoint/edge-kind.ts';
import { REFUSAL_FIELDS } from '../support/any-client.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { publishByHub, publishSelf, smallOnnx, smallSafetensors } from '../support/publishing.ts';
import { openTestHub, type Member, type SelfMember, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
let ada: SelfMember;
let held: Member;

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  held = await hub.joinHub('held');
  const publish = (model: string, n: number, parents: { reference: string; kind: EdgeKind }[] = []) =>
    publishSelf(ada, { model, parents, files: { 'model.safetensors': smallSafetensors(n) } });
  await publish('ada/one', 1);
  await publish('ada/two', 2);
  await publish('ada/child', 3, [{ reference: 'ada/one', kind: 'FINE_TUNE' }]);
  await publish('ada/grandchild', 4, [{ reference: 'ada/child', kind: 'QUANTIZATION' }]);
});
afterAll(() => hub?.[Symbol.asyncDispose]());

interface Answer {
  readonly __typename: string;
  readonly code?: string;
}

async function withdraw(member: Member, child: string, parent: string): Promise<Answer> {
  const { withdrawLineageEdge } = await member.client.ask<{ withdrawLineageEdge: Answer }>(
    `mutation ($input: WithdrawLineageEdgeInput!) { withdrawLineageEdge(input: $input) { __typename ${REFUSAL_FIELDS} } }`,
    { input: { child, parent, kind: 'FINE_TUNE', reason: 'the wrong one' } },
  );
  return withdrawLineageEdge;
}

async function ancestorsOf(reference: string): Promise<readonly string[]> {
  const { checkpoint } = await hub.anonymous.ask<{
    checkpoint: { ancestors: { nodes: { checkpoint: { name: string } }[] } };
  }>(
    'query ($reference: String!) { checkpoint(reference: $reference) { ancestors { nodes { checkpoint { name } } } } }',
    { reference },
  );
  return checkpoint.ancestors.nodes.map(({ checkpoint: { name } }) => name);
}

// A contributor whose key the hub holds has checkpoints of their own; these are ada's, who signs here.
async function sign(kind: 'lineage-edge' | 'withdrawal', child: string, parent: string, edge: EdgeKind) {
  const { checkpoint: c } = await hub.anonymous.ask<{ checkpoint: { digest: string } }>(
    `{ checkpoint(reference: "${child}") { digest } }`,
  );
  const { checkpoint: p } = await hub.anonymous.ask<{ checkpoint: { digest: string } }>(
    `{ checkpoint(reference: "${parent}") { digest } }`,
  );
  const body = { parent: { digest: p.digest }, kind: edge };
  const subject = { name: child, digest: c.digest as never };
  return signAndSubmit(
    ada,
    kind,
    subject,
    (kind === 'withdrawal' ? { of: 'LINEAGE_EDGE', ...body, reason: 'the wrong one' } : body) as never,
  );
}

test('an edge taken back is gone from every walk, and stays in the log', async () => {
  await sign('lineage-edge', 'ada/child', 'ada/two', 'FINE_TUNE');
  await hub.background.idle();
  expect(await ancestorsOf('ada/grandchild')).toEqual(['ada/child', 'ada/one', 'ada/two']);
  await sign('withdrawal', 'ada/child', 'ada/two', 'FINE_TUNE');
  // At once, before the hub has placed anything anew.
  expect(await ancestorsOf('ada/grandchild')).toEqual(['ada/child', 'ada/one']);
  await hub.background.idle();
  expect(await ancestorsOf('ada/grandchild')).toEqual(['ada/child', 'ada/one']);
  const kinds = await hub.database.rows<{ kind: string }>(
    'SELECT kind FROM statement ORDER BY log_index DESC LIMIT 2',
  );
  expect(kinds.map(({ kind }) => kind)).toEqual(['withdrawal', 'lineage-edge']);
});

test('the hub signs it for those whose key it holds', async () => {
  for (const [n, name] of ['made', 'source'].entries())
    await publishByHub(held, { model: `held/${name}`, files: { 'model.onnx': smallOnnx(n) } });
  await held.client.act(
    `mutation ($input: DeclareLineageEdgeInput!) { declareLineageEdge(input: $input) { __typename ${REFUSAL_FIELDS} } }`,
    { input: { child: 'held/made', parent: 'held/source', kind: 'FINE_TUNE' } },
  );
  expect(await ancestorsOf('held/made')).toEqual(['held/source']);
  expect(await withdraw(held, 'held/made', 'held/source')).toMatchObject({
    __typename: 'LineageEdgeWithdrawn',
  });
  expect(await ancestorsOf('held/made')).toEqual([]);
});

test('only its publisher takes an edge back, and only one that is there', async () => {
  expect(await withdraw(held, 'ada/child', 'ada/one')).toMatchObject({
    code: 'HUB_CHECKPOINT_FOREIGN',
  });
  await expect(sign('withdrawal', 'ada/child', 'ada/two', 'MERGE')).rejects.toMatchObject({
    code: 'HUB_LINEAGE_EDGE_UNKNOWN',
  });
});

test('moving what hangs on much, again and again, costs who does it; others go on', async () => {
  await hub.background.idle();
  await hub.database.rows(
    `UPDATE lineage_node SET descendant_count = 400000, is_landmark = true
      WHERE checkpoint_id = (SELECT id FROM checkpoint WHERE digest IS NOT NULL AND parameter_count IS NOT NULL ORDER BY id OFFSET 2 LIMIT 1)`,
  );
  await sign('lineage-edge', 'ada/child', 'ada/two', 'DISTILLATION');
  await sign('withdrawal', 'ada/child', 'ada/two', 'DISTILLATION');
  await expect(sign('lineage-edge', 'ada/child', 'ada/two', 'DISTILLATION')).rejects.toMatchObject({
    code: 'HUB_LINEAGE_BUDGET_SPENT',
  });
  const waiting = await hub.database.rows('SELECT checkpoint_id FROM lineage_rebuild WHERE due_at > now()');
  expect(waiting).toHaveLength(1);
  hub.clock.offsetMs += 3_700_000;
  await sign('lineage-edge', 'ada/child', 'ada/two', 'DISTILLATION');
});
