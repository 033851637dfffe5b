import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf, parseDigest } from '../../src/base/digest.ts';
import { inviteContributor } from '../../src/client/generated/operations.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { runProgram, scratchFolder } from '../cli/run-program.ts';
import { publishByHub, publishSelf, smallSafetensors } from '../support/publishing.ts';
import { REFUSAL_FIELDS } from '../support/any-client.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
let ada: SelfMember;
let bea: SelfMember;

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  bea = await hub.joinSelf('bea');
  for (const [revision, weight] of [
    ['r1', 1],
    ['r2', 2],
  ] as const)
    await publishSelf(ada, {
      model: 'ada/net',
      revision,
      license: 'CC-BY-NC-4.0',
      files: { 'model.safetensors': smallSafetensors(weight) },
    });
  await publishSelf(bea, {
    model: 'bea/tuned',
    license: 'MIT',
    files: { 'model.safetensors': smallSafetensors(3) },
    parents: [{ reference: 'ada/net@r2', kind: 'FINE_TUNE' }],
  });
  await hub.background.idle();
});
afterAll(() => hub?.[Symbol.asyncDispose]());

const reason = 'trained on the test set';

async function withdraw(member: SelfMember, reference: string) {
  const { digest, name } = await meant(reference);
  const body = { of: 'CHECKPOINT', parent: null, kind: null, reason } as const;
  return signAndSubmit(member, 'withdrawal', { name, digest: parseDigest(digest) }, body);
}

interface Meant {
  readonly digest: string;
  readonly name: string;
  readonly withdrawal: { readonly reason: string; readonly statement: { readonly kind: string } } | null;
}

async function meant(reference: string): Promise<Meant> {
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: Meant }>(
    `query ($reference: String!) {
      checkpoint(reference: $reference) { digest name withdrawal { reason statement { kind } } } }`,
    { reference },
  );
  return checkpoint;
}

async function foundBy(filter: object): Promise<readonly string[]> {
  const { search } = await hub.anonymous.ask<{ search: { nodes: readonly { name: string }[] } }>(
    'query ($filter: CheckpointFilter!) { search(filter: $filter, first: 50) { nodes { name } } }',
    { filter },
  );
  return search.nodes.map(({ name }) => name).toSorted();
}

