import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openFamilyHub } from '../web/support/family.ts';
import { openTestRouter } from './parts.ts';

interface Rated {
  readonly checkpoint: {
    readonly name: string;
    readonly rating: { readonly stars: number; readonly votes: number } | null;
    readonly ancestors: { readonly nodes: readonly { readonly checkpoint: object }[] };
  };
}

/** The guide's question: lineage of the hub, stars of the others. */
const QUESTION = `query ($reference: String!) { checkpoint(reference: $reference) {
  name rating { stars votes }
  ancestors { nodes { depth checkpoint { name rating { stars votes } license { expression } scores { value } } } }
} }`;

test('the guide’s subgraph of ratings is asked together with lineage in one question', async () => {
  const { hub } = await openFamilyHub();
  await using _ = hub;
  await using ratings = await startRatings();
  await using router = await openTestRouter({ hub: hub.url, ratings: ratings.url }, ['hub']);
  const digestOf = async (reference: string) =>
    (
      await router.client.ask<{ checkpoint: { digest: string } }>(
        'query ($r: String!) { checkpoint(reference: $r) { digest } }',
        { r: reference },
      )
    ).checkpoint.digest;
  const rate = async (reference: string, stars: number) =>
    router.client.ask<{ rate: object }>(
      'mutation ($d: Digest!, $s: Int!) { rate(digest: $d, stars: $s) { name rating { stars votes } } }',
      { d: await digestOf(reference), s: stars },
    );

  expect(await rate('mnist/low-digits', 5)).toEqual({
    rate: { name: 'mnist/low-digits', rating: { stars: 5, votes: 1 } },
  });
  await rate('mnist/base@e2', 4);
  await rate('mnist/base@e2', 3);

  const { checkpoint } = await router.client.ask<Rated>(QUESTION, { reference: 'mnist/low-digits' });
  expect(checkpoint).toMatchObject({ name: 'mnist/low-digits', rating: { stars: 5, votes: 1 } });
  expect(checkpoint.ancestors.nodes).toEqual([
    {
      depth: 1,
      checkpoint: {
        name: 'mnist/base@e2',
        rating: { stars: 3.5, votes: 2 },
        license: { expression: 'Apache-2.0' },
        scores: [],
      },
    },
    { depth: 2, checkpoint: expect.objectContaining({ name: 'mnist/base@e1', rating: null }) },
  ]);
  // From theirs to ours: they know digests, the hub the rest.
  expect(await router.client.ask('{ bestRated { name place { generation } rating { stars } } }')).toEqual({
    bestRated: [
      { name: 'mnist/low-digits', place: { generation: 2 }, rating: { stars: 5 } },
      { name: 'mnist/base@e2', place: { generation: 1 }, rating: { stars: 3.5 } },
    ],
  });
  // A stub has no digest, and so no rating of theirs.
  const ofStub = await router.client.ask<Rated>(QUESTION, { reference: 'mnist/scratch' });
  expect(ofStub.checkpoint.ancestors.nodes).toMatchObject([
    { checkpoint: { name: 'huggingface.co:acme/digits', rating: null, license: null } },
  ]);
});

async function startRatings() {
  const program = fileURLToPath(new URL('../../docs/guides/ratings-subgraph.js', import.meta.url));
  const child = spawn(process.execPath, [program, '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    url: new URL(line.slice('ratings on '.length)).origin,
    async [Symbol.asyncDispose]() {
      child.kill();
      await once(child, 'exit');
    },
  };
}
