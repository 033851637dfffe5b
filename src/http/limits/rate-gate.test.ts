import { ServerResponse, type IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { RateGate } from './rate-gate.ts';

const rates = { anonymous: 3, contributor: 5, files: 2 };
const answer = () => new ServerResponse({ method: 'GET' } as IncomingMessage);

async function taken(gate: RateGate, name: 'anonymous' | 'contributor' | 'files', key: string) {
  const response = answer();
  const code = await gate.take(name, key, response).then(
    () => 'taken',
    (error: { code: string }) => error.code,
  );
  return { code, ...response.getHeaders() };
}

test('as much as an allowance holds is taken, told each time, and no more', async () => {
  const gate = new RateGate(rates);
  const policy = '"anonymous";q=3;w=300';
  for (const left of [2, 1, 0])
    expect(await taken(gate, 'anonymous', '192.0.2.1')).toEqual({
      code: 'taken',
      'ratelimit-policy': policy,
      ratelimit: `"anonymous";r=${left};t=300`,
    });
  expect(await taken(gate, 'anonymous', '192.0.2.1')).toMatchObject({
    code: 'HTTP_TOO_MANY_REQUESTS',
    'ratelimit-policy': policy,
    ratelimit: expect.stringMatching(/^"anonymous";r=0;t=(300|299)$/),
    'retry-after': expect.stringMatching(/^(300|299)$/),
  });
});

test('one asker’s allowance is nobody else’s, and each kind has its own', async () => {
  const gate = new RateGate(rates);
  for (let i = 0; i < 4; i++) await taken(gate, 'anonymous', '192.0.2.1');
  expect((await taken(gate, 'anonymous', '192.0.2.2')).code).toBe('taken');
  expect((await taken(gate, 'files', '192.0.2.1')).code).toBe('taken');
});

test('to look whether something is left takes nothing', async () => {
  const gate = new RateGate({ ...rates, anonymous: 1 });
  for (let i = 0; i < 3; i++) await gate.requireLeft('anonymous', '192.0.2.1', null);
  await gate.take('anonymous', '192.0.2.1', null);
  await expect(gate.requireLeft('anonymous', '192.0.2.1', answer())).rejects.toThrow(/more was asked/);
});

test('what is remembered of a crowd is bounded: those who come late share one allowance', async () => {
  const gate = new RateGate({ ...rates, contributor: 1 });
  for (let i = 0; i < 100_000; i++) await gate.take('contributor', `early ${i}`, null);
  await gate.take('contributor', 'late 1', null);
  await expect(gate.take('contributor', 'late 2', null)).rejects.toThrow(/more was asked/);
  await expect(gate.take('contributor', 'early 7', null)).rejects.toThrow(/more was asked/);
});
