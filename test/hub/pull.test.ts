import { readFile, readdir } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { canonicalJson, type PlainJson } from '../../src/base/canonical-json.ts';
import { signStatement } from '../../src/attestation/statement.ts';
import { digestOf, hexOf, type Digest } from '../../src/base/digest.ts';
import { AnyClient } from '../support/any-client.ts';
import { planPull, pullPlans } from '../../src/client/pull-checkpoint.ts';
import type { PullProgress } from '../../src/swarm/pull.ts';
import { hostilePickle } from '../support/pickle.ts';
import { openLyingHub, type LyingHub } from '../support/lying-hub.ts';
import { HOST_MARK, publishByHub, publishSelf, smallSafetensors } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
let ada: SelfMember;
let digest: string;
/** Large enough to travel in several pieces. */
const weights = smallSafetensors(1, 400_000);
const card = '# net\n';

beforeAll(async () => {
  hub = await openTestHub({ isWebSeedOn: false });
  ada = await hub.joinSelf('ada');
  const accepted = await publishSelf(ada, {
    model: 'ada/net',
    files: { 'model.safetensors': weights, 'docs/README.md': card },
  });
  digest = accepted.checkpoint?.digest ?? '';
  const eve = await hub.joinHub('eve');
  await publishByHub(eve, { model: 'eve/net', files: { 'model.safetensors': smallSafetensors(2) } });
  await publishByHub(eve, {
    model: 'eve/mixed',
    files: { 'model.safetensors': smallSafetensors(2), 'optimizer.pt': hostilePickle() },
  });
});
afterAll(() => hub?.[Symbol.asyncDispose]());

const ask = async (reference: string, client = hub.anonymous, roles: null | readonly ['WEIGHTS'] = null) =>
  planPull(client, { reference, folder: await hub.folder(), roles });

describe('with the web seed off', () => {
  test('the hub gives weights to no plain download', async () => {
    const response = await fetch(`${hub.url}/artifacts/${hexOf(digestOf(weights))}`);
    expect([response.status, await response.json()]).toEqual([
      403,
      { error: expect.objectContaining({ code: 'HTTP_WEB_SEED_OFF' }) },
    ]);
  });

  test('a pull brings the very bytes from peers alone', async () => {
    const folder = await hub.folder();
    const plan = await planPull(hub.anonymous, { reference: 'ada/net', folder, roles: null });
    expect(plan).toMatchObject({ digest, signedBy: 'ada', held: [] });
    const progress: number[] = [];
    const onProgress = ({ bytesDone }: PullProgress) => progress.push(bytesDone);
    const [pulled] = await pullPlans([plan], { mode: 'peers-only', onProgress });
    expect(await readFile(path.join(folder, 'model.safetensors'))).toEqual(Buffer.from(weights));
    expect(await readFile(path.join(folder, 'docs/README.md'), 'utf8')).toBe(card);
    expect(pulled?.peersMax).toBeGreaterThanOrEqual(1);
    expect(
      pulled?.artifacts.find(({ digest: pulledDigest }) => pulledDigest === digestOf(weights)),
    ).toMatchObject({
      bytesFromPeers: weights.byteLength,
      bytesFromWebSeed: 0,
    });
    expect((await readdir(folder, { recursive: true })).sort()).toEqual([
      'docs',
      'docs/README.md',
      'model.safetensors',
    ]);
    // What is there already is not brought again.
    const [again] = await pullPlans([plan], { mode: 'peers-only' });
    expect(again).toMatchObject({ bytesFromPeers: 0, bytesFromDisk: weights.byteLength + card.length });
  });

  test('a pull can take the weights alone', async () => {
    const plan = await ask('ada/net', hub.anonymous, ['WEIGHTS']);
    expect(plan.items.map(({ path: file }) => file)).toEqual(['model.safetensors']);
  });

  test('a quarantined file stays behind', async () => {
    const plan = await ask('eve/mixed');
    expect(plan.held).toEqual(['optimizer.pt']);
    expect(plan.items.map(({ path: file }) => file)).toEqual(['model.safetensors']);
  });

  test('a name nobody has is refused', async () => {
    expect(await codeOf(ask('ada/nothing'))).toBe('HUB_CHECKPOINT_UNKNOWN');
  });
});

