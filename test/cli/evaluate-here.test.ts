import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDigest, type Digest } from '../../src/base/digest.ts';
import { checkpointScores } from '../../src/client/generated/operations.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { mnistDataset, mnistProtocol } from '../runner/job-fixture.ts';
import { tinyModel } from '../runner/tiny-onnx.ts';
import { bigramModel } from '../runner/tiny-token-onnx.ts';
import { tokenDataset } from '../runner/token-fixture.ts';
import { ITEMS, publishData, registerMnist } from '../support/evaluating.ts';
import { publishSelf } from '../support/publishing.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { runProgram, scratchFolder } from './run-program.ts';

interface Answer {
  readonly value: string;
  readonly coreDigest: string | null;
  readonly modelDigest: string;
  readonly outputsDigest: string;
  readonly protocolDigest: string;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly claim: { readonly agreement: string; readonly difference: number } | null;
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly logIndex: number | null;
}

const digits = mnistDataset(ITEMS);
const tokens = tokenDataset({ items: 20, length: 8, vocabulary: 16 });

describe('without a hub', () => {
  /** A folder with a model, a dataset and a protocol, of which the program is told by name. */
  async function evaluate(files: Readonly<Record<string, Uint8Array | string>>, ...words: readonly string[]) {
    await using folder = await scratchFolder();
    for (const [name, content] of Object.entries(files))
      await writeFile(path.join(folder.path, name), content);
    const all = ['evaluate', './model.onnx', '--here', ...words, '--hub', 'http://127.0.0.1:9'];
    return await runProgram(folder.path, all);
  }

  test('a model, a dataset and a protocol in files are enough', async () => {
    const protocol = mnistProtocol(digits.digest, ITEMS);
    const files = {
      'model.onnx': tinyModel(),
      'test.safetensors': digits.bytes,
      'p.json': JSON.stringify(protocol),
    };
    const words = ['--dataset', 'test.safetensors', '--protocol', 'p.json'];
    const { output, code, complaint } = await evaluate(files, ...words, '--json');
    expect([code, complaint]).toEqual([0, '']);
    const answer = JSON.parse(output) as Answer;
    expect(answer).toMatchObject({ coreDigest: null, claim: null, logIndex: null });
    expect(Number(answer.value)).toBeGreaterThan(0);
    expect(answer.interval?.low).toBeLessThan(Number(answer.value));
    expect(answer.conditions).toMatchObject({ provider: 'cpu', batchSize: 64, optimisationLevel: 'all' });
    const people = await evaluate(files, ...words, '--provider', 'wasm');
    expect(people.output).toMatch(
      / accuracy \d+\.\d % {3}95 % interval .* over 100 items\n· nothing is claimed/,
    );
    for (const fact of ['outputs', 'predictions', 'protocol', 'model', 'conditions   wasm:simd:ort-wasm'])
      expect(people.output).toContain(`\n  ${fact}`);
  });

  test('a language model is measured by what the flags ask for', async () => {
    const files = { 'model.onnx': bigramModel(), 'test.safetensors': tokens.bytes };
    const words = ['--dataset', 'test.safetensors', '--vocabulary', '16', '--metric', 'perplexity'];
    const { output, code } = await evaluate(files, ...words);
    expect(code).toBe(0);
    expect(output).toMatch(/ perplexity \d+\.\d+ {3}95 % interval \d.* over 20 items, 140 tokens\n/);
  });

  test('tokens without labels need a vocabulary', async () => {
    const files = { 'model.onnx': bigramModel(), 'test.safetensors': tokens.bytes };
    const { code, complaint } = await evaluate(files, '--dataset', 'test.safetensors');
    expect([code, complaint]).toEqual([2, expect.stringContaining('CLI_VOCABULARY_NEEDED')]);
  });

  test('other data than the protocol names are not run on', async () => {
    const files = {
      'model.onnx': tinyModel(),
      'test.safetensors': mnistDataset(50).bytes,
      'p.json': JSON.stringify(mnistProtocol(digits.digest, ITEMS)),
    };
    const words = ['--dataset', 'test.safetensors', '--protocol', 'p.json'];
    const { code, complaint } = await evaluate(files, ...words);
    expect([code, complaint]).toEqual([1, expect.stringContaining('RUNNER_ARTIFACT_DIGEST')]);
  });

  test('a run of a file can’t be handed in', async () => {
    const files = { 'model.onnx': tinyModel(), 'test.safetensors': digits.bytes };
    const { code, complaint } = await evaluate(files, '--dataset', 'test.safetensors', '--submit');
    expect([code, complaint]).toEqual([2, expect.stringContaining('CLIENT_RUN_OF_FILE')]);
  });
});

