import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf, type Digest } from '../../src/base/digest.ts';
import {
  biasReports,
  evaluationJob,
  failEvaluationJob,
  heartbeatEvaluationJob,
  checkpointScores,
} from '../../src/client/generated/operations.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { tinyModel } from '../runner/tiny-onnx.ts';
import {
  complete,
  hostOf,
  ITEMS,
  lease,
  promise,
  registerMnist,
  requestRuns,
  show,
  signedResult,
  type HeldJob,
} from '../support/evaluating.ts';
import { HOST_MARK, publishSelf } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { noPlans } from '../support/trusting.ts';

let hub: TestHub;
let ada: SelfMember;
let [eve, fay]: SelfMember[] = [];
let protocol: Digest;
let dataset: Digest;
let models = 0;

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  eve = await hub.joinSelf('eve', 'EVALUATOR');
  fay = await hub.joinSelf('fay', 'EVALUATOR');
  ({ protocol, dataset } = await registerMnist(ada));
});
afterAll(() => hub?.[Symbol.asyncDispose]());

/** A fresh model of ada's. */
async function publishModel(parents: Parameters<typeof publishSelf>[1]['parents'] = []): Promise<string> {
  const model = `ada/net-${++models}`;
  await publishSelf(ada, { model, files: { 'model.onnx': tinyModel({ bias: [models] }) }, parents });
  return model;
}

async function held(member: SelfMember | undefined): Promise<HeldJob> {
  const job = await lease(member!);
  if (!job) throw new Error(`${member?.name} got no job`);
  return job;
}

async function jobOf(id: string) {
  return (await hub.anonymous.ask(evaluationJob, { id })).evaluationJob;
}

async function scoreOf(reference: string) {
  const { checkpoint } = await hub.anonymous.ask(checkpointScores, { reference });
  return checkpoint?.scores[0];
}

/** An audit that chance planned goes off its list within a minute, whatever a test does. */
async function rowsWithoutPlans(): Promise<readonly string[]> {
  await noPlans(hub);
  return hub.database.fingerprint();
}

const beat = (member: SelfMember | undefined, { job, leaseToken }: HeldJob) =>
  member!.client.act(heartbeatEvaluationJob, {
    id: job.id,
    leaseToken,
  });
const fail = (member: SelfMember | undefined, { job, leaseToken }: HeldJob, isFinal: boolean) =>
  member!.client.act(failEvaluationJob, { id: job.id, leaseToken, error: 'out of memory', isFinal });

describe('a request for two runs', () => {
  test('gives no evaluator both', async () => {
    await requestRuns(ada, await publishModel(), protocol, 2);
    const first = await held(eve);
    expect(await lease(eve!)).toBeNull();
    const second = await held(fay);
    expect(second.job.id).not.toBe(first.job.id);
    await complete(hub, eve!, first, protocol);
    // Not even after the first is done.
    expect(await lease(eve!)).toBeNull();
    await complete(hub, fay!, second, protocol);
  });

  test('is shared out once when both ask at the same time', async () => {
    const ids = await requestRuns(ada, await publishModel(), protocol, 2);
    const leases = await Promise.all([lease(eve!), lease(fay!), lease(eve!), lease(fay!)]);
    const taken = leases.filter((found) => found !== null);
    expect(taken.map(({ job }) => job.id).sort()).toEqual([...ids].sort());
    const byHolder = [leases[0] ?? leases[2], leases[1] ?? leases[3]];
    await complete(hub, eve!, byHolder[0]!, protocol);
    await complete(hub, fay!, byHolder[1]!, protocol);
  });

  test('gives nobody both, though they are asked for at once', async () => {
    for (let time = 0; time < 3; time++) {
      await requestRuns(ada, await publishModel(), protocol, 2);
      const leases = await Promise.all(Array.from({ length: 6 }, () => lease(eve!)));
      const taken = leases.filter((found) => found !== null);
      expect(taken).toHaveLength(1);
      await complete(hub, eve!, taken[0]!, protocol);
      await complete(hub, fay!, await held(fay), protocol);
    }
  });
});