describe('a hub that lies', () => {
  let liar: LyingHub;
  beforeAll(async () => void (liar = await openLyingHub(hub.url)));
  afterAll(() => liar?.[Symbol.asyncDispose]());
  beforeEach(() => void (liar.lies = {}));
  const pull = (reference: string) => codeOf(ask(reference, new AnyClient(liar.url, null)));

  interface Told {
    checkpoint: {
      digest: string;
      isOffered: boolean;
      statement: { envelope: { payload: string; signatures: { sig: string; keyid: string }[] } } | null;
      artifacts: { artifact: { digest: string } }[];
    };
  }
  const lie = (change: (told: Told['checkpoint']) => void) => {
    liar.lies.answer = (data) => {
      change((data as unknown as Told).checkpoint);
      return data;
    };
  };

  test('is believed as long as it does not', async () => {
    expect(await pull('ada/net')).toBe('it was done');
    expect(await pull(digest)).toBe('it was done');
  });

  test.for<[string, (told: Told['checkpoint']) => void, string]>([
    [
      'a changed payload',
      ({ statement }) => {
        const { envelope } = statement!;
        const text = Buffer.from(envelope.payload, 'base64').toString().replace('ada/net', 'ada/nut');
        envelope.payload = Buffer.from(text).toString('base64');
      },
      'ATTESTATION_SIGNATURE_INVALID',
    ],
    [
      'a changed signature',
      ({ statement }) =>
        void (statement!.envelope.signatures[0]!.sig = Buffer.alloc(64, 1).toString('base64')),
      'ATTESTATION_SIGNATURE_INVALID',
    ],
    ['no statement', (told) => void (told.statement = null), 'ATTESTATION_ENVELOPE_MALFORMED'],
    ['another digest', (told) => void (told.digest = digestOf('other')), 'CLIENT_STATEMENT_FOREIGN'],
  ])('with %s is not believed', async ([, change, code]) => {
    lie(change);
    expect(await pull('ada/net')).toBe(code);
  });

  test('with another manifest is not believed', async () => {
    liar.lies.bytes = (file, bytes) =>
      file === `/artifacts/${digest.slice('sha256:'.length)}` ? Buffer.from(`${bytes.toString()} `) : null;
    expect(await pull('ada/net')).toBe('CLIENT_MANIFEST_CHANGED');
  });

  test('that gives another’s checkpoint, signed as it should be, is not believed', async () => {
    const other = await hub.anonymous.ask<Told>(
      '{ checkpoint(reference: "eve/net") { digest name isStub isOffered state statement { logIndex contributor { name } envelope } artifacts { path artifact { digest sizeBytes state path } } } }',
    );
    liar.lies.answer = () => other;
    expect(await pull(digest)).toBe('CLIENT_STATEMENT_FOREIGN');
    expect(await pull('ada/net')).toBe('CLIENT_STATEMENT_FOREIGN');
    expect(await pull('eve/net')).toBe('it was done');
  });

  test('with a torrent of other bytes does not get them to the folder', async () => {
    const other = await ask('eve/net');
    liar.lies.bytes = (file) => (file.endsWith('.torrent') ? Buffer.from(other.items[0]!.metainfo!) : null);
    const plan = await ask('ada/net', new AnyClient(liar.url, null), ['WEIGHTS']);
    expect(await codeOf(pullPlans([plan], { mode: 'peers-only' }))).toMatch(/^SWARM_/);
  });

  test('that answers with a page, or not at all, ends in a coded error', async () => {
    liar.lies.bytes = () => Buffer.from('<html>');
    expect(await pull('ada/net')).toBe('CLIENT_MANIFEST_CHANGED');
    liar.lies.answer = () => 'nonsense';
    expect(await pull('ada/net')).toMatch(/^CLIENT_|^HUB_/);
    const nobody = new AnyClient('http://127.0.0.1:1', null);
    expect(await codeOf(ask('ada/net', nobody))).toBe('CLIENT_HUB_UNREACHABLE');
  });

  // Here the publisher is the liar: everything is signed as it should be.
  test.for<[string, (manifest: Record<string, unknown>) => unknown, string]>([
    [
      'a path out of the folder',
      (manifest) => ({ ...manifest, artifacts: pathsOf(manifest, '../../evil') }),
      'CHECKPOINT_MANIFEST_MALFORMED',
    ],
    [
      'an absolute path',
      (manifest) => ({ ...manifest, artifacts: pathsOf(manifest, '/etc/evil') }),
      'CHECKPOINT_MANIFEST_MALFORMED',
    ],
    ['another model’s name', (manifest) => ({ ...manifest, model: 'eve/net' }), 'CLIENT_STATEMENT_FOREIGN'],
    ['nothing', () => null, 'CHECKPOINT_MANIFEST_MALFORMED'],
  ])('with a manifest of %s writes nothing', async ([, change, code]) => {
    const plan = await ask('ada/net');
    const bytes = Buffer.from(canonicalJson(change(plan.manifest as never) as PlainJson));
    forge(bytes);
    expect(await pull('ada/net')).toBe(code);
  });

  test('with a manifest that is no JSON ends in a coded error', async () => {
    forge(Buffer.from('no manifest'));
    expect(await pull('ada/net')).toBe('CLIENT_MANIFEST_MALFORMED');
  });

  test('in whose place a proxy answers ends in a coded error', async () => {
    const proxy = createServer((_, response) => void response.writeHead(502).end('<html>Bad gateway</html>'));
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const client = new AnyClient(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, null);
    expect(await codeOf(client.bytes('/artifacts/x', 10_000))).toBe('CLIENT_ANSWER_ODD');
    expect(await codeOf(client.ask('{ hub { id } }'))).toBe('CLIENT_ANSWER_ODD');
    proxy.close();
  });

  function pathsOf({ artifacts }: Record<string, unknown>, file: string) {
    const [first, ...rest] = artifacts as object[];
    return [{ ...first, path: file }, ...rest];
  }

  function forge(manifest: Buffer): void {
    const forged: Digest = digestOf(manifest);
    const subject = { name: 'ada/net', digest: forged };
    const body = { model: 'ada/net', revision: 'main', host: HOST_MARK };
    const envelope = signStatement(
      { kind: 'checkpoint', subject, hub: hub.hub.id, body },
      ada.signer,
      new Date(),
    );
    lie((told) => {
      told.digest = forged;
      told.statement = { ...told.statement!, envelope: envelope as never };
    });
    liar.lies.bytes = (file) => (file === `/artifacts/${hexOf(forged)}` ? manifest : null);
  }
});
