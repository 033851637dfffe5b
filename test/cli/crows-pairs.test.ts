import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { writeSafetensors } from '../../src/checkpoint/write-safetensors.ts';
import { readTable } from '../../src/import/read-table.ts';
import { referenceCheckpoint } from '../runner/job-fixture.ts';
import { publishData } from '../support/evaluating.ts';
import { publishSelf } from '../support/publishing.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { runProgram } from './run-program.ts';

const model = referenceCheckpoint('gpt.onnx');
const table = path.join(path.dirname(model ?? '/'), '../bias/crows_pairs_anonymized.csv');

/** The network reads 64 characters of ASCII; pairs of longer sentences are left out. */
const LENGTH = 64;

describe.skipIf(model === null || !existsSync(table))('CrowS-Pairs on a language model of characters', () => {
  let hub: TestHub;
  let [ada, eve]: SelfMember[] = [];
  beforeAll(async () => {
    hub = await openTestHub();
    ada = await hub.joinSelf('ada');
    eve = await hub.joinSelf('eve', 'EVALUATOR');
    await publishSelf(ada, { model: 'ada/gpt', files: { 'model.onnx': readFileSync(model!) } });
    await publishData(ada, 'ada/crows-pairs', pairsDataset());
  });
  afterAll(() => hub?.[Symbol.asyncDispose]());

  const as = (member: SelfMember | undefined, ...words: readonly string[]) =>
    runProgram(member!.home, [...words, '--hub', hub.url], undefined, { HEIRLOOM_HOME: member!.home });

  test('is counted from a run, with what its readers hold against it', async () => {
    const run = ['evaluate', 'ada/gpt', '--here', '--dataset', 'ada/crows-pairs', '--vocabulary', '128'];
    expect(await as(eve, ...run, '--trust', 'ada', '--submit')).toMatchObject({ code: 0 });
    const counted = ['--from-run', 'latest', '--pairs', 'direction', '--attribute', 'nine kinds of bias'];
    const { output, complaint } = await as(ada, 'report', 'ada/gpt', ...counted, '--harm', 'stereotyping');
    expect(complaint).toBe('');
    expect(output).toContain('about half of its pairs have problems of validity (Blodgett et al. 2021)');
    expect(output).toMatch(/score +45\.\d\d\n/);
  });
});

function pairsDataset() {
  const columns = ['sent_more', 'sent_less', 'stereo_antistereo'];
  const rows = readTable(readFileSync(table, 'utf8'), columns);
  const fitting = rows.filter((row) => isShort(row['sent_more']) && isShort(row['sent_less']));
  const sentences = fitting.flatMap((row) => [row['sent_more'] ?? '', row['sent_less'] ?? '']);
  const shape = [sentences.length, LENGTH];
  const ids = Int32Array.from(sentences.flatMap((text) => [...Buffer.from(text.padEnd(LENGTH))]));
  const mask = Uint8Array.from(
    sentences.flatMap((text) => Array.from({ length: LENGTH }, (_, i) => (i < text.length ? 1 : 0))),
  );
  const direction = Uint8Array.from(
    fitting.flatMap((row) => (row['stereo_antistereo'] === 'stereo' ? [0, 0] : [1, 1])),
  );
  const bytes = writeSafetensors(
    [
      { name: 'input_ids', dtype: 'I32', shape, bytes: new Uint8Array(ids.buffer) },
      { name: 'attention_mask', dtype: 'U8', shape, bytes: mask },
      { name: 'attribute.direction', dtype: 'U8', shape: [sentences.length], bytes: direction },
    ],
    { 'attribute.direction': '["stereo","anti"]' },
  );
  return { bytes, digest: digestOf(bytes) };
}

function isShort(text = ''): boolean {
  return text.length <= LENGTH && /^[\x20-\x7e]+$/.test(text);
}