describe('a checkpoint that its publisher takes back', () => {
  test('is nobody else’s to take back', async () => {
    expect(await codeOf(withdraw(bea, 'ada/net@r2'))).toBe('HUB_CHECKPOINT_FOREIGN');
    expect((await meant('ada/net')).name).toBe('ada/net@r2');
  });

  test('is no longer what its model’s name means, and no search finds it', async () => {
    expect(await foundBy({})).toEqual(['ada/net@r1', 'ada/net@r2', 'bea/tuned']);
    await withdraw(ada, 'ada/net@r2');
    expect((await meant('ada/net')).name).toBe('ada/net@r1');
    expect(await foundBy({})).toEqual(['ada/net@r1', 'bea/tuned']);
    expect(await foundBy({ text: 'net' })).toEqual(['ada/net@r1']);
    expect(await foundBy({ owner: 'ada' })).toEqual(['ada/net@r1']);
    expect(await codeOf(withdraw(ada, 'ada/net@r2'))).toBe('HUB_CHECKPOINT_WITHDRAWN');
  });

  test('stays for who names it, with the reason, and above what was made from it', async () => {
    const held = await meant('ada/net@r2');
    expect(held.withdrawal).toEqual({ reason, statement: { kind: 'withdrawal' } });
    expect(await meant(held.digest)).toEqual(held);
    const { checkpoint } = await hub.anonymous.ask<{
      checkpoint: { ancestors: { nodes: readonly { checkpoint: Meant }[] } };
    }>(
      '{ checkpoint(reference: "bea/tuned") { ancestors { nodes { checkpoint { name withdrawal { reason } } } } } }',
    );
    expect(checkpoint.ancestors.nodes).toEqual([
      { checkpoint: { name: 'ada/net@r2', withdrawal: { reason } } },
    ]);
    // Its license binds those below it as before.
    expect(await foundBy({ licenseSet: 'COMMERCIAL' })).toEqual([]);
  });

  test('is a concern of its file, until another checkpoint has the file', async () => {
    const digests = [digestOf(smallSafetensors(2))];
    const concerns = () =>
      hub.anonymous.ask(
        'query ($digests: [Digest!]!) { concernsOfFiles(digests: $digests) { concerns { kind severity sentence } } }',
        { digests },
      );
    expect(await concerns()).toMatchObject({
      concernsOfFiles: [
        {
          concerns: [
            {
              kind: 'CHECKPOINT_WITHDRAWN',
              severity: 'HIGH',
              sentence: `its publisher took it back: ${reason}`,
            },
          ],
        },
      ],
    });
    await publishSelf(ada, {
      model: 'ada/net',
      revision: 'r3',
      files: { 'model.safetensors': smallSafetensors(2), 'README.md': '# measured again' },
    });
    expect(await concerns()).toMatchObject({ concernsOfFiles: [{ concerns: [] }] });
    expect((await meant('ada/net')).name).toBe('ada/net@r3');
  });

  test('is what the name means where all of them were taken back', async () => {
    await withdraw(ada, 'ada/net@r1');
    await withdraw(ada, 'ada/net@r3');
    expect(await meant('ada/net')).toMatchObject({ name: 'ada/net@r3', withdrawal: { reason } });
  });

  test('can be one whose key the hub holds', async () => {
    const cy = await hub.joinHub('cy');
    await publishByHub(cy, { model: 'cy/net', files: { 'model.safetensors': smallSafetensors(7) } });
    const { withdrawCheckpoint } = await cy.client.ask<{ withdrawCheckpoint: object }>(
      `mutation { withdrawCheckpoint(checkpoint: "cy/net", reason: "the wrong file") {
        __typename ... on CheckpointWithdrawn { checkpoint { withdrawal { reason } } } ${REFUSAL_FIELDS} } }`,
    );
    expect(withdrawCheckpoint).toMatchObject({
      __typename: 'CheckpointWithdrawn',
      checkpoint: { withdrawal: { reason: 'the wrong file' } },
    });
    expect(await foundBy({ owner: 'cy' })).toEqual([]);
  });
});

test('heirloom withdraw takes it back; pull then warns, and --strict refuses', async () => {
  await using folder = await scratchFolder();
  const run = (...words: readonly string[]) => runProgram(folder.path, words);
  const { code } = await hub.owner.client.act(inviteContributor, { name: 'dan', role: 'CONTRIBUTOR' });
  await run('login', hub.url, '--invite', code, '--name', 'dan');
  const weights = path.join(folder.path, 'model.safetensors');
  await writeFile(weights, smallSafetensors(9));
  expect(
    (await run('publish', weights, '--name', 'dan/net', '--revision', 'r1', '--license', 'MIT', '--yes'))
      .code,
  ).toBe(0);
  expect((await run('withdraw', 'dan/none', '--reason', reason)).code).toBe(2);
  const done = await run('withdraw', 'dan/net@r1', '--reason', reason, '--json');
  expect(JSON.parse(done.output)).toMatchObject({ name: 'dan/net@r1' });
  const out = path.join(folder.path, 'out');
  const strict = await run('pull', 'dan/net@r1', '--strict', '--http-only', '--out', out);
  expect([strict.code, strict.complaint]).toEqual([2, expect.stringContaining(`taken back: ${reason}`)]);
  const pulled = await run('pull', 'dan/net@r1', '--http-only', '--out', out);
  expect([pulled.code, pulled.complaint]).toEqual([
    0,
    expect.stringContaining(`⚠ dan/net@r1: taken back: ${reason}`),
  ]);
});
