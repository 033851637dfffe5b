import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Digest } from '../../src/base/digest.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { hostOf, registerMnist } from '../support/evaluating.ts';
import { publishSelf, smallSafetensors, type Publication } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { counted, fileCounts } from '../support/reporting.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { claimedModel, pass, runOf, say } from '../support/trusting.ts';

let hub: TestHub;
let ada: SelfMember;
let [ben, cleo, vera, vito, eve, mallory]: SelfMember[] = [];
let protocol: Digest;
let dataset: Digest;
let models = 0;

/** ada publishes; vera and vito are vouched for by the owner; the others are members like any. */
beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  [ben, cleo, vera, vito, eve, mallory] = await Promise.all(
    ['ben', 'cleo', 'vera', 'vito', 'eve', 'mallory'].map((name) => hub.joinSelf(name, 'EVALUATOR')),
  );
  ({ protocol, dataset } = await registerMnist(ada));
  for (const vetted of [vera, vito]) await say(hub.owner, vetted!, 'TRUST');
  await pass(hub, 0);
});
afterAll(() => hub?.[Symbol.asyncDispose]());

async function publishNet(parents: Publication['parents'] = [], member: SelfMember = ada): Promise<string> {
  const model = `${member.name}/net-${++models}`;
  await publishSelf(
    member,
    { model, files: { 'm.safetensors': smallSafetensors(models) }, parents },
    hostOf(member),
  );
  return model;
}

const file = (member: SelfMember | undefined, model: string, low: number, high: number) =>
  fileCounts(hub, member!, model, { dataset, protocol, groups: counted(low, high) });

async function standingOf(id: string) {
  const { report } = await hub.anonymous.ask<{ report: { standing: Standing } }>(
    'query ($id: ID!) { report(id: $id) { standing { state agreeing contradicting isSettled } } }',
    { id },
  );
  return report.standing;
}

interface Standing {
  readonly state: string;
  readonly agreeing: number;
  readonly contradicting: number;
  readonly isSettled: boolean;
}

async function warningsOn(reference: string): Promise<readonly string[]> {
  const { checkpoint } = await hub.anonymous.ask<{
    checkpoint: { biasWarnings: readonly { isInherited: boolean; report: { id: string } }[] };
  }>(
    `query ($reference: String!) { checkpoint(reference: $reference) {
       biasWarnings { isInherited report { id } } } }`,
    { reference },
  );
  return checkpoint.biasWarnings.map(({ isInherited, report }) =>
    isInherited ? `^ ${report.id}` : report.id,
  );
}

async function statementIdOf(id: string): Promise<Digest> {
  const { report } = await hub.anonymous.ask<{ report: { statement: { id: Digest } } | null }>(
    'query ($id: ID!) { report(id: $id) { statement { id } } }',
    { id },
  );
  return report!.statement.id;
}

async function withdraw(member: SelfMember | undefined, id: string) {
  const body = { of: 'REPORT', parent: null, kind: null, reason: 'miscounted' } as const;
  return signAndSubmit(member!, 'withdrawal', { name: id, digest: await statementIdOf(id) }, body);
}

async function answer(member: SelfMember | undefined, id: string, text = 'The next one sees all digits.') {
  const subject = { name: id, digest: await statementIdOf(id) };
  return signAndSubmit(member!, 'report-answer', subject, { status: 'WILL_FIX', text });
}

async function mitigate(member: SelfMember | undefined, id: string, child: string) {
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { digest: Digest } }>(
    'query ($child: String!) { checkpoint(reference: $child) { digest } }',
    { child },
  );
  const subject = { name: child, digest: checkpoint.digest };
  return signAndSubmit(member!, 'mitigation', subject, { report: await statementIdOf(id) });
}

interface Mitigation {
  readonly status: string;
  readonly sentence: string;
  readonly isSettled: boolean;
  readonly declared: { readonly logIndex: number } | null;
  readonly report: { readonly id: string };
  readonly childReport: { readonly id: string } | null;
  readonly difference: { readonly reduction: number; readonly accuracyDelta: number } | null;
}

const MITIGATION = `status sentence isSettled declared { logIndex } report { id } childReport { id }
  difference { reduction accuracyDelta }`;

/** As the child says, which must be as the report says. */
async function mitigationOn(child: string): Promise<Mitigation | null> {
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { mitigations: readonly Mitigation[] } }>(
    `query ($child: String!) { checkpoint(reference: $child) { mitigations { ${MITIGATION} } } }`,
    { child },
  );
  const [one, ...others] = checkpoint.mitigations;
  expect(others).toEqual([]);
  if (!one) return null;
  const { report } = await hub.anonymous.ask<{
    report: { mitigations: readonly (Mitigation & { readonly child: { readonly name: string } })[] };
  }>(`query ($id: ID!) { report(id: $id) { mitigations { child { name } ${MITIGATION} } } }`, {
    id: one.report.id,
  });
  const same = report.mitigations.filter((mitigation) => mitigation.child.name === child);
  expect(same).toEqual([{ ...one, child: { name: child } }]);
  return one;
}

