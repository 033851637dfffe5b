import { expect, test } from 'vitest';
import { openTestHub } from '../support/test-hub.ts';

interface Answer {
  readonly data: unknown;
  readonly errors?: unknown;
  readonly extensions: { readonly ftv1?: string; readonly cost?: object };
}

test('a question asked often is traced each time that a router wants it, and never else', async () => {
  await using hub = await openTestHub();
  const ask = async (headers: Readonly<Record<string, string>>) => {
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({
        query: '{ advisories(first: 2) { nodes { id } pageInfo { hasNextPage } } }',
      }),
    });
    return (await response.json()) as Answer;
  };
  const traced = { 'apollo-federation-include-trace': 'ftv1' };
  const ofRouter = { ...traced, accept: 'application/json, application/graphql-response+json' };
  // From the fourth on such a question is answered by compiled code.
  const plain: Answer[] = [];
  for (let i = 0; i < 5; i += 1) plain.push(await ask({}));
  const told = [await ask(traced), await ask(ofRouter), await ask(ofRouter), await ask(traced)];
  for (let i = 0; i < 5; i += 1) plain.push(await ask({ accept: ofRouter.accept }));

  const data = { advisories: { nodes: [], pageInfo: { hasNextPage: false } } };
  for (const answer of plain) expect(answer).toEqual({ data, extensions: { cost: expect.anything() } });
  for (const answer of told) {
    expect(answer).toEqual({ data, extensions: { ftv1: expect.any(String) } });
    // Apollo's protobuf has each field's name in it.
    expect(Buffer.from(answer.extensions.ftv1!, 'base64').includes('hasNextPage')).toBe(true);
  }
});
