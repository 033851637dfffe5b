import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Envelope } from '../../src/attestation/envelope.ts';
import { generateSeed, signerOf } from '../../src/attestation/key.ts';
import { openStatement, type Statement } from '../../src/attestation/statement.ts';
import { digestOf, type Digest } from '../../src/base/digest.ts';
import { refusal } from '../../src/base/errors.ts';
import { protocolDigest } from '../../src/evaluation/protocol.ts';
import { hostMark } from '../../src/runner/environment.ts';
import type {
  JobArtifact,
  JobSource,
  Lease,
  Progress,
  Promised,
  RunnerFacts,
} from '../../src/runner/job-source.ts';
import { runLoop, type RunnerLoop } from '../../src/runner/runner-loop.ts';
import { sandbox, type Sandbox } from '../../src/runner/sandbox.ts';
import { openLog } from '../../src/telemetry/log.ts';
import { makeFixture, mnistDataset, mnistProtocol } from './job-fixture.ts';
import { tinyModel } from './tiny-onnx.ts';

const COUNT = 20;
const dataset = mnistDataset(COUNT);
const protocol = mnistProtocol(dataset.digest, COUNT);
const model = tinyModel();
const bytesByDigest = new Map<Digest, Uint8Array>([
  [dataset.digest, dataset.bytes],
  [digestOf(model), model],
]);

let fixture: Awaited<ReturnType<typeof makeFixture>>;
beforeEach(async () => void (fixture = await makeFixture()));
afterEach(() => fixture[Symbol.asyncDispose]());

function artifact(path: string, bytes: Uint8Array): JobArtifact {
  return { path, role: 'WEIGHTS', digest: digestOf(bytes), sizeBytes: bytes.byteLength };
}

function leaseOf(change: Partial<Lease> = {}, checkpoint: Partial<Lease['checkpoint']> = {}): Lease {
  return {
    jobId: '7a2f0b4e-8f0a-4a52-9d6f-0d7f7b1f5c11',
    leaseToken: 'token',
    challenge: '5a'.repeat(32),
    expiresAt: new Date(Date.now() + 60_000),
    provider: 'cpu',
    checkpoint: {
      name: 'ada/digits',
      owner: 'ada',
      coreDigest: digestOf('core'),
      artifacts: [artifact('README.md', Buffer.from('x')), artifact('model.onnx', model)],
      ...checkpoint,
    },
    protocol,
    dataset: artifact('dataset.safetensors', dataset.bytes),
    ...change,
  };
}

/** A hub that hands out these leases and remembers what it was told. */
class ScriptedHub implements JobSource {
  readonly runners: RunnerFacts[] = [];
  readonly promised: Digest[] = [];
  readonly completed: Envelope[] = [];
  readonly failed: { error: string; isFinal: boolean }[] = [];
  readonly leases: Lease[];
  readonly told: Progress[] = [];
  heartbeats = 0;
  onHeartbeat: (count: number) => Date | null = () => new Date(Date.now() + 60_000);
  onCommit: (count: number) => Promised | null = () => ({ mayReveal: true, retryAfterSeconds: 0 });
  onComplete: () => boolean = () => true;
  onEmpty: () => void = () => undefined;

  constructor(...leases: readonly Lease[]) {
    this.leases = [...leases];
  }

  async lease(runner: RunnerFacts) {
    this.runners.push(runner);
    const lease = this.leases.shift();
    if (lease) return lease;
    this.onEmpty();
    return { retryAfterSeconds: 3600 };
  }

  async heartbeat(_: Lease, progress: Progress | null) {
    if (progress) this.told.push(progress);
    return this.onHeartbeat(++this.heartbeats);
  }

  async commit(_: Lease, commitment: Digest) {
    this.promised.push(commitment);
    return this.onCommit(this.promised.length);
  }

  async complete(_: Lease, envelope: Envelope) {
    this.completed.push(envelope);
    return this.onComplete();
  }

  async fail(_: Lease, error: string, isFinal: boolean) {
    this.failed.push({ error, isFinal });
  }
}

const signer = signerOf(generateSeed());
const hubId = signerOf(generateSeed()).keyId;