describe('a lease', () => {
  test('is moved on by a heartbeat, and lost when its time is over', async () => {
    const [id = ''] = await requestRuns(ada, await publishModel(), protocol, 1);
    const first = await held(eve);
    hub.clock.offsetMs += 40_000;
    expect(Date.parse((await beat(eve, first)).expiresAt)).toBeGreaterThan(Date.parse(first.expiresAt));
    hub.clock.offsetMs += 40_000;
    expect(await lease(fay!)).toBeNull();
    hub.clock.offsetMs += 21_000;
    const second = await held(fay);
    expect(second.job.id).toBe(id);
    expect(await codeOf(beat(eve, first))).toBe('HUB_LEASE_LOST');
    expect(await codeOf(complete(hub, eve!, first, protocol))).toBe('HUB_LEASE_LOST');
    expect(await codeOf(fail(eve, first, false))).toBe('HUB_LEASE_LOST');
    await complete(hub, fay!, second, protocol);
    expect(await jobOf(id)).toMatchObject({
      state: 'DONE',
      attempts: 2,
      run: { evaluator: { name: 'fay' } },
    });
  });

  test('can’t be used with another’s token, key or job', async () => {
    await requestRuns(ada, await publishModel(), protocol, 1);
    const job = await held(eve);
    const before = await rowsWithoutPlans();
    expect(await codeOf(beat(fay, job))).toBe('HUB_LEASE_LOST');
    expect(await codeOf(complete(hub, fay!, job, protocol))).toBe('HUB_LEASE_LOST');
    expect(await codeOf(beat(eve, { ...job, leaseToken: 'guess' }))).toBe('HUB_LEASE_LOST');
    expect(await codeOf(beat(eve, { ...job, job: { ...job.job, id: 'nothing' } }))).toBe('HUB_JOB_UNKNOWN');
    expect(await hub.database.fingerprint()).toEqual(before);
    await complete(hub, eve!, job, protocol);
  });

  test('given back is taken again until three attempts failed', async () => {
    const [id = ''] = await requestRuns(ada, await publishModel(), protocol, 1);
    for (let attempt = 1; attempt <= 3; attempt++) {
      expect(await jobOf(id)).toMatchObject({ state: 'QUEUED', attempts: attempt - 1 });
      await fail(eve, await held(eve), false);
    }
    expect(await jobOf(id)).toMatchObject({ state: 'FAILED', attempts: 3, error: 'out of memory' });
    expect(await lease(fay!)).toBeNull();
  });

  test('that ran out three times ends the job', async () => {
    const [id = ''] = await requestRuns(ada, await publishModel(), protocol, 1);
    for (let attempt = 0; attempt < 3; attempt++) {
      await held(eve);
      hub.clock.offsetMs += 61_000;
    }
    expect(await lease(fay!)).toBeNull();
    expect(await jobOf(id)).toMatchObject({ state: 'FAILED', attempts: 3 });
  });

  test('given up for good ends the job at once', async () => {
    const [id = ''] = await requestRuns(ada, await publishModel(), protocol, 1);
    await fail(eve, await held(eve), true);
    expect(await jobOf(id)).toMatchObject({ state: 'FAILED', attempts: 1 });
  });

  test('is only of models whose owners the runner trusts', async () => {
    await requestRuns(ada, await publishModel(), protocol, 1);
    expect(await lease(eve!, ['somebody'])).toBeNull();
    const job = await lease(eve!, ['ADA']);
    await complete(hub, eve!, job!, protocol);
  });
});

