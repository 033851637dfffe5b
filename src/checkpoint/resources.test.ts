import { describe, expect, test } from 'vitest';
import type { Architecture } from './inspection.ts';
import { bestFits, estimateResources, type Precision, type ResourceUse } from './resources.ts';

const GB = 1e9;

function tensor(name: string, shape: readonly number[], dtype: 'F32' | 'BF16' | 'I8' | 'I64' = 'BF16') {
  const bytes = { F32: 4, BF16: 2, I8: 1, I64: 8 }[dtype];
  return { name, dtype, shape, lengthBytes: shape.reduce((a, b) => a * b, bytes) };
}

/** Llama 3 8B by its published dimensions. */
const llama = {
  tensors: [
    tensor('model.embed_tokens.weight', [128_256, 4096]),
    tensor('lm_head.weight', [128_256, 4096]),
    ...Array.from({ length: 32 }, (_, i) => [
      tensor(`layers.${i}.q`, [4096, 4096]),
      tensor(`layers.${i}.k`, [1024, 4096]),
      tensor(`layers.${i}.v`, [1024, 4096]),
      tensor(`layers.${i}.o`, [4096, 4096]),
      ...['gate', 'up', 'down'].map((name) => tensor(`layers.${i}.${name}`, [14_336, 4096])),
      tensor(`layers.${i}.norm`, [4096]),
      tensor(`layers.${i}.post_norm`, [4096]),
    ]).flat(),
    tensor('model.norm', [4096]),
  ],
  architecture: architecture('LlamaForCausalLM', {
    hidden_size: 4096,
    num_hidden_layers: 32,
    num_attention_heads: 32,
    num_key_value_heads: 8,
    max_position_embeddings: 8192,
  }),
};

function architecture(family: string, dimensions: Architecture['dimensions']): Architecture {
  const empty = { inputs: [], outputs: [], opHistogram: {}, opsets: [], producer: '', irVersion: 0 };
  return { family, dimensions, ...empty };
}

function of(subject: Parameters<typeof estimateResources>[0], use: ResourceUse, precision: Precision) {
  const found = estimateResources(subject).find((each) => each.use === use && each.precision === precision);
  if (found === undefined) throw new Error(`no estimate of ${use} in ${precision}`);
  return found;
}

describe('the memory of an 8 B model', () => {
  test('for inference is its weights in each precision, a cache of half a GiB and little else', () => {
    expect(of(llama, 'INFERENCE', 'AS_STORED').weightsBytes).toBe(8_030_261_248 * 2);
    expect(of(llama, 'INFERENCE', 'F32').weightsBytes).toBe(8_030_261_248 * 4);
    expect(of(llama, 'INFERENCE', 'INT8').weightsBytes / GB).toBeCloseTo(8.53, 1);
    expect(of(llama, 'INFERENCE', 'INT4').weightsBytes / GB).toBeCloseTo(4.52, 1);
    expect(of(llama, 'INFERENCE', 'AS_STORED').cacheBytes).toBe(2 * 32 * 8 * 128 * 4096 * 2);
    expect(of(llama, 'INFERENCE', 'F16').totalBytes).toBe(of(llama, 'INFERENCE', 'AS_STORED').totalBytes);
  });

  test('for full fine-tuning is 16 bytes a parameter beside the activations', () => {
    for (const precision of ['AS_STORED', 'F32', 'F16'] as const) {
      const { weightsBytes, trainingBytes } = of(llama, 'FULL_FINE_TUNE', precision);
      expect(weightsBytes + trainingBytes).toBe(8_030_261_248 * 16);
    }
    const { activationsBytes } = of(llama, 'FULL_FINE_TUNE', 'F16');
    expect(activationsBytes).toBe(2 * 4096 * 4096 * 32 + 4096 * 4096 * (34 + (5 * 32 * 4096) / 4096));
  });

  test('for LoRA is frozen weights and 42 million trained values', () => {
    const { weightsBytes, trainingBytes } = of(llama, 'LORA', 'INT4');
    expect(weightsBytes / GB).toBeCloseTo(4.52, 1);
    const sides = 2 * (128_256 + 4096) + 32 * (2 * 8192 + 2 * 5120 + 3 * 18_432);
    expect(trainingBytes).toBe(16 * sides * 16);
  });

  test('adds up, part by part', () => {
    for (const { use: _, precision: __, totalBytes, ...parts } of estimateResources(llama))
      expect(Object.values(parts).reduce((a, b) => a + b, 0)).toBe(totalBytes);
  });

  test('says what fits where', () => {
    const fits = (bytes: number) => bestFits(estimateResources(llama), bytes);
    expect(fits(1 * GB)).toEqual({ INFERENCE: null, LORA: null, FULL_FINE_TUNE: null });
    expect(fits(8 * GB).INFERENCE).toBe('INT4');
    expect(fits(24 * GB)).toMatchObject({ INFERENCE: 'AS_STORED', LORA: 'AS_STORED', FULL_FINE_TUNE: null });
    expect(fits(12 * GB).LORA).toBe('INT4');
    expect(fits(1000 * GB)).toEqual({
      INFERENCE: 'AS_STORED',
      LORA: 'AS_STORED',
      FULL_FINE_TUNE: 'AS_STORED',
    });
  });
});

describe('a model without a configuration', () => {
  const plain = {
    tensors: [tensor('w', [1024, 1024], 'F32'), tensor('b', [1024], 'F32')],
    architecture: null,
  };

  test('has no cache, and vectors keep 16 bits', () => {
    expect(of(plain, 'INFERENCE', 'AS_STORED')).toMatchObject({ cacheBytes: 0, weightsBytes: 4_198_400 });
    expect(of(plain, 'INFERENCE', 'INT4').weightsBytes).toBe((1024 * 1024 * 4.5) / 8 + 2048);
  });

  test('counts neither optimizer state nor counters', () => {
    const more = [tensor('optimizer.exp_avg', [1024, 1024], 'F32'), tensor('steps', [], 'I64')];
    const { tensors } = plain;
    expect(estimateResources({ tensors: [...tensors, ...more], architecture: null })).toEqual(
      estimateResources(plain),
    );
  });

  test('that is stored in whole numbers is not trained as it is', () => {
    const integers = { tensors: [tensor('w', [64, 64], 'I8')], architecture: null };
    const uses = estimateResources(integers).filter(({ use }) => use === 'FULL_FINE_TUNE');
    expect(uses.map(({ precision }) => precision)).toEqual(['F32', 'F16']);
  });

  test('of no tensors needs the runtime alone', () => {
    const { totalBytes, runtimeBytes } = of({ tensors: [], architecture: null }, 'INFERENCE', 'AS_STORED');
    expect(totalBytes).toBe(runtimeBytes);
  });
});

test('an encoder keeps no cache, and hostile dimensions give finite numbers', () => {
  const bert = architecture('BertForMaskedLM', {
    hidden_size: 8,
    num_hidden_layers: 2,
    num_attention_heads: 2,
  });
  expect(of({ tensors: [], architecture: bert }, 'INFERENCE', 'F16').cacheBytes).toBe(0);
  const odd = architecture('LlamaForCausalLM', {
    hidden_size: Number.MAX_SAFE_INTEGER,
    num_hidden_layers: Number.MAX_SAFE_INTEGER,
    num_attention_heads: 0,
  });
  for (const { totalBytes } of estimateResources({ tensors: [], architecture: odd }))
    expect(Number.isFinite(totalBytes)).toBe(true);
});