describe('a report', () => {
  test('is filed, reproduced and confirmed by who counts the same', async () => {
    const model = await publishNet();
    const first = await file(ben, model, 950, 600);
    expect(await standingOf(first)).toEqual({
      state: 'FILED',
      agreeing: 0,
      contradicting: 0,
      isSettled: false,
    });
    await file(cleo, model, 948, 611);
    expect(await standingOf(first)).toMatchObject({ state: 'REPRODUCED', agreeing: 1, isSettled: true });
    await file(vera, model, 951, 602);
    expect(await standingOf(first)).toMatchObject({ state: 'CONFIRMED', agreeing: 2 });
    const { report } = await hub.anonymous.ask<{
      report: { reproductions: readonly { agreement: string; report: { filedBy: { name: string } } }[] };
    }>('query ($id: ID!) { report(id: $id) { reproductions { agreement report { filedBy { name } } } } }', {
      id: first,
    });
    expect(report.reproductions).toEqual([
      { agreement: 'AGREES', report: { filedBy: { name: 'vera' } } },
      { agreement: 'AGREES', report: { filedBy: { name: 'cleo' } } },
    ]);
    expect(await warningsOn(model), 'what three say is one warning').toEqual([first]);
  });

  test('is refuted by two voices against it, and warns no more', async () => {
    const model = await publishNet();
    const child = await publishNet([{ reference: model, kind: 'FINE_TUNE' }]);
    const lie = await file(eve, model, 950, 200);
    expect([await warningsOn(model), await warningsOn(child)]).toEqual([[lie], [`^ ${lie}`]]);
    await file(vera, model, 950, 940);
    expect(await standingOf(lie)).toMatchObject({ state: 'CONTESTED', contradicting: 1 });
    expect(await warningsOn(model)).toEqual([lie]);
    await file(vito, model, 947, 941);
    expect(await standingOf(lie)).toMatchObject({ state: 'REFUTED', contradicting: 2 });
    expect([await warningsOn(model), await warningsOn(child)]).toEqual([[], []]);
  });

  test('is refuted by nobody’s second key, and by no publisher of its own checkpoint', async () => {
    const model = await publishNet();
    const honest = await file(ben, model, 950, 600);
    for (const sybil of [eve, mallory, ada]) await file(sybil, model, 950, 949);
    expect(await standingOf(honest)).toMatchObject({ state: 'CONTESTED', contradicting: 1 });
    expect(await warningsOn(model)).toEqual([honest]);
    await file(vera, model, 950, 601);
    expect(await standingOf(honest)).toMatchObject({ state: 'REPRODUCED', agreeing: 1, contradicting: 1 });
  });

  test('stands anew when the hub learns that two are not independent', async () => {
    const model = await publishNet();
    const first = await file(ben, model, 950, 600);
    await file(mallory, model, 950, 610);
    expect(await standingOf(first)).toMatchObject({ state: 'REPRODUCED' });
    await say(mallory!, ada, 'CONFLICT');
    await pass(hub, 0);
    expect(await standingOf(first)).toMatchObject({ state: 'FILED', agreeing: 0 });
  });

  test('is taken back by its author alone, and once', async () => {
    const model = await publishNet();
    const report = await file(ben, model, 950, 600);
    const fingerprint = await hub.database.fingerprint();
    expect(await codeOf(withdraw(cleo, report))).toBe('HUB_REPORT_FOREIGN');
    expect(await hub.database.fingerprint()).toEqual(fingerprint);
    await withdraw(ben, report);
    expect(await standingOf(report)).toMatchObject({ state: 'WITHDRAWN', isSettled: false });
    expect(await warningsOn(model)).toEqual([]);
    expect(await codeOf(withdraw(ben, report))).toBe('HUB_REPORT_WITHDRAWN');
  });
});