describe('a result', () => {
  test('counts once, however often it is handed in', async () => {
    const model = await publishModel();
    await requestRuns(ada, model, protocol, 1);
    const job = await held(eve);
    const result = signedResult(hub, eve!, job, protocol);
    await promise(eve!, job, result);
    const codes = await Promise.all(Array.from({ length: 3 }, () => codeOf(show(eve!, job, result))));
    const lost = codes.filter((code) => ['HUB_LEASE_LOST', 'HUB_STATEMENT_REPLAYED'].includes(code));
    expect([lost.length, codes.filter((code) => code === 'it was done').length]).toEqual([2, 1]);
    expect((await scoreOf(model))?.runs).toHaveLength(1);
  });

  test.for<[string, Parameters<typeof complete>[4], string]>([
    ['a value that is not correct/items', { value: '0.91' }, 'HUB_RESULT_INCONSISTENT'],
    ['a value that differs in the 11th decimal', { value: '0.90000000001' }, 'HUB_RESULT_INCONSISTENT'],
    ['more correct than items', { value: '1.01', correct: 101 }, 'HUB_RESULT_MISMATCH'],
    ['no count of correct items', { correct: null, value: '0.95' }, 'HUB_RESULT_INCONSISTENT'],
    ['another number of items', { items: 10, correct: 9 }, 'HUB_RESULT_MISMATCH'],
    ['another metric', { metric: 'loss' }, 'HUB_RESULT_MISMATCH'],
    ['another protocol', { protocol: digestOf('other') }, 'HUB_RESULT_FOREIGN'],
    ['another checkpoint', { subject: digestOf('other') }, 'HUB_RESULT_FOREIGN'],
    ['another job', { job: '7a2f0b4e-8f0a-4a52-9d6f-0d7f7b1f5c11' }, 'HUB_RESULT_FOREIGN'],
    ['outputs nobody uploaded', { itemsArtifact: digestOf('nothing') }, 'HUB_ARTIFACT_MISSING'],
    ['a value that is no decimal', { value: '9e-1x' }, 'ATTESTATION_BODY_INVALID'],
  ])('with %s is refused, and the job stays leased', async ([, change, code]) => {
    const [id = ''] = await requestRuns(ada, await publishModel(), protocol, 1);
    const job = await held(eve);
    expect(await codeOf(promisedAndShown(eve!, job, change))).toBe(code);
    expect(await jobOf(id)).toMatchObject({ state: 'LEASED', run: null });
    // Otherwise it would come back to somebody in a minute.
    await fail(eve, job, true);
  });
});

/** A refusal of what was promised changes nothing but the promise. */
async function promisedAndShown(
  member: SelfMember,
  job: HeldJob,
  change: Parameters<typeof complete>[4],
): Promise<unknown> {
  const result = signedResult(hub, member, job, protocol, change);
  await promise(member, job, result);
  const before = await rowsWithoutPlans();
  try {
    return await show(member, job, result);
  } finally {
    expect(await hub.database.fingerprint()).toEqual(before);
  }
}

