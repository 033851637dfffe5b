import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { advisorySubject } from '../../src/attestation/advisory-subject.ts';
import type { Bodies } from '../../src/attestation/predicates.ts';
import { systemClock } from '../../src/base/clock.ts';
import { digestOf, parseDigest, type Digest } from '../../src/base/digest.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { REFUSAL_FIELDS } from '../support/any-client.ts';
import { importFiles } from '../../src/hub/import/import-files.ts';
import { modelRows } from '../../src/hub/import/row-kinds.ts';
import { registerMnist } from '../support/evaluating.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type Member, type SelfMember, type TestHub } from '../support/test-hub.ts';

type Body = Bodies['advisory'];

let hub: TestHub;
let ada: SelfMember;
let bea: SelfMember;
let stella: SelfMember;
let dataset: Digest;

const baseWeights = smallSafetensors(1);

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  bea = await hub.joinSelf('bea');
  stella = await hub.joinSelf('stella', 'STEWARD');
  ({ dataset } = await registerMnist(ada));
  await publish(ada, 'ada/base', 1, [], 'CC-BY-NC-4.0');
  await publish(bea, 'bea/tuned', 2, [['ada/base', 'FINE_TUNE']]);
  await publish(bea, 'bea/distilled', 3, [['bea/tuned', 'DISTILLATION']]);
  await publish(ada, 'ada/apart', 4, []);
  await publish(ada, 'ada/trained', 5, [], 'MIT', 'ada/digits');
});
afterAll(() => hub?.[Symbol.asyncDispose]());

async function publish(
  member: SelfMember,
  model: string,
  n: number,
  parents: readonly (readonly [string, 'FINE_TUNE' | 'DISTILLATION'])[],
  license = 'MIT',
  trainedOn: string | null = null,
): Promise<void> {
  await publishSelf(member, {
    model,
    license,
    files: {
      'model.safetensors': smallSafetensors(n),
      ...(trainedOn ? { 'metadata.json': JSON.stringify({ dataset: trainedOn }) } : {}),
    },
    parents: parents.map(([reference, kind]) => ({ reference, kind })),
  });
}

function warn(member: SelfMember, affected: Body['affected'], more: Partial<Body> = {}) {
  const body: Body = {
    title: 'it repeats its training data',
    severity: 'HIGH',
    kind: 'PRIVACY',
    affected,
    text: 'names and addresses come out verbatim',
    remedy: 'use ada/base@v2',
    references: ['https://example.org/1'],
    ...more,
  };
  return signAndSubmit(member, 'advisory', advisorySubject(body), body);
}

async function withdraw(member: SelfMember, id: string) {
  const body = { of: 'ADVISORY', parent: null, kind: null, reason: 'it was wrong' } as const;
  return signAndSubmit(member, 'withdrawal', { name: 'advisory', digest: parseDigest(id) }, body);
}

async function importModels(rows: readonly object[]): Promise<void> {
  const listing = path.join(await hub.folder(), 'models.jsonl');
  await writeFile(listing, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const report = path.join(await hub.folder(), 'report.jsonl');
  const options = { files: [listing], source: 'huggingface.co', crawledAt: null, isComplete: false, report };
  await importFiles({ store: hub.hub.store }, options, modelRows(options, systemClock));
}

async function coreOf(reference: string): Promise<Digest> {
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { coreDigest: string } }>(
    'query ($reference: String!) { checkpoint(reference: $reference) { coreDigest } }',
    { reference },
  );
  return parseDigest(checkpoint.coreDigest);
}

/** By checkpoint: how it came and from how far. */
async function reached(): Promise<Record<string, readonly string[]>> {
  const answer = await hub.anonymous.ask<{
    search: {
      nodes: {
        name: string;
        advisories: { isInherited: boolean; depth: number; because: string; through: { name: string } }[];
      }[];
    };
  }>('{ search(first: 50) { nodes { name advisories { isInherited depth because through { name } } } } }');
  return Object.fromEntries(
    answer.search.nodes.map(({ name, advisories }) => [
      name,
      advisories.map(
        ({ isInherited, depth, because, through }) =>
          `${because} ${depth} ${through.name}${isInherited ? ' inherited' : ''}`,
      ),
    ]),
  );
}

