import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf, parseDigest, type Digest } from '../../src/base/digest.ts';
import { Background } from '../../src/hub/background/background.ts';
import { loadScores } from '../../src/hub/projections/load-scores.ts';
import { trustOwnRunner } from '../../src/hub/evaluators/trust-own-runner.ts';
import { mnistProtocol } from '../runner/job-fixture.ts';
import { complete, hostOf, lease, registerMnist, requestRuns } from '../support/evaluating.ts';
import { smallSafetensors, upload } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { registerProtocol, evaluatorStanding } from '../../src/client/generated/operations.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import {
  claim,
  claimedModel,
  coreDigestOf,
  leaseSoon,
  LIE,
  nextDay,
  noPlans,
  pass,
  runOf,
  say,
  untilMidnight,
} from '../support/trusting.ts';

let hub: TestHub;
let ada: SelfMember;
let eve: SelfMember;
let protocol: Digest;
let seed = 0;

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  eve = await evaluatorNamed('eve');
  ({ protocol } = await registerMnist(ada));
});
afterAll(() => hub?.[Symbol.asyncDispose]());

const model = () => claimedModel(hub, ada, protocol, ++seed);
const run = (evaluator: SelfMember, of: string, result = {}) =>
  runOf(hub, ada, evaluator, of, protocol, result);
const members = new Map<string, SelfMember>();
async function evaluatorNamed(name: string): Promise<SelfMember> {
  const member = await hub.joinSelf(name, 'EVALUATOR');
  members.set(name, member);
  return member;
}

const FIELDS = `level state score sentence groups { group isSelf isVetted weight runCount agreement evaluators { sentence } }`;
interface Found {
  readonly level: string;
  readonly state: string;
  readonly score: number | null;
  readonly sentence: string;
  readonly groups: readonly {
    readonly group: string;
    readonly isSelf: boolean;
    readonly isVetted: boolean;
    readonly weight: number;
    readonly runCount: number;
    readonly agreement: string;
    readonly evaluators: readonly { readonly sentence: string }[];
  }[];
}

async function scoreOf<More = object>(reference: string, more = ''): Promise<Found & More> {
  const { checkpoint } = await hub.anonymous.ask<{
    checkpoint: { scores: ({ reproducibility: Found } & More)[] };
  }>(
    `query ($reference: String!) { checkpoint(reference: $reference) { scores { reproducibility { ${FIELDS} } ${more} } } }`,
    { reference },
  );
  const [score] = checkpoint.scores;
  return { ...score!, ...score!.reproducibility };
}

async function standingOf(name: string) {
  const { contributor } = await hub.anonymous.ask(evaluatorStanding, { name });
  return contributor?.evaluator;
}

