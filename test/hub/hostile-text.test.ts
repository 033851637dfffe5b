import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDigest, type Digest } from '../../src/base/digest.ts';
import { writeSafetensors } from '../../src/checkpoint/write-safetensors.ts';
import { failEvaluationJob, requestEvaluation } from '../../src/client/generated/operations.ts';
import { REFUSAL_FIELDS } from '../support/any-client.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { tinyModel } from '../runner/tiny-onnx.ts';
import { complete, lease, registerMnist, requestRuns } from '../support/evaluating.ts';
import { publishSelf, upload } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

// PostgreSQL keeps no U+0000 in text or jsonb: each such string must end in a coded answer, never in HUB_BUG.
const NUL = 'a\u0000b';
let hub: TestHub;
let ada: SelfMember;
let protocol: Digest;
let dataset: Digest;
let core: Digest;

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada', 'OWNER');
  ({ protocol, dataset } = await registerMnist(ada));
  await publishSelf(ada, { model: 'ada/net', files: { 'model.onnx': tinyModel() } });
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { coreDigest: string } }>(
    '{ checkpoint(reference: "ada/net") { coreDigest } }',
  );
  core = parseDigest(checkpoint.coreDigest);
});
afterAll(() => hub?.[Symbol.asyncDispose]());

const asked = (document: string) => hub.anonymous.ask(document, { text: NUL });
const acted = (document: string, variables: Record<string, unknown> = { text: NUL }) =>
  ada.client.act(document, variables);
const FIELDS = `{ __typename ${REFUSAL_FIELDS} }`;

test.for<[string, () => Promise<unknown>]>([
  [
    'a search text',
    () => asked('query ($text: String!) { search(filter: { text: $text }) { nodes { id } } }'),
  ],
  [
    'a license sought',
    () => asked('query ($text: String!) { search(filter: { license: $text }) { nodes { id } } }'),
  ],
  [
    'an owner sought',
    () => asked('query ($text: String!) { search(filter: { owner: $text }) { nodes { id } } }'),
  ],
  [
    'an architecture',
    () => asked('query ($text: String!) { search(filter: { architecture: $text }) { nodes { id } } }'),
  ],
  ['a model’s name', () => asked('query ($text: String!) { model(name: $text) { id } }')],
  ['a contributor’s name', () => asked('query ($text: String!) { contributor(name: $text) { id } }')],
  ['a reference', () => asked('query ($text: String!) { checkpoint(reference: $text) { id } }')],
  ['a dataset', () => asked('query ($text: String!) { dataset(reference: $text) { id } }')],
  ['an id', () => asked('query ($text: ID!) { node(id: $text) { id } }')],
  ['a job', () => asked('query ($text: ID!) { evaluationJob(id: $text) { id } }')],
  ['a cursor', () => asked('query ($text: String!) { search(after: $text) { nodes { id } } }')],
  ['an invited name', () => acted(`mutation ($text: String!) { inviteContributor(name: $text) ${FIELDS} }`)],
  ['a code', () => acted(`mutation ($text: String!) { redeemInvitation(code: $text) ${FIELDS} }`)],
  [
    'a label',
    () => acted(`mutation ($text: String!) { createToken(label: $text, scopes: [READ]) ${FIELDS} }`),
  ],
  ['a request', () => acted(requestEvaluation, { input: { checkpoint: NUL, protocol, evaluators: 1 } })],
  ['a lease token', () => acted(failEvaluationJob, { id: 'a', leaseToken: NUL, error: NUL, isFinal: true })],
  ['a trusted owner', () => lease(ada, [NUL])],
  [
    'a protocol',
    () =>
      acted(`mutation ($text: JSON!) { registerProtocol(body: $text) ${FIELDS} }`, { text: { [NUL]: NUL } }),
  ],
  [
    'a group of a bias report',
    () =>
      signAndSubmit(
        ada,
        'bias-report',
        { name: 'ada/net', digest: core },
        {
          dataset,
          protocol,
          attribute: 'digit',
          harms: ['erasure'],
          groups: [
            { name: NUL, k: 1, n: 40 },
            { name: 'c', k: 1, n: 40 },
          ],
        },
      ),
  ],
  [
    'an attribute of a bias report',
    () =>
      signAndSubmit(
        ada,
        'bias-report',
        { name: 'ada/net', digest: core },
        {
          dataset,
          protocol,
          attribute: NUL,
          harms: ['erasure'],
          groups: [
            { name: 'b', k: 1, n: 40 },
            { name: 'c', k: 1, n: 40 },
          ],
        },
      ),
  ],
])('a NUL in %s ends in an answer or a coded no', async ([, act]) => {
  expect(['HUB_BUG', 'STORE_UNREACHABLE', 'CLIENT_ANSWER_ODD']).not.toContain(await codeOf(act()));
});

test('a NUL in the reason or the conditions of a job ends in a coded no', async () => {
  await requestRuns(ada, 'ada/net', protocol, 1);
  const held = (await lease(ada))!;
  const conditions = { driver: NUL };
  expect(await codeOf(complete(hub, ada, held, protocol, { conditions }))).not.toBe('HUB_BUG');
  const { id } = held.job;
  const act = acted(failEvaluationJob, { id, leaseToken: held.leaseToken, error: NUL, isFinal: true });
  expect(await codeOf(act)).not.toBe('HUB_BUG');
});

test.for<[string, Uint8Array]>([
  ['name of a tensor', writeSafetensors([{ name: NUL, dtype: 'U8', shape: [1], bytes: Uint8Array.of(1) }])],
  [
    'header',
    writeSafetensors([{ name: 'w', dtype: 'U8', shape: [1], bytes: Uint8Array.of(1) }], { step: NUL }),
  ],
])('a NUL in the %s of a file is the file’s fault, not the hub’s', async ([, bytes]) => {
  expect(['STORE_TEXT_UNSTORABLE', 'it was done']).toContain(
    await codeOf(upload(ada, 'model.safetensors', bytes)),
  );
});