describe('a score', () => {
  const claim = (model: string, value: string, member = ada) =>
    hub.anonymous
      .ask<{ checkpoint: { coreDigest: string } }>(
        'query ($reference: String!) { checkpoint(reference: $reference) { coreDigest } }',
        { reference: model },
      )
      .then(({ checkpoint }) =>
        signAndSubmit(
          member,
          'claim',
          { name: model, digest: checkpoint.coreDigest as Digest },
          {
            protocol,
            metric: 'accuracy',
            value,
            items: ITEMS,
            decimals: 2,
            margin: null,
            host: HOST_MARK,
          },
        ),
      );
  const run = async (member: SelfMember | undefined, change: Parameters<typeof complete>[4] = {}) =>
    complete(hub, member!, await held(member), protocol, change);

  test('is the claim, with what independent runs say of it', async () => {
    const model = await publishModel();
    await claim(model, '0.90');
    expect(await scoreOf(model)).toMatchObject({
      value: 0.9,
      items: ITEMS,
      runs: [],
      reproducibility: { level: 'R0', sentence: 'claimed, not yet repeated', score: null, groups: [] },
    });
    await requestRuns(ada, model, protocol, 2);
    await run(eve);
    await run(fay);
    const score = await scoreOf(model);
    expect(score?.reproducibility?.groups).toEqual([
      expect.objectContaining({ isSelf: false, agreement: 'AGREE', value: 0.9, difference: 0, runCount: 1 }),
      expect.objectContaining({ isSelf: false, agreement: 'AGREE', value: 0.9, difference: 0, runCount: 1 }),
    ]);
    expect(score?.reproducibility?.sentence).toMatch(
      /repeated, bitwise ×2 \(unvetted\)|reproduced by 2 of 2, bitwise/,
    );
    expect(score?.reproducibility?.state).toBe('OK');
    // Wilson's interval of 90 in 100.
    expect(score?.sampling?.low).toBeCloseTo(0.8256, 4);
    expect(score?.sampling?.high).toBeCloseTo(0.9448, 4);
  });

  test('is not moved by the claim of one who forked the same files', async () => {
    const model = await publishModel();
    const files = { 'model.onnx': tinyModel({ bias: [models] }) };
    await claim(model, '0.90');
    const gil = await hub.joinSelf('gil');
    await publishSelf(gil, { model: `gil/net-${models}`, files });
    await claim(`gil/net-${models}`, '0.10', gil);
    expect(await scoreOf(`gil/net-${models}`)).toMatchObject({ value: 0.9 });
    expect(await scoreOf(model)).toMatchObject({ value: 0.9 });
  });

  test('is not lifted by runs that disagree', async () => {
    const model = await publishModel();
    await claim(model, '0.99');
    await requestRuns(ada, model, protocol, 2);
    const low = { value: '0.5', correct: 50 };
    await run(eve, low);
    await run(fay, low);
    const { reproducibility } = (await scoreOf(model))!;
    expect(reproducibility?.groups.map(({ agreement }) => agreement)).toEqual(['DISAGREE', 'DISAGREE']);
    expect(reproducibility?.sentence).toMatch(
      /^(claimed, not repeated by unvetted runs|not reproduced by 2 of 2)$/,
    );
    expect(['RX', 'R0']).toContain(reproducibility?.level);
  });

  test('counts two evaluators on one machine once, and the publisher’s machine as the publisher', async () => {
    const model = await publishModel();
    await claim(model, '0.90');
    await requestRuns(ada, model, protocol, 2);
    await run(eve, { host: HOST_MARK });
    await run(fay, { host: HOST_MARK });
    const { reproducibility } = (await scoreOf(model))!;
    expect(reproducibility?.groups).toEqual([
      expect.objectContaining({ isSelf: true, group: 'self', runCount: 2 }),
    ]);
    expect(reproducibility?.level).toBe('R1');
    expect(reproducibility?.score).toBeNull();
  });

  test('without a claim is the median of the runs, with nothing to reproduce', async () => {
    const model = await publishModel();
    await requestRuns(ada, model, protocol, 2);
    await run(eve, { value: '0.8', correct: 80 });
    await run(fay);
    const score = (await scoreOf(model))!;
    expect(score.value).toBeCloseTo(0.85, 12);
    expect([score.claim, score.reproducibility]).toEqual([null, null]);
    expect(hostOf(eve!)).not.toBe(hostOf(fay!));
  });

  test('can’t be claimed by somebody else, nor over other items', async () => {
    const model = await publishModel();
    await expect(claim(model, '1.5')).rejects.toMatchObject({ code: 'HUB_RESULT_MISMATCH' });
    const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { coreDigest: string } }>(
      'query ($reference: String!) { checkpoint(reference: $reference) { coreDigest } }',
      { reference: model },
    );
    const body = {
      protocol,
      metric: 'accuracy',
      value: '1',
      items: ITEMS,
      decimals: null,
      margin: null,
      host: null,
    };
    const subject = { name: model, digest: checkpoint.coreDigest as Digest };
    expect(await codeOf(signAndSubmit(eve!, 'claim', subject, body))).toBe('HUB_CHECKPOINT_FOREIGN');
    expect(await codeOf(signAndSubmit(ada, 'claim', subject, { ...body, items: 7 }))).toBe(
      'HUB_RESULT_MISMATCH',
    );
  });
});