describe('a published checkpoint', () => {
  let hub: TestHub;
  let [ada, eve]: SelfMember[] = [];
  let protocol: Digest;

  beforeAll(async () => {
    hub = await openTestHub();
    ada = await hub.joinSelf('ada');
    eve = await hub.joinSelf('eve', 'EVALUATOR');
    ({ protocol } = await registerMnist(ada));
    await publishSelf(ada, { model: 'ada/net', files: { 'model.onnx': tinyModel() } });
  });
  afterAll(() => hub?.[Symbol.asyncDispose]());

  const evaluate = (folder: string, ...words: readonly string[]) =>
    runProgram(folder, ['evaluate', 'ada/net', '--here', '--trust', 'ada', '--hub', hub.url, ...words]);
  const claim = (value: string, coreDigest: string) =>
    signAndSubmit(
      ada!,
      'claim',
      { name: 'ada/net', digest: parseDigest(coreDigest) },
      { protocol, metric: 'accuracy', value, items: ITEMS, decimals: 2, margin: null, host: null },
    );
  const scores = async () => {
    const asked = { reference: 'ada/net' };
    return (await hub.anonymous.ask(checkpointScores, asked)).checkpoint?.scores ?? [];
  };

  test('is compared with its claim, by anybody, and a run by hand weighs as an unknown one’s', async () => {
    await using folder = await scratchFolder();
    const unclaimed = await evaluate(folder.path);
    expect([unclaimed.code, unclaimed.complaint]).toEqual([
      2,
      expect.stringContaining('CLI_PROTOCOL_NEEDED'),
    ]);

    const first = await evaluate(folder.path, '--protocol', protocol, '--json');
    expect([first.code, first.complaint]).toEqual([0, '']);
    const measured = JSON.parse(first.output) as Answer;
    expect(measured).toMatchObject({ claim: null, protocolDigest: protocol });

    await claim(Number(measured.value).toFixed(2), measured.coreDigest ?? '');
    const second = await evaluate(folder.path, '--json');
    expect(second.code).toBe(0);
    expect(JSON.parse(second.output)).toMatchObject({
      claim: { agreement: 'AGREE', difference: 0 },
      outputsDigest: measured.outputsDigest,
    });

    await cp(eve!.home, path.join(folder.path, '.config', 'heirloom'), { recursive: true });
    const handedIn = await evaluate(folder.path, '--submit');
    expect(handedIn.output).toMatch(/\n✔ handed in {4}log index \d+\n$/);
    const [score] = await scores();
    expect(score?.runs).toMatchObject([{ isByHand: true, outputsDigest: measured.outputsDigest }]);
    expect(score?.reproducibility).toMatchObject({ level: 'R1', groups: [{ agreement: 'AGREE' }] });
    expect(score?.reproducibility?.groups[0]?.weight).toBeLessThan(0.051);
    const again = await evaluate(folder.path, '--submit');
    expect([again.code, again.complaint]).toEqual([2, expect.stringContaining('HUB_RUN_KNOWN')]);

    await claim('0.99', measured.coreDigest ?? '');
    const other = await evaluate(folder.path);
    expect(other.code).toBe(1);
    expect(other.output).toMatch(/\n✘ disagrees with the claim 99\.0 %: .*, over-claimed\n/);
  });

  test('that was run before runs again while its hub is away', async () => {
    await using folder = await scratchFolder();
    await using own = await openTestHub();
    const olga = own.owner;
    await publishData(olga, 'olga/tokens', tokens);
    await publishSelf(olga, { model: 'olga/lm', files: { 'model.onnx': bigramModel() } });
    const body = {
      task: { id: 'causal-language-modelling', version: 1 },
      dataset: { digest: tokens.digest, split: 'test', first: 0, count: 20 },
      preprocessing: [],
      decoding: { rule: 'next-token', vocabulary: 16 },
      metric: { id: 'loss', version: 1 },
    };
    await writeFile(path.join(folder.path, 'p.json'), JSON.stringify(body));
    const words = [
      'evaluate',
      'olga/lm',
      '--here',
      '--protocol',
      'p.json',
      '--trust',
      'olga',
      '--hub',
      own.url,
    ];
    const online = await runProgram(folder.path, words);
    expect([online.code, online.complaint]).toEqual([0, '']);
    await own[Symbol.asyncDispose]();
    const offline = await runProgram(folder.path, words);
    expect(offline.output).toMatch(/^ {2}the hub does not answer; this is what it said at 20/);
    expect(offline.output.split('\n').slice(1).join('\n')).toBe(online.output);
    expect(offline.code).toBe(0);
  });

  test('is not queued by words that are meant for this machine', async () => {
    await using folder = await scratchFolder();
    const { code, complaint } = await runProgram(folder.path, [
      'evaluate',
      'ada/net',
      '--submit',
      '--hub',
      hub.url,
    ]);
    expect([code, complaint]).toEqual([2, expect.stringContaining('CLI_HERE_NEEDED')]);
  });
});
