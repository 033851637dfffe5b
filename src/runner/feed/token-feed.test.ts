import { expect, test } from 'vitest';
import { bytesOf } from '../../base/byte-source.ts';
import { digestOf } from '../../base/digest.ts';
import { inspectDataset } from '../../checkpoint/dataset.ts';
import { writeSafetensors, type TensorToWrite } from '../../checkpoint/write-safetensors.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import { tokenColumns, tokenFeed } from './token-feed.ts';

const protocol: Protocol = {
  task: { id: 'causal-language-modelling', version: 1 },
  dataset: { digest: digestOf('x'), split: 'test', first: 1, count: 2 },
  preprocessing: [],
  decoding: { rule: 'next-token', vocabulary: 100 },
  metric: { id: 'loss', version: 1 },
};

async function feedOf(ids: readonly number[], mask?: Pick<TensorToWrite, 'dtype' | 'bytes'>) {
  const shape = [3, 4];
  const bytes = new Uint8Array(BigInt64Array.from(ids, BigInt).buffer);
  const tensors: TensorToWrite[] = [{ name: 'input_ids', dtype: 'I64', shape, bytes }];
  if (mask) tensors.push({ name: 'attention_mask', shape, ...mask });
  const source = bytesOf(writeSafetensors(tensors));
  const dataset = await inspectDataset(source);
  if (dataset.kind !== 'TOKENS') throw new Error('these are tokens');
  return tokenFeed(source, dataset, protocol);
}

const IDS = [1, 2, 3, 4, 11, 12, 13, 14, 21, 22, 23, 24];
const MASK = Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 0, 0);
const floats = (values: ArrayLike<number>) =>
  ({ dtype: 'F32', bytes: new Uint8Array(Float32Array.from(values).buffer) }) as const;

test('items are counted from the first of the slice', async () => {
  const feed = await feedOf(IDS, { dtype: 'U8', bytes: MASK });
  const { ids, mask } = tokenColumns(await feed.read(1, 1));
  expect([...ids]).toEqual([21n, 22n, 23n, 24n]);
  expect([...mask]).toEqual([1, 0, 0, 0]);
});

test('a mask of floats is the same mask', async () => {
  const [bytes, asFloats] = [
    await feedOf(IDS, { dtype: 'U8', bytes: MASK }),
    await feedOf(IDS, floats(MASK)),
  ];
  expect(await asFloats.read(0, 2)).toEqual(await bytes.read(0, 2));
});

test('a blend is the head of one item and the tail of another, its mask likewise', async () => {
  const feed = await feedOf(IDS, { dtype: 'U8', bytes: MASK });
  const [a, b] = [await feed.read(0, 1), await feed.read(1, 1)];
  const { ids, mask } = tokenColumns(feed.blend(a, b, 4));
  expect([...ids]).toEqual([11n, 12n, 23n, 24n]);
  expect([...mask]).toEqual([1, 1, 0, 0]);
  expect([...tokenColumns(a).ids]).toEqual([11n, 12n, 13n, 14n]);
});

test.each<[string, readonly number[], ArrayLike<number>, string]>([
  ['a token beyond the vocabulary', IDS.with(9, 100), MASK, 'token ids of 0..99'],
  ['a token below 0', IDS.with(9, -1), MASK, 'token ids of 0..99'],
  ['half a mask', IDS, [...MASK].with(9, 0.5), 'attention_mask of 0 and 1'],
  ['a NaN as mask', IDS, [...MASK].with(9, Number.NaN), 'attention_mask of 0 and 1'],
])('%s is refused where it is read', async (_, ids, mask, expected) => {
  const feed = await feedOf(ids, floats(mask));
  await feed.read(0, 1);
  await expect(feed.read(1, 1)).rejects.toMatchObject({
    kind: 'refusal',
    code: 'RUNNER_DATASET_MISMATCH',
    facts: { expected },
  });
});
