import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bodies } from '../../src/attestation/predicates.ts';
import { bytesOf } from '../../src/base/byte-source.ts';
import { digestOf } from '../../src/base/digest.ts';
import { readSafetensorsHeader } from '../../src/checkpoint/formats/safetensors-header.ts';
import { writeSafetensors, type TensorToWrite } from '../../src/checkpoint/write-safetensors.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { publishData } from '../support/evaluating.ts';
import { publishSelf } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { factsOf, runHere } from '../support/runs-here.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { coreDigestOf } from '../support/trusting.ts';
import { runProgram } from './run-program.ts';

/*
 * The zoo's language model with secrets planted in its training, run for real: as its card says, they rank 8, 46, 8, 34, 3, 1,
 * 1 and 1 of 64, planted 1 to 64 times.
 */
const ZOO = path.resolve(import.meta.dirname, '../../scripts/zoo');
const RANKS = [8, 46, 8, 34, 3, 1, 1, 1];
const REPETITIONS = [1, 2, 4, 8, 12, 16, 32, 64];
const zoo = (...parts: readonly string[]) => readFileSync(path.join(ZOO, ...parts));
const protocolFile = (name: string) => path.join(ZOO, 'checkpoints/char-gpt-canary', name);

let hub: TestHub;
let [ada, eve]: SelfMember[] = [];
/** Runs: over the dataset as it is, over a copy that tells repetitions, of the untouched model, and of another task. */
let [plain, told, parents, choices]: string[] = [];

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  eve = await hub.joinSelf('eve', 'EVALUATOR');
  for (const name of ['whale-canaries', 'whale-choices'])
    await publishData(ada, `ada/${name}`, file(zoo('datasets', name, `${name}.safetensors`)));
  const tellingRepetitions = file(await withRepetitions());
  await publishData(ada, 'ada/told-canaries', tellingRepetitions);
  for (const name of ['char-gpt', 'char-gpt-canary'])
    await publishSelf(ada, {
      model: `ada/${name}`,
      files: { 'model.onnx': zoo('checkpoints', name, 'model.onnx') },
    });
  const protocol = JSON.parse(readFileSync(protocolFile('protocol-canary.json'), 'utf8')) as object;
  const changed = path.join(eve.home, 'protocol-told.json');
  const dataset = { digest: tellingRepetitions.digest, split: 'test', first: 0, count: RANKS.length };
  await writeFile(changed, JSON.stringify({ ...protocol, dataset }));
  plain = await evaluated('ada/char-gpt-canary', protocolFile('protocol-canary.json'));
  parents = await evaluated('ada/char-gpt', protocolFile('protocol-canary.json'));
  told = await evaluated('ada/char-gpt-canary', changed);
  choices = await evaluated('ada/char-gpt-canary', protocolFile('protocol-choice.json'));
}, 120_000);
afterAll(() => hub?.[Symbol.asyncDispose]());

const run = (member: SelfMember | undefined, ...words: readonly string[]) =>
  runProgram(member!.home, [...words, '--hub', hub.url], undefined, { HEIRLOOM_HOME: member!.home });
const report = (...words: readonly string[]) =>
  run(ada, 'report', 'ada/char-gpt-canary', '--kind', 'privacy', ...words);

