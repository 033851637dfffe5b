import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Digest } from '../../src/base/digest.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { hostOf, registerMnist } from '../support/evaluating.ts';
import { publishSelf, smallSafetensors, type Publication } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { counted, fileCounts } from '../support/reporting.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { pass, say } from '../support/trusting.ts';

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
    ['ben', 'cleo', 'vera', 'vito', 'eve', 'mallory'].map((name) => hub.joinSelf(name)),
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

async function withdraw(member: SelfMember | undefined, id: string) {
  const { report } = await hub.anonymous.ask<{ report: { statement: { id: Digest } } | null }>(
    'query ($id: ID!) { report(id: $id) { statement { id } } }',
    { id },
  );
  const body = { of: 'REPORT', parent: null, kind: null, reason: 'miscounted' } as const;
  return signAndSubmit(member!, 'withdrawal', { name: id, digest: report!.statement.id }, body);
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
    const answer = await file(vera, child, 950, 941);
    expect(await warningsOn(child)).toEqual([]);
    await withdraw(vera, answer);
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
