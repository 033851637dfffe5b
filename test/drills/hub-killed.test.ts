import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { isPublished } from '../../src/client/publish-checkpoint.ts';
import { uploadNotes } from '../../src/client/upload-notes.ts';
import { planSelf, publishPlan, smallSafetensors, upload, type PlannedSelf } from '../support/publishing.ts';
import { openTestHub, type SelfMember } from '../support/test-hub.ts';
import { DrillGround, kill, stop } from './hub-process.ts';
import { cycles, drillMsMax, moments } from './moments.ts';
import { expectWhole } from './whole.ts';

const VALUES = 3 << 20;
/** A publication of 12 MB takes about so long here. */
const WITHIN_MS = 700;

test(
  'a hub killed at any moment of a publication ends with it published exactly once',
  async () => {
    await using ground = await DrillGround.open();
    let hub = await ground.startHub();
    const olga = await ground.joinOwner();
    const acknowledged: string[] = [];
    for (const [cycle, moment] of moments(7, cycles(3), WITHIN_MS).entries()) {
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
  },
  drillMsMax(3),
);

test('a file that was whole when the hub was killed, but not taken in, is taken in by the same upload', async () => {
  await using hub = await openTestHub();
  const ada = await hub.joinSelf('ada');
  const bytes = smallSafetensors(1, 1 << 16);
  const digest = digestOf(bytes);
  const created = await hub.as(ada.token).fetch('/uploads', {
    method: 'POST',
    headers: {
      ...ada.client.headers,
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.byteLength),
      'upload-metadata': `digest ${btoa(digest)},path ${btoa('model.safetensors')}`,
    },
  });
  const uploadUrl = new URL(created.headers.get('location') ?? '', hub.url).href;
  const left = path.join(hub.dataFolder, 'uploads', path.basename(uploadUrl));
  await writeFile(left, bytes);
  const note = { size: bytes.byteLength, metadata: {}, creationTime: '', urlStorageKey: '', uploadUrl };
  await uploadNotes(ada.home).addUpload(`${hub.url} ${digest}`, { ...note, parallelUploadUrls: null });
  expect(await upload(ada, 'model.safetensors', bytes)).toBe('UPLOADED');
  expect(await hub.hub.weights.has(digest)).toBe(true);
  await expect(stat(left)).rejects.toMatchObject({ code: 'ENOENT' });
});

async function publish(member: SelfMember, plan: PlannedSelf): Promise<string> {
  return publishPlan(member, plan).then(
    () => 'ACKNOWLEDGED',
    (error: Error) => error.message,
  );
}
