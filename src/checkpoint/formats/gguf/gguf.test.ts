import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../../base/byte-source.ts';
import { digestOf } from '../../../base/digest.ts';
import { inspectArtifact } from '../../inspect.ts';
import {
  smallGguf,
  stringPair,
  stringsPair,
  text,
  u32,
  u32Pair,
  u64,
  writeGguf,
  type GgufFile,
  type GgufTensor,
} from './gguf-fixture.ts';

const inspect = (bytes: Uint8Array) => inspectArtifact('model.gguf', bytesOf(bytes));
const write = (change: GgufFile) => writeGguf({ ...smallGguf, ...change });
const tensor = (change: Partial<GgufTensor>): GgufTensor => ({
  name: 'w',
  dims: [8],
  type: 0,
  bytes: Buffer.alloc(32, 1),
  ...change,
});

describe('a GGUF file', () => {
  test.each([2, 3])(
    'of version %i is read: table, architecture, tokenizer, templates, claims',
    async (version) => {
      const inspection = await inspect(write({ version }));
      const tokens = Buffer.concat(['a', 'b', '</s>'].map(text));
      expect(inspection).toMatchObject({
        format: 'gguf',
        state: 'VERIFIED',
        findings: [],
        parameterCount: 99,
        dtypeHistogram: { F32: 3, Q8_0: 96 },
        architecture: {
          family: 'llama',
          dimensions: {
            hidden_size: 32,
            num_hidden_layers: 1,
            num_attention_heads: 4,
            max_position_embeddings: 128,
            vocab_size: 3,
          },
        },
        tokenizer: { kind: 'gpt2', vocabularySize: 3, digest: digestOf(tokens) },
        chatTemplates: [
          { name: 'default', text: '{{ messages }}' },
          { name: 'tool_use', text: '{{ tools }}' },
        ],
        claims: [
          { key: 'general.license', value: 'mit' },
          { key: 'general.base_model.0.repo_url', value: 'https://huggingface.co/a/b' },
        ],
      });
      expect(inspection.tensors.map(({ name, shape, digest }) => [name, shape, digest])).toEqual([
        ['output_norm.weight', [3], digestOf(Buffer.from(new Float32Array([1, 2, 3]).buffer))],
        ['token_embd.weight', [3, 32], digestOf(Buffer.alloc(102, 7))],
      ]);
    },
  );

  test('may hold only a vocabulary, need no padding at its end, and align as it says', async () => {
    const whole = write({ alignment: 4096, pairs: [u32Pair('general.alignment', 4096)] });
    const cut = whole.subarray(0, whole.byteLength - (4096 - 102));
    for (const file of [write({ tensors: [] }), writeGguf({}), whole, cut])
      expect(await inspect(file)).toMatchObject({ state: 'VERIFIED', findings: [] });
  });

  test('reads long lists of strings through its window, and hashes the tokens as they stand', async () => {
    const words = Array.from({ length: 20_000 }, (_, i) => `token ${i}`);
    const pairs = [
      stringPair('tokenizer.ggml.model', 'llama'),
      stringsPair('tokenizer.ggml.tokens', words),
      stringsPair('tokenizer.ggml.merges', words),
      stringsPair('general.tags', ['a', 'b']),
    ];
    const hash = createHash('sha256');
    for (const word of words) hash.update(text(word));
    expect((await inspect(write({ pairs }))).tokenizer).toEqual({
      kind: 'llama',
      vocabularySize: 20_000,
      digest: `sha256:${hash.digest('hex')}`,
    });
  });

  test('names training facts and optimizer state as other formats do', async () => {
    const pairs = [u32Pair('training.epoch_count', 4), u32Pair('training.iteration_count', 90)];
    const tensors = [tensor({ name: 'optimizer.adam.first_moments' })];
    expect(await inspect(write({ pairs, tensors }))).toMatchObject({
      training: { epoch: 4, step: 90 },
      hasOptimizerState: true,
    });
  });

  test.each([
    [2, 18, 32],
    [12, 144, 256],
    [20, 18, 32],
    [34, 54, 256],
    [39, 17, 32],
    [41, 18, 128],
  ])('knows the blocks of type %i: %i bytes for %i elements', async (type, bytes, elements) => {
    const tensors = [tensor({ type, dims: [elements, 2], bytes: Buffer.alloc(2 * bytes, 1) })];
    expect(await inspect(write({ tensors }))).toMatchObject({
      state: 'VERIFIED',
      parameterCount: 2 * elements,
    });
  });
});

const BIG = 2n ** 63n;
const good = writeGguf(smallGguf);
const array = (type: number, count: bigint) => Buffer.concat([u32(type), u64(count)]);
const pair = (type: number, value: Uint8Array) => write({ pairs: [{ key: 'k', type, value }] });