describe('an inherited warning', () => {
  test('ends with a vetted voice’s report on the child, and comes back with its withdrawal', async () => {
    const root = await publishNet();
    const child = await publishNet([{ reference: root, kind: 'FINE_TUNE' }], ben);
    const warning = await file(cleo, root, 950, 600);
    await file(ben, child, 950, 940);
    expect(await warningsOn(child), 'by its publisher').toEqual([`^ ${warning}`]);
    await file(eve, child, 950, 940);
    expect(await warningsOn(child), 'by its publisher and one key more').toEqual([`^ ${warning}`]);
    const ending = await file(vera, child, 950, 941);
    expect(await warningsOn(child)).toEqual([]);
    await withdraw(vera, ending);
    expect(await warningsOn(child)).toEqual([`^ ${warning}`]);
  });

  test('gives way to a disparity that was found on the child itself, whoever filed it', async () => {
    const root = await publishNet();
    const child = await publishNet([{ reference: root, kind: 'FINE_TUNE' }], ben);
    await file(cleo, root, 950, 600);
    const own = await file(ben, child, 950, 700);
    expect(await warningsOn(child)).toEqual([own]);
  });

  test('is not ended by counts of another attribute or protocol', async () => {
    const root = await publishNet();
    const child = await publishNet([{ reference: root, kind: 'FINE_TUNE' }]);
    const warning = await file(cleo, root, 950, 600);
    const groups = counted(950, 950);
    await fileCounts(hub, vera!, child, { dataset, protocol, groups, attribute: 'size' });
    await fileCounts(hub, vera!, child, { dataset, protocol: dataset, groups });
    expect(await warningsOn(child)).toEqual([`^ ${warning}`]);
  });
});

describe('an answer', () => {
  test('is the publisher’s or a steward’s word, and moves nothing else', async () => {
    const model = await publishNet();
    const report = await file(ben, model, 950, 600);
    await answer(ada, report);
    await answer(hub.owner, report, 'We ask the publisher\nfor more.');
    const { checkpoint } = await hub.anonymous.ask<{
      checkpoint: { biasReports: readonly { answers: readonly unknown[] }[] };
    }>(
      `query ($model: String!) { checkpoint(reference: $model) {
         biasReports { answers { status text answeredBy { name } } } } }`,
      { model },
    );
    expect(checkpoint.biasReports[0]?.answers).toEqual([
      { status: 'WILL_FIX', text: 'The next one sees all digits.', answeredBy: { name: 'ada' } },
      { status: 'WILL_FIX', text: 'We ask the publisher\nfor more.', answeredBy: { name: 'olga' } },
    ]);
    expect(await standingOf(report)).toMatchObject({ state: 'FILED' });
    expect(await warningsOn(model)).toEqual([report]);
  });

  test('is the last of twenty', async () => {
    const model = await publishNet();
    const report = await file(ben, model, 950, 600);
    for (let i = 0; i < 20; i++) await answer(ada, report);
    expect(await codeOf(answer(ada, report))).toBe('HUB_REPORT_ANSWERS_MANY');
  });

  test('of a stranger, of too much, or with hidden characters is refused, and nothing is written', async () => {
    const model = await publishNet();
    const report = await file(ben, model, 950, 600);
    const before = await hub.database.fingerprint();
    expect(await codeOf(answer(eve, report))).toBe('HUB_REPORT_FOREIGN');
    expect(await codeOf(answer(ben, report))).toBe('HUB_REPORT_FOREIGN');
    for (const text of ['', ' ', 'x'.repeat(4001), 'a\u202Eb', 'a\u0000b', 'a\u001B[2Jb'])
      expect(await codeOf(answer(ada, report, text))).toBe('ATTESTATION_BODY_INVALID');
    expect(await hub.database.fingerprint()).toEqual(before);
  });
});

describe('a mitigation', () => {
  test('is claimed, then verified by the counts on the child, and settled by others’', async () => {
    const root = await publishNet();
    const child = await publishNet([{ reference: root, kind: 'FINE_TUNE' }], ben);
    const report = await file(cleo, root, 980, 60);
    await mitigate(ben, report, child);
    expect(await mitigationOn(child)).toMatchObject({
      status: 'CLAIMED',
      sentence: 'CLAIMED: not counted on this child yet',
      report: { id: report },
      childReport: null,
      difference: null,
    });
    expect(await warningsOn(child)).toEqual([`^ ${report}`]);

    const own = await file(ben, child, 970, 940);
    expect(await mitigationOn(child)).toMatchObject({
      status: 'VERIFIED',
      isSettled: false,
      childReport: { id: own },
    });
    expect(await warningsOn(child)).toEqual([`^ ${report}`]);

    const independent = await file(vera, child, 972, 943);
    const settled = await mitigationOn(child);
    expect(settled).toMatchObject({
      status: 'VERIFIED',
      isSettled: true,
      childReport: { id: independent },
      sentence: 'VERIFIED: gap 92.0 → 2.9 points (−89.1 ±2.5), accuracy +43.8',
    });
    expect(settled?.difference?.reduction).toBeCloseTo(0.891, 12);
    expect(await warningsOn(child)).toEqual([]);
  });

  test('is noticed by the hub where nobody declared it, down to a grandchild', async () => {
    const root = await publishNet();
    const child = await publishNet([{ reference: root, kind: 'FINE_TUNE' }], ben);
    const grandchild = await publishNet([{ reference: child, kind: 'QUANTIZATION' }], ben);
    const report = await file(cleo, root, 980, 600);
    expect(await mitigationOn(grandchild)).toBeNull();
    await file(vera, grandchild, 980, 300);
    expect(await mitigationOn(grandchild)).toMatchObject({
      status: 'WORSENED',
      declared: null,
      report: { id: report },
    });
    expect(await mitigationOn(child)).toBeNull();
  });

  test('of somebody else’s checkpoint, of one not made from it, or of nothing to address is refused', async () => {
    const root = await publishNet();
    const child = await publishNet([{ reference: root, kind: 'FINE_TUNE' }], ben);
    const unrelated = await publishNet([], ben);
    const report = await file(cleo, root, 980, 600);
    const harmless = await file(vera, root, 980, 980);
    const before = await hub.database.fingerprint();
    expect(await codeOf(mitigate(eve, report, child))).toBe('HUB_CHECKPOINT_FOREIGN');
    expect(await codeOf(mitigate(ben, report, unrelated))).toBe('HUB_MITIGATION_UNRELATED');
    expect(await codeOf(mitigate(ada, report, root))).toBe('HUB_MITIGATION_UNRELATED');
    expect(await codeOf(mitigate(ben, harmless, child))).toBe('HUB_REPORT_WARNS_NOT');
    expect(await hub.database.fingerprint()).toEqual(before);
    await mitigate(ben, report, child);
    expect(await codeOf(mitigate(ben, report, child))).toBe('HUB_MITIGATION_KNOWN');
  });
});