async function start(hub: ScriptedHub, change: Partial<RunnerLoop> = {}) {
  const fetched: string[] = [];
  const uploaded: Buffer[] = [];
  await runLoop({
    source: hub,
    signer,
    hubId,
    async fetchArtifact({ path, digest }, target) {
      fetched.push(path);
      await writeFile(target, bytesByDigest.get(digest) ?? '');
    },
    async uploadItems(path) {
      const bytes = await readFile(path);
      uploaded.push(bytes);
      return digestOf(bytes);
    },
    trustedOwners: ['ada'],
    cacheFolder: `${fixture.folder}/cache`,
    once: true,
    signal: new AbortController().signal,
    log: openLog('silent'),
    ...change,
  });
  return { fetched, uploaded };
}

describe('a leased job', () => {
  test('ends in a signed evaluation of what really ran', async () => {
    const hub = new ScriptedHub(leaseOf());
    const { uploaded } = await start(hub);
    expect(hub.failed).toEqual([]);
    const statement = openStatement(hub.completed[0]) as Statement<'evaluation'>;
    expect(statement).toMatchObject({
      kind: 'evaluation',
      author: signer.keyId,
      hub: hubId,
      subject: { name: 'ada/digits', digest: digestOf('core') },
      body: {
        job: leaseOf().jobId,
        protocol: protocolDigest(protocol),
        metric: 'accuracy',
        items: COUNT,
        standardError: '0',
        host: hostMark(hubId),
        conditions: { batchSize: 64, optimisationLevel: 'all', sandboxLevel: (await sandbox()).level },
      },
    });
    const { value, correct, itemsArtifact } = statement.body;
    const predictions = uploaded[0]?.subarray(-COUNT);
    expect(correct).toBe(dataset.labels.filter((label, i) => predictions?.[i] === label).length);
    expect(Math.abs(Number(value) - (correct ?? -1) / COUNT)).toBeLessThan(1e-12);
    expect(itemsArtifact).toBe(digestOf(uploaded[0] ?? ''));
  });

  test('is promised before it is shown, and waits while others have not promised theirs', async () => {
    const hub = new ScriptedHub(leaseOf());
    hub.onCommit = (count) => {
      expect(hub.completed).toEqual([]);
      return { mayReveal: count === 3, retryAfterSeconds: 0.01 };
    };
    await start(hub);
    const { id, body } = openStatement(hub.completed[0]) as Statement<'evaluation'>;
    expect(hub.promised).toEqual([id, id, id]);
    expect(body.challengeDigest).toMatch(/^sha256:/);
  });

  test('that waits to be shown keeps the machine from no other job', async () => {
    const stop = new AbortController();
    const hub = new ScriptedHub(leaseOf(), leaseOf({ jobId: '7a2f0b4e-8f0a-4a52-9d6f-0d7f7b1f5c12' }));
    hub.onCommit = () => ({ mayReveal: new Set(hub.promised).size === 2, retryAfterSeconds: 0.05 });
    hub.onEmpty = () => void setInterval(() => hub.completed.length === 2 && stop.abort(), 50).unref();
    await start(hub, { once: false, signal: stop.signal });
    expect(hub.completed).toHaveLength(2);
    expect(hub.failed).toEqual([]);
  });

  test('on another provider is recorded as what computed it', async () => {
    const hub = new ScriptedHub(leaseOf({ provider: 'wasm' }));
    await start(hub, { providers: ['wasm'] });
    const { body } = openStatement(hub.completed[0]) as Statement<'evaluation'>;
    expect(body).toMatchObject({ hardwareClass: 'wasm:simd:ort-wasm', conditions: { provider: 'wasm' } });
    expect(body.stack).toMatch(/\+onnxruntime-web@/);
    expect(hub.runners[0]).toMatchObject({ hardwareClass: body.hardwareClass, stack: body.stack });
  });

  test('is not asked for by a provider that fails the self-test', async () => {
    const hub = new ScriptedHub(leaseOf());
    const loop = { providers: ['webgpu'], vulkanDriver: '/nowhere/driver.json' } as const;
    await expect(start(hub, loop)).rejects.toThrow(
      expect.objectContaining({ code: 'RUNNER_PROVIDER_UNFIT' }),
    );
    expect(hub.runners).toEqual([]);
  });

  test('is run by the provider that the lease names; one that fails the self-test is left out', async () => {
    const hub = new ScriptedHub(leaseOf({ provider: 'wasm' }));
    const providers = ['webgpu', 'cpu', 'wasm'] as const;
    await start(hub, { providers, vulkanDriver: '/nowhere/driver.json' });
    expect(hub.runners[0]).toMatchObject({ providers: ['cpu', 'wasm'], driver: null });
    expect(hub.runners[0]?.memoryBytes).toBeGreaterThan(2 ** 28);
    const { body } = openStatement(hub.completed[0]) as Statement<'evaluation'>;
    expect(body.conditions).toMatchObject({ provider: 'wasm' });
  });

  test('tells how far it is with its heartbeats', async () => {
    const hub = new ScriptedHub(leaseOf());
    const told = Promise.withResolvers<void>();
    hub.onHeartbeat = () => {
      if (hub.told.length > 0) told.resolve();
      return new Date(Date.now() + 60_000);
    };
    await start(hub, {
      async fetchArtifact({ digest }, target) {
        await told.promise;
        await writeFile(target, bytesByDigest.get(digest) ?? '');
      },
    });
    expect(hub.told[0]).toEqual({ phase: 'FETCHING', itemsDone: null, itemsTotal: null });
    expect(hub.completed).toHaveLength(1);
  });

  test('is followed by the next, whose files are here already', async () => {
    const stop = new AbortController();
    const hub = new ScriptedHub(leaseOf(), leaseOf());
    hub.onEmpty = () => stop.abort();
    const { fetched } = await start(hub, { once: false, signal: stop.signal });
    expect(fetched).toEqual(['model.onnx', 'dataset.safetensors']);
    expect(hub.completed).toHaveLength(2);
    const [first, second] = hub.completed.map(
      (envelope) => openStatement(envelope) as Statement<'evaluation'>,
    );
    expect(first?.body).toEqual(second?.body);
  });

  test('keeps its lease by heartbeats for as long as it takes', async () => {
    const hub = new ScriptedHub(leaseOf({ expiresAt: new Date(Date.now() + 300) }));
    const beaten = Promise.withResolvers<void>();
    hub.onHeartbeat = (count) => {
      if (count === 3) beaten.resolve();
      return new Date(Date.now() + 300);
    };
    await start(hub, {
      async fetchArtifact({ digest }, target) {
        await beaten.promise;
        await writeFile(target, bytesByDigest.get(digest) ?? '');
      },
    });
    expect(hub.heartbeats).toBeGreaterThanOrEqual(3);
    expect(hub.completed).toHaveLength(1);
  });

  test('whose lease is lost is dropped: nothing is handed in or given back', async () => {
    const hub = new ScriptedHub(leaseOf({ expiresAt: new Date(Date.now() + 300) }));
    hub.onHeartbeat = () => null;
    await start(hub, { fetchArtifact: untilStopped });
    expect(hub.heartbeats).toBe(1);
    expect([hub.completed, hub.failed]).toEqual([[], []]);
  });

  test('whose hub falls silent is dropped when its lease has ended', async () => {
    const hub = new ScriptedHub(leaseOf({ expiresAt: new Date(Date.now() + 300) }));
    hub.onHeartbeat = () => {
      throw new Error('ECONNREFUSED');
    };
    await start(hub, { fetchArtifact: untilStopped });
    expect([hub.completed, hub.failed]).toEqual([[], []]);
  });

  test('is given back at once when the runner stops, to be tried by another', async () => {
    const stop = new AbortController();
    const hub = new ScriptedHub(leaseOf());
    await start(hub, {
      once: false,
      signal: stop.signal,
      fetchArtifact(wanted, target, signal) {
        stop.abort();
        return untilStopped(wanted, target, signal);
      },
    });
    expect(hub.failed).toEqual([{ error: 'RUNNER_STOPPED: the runner is stopping', isFinal: false }]);
    expect(hub.completed).toEqual([]);
  });

  test('whose result came too late ends there', async () => {
    const hub = new ScriptedHub(leaseOf());
    hub.onComplete = () => false;
    await start(hub);
    expect(hub.failed).toEqual([]);
  });
});

