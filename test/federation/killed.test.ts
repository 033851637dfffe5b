import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openFamilyHub } from '../web/support/family.ts';
import type { TestHub } from '../support/test-hub.ts';
import { openTestRouter } from './parts.ts';

const QUESTION = `{ checkpoint(reference: "mnist/low-digits") { name license { expression }
  scores { value } biasWarnings { depth } ancestors { nodes { checkpoint { name scores { value } } } } } }`;

interface Answer {
  readonly data?: { readonly checkpoint: Readonly<Record<string, unknown>> | null } | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string; readonly subgraph: string } }[];
}

test('a process that is killed under load takes its part of the answers with it, until it is back', async () => {
  const { hub } = await openFamilyHub();
  await using _ = hub;
  await using parts = new AsyncDisposableStack();
  const start = async (subgraphs: readonly string[], folder: string, port = 0) => {
    const { child, url } = await startPart(hub, subgraphs, folder, port);
    parts.defer(() => kill(child));
    return { child, url };
  };
  const [graph, scienceFolder] = [
    await start(['registry', 'lineage', 'license', 'swarm'], await partFolder(hub)),
    await partFolder(hub),
  ];
  const science = await start(['evaluation', 'bias'], scienceFolder);
  // A process that is there may be late on a busy machine; one that was killed refuses connections at once.
  await using router = await openTestRouter({ graph: graph.url, science: science.url }, [], {
    timeoutMs: 30_000,
  });
  const ask = async () => {
    const response = await fetch(`${router.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUESTION }),
    });
    return (await response.json()) as Answer;
  };
  const whole = await ask();
  expect(whole.errors).toBeUndefined();
  const answers: Answer[] = [];
  const over = new AbortController();
  const load = Array.from({ length: 6 }, async () => {
    while (!over.signal.aborted) answers.push(await ask());
  });
  const next = async () => {
    const from = answers.length;
    await expect.poll(() => answers.length, { timeout: 60_000 }).toBeGreaterThan(from + 20);
    return answers.slice(from + 10);
  };

  expect(new Set((await next()).map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify(whole)]),
  );
  await kill(science.child);
  const partial = await next();
  for (const { data, errors } of partial) {
    expect(data?.checkpoint).toMatchObject({
      name: 'mnist/low-digits',
      license: { expression: 'Apache-2.0' },
      scores: null,
      biasWarnings: null,
      ancestors: { nodes: [{ checkpoint: { name: 'mnist/base@e2', scores: null } }, expect.anything()] },
    });
    expect(new Set(errors?.map(({ extensions }) => JSON.stringify(extensions)))).toEqual(
      new Set([JSON.stringify({ code: 'FEDERATION_SUBGRAPH_DOWN', subgraph: 'science' })]),
    );
  }
  const again = await start(['evaluation', 'bias'], scienceFolder, Number(new URL(science.url).port));
  expect(again.url).toBe(science.url);
  await expect.poll(() => JSON.stringify(answers.at(-1))).toBe(JSON.stringify(whole));
  over.abort();
  await Promise.all(load);
  // Each answer was whole, or had its reason.
  for (const answer of answers)
    if (JSON.stringify(answer) !== JSON.stringify(whole)) expect(answer.errors?.length).toBeGreaterThan(0);
  // Four processes start and are asked without a pause: a minute where two others work beside.
}, 180_000);

async function partFolder(hub: TestHub): Promise<string> {
  const dataFolder = path.join(await hub.folder(), 'data');
  for (const folder of ['secrets', 'weights'])
    await cp(path.join(hub.dataFolder, folder), path.join(dataFolder, folder), { recursive: true });
  return dataFolder;
}

async function startPart(hub: TestHub, subgraphs: readonly string[], dataFolder: string, port: number) {
  const child = fork(new URL('serve-part.ts', import.meta.url), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  });
  child.send({ databaseUrl: hub.database.url, dataFolder, subgraphs, port });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the part ended')));
  const [url] = (await Promise.race([once(child, 'message'), ended])) as [string];
  ended.catch(() => undefined);
  return { child, url };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
