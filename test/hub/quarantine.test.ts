import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf, hexOf } from '../../src/base/digest.ts';
import { INSPECTOR_VERSION } from '../../src/checkpoint/inspection.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { planPull } from '../../src/client/pull-checkpoint.ts';
import { hostilePickle } from '../support/pickle.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
let ada: SelfMember;
let stella: SelfMember;
const hostile = digestOf(hostilePickle());

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  stella = await hub.joinSelf('stella', 'STEWARD');
  await publishSelf(ada, {
    model: 'ada/net',
    files: { 'model.safetensors': smallSafetensors(1), 'extra.pt': hostilePickle() },
  });
});
afterAll(() => hub?.[Symbol.asyncDispose]());

const release = (member: SelfMember, digest: typeof hostile, reason = 'read by hand') =>
  signAndSubmit(member, 'moderation', { name: 'artifact', digest }, { action: 'RELEASE', reason });

const statusOf = async (query = '') => (await fetch(`${hub.url}/artifacts/${hexOf(hostile)}${query}`)).status;

describe('a quarantined file', () => {
  test('says what was found, and what to do', async () => {
    const { artifact } = await hub.anonymous.ask<{ artifact: unknown }>(
      `query ($digest: Digest!) { artifact(digest: $digest) {
         state findings { rule severity message received remedy } release { logIndex } swarm { infohash } } }`,
      { digest: hostile },
    );
    expect(artifact).toMatchObject({
      state: 'QUARANTINED',
      release: null,
      swarm: null,
      findings: [
        {
          rule: 'CHECKPOINT_PICKLE_GLOBAL',
          severity: 'ERROR',
          received: expect.stringContaining('os.system'),
        },
      ],
    });
  });

  test('is let go by nobody below a steward', async () => {
    expect(await codeOf(release(ada, hostile))).toBe('HUB_PERMISSION_MISSING');
    expect(await statusOf('?unsafe=allow')).toBe(403);
  });

  test('is let go by a steward, for who asks for it in so many words', async () => {
    await release(stella, hostile);
    expect([await statusOf(), await statusOf('?unsafe=allow')]).toEqual([403, 200]);
    const { artifact } = await hub.anonymous.ask<{ artifact: unknown }>(
      `query ($digest: Digest!) { artifact(digest: $digest) {
         state release { kind contributor { name } } swarm { infohash } } }`,
      { digest: hostile },
    );
    expect(artifact).toEqual({
      state: 'QUARANTINED',
      release: { kind: 'moderation', contributor: { name: 'stella' } },
      swarm: null,
    });
  });

  test('is let go once, and only what is held', async () => {
    expect(await codeOf(release(stella, hostile))).toBe('HUB_ARTIFACT_RELEASED');
    expect(await codeOf(release(stella, digestOf(smallSafetensors(1))))).toBe('HUB_ARTIFACT_NOT_HELD');
    expect(await codeOf(release(stella, digestOf('nothing')))).toBe('HUB_ARTIFACT_UNKNOWN');
  });
});

describe('a name is judged where it is given', () => {
  test('bytes brought under a code name don’t hold back the same bytes under a good one', async () => {
    const text = `# ${'x'.repeat(50)}\n`;
    await publishSelf(ada, {
      model: 'ada/a',
      files: { 'm.safetensors': smallSafetensors(3), 'run.py': text },
    });
    await publishSelf(ada, {
      model: 'ada/b',
      files: { 'm.safetensors': smallSafetensors(4), 'README.md': text },
    });
    const [row] = await hub.database.rows('SELECT state FROM artifact WHERE digest = $1', [digestOf(text)]);
    expect(row).toEqual({ state: 'VERIFIED' });
  });

  test('nor do bytes that passed make a program of them offered', async () => {
    const { checkpoint } = await hub.anonymous.ask<{ checkpoint: unknown }>(
      '{ checkpoint(reference: "ada/a") { artifacts { path state isOffered artifact { state } } } }',
      {},
    );
    expect(checkpoint).toEqual({
      artifacts: [
        { path: 'm.safetensors', state: 'VERIFIED', isOffered: true, artifact: { state: 'VERIFIED' } },
        { path: 'run.py', state: 'QUARANTINED', isOffered: false, artifact: { state: 'VERIFIED' } },
      ],
    });
    const folder = await hub.folder();
    const plan = await planPull(hub.anonymous, { reference: 'ada/a', folder, roles: null });
    expect(plan.held).toEqual(['run.py']);
  });
});

describe('a verdict under one name', () => {
  test('is worth nothing under another: a pickle brought as notes is a pickle as weights', async () => {
    const text = "cos\nsystem\n(S'true #B'\ntR.";
    await publishSelf(ada, {
      model: 'ada/notes',
      files: { 'm.safetensors': smallSafetensors(5), 'notes.txt': text },
    });
    await publishSelf(ada, { model: 'ada/weights', files: { 'model.pt': text } });
    const { checkpoint } = await hub.anonymous.ask<{ checkpoint: unknown }>(
      '{ checkpoint(reference: "ada/weights") { state isOffered artifacts { state isOffered } } }',
      {},
    );
    expect(checkpoint).toEqual({
      state: 'QUARANTINED',
      isOffered: false,
      artifacts: [{ state: 'QUARANTINED', isOffered: false }],
    });
  });
});

describe('what an older inspector judged', () => {
  test('is judged again; a file that turns bad leaves the swarm and the downloads at once', async () => {
    await publishSelf(ada, { model: 'ada/bad', files: { 'model.safetensors': smallSafetensors(8) } });
    await hub.background.idle();
    const digest = digestOf(smallSafetensors(8));
    const [{ infohash } = {}] = await hub.database.rows('SELECT infohash FROM artifact WHERE digest = $1', [
      digest,
    ]);
    expect(infohash).toMatch(/^[0-9a-f]{40}$/);
    // As if the rules had changed: the bytes are now such that no reader passes them.
    const { writeFile } = await import('node:fs/promises');
    await writeFile(hub.hub.weights.pathOf(digest), Buffer.from('not what it was'));
    await hub.database.rows(`UPDATE artifact SET inspector_version = 'heirloom-0' WHERE digest = $1`, [
      digest,
    ]);
    hub.hub.bell.ring();
    await hub.background.idle();
    const [after] = await hub.database.rows(
      'SELECT state, infohash, inspector_version FROM artifact WHERE digest = $1',
      [digest],
    );
    expect(after).toEqual({ state: 'REJECTED', infohash: null, inspector_version: INSPECTOR_VERSION });
    expect((await fetch(`${hub.url}/artifacts/${hexOf(digest)}`)).status).toBe(403);
    expect((await fetch(`${hub.url}/torrents/${String(infohash)}.torrent`)).status).toBe(404);
    const { checkpoint } = await hub.anonymous.ask<{ checkpoint: unknown }>(
      '{ checkpoint(reference: "ada/bad") { state isOffered } }',
      {},
    );
    expect(checkpoint).toEqual({ state: 'REJECTED', isOffered: false });
  });
});