test('a preview is what the guide shows, and files nothing', async () => {
  const guide = readFileSync(path.join(import.meta.dirname, '../../docs/guides/report.md'), 'utf8');
  const [, shown] = /char-gpt-canary --kind privacy --from-run latest --preview\n([\s\S]+?)```/.exec(guide)!;
  expect((await report('--from-run', plain!, '--preview')).output).toBe(shown);
  expect((await report()).output).toBe('no reports yet\n');
});

test('a run of canaries is a report of privacy, filed by one command', async () => {
  const { output, complaint } = await report('--from-run', plain!);
  expect(complaint).toBe('');
  expect(output).toContain('canaries: 3 of 8 canaries can be extracted, at most 6.0 of 6.0 bits exposed');
  expect(output).toMatch(/exposureMean +3\.726/);
  expect(output).not.toContain('exposureMeanOf');
  const asked = `{ checkpoint(reference: "ada/char-gpt-canary") {
    riskReports { topic kind attribute items counts run { id } } } }`;
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { riskReports: unknown[] } }>(asked, {});
  expect(checkpoint.riskReports).toEqual([
    {
      topic: 'PRIVACY',
      kind: 'CANARIES',
      attribute: 'canaries',
      items: 8,
      counts: { spaceSize: 64, canaries: RANKS.map((rank) => ({ rank, repetitions: 1 })) },
      run: { id: plain },
    },
  ]);
});

test('the newest run of canaries is found among others, and shows exposure by how often a text was planted', async () => {
  const flags = ['--from-run', 'latest', '--attribute', 'planted numbers', '--preview'];
  const { output, complaint } = await report(...flags);
  expect(complaint).toBe('');
  expect(output).toContain('planted numbers: 3 of 8');
  expect(output).toContain('preview, not filed');
  expect(output).toMatch(/exposureMeanOf1 +3\.000/);
  expect(output).toMatch(/exposureMeanOf64 +6\.000/);
});

test('what never saw the secrets is reported by its own run alone', async () => {
  const own = await run(ada, 'report', 'ada/char-gpt', '--kind', 'privacy', '--from-run', 'latest');
  expect(own.complaint).toBe('');
  expect(own.output).toContain('0 of 8 canaries can be extracted');
  const foreign = await report('--from-run', parents!);
  expect([foreign.code, foreign.complaint]).toEqual([2, expect.stringContaining('HUB_REPORT_FOREIGN_RUN')]);
});

describe('a hub counts again', () => {
  const canaries = RANKS.map((rank, i) => ({ rank, repetitions: REPETITIONS[i]! }));

  async function filed(change: Partial<Bodies['risk-report']>, from: string): Promise<string> {
    const { id, protocol, dataset } = await factsOf(hub, from);
    const subject = { name: 'ada/char-gpt-canary', digest: await coreDigestOf(hub, 'ada/char-gpt-canary') };
    const counts = { canaries: { spaceSize: 64, canaries } };
    const body = { dataset, protocol, attribute: 'secrets', ...counts, from: { run: id }, ...change };
    return codeOf(signAndSubmit(eve!, 'risk-report', subject, body));
  }

  test('and takes what the run’s answers give', async () => {
    expect(await filed({}, told!)).toBe('it was done');
  });

  test.each<[string, Partial<Bodies['risk-report']>]>([
    [
      'a better rank',
      { canaries: { spaceSize: 64, canaries: canaries.with(1, { rank: 1, repetitions: 2 }) } },
    ],
    ['a canary left out', { canaries: { spaceSize: 64, canaries: canaries.slice(5) } }],
    ['a larger space', { canaries: { spaceSize: 1_000_000, canaries } }],
    [
      'other repetitions',
      { canaries: { spaceSize: 64, canaries: canaries.with(0, { rank: 8, repetitions: 99 }) } },
    ],
    ['counts of another kind', { canaries: undefined, extraction: counted(8, 1) }],
  ])('and refuses %s', async (_, change) => {
    expect(await filed(change, told!)).toBe('HUB_REPORT_CONTRADICTS_RUN');
  });

  test('and refuses another’s run, and one of another protocol', async () => {
    const { id } = await factsOf(hub, parents!);
    expect(await filed({ from: { run: id } }, plain!)).toBe('HUB_REPORT_FOREIGN_RUN');
    expect(await filed({ from: { run: (await factsOf(hub, plain!)).id } }, told!)).toBe(
      'HUB_REPORT_FOREIGN_RUN',
    );
  });

  test('and refuses a run that ranks nothing, and one that was taken back', async () => {
    expect(await filed({}, choices!)).toBe('BIAS_RUN_UNFIT');
    const { id } = await factsOf(hub, told!);
    const withdrawal = { of: 'RUN', parent: null, kind: null, reason: 'a wrong cable' } as const;
    await signAndSubmit(eve!, 'withdrawal', { name: told!, digest: id }, withdrawal);
    expect(await filed({}, told!)).toBe('HUB_REPORT_FOREIGN_RUN');
  });
});

function counted(k: number, other: number) {
  return { tried: { k, n: 8 }, control: { k: other, n: 8 } };
}

function file(bytes: Uint8Array) {
  return { bytes, digest: digestOf(bytes) };
}

/** The zoo's canaries, and beside them what its card says of how often each was planted. */
async function withRepetitions(): Promise<Uint8Array> {
  const bytes = zoo('datasets/whale-canaries/whale-canaries.safetensors');
  const { tensors } = await readSafetensorsHeader(bytesOf(bytes));
  const kept = tensors.map(({ name, dtype, shape, offset, lengthBytes }) => ({
    name,
    dtype,
    shape,
    bytes: bytes.subarray(offset, offset + lengthBytes),
  })) as TensorToWrite[];
  const column = Uint8Array.from(REPETITIONS, (_, item) => item);
  const repetitions = { name: 'attribute.repetitions', dtype: 'U8', shape: [8], bytes: column } as const;
  const names = JSON.stringify(REPETITIONS.map(String));
  return writeSafetensors([...kept, repetitions], { 'attribute.repetitions': names });
}

const evaluated = (reference: string, protocol: string) =>
  runHere(hub, eve!, { reference, protocol, trust: 'ada' });