describe('a job fails', () => {
  const flat = tinyModel({ input: ['n', 784] });
  bytesByDigest.set(digestOf(flat), flat);

  test.each<[string, RegExp, Lease]>([
    [
      'whose model has another form',
      /^RUNNER_MODEL_INPUT: .*expected one input float32\[\?,1,28,28\]; received x: float32\[n,784\]$/,
      leaseOf({}, { artifacts: [artifact('model.onnx', flat)] }),
    ],
    ['without a model', /^RUNNER_MODEL_MISSING: /, leaseOf({}, { artifacts: [] })],
    [
      'with two models',
      /^RUNNER_MODEL_MISSING: .*a.onnx, b.ONNX/,
      leaseOf({}, { artifacts: [artifact('a.onnx', model), artifact('b.ONNX', flat)] }),
    ],
    ['whose protocol is none', /^EVALUATION_PROTOCOL_MALFORMED: /, leaseOf({ protocol: { task: 'guess' } })],
  ])('for good %s', async (_, error, lease) => {
    const hub = new ScriptedHub(lease);
    await start(hub);
    expect(hub.failed).toEqual([{ error: expect.stringMatching(error) as string, isFinal: true }]);
    expect(hub.completed).toEqual([]);
  });

  test('for now when other bytes arrive than were named', async () => {
    const hub = new ScriptedHub(leaseOf());
    await start(hub, { fetchArtifact: (_, target) => writeFile(target, 'x'.repeat(model.byteLength)) });
    expect(hub.failed).toEqual([
      { error: expect.stringMatching(/^RUNNER_ARTIFACT_DIGEST: /) as string, isFinal: false },
    ]);
  });

  test('for now when it takes too long here', async () => {
    const hub = new ScriptedHub(leaseOf());
    await start(hub, { limits: { wallMs: 1 } });
    expect(hub.failed).toEqual([
      { error: expect.stringMatching(/^RUNNER_TIMEOUT: /) as string, isFinal: false },
    ]);
  });

  test('for now when the hub does not take its items or its result', async () => {
    const no = () => {
      throw refusal('HUB_QUOTA', 'no room');
    };
    const [first, second] = [new ScriptedHub(leaseOf()), new ScriptedHub(leaseOf())];
    await start(first, { uploadItems: no });
    second.onComplete = no;
    await start(second);
    for (const { failed } of [first, second])
      expect(failed).toEqual([{ error: 'HUB_QUOTA: no room', isFinal: false }]);
  });
});

