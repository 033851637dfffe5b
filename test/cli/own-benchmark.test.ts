import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linearModel } from '../runner/tiny-onnx.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { runProgram, scratchFolder } from './run-program.ts';

/*
 * docs/guides/own-benchmark.md as its reader goes through it, with the JSON that stands there.
 */
const guide = readFileSync(path.join(import.meta.dirname, '../../docs/guides/own-benchmark.md'), 'utf8');
const [signs, protocol] = [...guide.matchAll(/```json\n([\s\S]+?)```/g)].map(([, json]) => json!);

let hub: TestHub;
let [ada, eve]: SelfMember[] = [];
let folder: Awaited<ReturnType<typeof scratchFolder>>;

beforeAll(async () => {
  hub = await openTestHub();
  folder = await scratchFolder();
  ada = await hub.joinSelf('ada');
  eve = await hub.joinSelf('eve', 'EVALUATOR');
  await mkdir(path.join(folder.path, 'adder'));
  const model = linearModel(
    [
      [-1, 1],
      [-1, 1],
    ],
    [0, 0],
  );
  await writeFile(path.join(folder.path, 'adder/model.onnx'), model);
  await writeFile(path.join(folder.path, 'signs.json'), signs!);
  await writeFile(path.join(folder.path, 'protocol.json'), protocol!);
  await as(ada, 'publish', 'adder', '--name', 'ada/adder', '--license', 'MIT', '--yes');
}, 120_000);
afterAll(async () => {
  await folder?.[Symbol.asyncDispose]();
  await hub?.[Symbol.asyncDispose]();
});

async function run(member: SelfMember | undefined, ...words: readonly string[]) {
  return runProgram(folder.path, [...words, '--hub', hub.url], undefined, { HEIRLOOM_HOME: member!.home });
}

async function as(member: SelfMember | undefined, ...words: readonly string[]): Promise<string> {
  const { output, complaint, code } = await run(member, ...words);
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${complaint}`);
  return output + complaint;
}

test('twenty lines of JSON are a benchmark', async () => {
  expect(`${signs}${protocol}`.trim().split('\n').length).toBeLessThanOrEqual(20);
  const published = await as(
    ada,
    'publish-dataset',
    'signs.json',
    '--license',
    'CC0-1.0',
    '--limitations',
    'six sums, none of them near zero',
  );
  expect(published).toContain('6 sequences of 2 numbers, 2 labels, license CC0-1.0');
  expect(published).toContain('✔ published ada/signs');
  await as(ada, 'evaluate', 'ada/adder', '--protocol', 'protocol.json', '--claim', '1', '--evaluators', '0');
  const ran = await as(
    eve,
    'evaluate',
    'ada/adder',
    '--here',
    '--protocol',
    'protocol.json',
    '--trust',
    'ada',
    '--submit',
  );
  expect(ran).toContain('accuracy 100.0 %');
  expect(ran).toContain('✔ agrees with the claim');
  const split = ['--from-run', 'latest', '--attribute', 'size', '--harm', 'quality-of-service'];
  const report = await as(ada, 'report', 'ada/adder', ...split);
  expect(report).toContain('small');
  const { dataset } = await hub.anonymous.ask<{ dataset: unknown }>(
    '{ dataset(reference: "ada/signs") { kind shape answers rights limitations } }',
    {},
  );
  expect(dataset).toEqual({
    kind: 'FEATURES',
    shape: [2],
    answers: ['labels'],
    rights: null,
    limitations: 'six sums, none of them near zero',
  });
});

test.each<[string, string, object, string]>([
  [
    'of an unknown step',
    'EVALUATION_PROTOCOL_MALFORMED',
    { preprocessing: [{ step: 'eval' }] },
    '$.preprocessing',
  ],
  [
    'of an unknown task',
    'EVALUATION_PROTOCOL_MALFORMED',
    { task: { id: 'telepathy', version: 1 } },
    '$.task.id',
  ],
  [
    'whose answers the dataset has not',
    'HUB_PROTOCOL_UNFIT',
    {
      task: { id: 'tabular-regression', version: 1 },
      decoding: { rule: 'value' },
      metric: { id: 'mean-squared-error', version: 1 },
    },
    'the protocol and its dataset do not fit',
  ],
  ['of a dataset that is not there', 'HUB_DATASET_UNKNOWN', { dataset: { name: 'ada/none' } }, 'ada/none'],
])('a protocol %s is refused', async (_, code, change, said) => {
  const body = { ...(JSON.parse(protocol!) as object), ...change };
  await writeFile(path.join(folder.path, 'wrong.json'), JSON.stringify(body));
  const words = ['evaluate', 'ada/adder', '--protocol', 'wrong.json', '--evaluators', '1'];
  const { code: exit, output, complaint } = await run(ada, ...words);
  expect(exit).toBe(2);
  expect(output + complaint).toContain(code);
  expect(output + complaint).toContain(said);
});

test.each<[string, string]>([
  ['labels for other items', '{"features": [[1], [2]], "labels": [1]}'],
  ['a file that is no JSON', '{'],
])('%s are refused and nothing is published', async (_, json) => {
  await writeFile(path.join(folder.path, 'wrong-data.json'), json);
  const { code, output, complaint } = await run(
    ada,
    'publish-dataset',
    'wrong-data.json',
    '--license',
    'MIT',
  );
  expect(code).toBe(2);
  expect(output + complaint).toMatch(/CHECKPOINT_(DATASET|JSON)_MALFORMED/);
  expect(await hub.anonymous.ask('{ dataset(reference: "ada/wrong-data") { digest } }', {})).toEqual({
    dataset: null,
  });
});
