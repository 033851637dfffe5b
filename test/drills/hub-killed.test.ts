import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { publishPlan } from '../../src/client/publish-checkpoint.ts';
import { isPublished, type CheckpointPlan } from '../../src/client/publish-checkpoint.ts';
import { HOST_MARK, planSelf, smallSafetensors } from '../support/publishing.ts';
import type { SelfMember } from '../support/test-hub.ts';
import { DrillGround, kill, stop } from './hub-process.ts';
import { cycles, moments } from './moments.ts';
import { expectWhole } from './whole.ts';

const VALUES = 3 << 20;
/** A publication of 12 MB takes about so long here. */
const WITHIN_MS = 700;

test('a hub killed at any moment of a publication ends with it published exactly once', async () => {
  await using ground = await DrillGround.open();
  let hub = await ground.startHub();
  const olga = await ground.joinOwner();
  const acknowledged: string[] = [];
  for (const [cycle, moment] of moments(7, cycles(4), WITHIN_MS).entries()) {
    const files = { 'model.safetensors': smallSafetensors(cycle, VALUES), 'README.md': `# ${cycle}` };
    const plan = await planSelf(olga, { model: `olga/net-${cycle}`, files });
    const first = publish(olga, plan);
    await delay(moment);
    await kill(hub);
    hub = await ground.startHub();
    const outcome = await first;
    if (outcome === 'ACKNOWLEDGED') acknowledged.push(plan.digest);
    // What a person does: the same command again.
    if (!(await isPublished(olga, plan)))
      expect(await publish(olga, plan), `at ${moment} ms`).toBe('ACKNOWLEDGED');
    acknowledged.push(plan.digest);
    await expectWhole(ground);
  }
  const published = await ground.rows<{ subject_digest: string }>(
    `SELECT subject_digest FROM statement WHERE kind = 'checkpoint' ORDER BY log_index`,
  );
  expect(published.map((row) => row.subject_digest)).toEqual([...new Set(acknowledged)]);
  const unseeded = `SELECT a.digest FROM checkpoint_artifact c JOIN artifact a USING (digest) WHERE c.role = 'WEIGHTS' AND a.infohash IS NULL`;
  expect(await ground.rows(unseeded)).toEqual([]);
  expect(await stop(hub)).toBe(0);
}, 180_000);

async function publish(member: SelfMember, plan: CheckpointPlan): Promise<string> {
  return publishPlan(member, plan, HOST_MARK, () => undefined).then(
    () => 'ACKNOWLEDGED',
    (error: Error) => error.message,
  );
}