/** Each class of malformed file that other readers were found to accept or to die of. */
const MALFORMED: readonly (readonly [string, Uint8Array])[] = [
  ['an unknown version', write({ version: 4 })],
  ['more tensors than there is room for', write({ tensorCount: BIG })],
  ['more pairs than there is room for', write({ pairCount: BIG })],
  ['a file cut in its header', good.subarray(0, 200)],
  ['a file cut in its data', good.subarray(0, good.byteLength - 40)],
  ['a key longer than the file', Buffer.concat([good.subarray(0, 24), u64(BIG), good.subarray(32)])],
  ['an empty key', write({ pairs: [stringPair('', 'v')] })],
  [
    'a key that is not UTF-8',
    Buffer.concat([good.subarray(0, 16), u64(1n), text(Buffer.from([0xff])), u32(4), u32(1)]),
  ],
  ['a key twice', write({ pairs: [stringPair('k', 'a'), stringPair('k', 'b')] })],
  ['a value of no type', pair(13, u32(0))],
  ['a truth value of 2', pair(7, Buffer.from([2]))],
  ['a string longer than the file', pair(8, u64(BIG))],
  ['a list longer than the file', pair(9, array(4, 2n ** 62n))],
  ['a list of lists', pair(9, Buffer.concat([array(9, 1n), array(4, 0n)]))],
  ['an alignment that is no power of two', write({ pairs: [u32Pair('general.alignment', 48)] })],
  ['an alignment of 0', write({ pairs: [u32Pair('general.alignment', 0)] })],
  ['an alignment past the limit', write({ pairs: [u32Pair('general.alignment', 2 ** 17)] })],
  ['an alignment of another type', write({ pairs: [stringPair('general.alignment', '32')] })],
  ['five dimensions', write({ tensors: [tensor({ dims: [8, 1, 1, 1, 1] })] })],
  ['a dimension of 0', write({ tensors: [tensor({ dims: [8, 0] })] })],
  ['dimensions whose product overflows', write({ tensors: [tensor({ dims: [2n ** 33n, 2n ** 33n] })] })],
  ['a product that is small again past 64 bits', write({ tensors: [tensor({ dims: [2n ** 62n, 4n, 2n] })] })],
  ['a type that was taken back', write({ tensors: [tensor({ type: 4 })] })],
  [
    'a row of no whole blocks',
    write({ tensors: [tensor({ type: 8, dims: [40], bytes: Buffer.alloc(34) })] }),
  ],
  ['a tensor twice', write({ tensors: [tensor({}), tensor({})] })],
  ['a tensor without a name', write({ tensors: [tensor({ name: '' })] })],
  ['an offset that is not aligned', write({ tensors: [tensor({ offset: 4 })] })],
  ['an offset past the file', write({ tensors: [tensor({ offset: BIG })] })],
  ['two tensors on the same bytes', write({ tensors: [tensor({}), tensor({ name: 'v', offset: 0 })] })],
  ['a hole between tensors', write({ tensors: [tensor({}), tensor({ name: 'v', offset: 64 })] })],
  ['more bytes than the file has', write({ tensors: [tensor({ dims: [4096] })] })],
  ['bytes behind the last tensor', Buffer.concat([good, Buffer.alloc(32)])],
  ['padding that is not zero', Buffer.concat([good.subarray(0, good.byteLength - 1), Buffer.from([1])])],
];

describe('a malformed GGUF file is rejected', () => {
  test.each(MALFORMED)('%s', async (_, bytes) => {
    const { state, findings } = await inspect(bytes);
    expect(findings).toMatchObject([{ rule: 'CHECKPOINT_GGUF_MALFORMED' }]);
    expect(findings[0]?.expected).toBeTruthy();
    expect(findings[0]?.received).toBeTruthy();
    expect(state).toBe('REJECTED');
  });

  test.each([1, 0x03000000])('version %i is honest, but not read here', async (version) => {
    expect(await inspect(write({ version }))).toMatchObject({
      state: 'QUARANTINED',
      findings: [{ rule: 'CHECKPOINT_FORMAT_UNSUPPORTED' }],
    });
  });

  test('a file past the limits of this hub is quarantined', async () => {
    const long = write({ pairs: [stringPair('k', 'x'.repeat((1 << 20) + 1))] });
    const many = pair(9, Buffer.concat([array(0, 4_000_001n), Buffer.alloc(4_000_001)]));
    for (const file of [long, many])
      expect(await inspect(file)).toMatchObject({
        state: 'QUARANTINED',
        findings: [{ rule: 'CHECKPOINT_TOO_LARGE' }],
      });
  });

  test('no cut of a good file is accepted', async () => {
    // Writers may leave out the padding at the end.
    const padding = good.length - good.lastIndexOf(7) - 1;
    for (let length = 8; length < good.length - padding; length++)
      expect((await inspect(good.subarray(0, length))).state, `${length} bytes`).toBe('REJECTED');
  });
});
