import { digestOf, type Digest } from '../../src/base/digest.ts';
import { writeSafetensors, type TensorToWrite } from '../../src/checkpoint/write-safetensors.ts';
import type { Protocol } from '../../src/evaluation/protocol.ts';

export interface TokensToMake {
  readonly items: number;
  readonly length: number;
  readonly vocabulary: number;
  /** Tokens that count of each item; all by default. */
  readonly counted?: (item: number) => number;
  readonly labels?: (item: number) => number;
  readonly dtype?: 'I64' | 'I32';
}

/**
 * Sequences of a stated generator, for the point is the same result on two machines and no good one: x₀ = 1 and
 * xₖ₊₁ = (1103515245·xₖ + 12345) mod 2³¹, of which each token takes the next number's bits 16 and up modulo the vocabulary.
 */
export function tokenDataset(asked: TokensToMake): { bytes: Uint8Array; digest: Digest } {
  const { items, length, vocabulary, counted, labels, dtype = 'I64' } = asked;
  let state = 1;
  const ids = Array.from({ length: items * length }, () => {
    state = Number((1103515245n * BigInt(state) + 12345n) % 2147483648n);
    return (state >>> 16) % vocabulary;
  });
  const mask = Uint8Array.from(ids, (_, at) =>
    !counted || at % length < counted(Math.floor(at / length)) ? 1 : 0,
  );
  const shape = [items, length];
  const tensors: TensorToWrite[] = [{ name: 'input_ids', dtype, shape, bytes: integers(ids, dtype) }];
  if (counted) tensors.push({ name: 'attention_mask', dtype: 'U8', shape, bytes: mask });
  if (labels)
    tensors.push({
      name: 'labels',
      dtype: 'U8',
      shape: [items],
      bytes: Uint8Array.from({ length: items }, (_, item) => labels(item)),
    });
  const bytes = writeSafetensors(tensors);
  return { bytes, digest: digestOf(bytes) };
}

function integers(values: readonly number[], dtype: 'I64' | 'I32'): Uint8Array {
  const typed = dtype === 'I64' ? BigInt64Array.from(values, BigInt) : Int32Array.from(values);
  return new Uint8Array(typed.buffer);
}

export function textProtocol(digest: Digest, count: number, classes = 2): Protocol {
  return {
    task: { id: 'text-classification', version: 1 },
    dataset: { digest, split: 'test', first: 0, count },
    preprocessing: [],
    decoding: { rule: 'argmax', classes },
    metric: { id: 'accuracy', version: 1 },
  };
}

export function languageProtocol(
  digest: Digest,
  count: number,
  { vocabulary = 128, metric = 'loss' } = {},
): Protocol {
  return {
    task: { id: 'causal-language-modelling', version: 1 },
    dataset: { digest, split: 'test', first: 0, count },
    preprocessing: [],
    decoding: { rule: 'next-token', vocabulary },
    metric: { id: metric, version: 1 },
  };
}