/** What the hub keeps is what it computes when asked. */
async function expectStoredAsComputed(): Promise<void> {
  await pass(hub, 0);
  const rows = await hub.database.rows<Record<string, unknown>>(
    'SELECT core_digest, protocol_digest, level, state, score FROM score ORDER BY core_digest',
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(
    await hub.database.rows('SELECT id FROM score_mark UNION ALL SELECT id FROM evaluator_change'),
  ).toEqual([]);
  const cores = [...new Set(rows.map((row) => String(row['core_digest'])))];
  const computed = (await loadScores(hub.hub.store, cores)).filter(({ reproducibility }) => reproducibility);
  expect(rows).toEqual(
    computed
      .map(({ coreDigest, protocolDigest, reproducibility }) => ({
        core_digest: coreDigest,
        protocol_digest: protocolDigest,
        level: reproducibility!.level,
        state: reproducibility!.state,
        score: reproducibility!.score,
      }))
      .sort((a, b) => (a.core_digest < b.core_digest ? -1 : 1)),
  );
}

describe('trust', () => {
  test('is the owner’s word, and counts from then on until it is taken back', async () => {
    const net = await model();
    await run(eve, net);
    expect(await scoreOf(net)).toMatchObject({ level: 'R1', sentence: 'repeated ×1 (one host)' });
    await say(hub.owner, eve, 'TRUST', 'Example');
    expect(await standingOf('eve')).toMatchObject({
      isVetted: true,
      isTrusted: true,
      organisation: 'Example',
      sentence: 'vetted: trusted by the hub’s owner',
    });
    expect(await scoreOf(net)).toMatchObject({ level: 'R2', sentence: 'reproduced by 1 of 1' });
    await expectStoredAsComputed();
    await say(hub.owner, eve, 'DISTRUST');
    expect(await scoreOf(net)).toMatchObject({ level: 'R1' });
    expect(await standingOf('eve')).toMatchObject({ isTrusted: false, organisation: 'Example' });
    await expectStoredAsComputed();
    await say(hub.owner, eve, 'TRUST');
  });

  test('can’t be given by anybody else, nor to another key', async () => {
    const before = await hub.database.fingerprint();
    expect(await codeOf(say(ada, eve, 'TRUST'))).toBe('HUB_PERMISSION_MISSING');
    expect(await codeOf(say(eve, eve, 'TRUST'))).toBe('HUB_PERMISSION_MISSING');
    expect(await codeOf(say(ada, eve, 'DISTRUST'))).toBe('HUB_PERMISSION_MISSING');
    expect(await codeOf(say(hub.owner, { ...eve, signer: ada.signer }, 'TRUST'))).toBe(
      'HUB_EVALUATOR_KEY_UNKNOWN',
    );
    expect(await codeOf(say(hub.owner, { ...eve, name: 'nobody' }, 'TRUST'))).toBe('HUB_CONTRIBUTOR_UNKNOWN');
    expect(await hub.database.fingerprint()).toEqual(before);
  });

  test('makes evaluators of one organisation one group', async () => {
    const [ina, ivo] = [await evaluatorNamed('ina'), await evaluatorNamed('ivo')];
    const net = await model();
    await run(ina, net);
    await run(ivo, net);
    await say(hub.owner, ina, 'TRUST', 'Lab');
    await say(hub.owner, ivo, 'TRUST', 'Other');
    expect((await scoreOf(net)).groups).toHaveLength(2);
    await say(hub.owner, ivo, 'TRUST', 'lab');
    expect((await scoreOf(net)).groups).toEqual([expect.objectContaining({ isVetted: true, runCount: 2 })]);
  });

  test('of the hub’s own runner is a statement of the hub’s, once; a machine shared with the publisher stays one', async () => {
    const own = await evaluatorNamed('own-runner');
    const contributor = (await hub.hub.store.contributors.findByName('own-runner'))!;
    await trustOwnRunner(hub.hub, contributor);
    await trustOwnRunner(hub.hub, contributor);
    const said = await hub.database.rows<{ kind: string; contributor: string }>(
      `SELECT s.kind, c.name AS contributor FROM evaluator_word w JOIN statement s USING (log_index)
         JOIN contributor c ON c.id = s.contributor_id WHERE w.contributor_id = $1`,
      [contributor.id],
    );
    expect(said).toEqual([{ kind: 'evaluator', contributor: 'hub' }]);
    const net = await model();
    await run(own, net, { host: hostOf(ada) });
    expect(await scoreOf(net)).toMatchObject({
      level: 'R1',
      score: null,
      sentence: 'repeated ×1 (one host)',
      groups: [{ isSelf: true }],
    });
    await say(hub.owner, own, 'DISTRUST');
    await trustOwnRunner(hub.hub, contributor);
    expect(await standingOf('own-runner')).toMatchObject({ isTrusted: false });
  });
});

describe('a conflict', () => {
  test('is everybody’s to declare of themselves, once, and makes two one', async () => {
    const kim = await evaluatorNamed('kim');
    await say(hub.owner, kim, 'TRUST');
    const net = await model();
    await run(kim, net);
    expect(await scoreOf(net)).toMatchObject({ level: 'R2' });
    await say(kim, ada, 'CONFLICT');
    expect(await scoreOf(net)).toMatchObject({ level: 'R1', groups: [{ isSelf: true, weight: 0 }] });
    expect(await codeOf(say(kim, ada, 'CONFLICT'))).toBe('HUB_CONFLICT_DECLARED');
    expect(await codeOf(say(kim, kim, 'CONFLICT'))).toBe('HUB_CONFLICT_OWN');
    await expectStoredAsComputed();
  });
});

describe('an audit', () => {
  test('is a job like others, is asked of nobody tied to a run of it, and vets after a day', async () => {
    await untilMidnight(hub);
    const [fay, gus] = [await evaluatorNamed('fay'), await evaluatorNamed('gus')];
    for (let i = 0; i < 5; i++) await run(eve, await model());
    const settled = new Set((await jobs('DONE')).map(({ checkpoint }) => checkpoint.name));
    const fresh = await model();
    await run(fay, fresh);
    await run(gus, fresh, { host: hostOf(fay) });
    expect(await scoreOf(fresh)).toMatchObject({ level: 'R1', groups: [{ isVetted: false, runCount: 2 }] });

    await noPlans(hub);
    // Nothing waits; asking again a little later finds work, and so often that four audits are done.
    for (let i = 0; i < 4; i++) {
      expect(await lease(fay)).toBeNull();
      expect(await jobs('QUEUED')).toEqual([]);
      await pass(hub, 61_000);
      const [job] = await jobs('QUEUED');
      expect(settled).toContain(job?.checkpoint.name);
      expect(job).toMatchObject({ state: 'QUEUED', attempts: 0, error: null, run: null });
      const { runs } = await scoreOf<{ runs: { evaluator: { name: string } }[] }>(
        job!.checkpoint.name,
        'runs { evaluator { name } }',
      );
      expect(runs.length).toBeGreaterThan(0);
      for (const { evaluator } of runs) expect(await lease(members.get(evaluator.name)!)).toBeNull();
      await noPlans(hub);
      const held = (await lease(fay))!;
      expect(held.job.id).toBe(job?.id);
      await complete(hub, fay, held, protocol);
    }
    // On the day itself nobody learns what it was.
    await pass(hub, 0);
    expect(await standingOf('fay')).toMatchObject({ isVetted: false, auditsPassed: 0 });
    await nextDay(hub);
    expect(await standingOf('fay')).toMatchObject({
      isVetted: true,
      auditsPassed: 4,
      sentence: 'vetted: 4 audits passed',
    });
    const found = await scoreOf(fresh);
    expect(found).toMatchObject({ level: 'R2', sentence: 'reproduced by 1 of 1' });
    expect(found.groups).toHaveLength(1);

    // The second on that machine passes its own audits, and the claim passes no R2.
    for (let i = 0; i < 4; i++) await run(eve, await model());
    for (let i = 0; i < 4; i++) {
      const held = await leaseSoon(hub, gus);
      if (held) await complete(hub, gus, held, protocol, { host: hostOf(fay) });
    }
    await nextDay(hub);
    expect(await scoreOf(fresh)).toMatchObject({
      level: 'R2',
      sentence: 'reproduced by 1 of 1, bitwise',
      groups: [{ isVetted: true, runCount: 2 }],
    });
    await expectStoredAsComputed();
  });

  test('that is answered with a lie counts at once, and so does a forged answer; neither shows which job it was', async () => {
    const [lou, max] = [await evaluatorNamed('lou'), await evaluatorNamed('max')];
    await say(hub.owner, lou, 'TRUST');
    for (let i = 0; i < 3; i++) await run(eve, await model());
    const net = await model();
    await run(lou, net);
    expect(await scoreOf(net)).toMatchObject({ level: 'R2' });
    const audit = (await leaseSoon(hub, lou))!;
    const before = await scoreOf(audit.job.checkpoint.name);
    await complete(hub, lou, audit, protocol, LIE);
    await pass(hub, 0);
    expect(await standingOf('lou')).toMatchObject({
      isVetted: false,
      auditsFailed: 1,
      sentence: 'not vetted: trusted, but 1 of 1 audit failed',
    });
    expect(await scoreOf(net)).toMatchObject({ level: 'R1' });
    const after = await scoreOf(audit.job.checkpoint.name);
    expect([after.score, after.level]).toEqual([before.score, before.level]);
    await expectStoredAsComputed();

    const forged = (await leaseSoon(hub, max))!;
    expect(await codeOf(complete(hub, max, forged, protocol, { value: '0.91' }))).toBe(
      'HUB_RESULT_INCONSISTENT',
    );
    // Promised is promised: the honest result that a second thought would bring is another one.
    expect(await codeOf(complete(hub, max, forged, protocol))).toBe('HUB_COMMITMENT_CHANGED');
    await pass(hub, 0);
    expect(await standingOf('max')).toMatchObject({ auditsFailed: 1 });
    await nextDay(hub);
    expect(await standingOf('max')).toMatchObject({ auditsFailed: 1, auditsPassed: 0 });

    const mia = await evaluatorNamed('mia');
    // The audit that max spoilt comes to her first; what it says of max stays.
    await complete(hub, mia, (await leaseSoon(hub, mia))!, protocol);
    const other = (await leaseSoon(hub, mia))!;
    const items = smallSafetensors(7);
    await upload(mia, 'items.safetensors', items);
    expect(await codeOf(complete(hub, mia, other, protocol, { itemsArtifact: digestOf(items) }))).toBe(
      'HUB_ITEMS_INCONSISTENT',
    );
    await pass(hub, 0);
    expect(await standingOf('mia')).toMatchObject({ auditsFailed: 1 });
  });

  test('whose answer is known no more counts neither way', async () => {
    const ned = await evaluatorNamed('ned');
    // The job with which somebody was caught above waits for the next, and is an audit of nobody else.
    await hub.database.rows("UPDATE evaluation_job SET state = 'FAILED' WHERE state <> 'DONE'");
    const audit = (await leaseSoon(hub, ned))!;
    // Another claim stands now, and who settled the one before settled nothing of it.
    await claim(hub, ada, audit.job.checkpoint.name, protocol);
    await complete(hub, ned, audit, protocol, LIE);
    await pass(hub, 0);
    const judged = await hub.database.rows('SELECT outcome, counted_at FROM audit WHERE job_id = $1', [
      audit.job.id,
    ]);
    expect(judged).toEqual([{ outcome: 'INCONCLUSIVE', counted_at: null }]);
    expect(await standingOf('ned')).toMatchObject({ auditsFailed: 0 });
  });

  test('is planned beside what people ask for, and is in no answer of the API', async () => {
    const net = await model();
    // Each plan is drawn by chance: 400 jobs without one would happen once in 10^31 times.
    for (let i = 0; i < 20; i++) await requestRuns(ada, net, protocol, 20);
    const [planned] = await hub.database.rows<{ n: string }>('SELECT count(*) AS n FROM audit_plan');
    expect(Number(planned?.n)).toBeGreaterThan(0);
    await hub.database.rows("UPDATE evaluation_job SET state = 'FAILED' WHERE state = 'QUEUED'");
    await hub.database.rows('DELETE FROM audit_plan');
    const { __schema: schema } = await hub.anonymous.ask<{
      __schema: { types: { name: string; fields: { name: string }[] | null }[] };
    }>('{ __schema { types { name fields { name } } } }');
    const told = schema.types.flatMap(({ name, fields }) =>
      (fields ?? []).map((field) => `${name}.${field.name}`),
    );
    expect(told.filter((name) => /audit/i.test(name))).toEqual([
      'EvaluatorStanding.auditsPassed',
      'EvaluatorStanding.auditsFailed',
    ]);
  });
});

describe('a copied result', () => {
  test('agrees without weight once vetted answers to the challenge contradict it', async () => {
    const [net, honest, copier] = [await model(), await evaluatorNamed('hana'), await evaluatorNamed('cole')];
    await run(copier, net, { answers: [9, 9, 9] });
    expect(await scoreOf(net)).toMatchObject({ level: 'R1', groups: [{ runCount: 1 }] });
    await say(hub.owner, honest, 'TRUST');
    await run(honest, net, { answers: [1, 2, 3] });
    await run(await evaluatorNamed('cora'), net, { answers: [9, 9, 8] });
    const parts = await scoreOf<{ steps: readonly { part: string }[] }>(net, 'steps(last: 10) { part }');
    expect(parts).toMatchObject({ level: 'R2', groups: [{ isVetted: true, runCount: 1 }] });
    expect(parts.steps.map(({ part }) => part)).toEqual(['COUNTED', 'COUNTED', 'UNPROVEN']);
    await expectStoredAsComputed();
  });
});

describe('a crowd of new keys', () => {
  test('moves no score that a vetted group stands behind, and passes no R1 alone', async () => {
    const crowd = await Promise.all(Array.from({ length: 40 }, (_, i) => evaluatorNamed(`sybil-${i}`)));
    const [reproduced, alone] = [await model(), await model()];
    await run(eve, reproduced);
    const before = await scoreOf(reproduced);
    for (const sybil of crowd) {
      await run(sybil, reproduced, LIE);
      await run(sybil, alone);
    }
    const after = await scoreOf(reproduced);
    expect([after.score, after.level, after.state]).toEqual([before.score, before.level, before.state]);
    expect(after.groups).toHaveLength(41);
    const other = await scoreOf(alone);
    expect(other.level).toBe('R1');
    expect(other.score).toBeCloseTo(2 / 3, 9);
    // Eighty runs take most of a minute where other work is done beside.
  }, 300_000);

  test('can’t speak through a vetted evaluator by naming its machine', async () => {
    const [vic, ...liars] = [
      await evaluatorNamed('vic'),
      ...(await Promise.all(['liar-1', 'liar-2', 'liar-3'].map(evaluatorNamed))),
    ];
    await say(hub.owner, vic, 'TRUST');
    const net = await model();
    await run(vic, net);
    const before = await scoreOf(net);
    for (const liar of liars) await run(liar, net, { ...LIE, host: hostOf(vic) });
    const after = await scoreOf<{ steps: { part: string }[] }>(net, 'steps(last: 10) { part }');
    expect([after.score, after.level]).toEqual([before.score, before.level]);
    expect(after.steps.map(({ part }) => part)).toEqual(['COUNTED', 'SILENT', 'SILENT', 'SILENT']);
  });

  test('that ties two evaluators by a machine seen late, ties them in older scores too', async () => {
    const [net, ines, ilja] = [await model(), await evaluatorNamed('ines'), await evaluatorNamed('ilja')];
    for (const member of [ines, ilja]) {
      await say(hub.owner, member, 'TRUST');
      await run(member, net);
    }
    const vetted = async () => (await scoreOf(net)).groups.filter((group) => group.isVetted).length;
    expect(await vetted()).toBe(2);
    await run(ilja, await model(), { host: hostOf(ines) });
    expect(await vetted()).toBe(1);
    await expectStoredAsComputed();
  });

  test('does not help a publisher who names the machines of those who disagree', async () => {
    const doubters = [await evaluatorNamed('dora'), await evaluatorNamed('dina')];
    const net = await model();
    for (const doubter of doubters) {
      await say(hub.owner, doubter, 'TRUST');
      await run(doubter, net, LIE);
    }
    expect(await scoreOf(net)).toMatchObject({ level: 'RX', state: 'NOT_REPRODUCED' });
    for (const doubter of doubters) await claim(hub, ada, net, protocol, hostOf(doubter));
    expect(await scoreOf(net)).toMatchObject({ level: 'RX', state: 'NOT_REPRODUCED' });
  });
});

describe('a score', () => {
  test('keeps what it was before each run, and is held against what came', async () => {
    const people = [await evaluatorNamed('pia'), await evaluatorNamed('per'), await evaluatorNamed('pal')];
    for (const one of people) await say(hub.owner, one, 'TRUST');
    const net = await model();
    await run(people[0]!, net);
    await run(people[1]!, net);
    await run(people[2]!, net, LIE);
    const { history, steps, score } = await scoreOf<{
      history: {
        scoreBefore: number | null;
        scoreAfter: number;
        isPredicted: boolean;
        agreement: string;
      }[];
      steps: { scoreBefore: number | null; scoreAfter: number; evaluator: { sentence: string } }[];
    }>(
      net,
      'history(last: 10) { scoreBefore scoreAfter isPredicted agreement } steps(last: 10) { scoreBefore scoreAfter evaluator { sentence } }',
    );
    expect(history.map(({ agreement, isPredicted }) => [agreement, isPredicted])).toEqual([
      ['AGREE', true],
      ['AGREE', true],
      ['DISAGREE', true],
    ]);
    expect(history.map(({ scoreBefore }) => scoreBefore)).toEqual([
      null,
      history[0]!.scoreAfter,
      history[1]!.scoreAfter,
    ]);
    expect(steps.map(({ scoreAfter }) => scoreAfter)).toEqual(history.map(({ scoreAfter }) => scoreAfter));
    expect(steps.at(-1)?.scoreAfter).toBe(score);
    // The first run had no score before it to be held against.
    const predicted = 'SELECT core_digest FROM score_step WHERE is_predicted AND score_before IS NOT NULL';
    const rows = await hub.database.rows<{ core_digest: string }>(predicted);
    const core = await coreDigestOf(hub, net);
    expect(rows.filter((row) => row.core_digest === core)).toHaveLength(2);
    const { calibration } = await hub.anonymous.ask<{
      calibration: { count: number; brier: number; climatology: number; sentence: string; bins: object[] };
    }>('{ calibration { count brier climatology sentence bins { low high count predicted agreed } } }');
    expect(calibration.count).toBe(rows.length);
    expect(calibration.brier).toBeGreaterThan(0);
    expect(calibration.sentence).toContain(`over ${rows.length} predictions`);
  });

  test('is computed anew when a run is taken back by who ran it', async () => {
    const net = await model();
    await run(eve, net, LIE);
    const { runs, state } = await scoreOf<{ runs: { id: string; isWithdrawn: boolean }[] }>(
      net,
      'runs { id isWithdrawn }',
    );
    expect(state).toBe('DISPUTED');
    const withdraw = `mutation ($run: ID!, $reason: String!) { withdrawRun(run: $run, reason: $reason) { __typename
      ... on RunWithdrawn { run { isWithdrawn } } ... on InputRefusal { code } ... on NotFoundRefusal { code } ... on PermissionRefusal { code } ... on ConflictRefusal { code } } }`;
    const answer = (member: SelfMember, id: string) =>
      member.client.ask<{ withdrawRun: { code?: string } }>(withdraw, {
        run: id,
        reason: 'a driver was broken',
      });
    // Whoever holds the key signs it; the hub can't.
    expect((await answer(eve, runs[0]!.id)).withdrawRun.code).toBe('HUB_KEY_NOT_HELD');
    expect((await answer(eve, 'Run:999999')).withdrawRun.code).toBe('HUB_RUN_UNKNOWN');
    const [entry] = await hub.database.rows<{ id: Digest }>('SELECT id FROM statement WHERE log_index = $1', [
      Number(runs[0]!.id.slice(4)),
    ]);
    const take = (member: SelfMember) =>
      signAndSubmit(
        member,
        'withdrawal',
        { name: runs[0]!.id, digest: entry!.id },
        { of: 'RUN', parent: null, kind: null, reason: 'a driver was broken' },
      );
    expect(await codeOf(take(ada))).toBe('HUB_RUN_FOREIGN');
    await take(eve);
    expect(await codeOf(take(eve))).toBe('HUB_RUN_WITHDRAWN');
    const found = await scoreOf<{ runs: { isWithdrawn: boolean }[] }>(net, 'runs { isWithdrawn }');
    expect(found).toMatchObject({ level: 'R0', state: 'OK', groups: [], runs: [{ isWithdrawn: true }] });
    await expectStoredAsComputed();
  });

  test('is stale after 18 months without a run, and of a checkpoint the mean over its claims', async () => {
    const net = await model();
    await run(eve, net);
    const ask = async () =>
      hub.anonymous.ask<{
        checkpoint: {
          reproducibility: {
            score: number;
            level: string;
            families: { name: string; claims: number; score: number }[];
          };
          scores: { isStale: boolean; reproducibility: { score: number } }[];
        };
      }>(
        'query ($reference: String!) { checkpoint(reference: $reference) { reproducibility { score level families { name claims score } } scores { isStale reproducibility { score } } } }',
        { reference: net },
      );
    const { checkpoint } = await ask();
    const [score] = checkpoint.scores;
    expect(score?.isStale).toBe(false);
    expect(checkpoint.reproducibility).toEqual({
      score: score?.reproducibility.score,
      level: 'R2',
      families: [{ name: 'ada/digits', claims: 1, score: score?.reproducibility.score }],
    });
    hub.clock.offsetMs += 550 * 86_400_000;
    expect((await ask()).checkpoint.scores[0]?.isStale).toBe(true);
    hub.clock.offsetMs -= 550 * 86_400_000;
    expect(await coreDigestOf(hub, net)).toContain('sha256:');
  });

  test('shows runs under another protocol beside, and counts none of them', async () => {
    const net = await model();
    await run(eve, net);
    const before = await scoreOf(net);
    const { protocol: whole } = await hub.anonymous.ask<{ protocol: { dataset: { digest: Digest } } }>(
      'query ($digest: Digest!) { protocol(digest: $digest) { dataset { digest } } }',
      { digest: protocol },
    );
    const body = mnistProtocol(whole.dataset.digest, 50);
    const { protocol: half } = await ada.client.act(registerProtocol, { body });
    const other = parseDigest(half.digest);
    await runOf(hub, ada, eve, net, other, { items: 50, correct: 20, value: '0.4' });
    const { checkpoint } = await hub.anonymous.ask<{
      checkpoint: { scores: { protocol: { digest: string }; relatedRuns: { value: number }[] }[] };
    }>(
      'query ($reference: String!) { checkpoint(reference: $reference) { scores { protocol { digest } relatedRuns { value } } } }',
      { reference: net },
    );
    const related = new Map(
      checkpoint.scores.map(({ protocol: { digest }, relatedRuns }) => [digest, relatedRuns]),
    );
    expect(related.get(protocol)).toEqual([{ value: 0.4 }]);
    expect(related.get(other)).toEqual([{ value: 0.9 }]);
    const after = await scoreOf(net);
    expect([after.score, after.groups]).toEqual([before.score, before.groups]);
  });

  test('is superseded when its dataset is taken back, by its publisher only once', async () => {
    const net = await model();
    await run(eve, net);
    const { protocol: found } = await hub.anonymous.ask<{
      protocol: { dataset: { name: string; digest: Digest } };
    }>('query ($digest: Digest!) { protocol(digest: $digest) { dataset { name digest } } }', {
      digest: protocol,
    });
    await signAndSubmit(
      ada,
      'withdrawal',
      { name: found.dataset.name, digest: found.dataset.digest },
      { of: 'DATASET', parent: null, kind: null, reason: 'labels were wrong' },
    );
    expect(await scoreOf(net)).toMatchObject({
      state: 'SUPERSEDED',
      sentence: 'superseded: its dataset was taken back',
    });
    await expectStoredAsComputed();
    const { checkpoint } = await hub.anonymous.ask<{
      checkpoint: { reproducibility: { score: number; level: string } };
    }>(
      'query ($reference: String!) { checkpoint(reference: $reference) { reproducibility { score level } } }',
      { reference: net },
    );
    expect(checkpoint.reproducibility).toEqual({ score: 0, level: 'R2' });
  });

  // The last of all: the hub's own work is over, so that nobody but the two of this test does any.
  test('is computed by the next hub where one was stopped on the way', async () => {
    await hub.background[Symbol.asyncDispose]();
    await hub.database.rows(`UPDATE score SET level = 'R4', score = 0.99`);
    await hub.database.rows('INSERT INTO score_mark (core_digest) SELECT core_digest FROM score');
    const left = async () => (await hub.database.rows('SELECT id FROM score_mark')).length;
    const all = await left();
    const first = new Background(hub.hub);
    // Rung when some of the scores are done and others are not.
    const stopped = new Promise<void>((resolve) => {
      hub.hub.bell.onRing(() => resolve(first[Symbol.asyncDispose]()));
    });
    first.wake();
    await stopped;
    expect(await left()).toBeLessThan(all);
    expect(await left()).toBeGreaterThan(0);
    await using second = new Background(hub.hub);
    second.wake();
    await second.idle();
    await expectStoredAsComputed();
  });
});

async function jobs(state: string) {
  const { evaluationJobs } = await hub.anonymous.ask<{
    evaluationJobs: {
      id: string;
      state: string;
      attempts: number;
      error: string | null;
      run: object | null;
      checkpoint: { name: string };
    }[];
  }>(
    'query ($state: JobState) { evaluationJobs(state: $state, first: 100) { id state attempts error run { id } checkpoint { name } } }',
    { state },
  );
  return evaluationJobs;
}
