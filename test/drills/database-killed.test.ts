import { once } from 'node:events';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { hubFacts } from '../../src/client/generated/operations.ts';
import type { AnyClient } from '../support/any-client.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { DrillGround, stop } from './hub-process.ts';
import { cycles, drillMsMax, moments } from './moments.ts';
import { expectWhole } from './whole.ts';

test(
  'a killed PostgreSQL is started again by the hub, and meanwhile answers are coded',
  async () => {
    await using ground = await DrillGround.open();
    const hub = await ground.startHub();
    const olga = await ground.joinOwner();
    for (const [cycle, moment] of moments(11, cycles(2), 300).entries()) {
      const before = await ground.postmasterPid();
      const publication = {
        model: `olga/net-${cycle}`,
        files: { 'model.safetensors': smallSafetensors(cycle) },
      };
      const first = codeOf(publishSelf(olga, publication));
      await delay(moment);
      process.kill(before, 'SIGKILL');
      const codes = await codesUntilBack(olga.client, async () => (await ground.postmasterPid()) !== before);
      expect([...codes].filter((code) => code !== '503 STORE_UNREACHABLE')).toEqual([]);
      expect(['it was done', 'STORE_UNREACHABLE', 'CLIENT_UPLOAD_FAILED']).toContain(await first);
      await publishSelf(olga, { ...publication, revision: 'again' });
      await expectWhole(ground);
    }
    expect(hub.exitCode).toBeNull();
    expect(await stop(hub)).toBe(0);
  },
  drillMsMax(2),
);

test('a PostgreSQL that cannot be started again ends the hub with 1 and a message', async () => {
  await using ground = await DrillGround.open();
  const hub = await ground.startHub();
  const complaint = text(hub.stdout!);
  const gone = once(hub, 'exit');
  const pid = await ground.postmasterPid();
  const control = path.join(ground.dataFolder, 'postgres', 'data', 'global', 'pg_control');
  await rename(control, `${control}.away`);
  process.kill(pid, 'SIGKILL');
  expect((await gone)[0]).toBe(1);
  expect(JSON.parse(await complaint)).toMatchObject({
    error: { code: 'STORE_EMBEDDED_CRASHED' },
  });
});

/**
 * What the hub says until it works again: HTTP status and code of each answer that was not one. A process of the killed
 * server may still answer before it notices, so an answer counts once `isOther` server is there.
 */
async function codesUntilBack(
  { url, headers }: AnyClient,
  isOther: () => Promise<boolean>,
): Promise<ReadonlySet<string>> {
  const codes = new Set<string>();
  for (let asked = 0; asked < ANSWERS_MAX; asked++) {
    const isBack = await isOther();
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: hubFacts }),
    });
    const answer = (await response.json()) as Answer;
    const code = answer.error?.code ?? answer.errors?.[0]?.extensions.code;
    if (code === undefined && isBack) return codes;
    if (code !== undefined) codes.add(`${answer.error ? response.status : 503} ${code}`);
    await delay(20);
  }
  throw new Error(`the hub did not come back: ${[...codes].join()}`);
}

const ANSWERS_MAX = 1000;

interface Answer {
  readonly error?: { readonly code: string };
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}