describe('the groups of a dataset', () => {
  const sized = (low: number, high: number) => [
    { name: 'low', k: 1, n: low },
    { name: 'high', k: 1, n: high },
  ];
  const count = async (member: SelfMember | undefined, model: string, groups: ReturnType<typeof sized>) =>
    fileCounts(hub, member!, model, { dataset, protocol, attribute: 'size', groups });

  test('are pinned by two independent counts, one of them vetted, and hold for every model', async () => {
    const [one, other] = [await publishNet(), await publishNet()];
    for (const liar of [eve, mallory]) await count(liar, one, sized(70, 70));
    await count(ben, one, sized(60, 40));
    const pinning = await count(vera, other, sized(60, 40));
    const before = await hub.database.fingerprint();
    expect(await codeOf(count(cleo, one, sized(61, 40)))).toBe('BIAS_MARGINALS_CONTRADICTED');
    expect(await codeOf(count(eve, other, sized(70, 70)))).toBe('BIAS_MARGINALS_CONTRADICTED');
    expect(await hub.database.fingerprint()).toEqual(before);
    await count(cleo, one, sized(60, 40));
    await withdraw(vera, pinning);
    expect(await codeOf(count(eve, other, sized(61, 40))), 'unpinned').toBe('it was done');
  });

  test('give no other accuracy than vetted evaluators reproduced over the same items', async () => {
    const model = await claimedModel(hub, ada, protocol, 900 + models);
    const groups = (low: number, high: number) => [
      { name: 'low', k: low, n: 50 },
      { name: 'high', k: high, n: 50 },
    ];
    const counts = (member: SelfMember | undefined, low: number, high: number) =>
      fileCounts(hub, member!, model, { dataset, protocol, attribute: 'half', groups: groups(low, high) });
    expect(await codeOf(counts(eve, 20, 20)), 'while it is only claimed').toBe('it was done');
    await runOf(hub, ada, vera!, model, protocol);
    expect(await codeOf(counts(mallory, 20, 20))).toBe('BIAS_ACCURACY_CONTRADICTED');
    expect(await codeOf(counts(ben, 49, 41))).toBe('it was done');
  });
});

test('warnings and mitigations of a whole page of ancestors are one statement each', async () => {
  const root = await publishNet();
  let tip = root;
  for (let i = 0; i < 4; i++) tip = await publishNet([{ reference: tip, kind: 'FINE_TUNE' }], ben);
  await file(cleo, root, 980, 600);
  await file(vera, tip, 980, 970);
  const { reports } = hub.hub.store;
  const asked = [vi.spyOn(reports, 'warningsOn'), vi.spyOn(reports, 'mitigationsOn')];
  const { checkpoint } = await hub.anonymous.ask<{
    checkpoint: { ancestors: { nodes: readonly { checkpoint: { biasWarnings: readonly unknown[] } }[] } };
  }>(
    `query ($tip: String!) { checkpoint(reference: $tip) { mitigations { status } ancestors(first: 50) {
       nodes { checkpoint { biasWarnings { report { sentence } } mitigations { status } } } } } }`,
    { tip },
  );
  const warned = checkpoint.ancestors.nodes.map((node) => node.checkpoint.biasWarnings.length);
  expect(warned).toEqual([1, 1, 1, 1]);
  expect(asked.map((spy) => spy.mock.calls.length)).toEqual([1, 1]);
  for (const spy of asked) spy.mockRestore();
});