describe('a bias report', () => {
  const unequal = [
    { name: 'low', k: 196, n: 200 },
    { name: 'high', k: 120, n: 200 },
  ];
  const equal = [
    { name: 'low', k: 1900, n: 2000 },
    { name: 'high', k: 1900, n: 2000 },
  ];

  async function file(model: string, groups: unknown, member = ada, attribute = 'digit') {
    const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { coreDigest: string } }>(
      'query ($reference: String!) { checkpoint(reference: $reference) { coreDigest } }',
      { reference: model },
    );
    return signAndSubmit(member, 'bias-report', { name: model, digest: checkpoint.coreDigest as Digest }, {
      dataset,
      protocol,
      attribute,
      harms: ['quality-of-service'],
      groups,
    } as never);
  }
  async function warningsOn(reference: string) {
    const { checkpoint } = await hub.anonymous.ask<{
      checkpoint: { biasWarnings: { isInherited: boolean; depth: number; report: { verdict: string } }[] };
    }>(
      `query ($reference: String!) { checkpoint(reference: $reference) {
         biasWarnings { isInherited depth report { verdict } } } }`,
      { reference },
    );
    // The filter of searches and lists says the same.
    for (const hasBiasWarning of [true, false])
      expect((await namesThat(hasBiasWarning)).includes(reference)).toBe(
        hasBiasWarning === checkpoint.biasWarnings.length > 0,
      );
    return checkpoint.biasWarnings;
  }
  async function namesThat(hasBiasWarning: boolean): Promise<readonly string[]> {
    const { search } = await hub.anonymous.ask<{ search: { nodes: readonly { name: string }[] } }>(
      `query ($filter: CheckpointFilter!) { search(filter: $filter, first: 100) { nodes { name } } }`,
      { filter: { hasBiasWarning } },
    );
    return search.nodes.map(({ name }) => name);
  }
  const reportsOn = async (reference: string) =>
    (await hub.anonymous.ask(biasReports, { reference })).checkpoint?.biasReports ?? [];

  test('of a disparity warns about the model and all made from it, until others counted a child', async () => {
    const root = await publishModel();
    const child = await publishModel([{ reference: root, kind: 'FINE_TUNE' }]);
    const grandchild = await publishModel([{ reference: child, kind: 'QUANTIZATION' }]);
    await file(root, unequal);
    const warning = { report: { verdict: 'DISPARITY' } };
    expect(await warningsOn(root)).toEqual([{ ...warning, isInherited: false, depth: 0 }]);
    expect(await warningsOn(child)).toEqual([{ ...warning, isInherited: true, depth: 1 }]);
    expect(await warningsOn(grandchild)).toEqual([{ ...warning, isInherited: true, depth: 2 }]);
    await file(child, equal);
    expect(await warningsOn(child), 'the publisher’s own word').toHaveLength(1);
    await file(child, equal, await hub.joinSelf('gus'));
    expect(await warningsOn(child), 'and one more').toHaveLength(1);
    await file(child, equal, await hub.joinSelf('hal'));
    expect(await warningsOn(child)).toEqual([]);
    expect(await warningsOn(root)).toHaveLength(1);
    expect((await reportsOn(child))[0]).toMatchObject({ verdict: 'NO_DISPARITY_AT_MARGIN' });
  });

  test('is computed from its counts, with nothing taken from the reporter', async () => {
    const model = await publishModel();
    await file(model, unequal, ada, 'age');
    const [report] = await reportsOn(model);
    expect(report).toMatchObject({
      verdict: 'DISPARITY',
      groups: [
        { name: 'low', items: 200, rate: 0.98 },
        { name: 'high', items: 200, rate: 0.6 },
      ],
      gap: { highGroup: 'low', lowGroup: 'high' },
    });
    expect(report?.gap?.difference).toBeCloseTo(0.38, 12);
  });

  test('keeps what the counts can’t carry null, with the reason', async () => {
    const model = await publishModel();
    await file(
      model,
      [
        { name: 'low', k: 5, n: 5 },
        { name: 'high', k: 0, n: 0 },
      ],
      ada,
      'size',
    );
    const [report] = await reportsOn(model);
    expect(report).toMatchObject({ verdict: 'UNDEFINED', gap: null });
    expect(report?.groups[1]).toMatchObject({ items: 0, rate: null, interval: null });
    const undefinedOnes = report?.metrics.filter(({ value }) => value === null) ?? [];
    expect(undefinedOnes.length).toBeGreaterThan(0);
    for (const metric of undefinedOnes) expect(metric.undefinedBecause).toBeTruthy();
    expect(await warningsOn(model)).toEqual([]);
  });

  test.for<[string, unknown, string]>([
    [
      'more hits than items',
      [
        { name: 'a', k: 6, n: 5 },
        { name: 'b', k: 1, n: 5 },
      ],
      'BIAS_PAYLOAD_MALFORMED',
    ],
    [
      'one group twice',
      [
        { name: 'a', k: 1, n: 5 },
        { name: 'a', k: 1, n: 5 },
      ],
      'BIAS_PAYLOAD_MALFORMED',
    ],
    ['one group alone', [{ name: 'a', k: 1, n: 5 }], 'ATTESTATION_BODY_INVALID'],
    [
      'a fraction of an item',
      [
        { name: 'a', k: 0.5, n: 5 },
        { name: 'b', k: 1, n: 5 },
      ],
      'ATTESTATION_BODY_INVALID',
    ],
  ])('with %s is refused', async ([, groups, code]) => {
    const model = await publishModel();
    const before = await rowsWithoutPlans();
    expect(await codeOf(file(model, groups))).toBe(code);
    expect(await hub.database.fingerprint()).toEqual(before);
  });
});