describe('without a full sandbox', () => {
  const plain = async (): Promise<Sandbox> => ({
    ...(await sandbox()),
    level: 'process',
    canRunStrangers: false,
    shortfalls: ['bwrap is not installed'],
  });

  test('the hub is asked for known owners’ jobs only, and those run', async () => {
    const hub = new ScriptedHub(leaseOf({}, { owner: 'Ada' }));
    await start(hub, { sandbox: await plain() });
    expect(hub.runners[0]?.trustedOwners).toEqual(['ada']);
    expect(openStatement(hub.completed[0]).body).toMatchObject({ conditions: { sandboxLevel: 'process' } });
  });

  test('a stranger’s model is not even fetched, whatever the hub hands out', async () => {
    const hub = new ScriptedHub(leaseOf({}, { owner: 'mallory' }));
    const { fetched } = await start(hub, { sandbox: await plain() });
    expect(fetched).toEqual([]);
    expect(hub.failed).toEqual([
      { error: expect.stringMatching(/^RUNNER_STRANGER: /) as string, isFinal: false },
    ]);
  });
});

describe('a runner', () => {
  test('without work rests until it is stopped', async () => {
    const stop = new AbortController();
    const hub = new ScriptedHub();
    hub.onEmpty = () => setImmediate(() => stop.abort());
    await start(hub, { once: false, signal: stop.signal });
    expect(hub.runners).toHaveLength(1);
  });

  test('that a hub refuses ends with the hub’s words', async () => {
    const hub = new ScriptedHub();
    hub.onEmpty = () => {
      throw refusal('HUB_ROLE', 'evaluators only');
    };
    await expect(start(hub, { once: false })).rejects.toMatchObject({ code: 'HUB_ROLE' });
  });

  test('whose hub can not be reached waits, and can be stopped', async () => {
    const stop = new AbortController();
    const hub = new ScriptedHub();
    hub.onEmpty = () => {
      setImmediate(() => stop.abort());
      throw new Error('ECONNREFUSED');
    };
    await start(hub, { once: false, signal: stop.signal });
    expect(hub.runners).toHaveLength(1);
  });
});

function untilStopped(_: JobArtifact, __: string, signal: AbortSignal): Promise<void> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('fetch stopped')), { once: true });
    if (signal.aborted) reject(new Error('fetch stopped'));
  });
}