interface AffectedAnswer {
  readonly advisory: {
    readonly affectedCount: number | null;
    readonly affected: {
      readonly nodes: readonly { readonly depth: number; readonly checkpoint: { readonly name: string } }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
}

async function reachedBy(logIndex: number, first = 50, after: string | null = null) {
  const { advisory } = await hub.anonymous.ask<AffectedAnswer>(
    `query ($id: ID!, $first: Int, $after: String) { advisory(id: $id) { affectedCount
       affected(first: $first, after: $after) {
         nodes { depth checkpoint { name } } pageInfo { hasNextPage endCursor } } } }`,
    { id: `Advisory:${logIndex}`, first, after },
  );
  const nodes = advisory.affected.nodes.map(({ depth, checkpoint }) => `${depth} ${checkpoint.name}`);
  return { nodes, count: advisory.affectedCount, ...advisory.affected.pageInfo };
}

describe('an advisory reaches what it names and everything made from that', () => {
  const cases = [
    [
      'a checkpoint, by its core digest',
      async () => [{ of: 'CHECKPOINT', digest: await coreOf('ada/base') }],
    ],
    ['a file', async () => [{ of: 'ARTIFACT', digest: digestOf(baseWeights) }]],
    ['a license', async () => [{ of: 'LICENSE', license: 'CC-BY-NC-4.0' }]],
  ] as const satisfies readonly (readonly [string, () => Promise<Body['affected']>])[];

  test.each(cases)('%s', async (_, named) => {
    const targets = await named();
    const because = targets[0]?.of;
    const { statement } = await warn(stella, [...targets]);
    expect(await reached()).toEqual({
      'ada/base': [`${because} 0 ada/base`],
      'bea/tuned': [`${because} 1 ada/base inherited`],
      'bea/distilled': [`${because} 2 ada/base inherited`],
      'ada/apart': [],
      'ada/trained': [],
    });
    await hub.background.idle();
    const all = ['0 ada/base', '1 bea/tuned', '2 bea/distilled'];
    expect(await reachedBy(statement.logIndex)).toMatchObject({ nodes: all, count: 3, hasNextPage: false });
    const page = await reachedBy(statement.logIndex, 2);
    expect(page).toMatchObject({ nodes: all.slice(0, 2), hasNextPage: true });
    expect((await reachedBy(statement.logIndex, 2, page.endCursor)).nodes).toEqual(all.slice(2));
    await withdraw(stella, statement.id);
    expect((await reachedBy(statement.logIndex)).nodes).toEqual([]);
    expect(Object.values(await reached()).flat()).toEqual([]);
  });

  test('a dataset, through what was trained on it', async () => {
    const { statement } = await warn(ada, [{ of: 'DATASET', digest: dataset }]);
    expect((await reached())['ada/trained']).toEqual(['DATASET 0 ada/trained']);
    await withdraw(ada, statement.id);
  });

  test('a file and a license of what other places list, and what is made from that here', async () => {
    const listed = smallSafetensors(77);
    const lfs = { sha256: digestOf(listed).slice('sha256:'.length), size: listed.byteLength };
    await importModels([
      {
        id: 'acme/base',
        tags: ['license:cc-by-nd-4.0'],
        siblings: [{ rfilename: 'model.safetensors', lfs }],
      },
    ]);
    await publish(bea, 'bea/listed', 78, [['huggingface.co:acme/base', 'FINE_TUNE']]);
    for (const named of [
      { of: 'ARTIFACT' as const, digest: digestOf(listed) },
      { of: 'LICENSE' as const, license: 'CC-BY-ND-4.0' },
    ]) {
      const { statement } = await warn(stella, [named]);
      expect((await reached())['bea/listed']).toEqual([`${named.of} 1 huggingface.co:acme/base inherited`]);
      const { concernsOfFiles } = await hub.anonymous.ask<{ concernsOfFiles: unknown }>(
        'query ($digests: [Digest!]!) { concernsOfFiles(digests: $digests) { isKnown concerns { kind severity } } }',
        { digests: [digestOf(listed)] },
      );
      expect(concernsOfFiles).toEqual([
        { isKnown: true, concerns: [{ kind: 'ADVISORY', severity: 'HIGH' }] },
      ]);
      expect((await reachedBy(statement.logIndex)).nodes).toEqual([
        '0 huggingface.co:acme/base',
        '1 bea/listed',
      ]);
      await withdraw(stella, statement.id);
    }
  });

  test('several things at once, each checkpoint once and by the nearest way', async () => {
    const { statement } = await warn(stella, [
      { of: 'CHECKPOINT', digest: await coreOf('ada/base') },
      { of: 'CHECKPOINT', digest: await coreOf('bea/tuned') },
      { of: 'DATASET', digest: dataset },
    ]);
    expect(await reached()).toMatchObject({
      'ada/base': ['CHECKPOINT 0 ada/base'],
      'bea/tuned': ['CHECKPOINT 0 bea/tuned'],
      'bea/distilled': ['CHECKPOINT 1 bea/tuned inherited'],
      'ada/apart': [],
      'ada/trained': ['DATASET 0 ada/trained'],
    });
    await withdraw(stella, statement.id);
  });

  test('and what is published under it later', async () => {
    const { statement } = await warn(ada, [{ of: 'CHECKPOINT', digest: await coreOf('ada/apart') }]);
    await hub.background.idle();
    await publish(bea, 'bea/late', 6, [['ada/apart', 'FINE_TUNE']]);
    expect((await reached())['bea/late']).toEqual(['CHECKPOINT 1 ada/apart inherited']);
    expect(await reachedBy(statement.logIndex)).toMatchObject({ count: 1 });
    hub.clock.offsetMs += 6 * 60_000;
    hub.background.wake();
    await hub.background.idle();
    expect(await reachedBy(statement.logIndex)).toMatchObject({ count: 2 });
    await withdraw(ada, statement.id);
  });
});

describe('who may warn', () => {
  test('a publisher of what they published first, and of nothing else', async () => {
    const core = await coreOf('ada/base');
    expect(await codeOf(warn(bea, [{ of: 'CHECKPOINT', digest: core }]))).toBe('HUB_ADVISORY_FOREIGN');
    expect(await codeOf(warn(bea, [{ of: 'ARTIFACT', digest: digestOf(baseWeights) }]))).toBe(
      'HUB_ADVISORY_FOREIGN',
    );
    expect(await codeOf(warn(ada, [{ of: 'LICENSE', license: 'MIT' }]))).toBe('HUB_ADVISORY_FOREIGN');
    expect(await codeOf(warn(bea, [{ of: 'DATASET', digest: dataset }]))).toBe('HUB_ADVISORY_FOREIGN');
    // Republished by somebody else, the bytes are still their first publisher's to warn of.
    await publishSelf(bea, { model: 'bea/copy', files: { 'model.safetensors': baseWeights } });
    expect(await codeOf(warn(bea, [{ of: 'CHECKPOINT', digest: core }]))).toBe('HUB_ADVISORY_FOREIGN');
    const { statement } = await warn(ada, [{ of: 'CHECKPOINT', digest: core }]);
    expect((await reached())['bea/copy']).toEqual(['CHECKPOINT 0 bea/copy']);
    expect(await codeOf(withdraw(bea, statement.id))).toBe('HUB_ADVISORY_FOREIGN');
    await withdraw(stella, statement.id);
    expect(await codeOf(withdraw(ada, statement.id))).toBe('HUB_ADVISORY_WITHDRAWN');
  });

  test('a steward only with a token that moderates', async () => {
    const { token } = await stella.client.act<{ __typename: string; token: string }>(
      `mutation { createToken(label: "small", scopes: [PUBLISH, READ]) { __typename ... on TokenCreated { token } ${REFUSAL_FIELDS} } }`,
      {},
    );
    const small = { ...stella, client: hub.as(token) };
    expect(await codeOf(warn(small, [{ of: 'LICENSE', license: 'MIT' }]))).toBe('HUB_ADVISORY_FOREIGN');
  });

  test('of a file that nobody published here, a steward', async () => {
    const digest = digestOf('malware');
    const { statement } = await warn(stella, [{ of: 'ARTIFACT', digest }]);
    await hub.background.idle();
    expect(await reachedBy(statement.logIndex)).toMatchObject({ nodes: [], count: 0 });
    await withdraw(stella, statement.id);
  });

  test.each([
    ['HUB_CHECKPOINT_UNKNOWN', [{ of: 'CHECKPOINT', digest: digestOf('nothing') }]],
    ['HUB_DATASET_UNKNOWN', [{ of: 'DATASET', digest: digestOf('nothing') }]],
    ['HUB_ADVISORY_LICENSE', [{ of: 'LICENSE', license: 'MIT OR Apache-2.0' }]],
    ['LICENSE_UNKNOWN', [{ of: 'LICENSE', license: 'no license' }]],
    ['ATTESTATION_BODY_INVALID', []],
  ] as const)('refused with %s', async (code, named) => {
    expect(await codeOf(warn(stella, [...named]))).toBe(code);
  });

  test('refused with another subject than what it names, and with references that are no web addresses', async () => {
    const affectedHere: Body['affected'] = [{ of: 'LICENSE', license: 'MIT' }];
    expect(await codeOf(warn(stella, affectedHere, { references: ['javascript:alert(1)'] }))).toBe(
      'ATTESTATION_BODY_INVALID',
    );
    const body: Body = {
      title: 'x',
      severity: 'LOW',
      kind: 'DATA',
      affected: affectedHere,
      text: 'x',
      remedy: null,
      references: [],
    };
    const subject = { name: 'MIT', digest: digestOf('Apache-2.0') };
    expect(await codeOf(signAndSubmit(stella, 'advisory', subject, body))).toBe('HUB_ADVISORY_SUBJECT');
  });
});

const PUBLISH = `mutation ($input: PublishAdvisoryInput!) { publishAdvisory(input: $input) { __typename
  ... on AdvisoryPublished { advisory { id title targets { of value } publishedBy { name } } statement { kind custody } }
  ${REFUSAL_FIELDS} } }`;
const WITHDRAW = `mutation ($id: ID!, $reason: String!) { withdrawAdvisory(id: $id, reason: $reason) { __typename
  ... on AdvisoryWithdrawn { advisory { id withdrawal { kind } } } ${REFUSAL_FIELDS} } }`;

describe('with a key that the hub holds', () => {
  let carl: Member;
  const input = {
    title: 'bad',
    severity: 'LOW',
    kind: 'LICENSE',
    affected: [{ of: 'LICENSE', license: 'CC-BY-NC-4.0' }],
    text: 'not for companies',
  };

  test('a steward publishes and withdraws by mutation', async () => {
    carl = await hub.joinHub('carl', 'STEWARD');
    const made = await carl.client.act<{ __typename: string; advisory: { id: string } }>(PUBLISH, { input });
    expect(made).toMatchObject({
      advisory: { targets: [{ of: 'LICENSE', value: 'CC-BY-NC-4.0' }], publishedBy: { name: 'carl' } },
      statement: { kind: 'advisory', custody: 'HUB' },
    });
    const { id } = made.advisory;
    const listed = async (level: string, includeWithdrawn: boolean) => {
      const answer = await hub.anonymous.ask<{ advisories: { nodes: { id: string }[] } }>(
        `query ($level: Severity!, $includeWithdrawn: Boolean!) {
           advisories(level: $level, includeWithdrawn: $includeWithdrawn, first: 100) { nodes { id } } }`,
        { level, includeWithdrawn },
      );
      return answer.advisories.nodes.map((node) => node.id).includes(id);
    };
    expect([await listed('LOW', false), await listed('MODERATE', false)]).toEqual([true, false]);
    expect(await carl.client.act<{ __typename: string }>(WITHDRAW, { id, reason: 'resolved' })).toMatchObject(
      { advisory: { id, withdrawal: { kind: 'withdrawal' } } },
    );
    expect([await listed('LOW', false), await listed('LOW', true)]).toEqual([false, true]);
    const { node } = await hub.anonymous.ask<{ node: unknown }>(
      'query ($id: ID!) { node(id: $id) { id ... on Advisory { title } } }',
      { id },
    );
    expect(node).toEqual({ id, title: 'bad' });
  });

  test('who has none is told so, and who names nothing of theirs', async () => {
    expect(await codeOf(ada.client.act(PUBLISH, { input }))).toBe('HUB_KEY_NOT_HELD');
    const dora = await hub.joinHub('dora');
    expect(await codeOf(dora.client.act(PUBLISH, { input }))).toBe('HUB_ADVISORY_FOREIGN');
    expect(await codeOf(hub.anonymous.act(PUBLISH, { input }))).toBe('HUB_SIGN_IN_NEEDED');
    expect(await codeOf(dora.client.act(WITHDRAW, { id: 'Advisory:99999', reason: 'x' }))).toBe(
      'HUB_ADVISORY_UNKNOWN',
    );
  });
});
