// A writer for the GGUF files that tests and drills need; it checks nothing, so it can write attacks too.

/** A pair: the value's type number and its bytes. */
export interface GgufPair {
  readonly key: string;
  readonly type: number;
  readonly value: Uint8Array;
}

export interface GgufTensor {
  readonly name: string;
  /** Innermost first, as the file has them. */
  readonly dims: readonly (number | bigint)[];
  readonly type: number;
  readonly bytes: Uint8Array;
  /** In place of the right one. */
  readonly offset?: number | bigint;
}

export interface GgufFile {
  readonly version?: number;
  readonly pairs?: readonly GgufPair[];
  readonly tensors?: readonly GgufTensor[];
  readonly alignment?: number;
  /** In place of the true ones. */
  readonly tensorCount?: bigint;
  readonly pairCount?: bigint;
}

export function writeGguf(file: GgufFile): Buffer {
  const { version = 3, pairs = [], tensors = [], alignment = 32 } = file;
  const head = [
    Buffer.from('GGUF'),
    u32(version),
    u64(file.tensorCount ?? BigInt(tensors.length)),
    u64(file.pairCount ?? BigInt(pairs.length)),
    ...pairs.flatMap(({ key, type, value }) => [text(key), u32(type), value]),
  ];
  const data: Uint8Array[] = [];
  let at = 0;
  for (const tensor of tensors) {
    head.push(text(tensor.name), u32(tensor.dims.length), ...tensor.dims.map((dim) => u64(BigInt(dim))));
    head.push(u32(tensor.type), u64(BigInt(tensor.offset ?? at)));
    const padding = -tensor.bytes.length & (alignment - 1);
    data.push(tensor.bytes, new Uint8Array(padding));
    at += tensor.bytes.length + padding;
  }
  const header = Buffer.concat(head);
  return Buffer.concat([header, Buffer.alloc(-header.length & (alignment - 1)), ...data]);
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export function u64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}

export function text(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value as Uint8Array);
  return Buffer.concat([u64(BigInt(bytes.length)), bytes]);
}

export function stringPair(key: string, value: string): GgufPair {
  return { key, type: 8, value: text(value) };
}

export function u32Pair(key: string, value: number): GgufPair {
  return { key, type: 4, value: u32(value) };
}

export function stringsPair(key: string, values: readonly string[]): GgufPair {
  return { key, type: 9, value: Buffer.concat([u32(8), u64(BigInt(values.length)), ...values.map(text)]) };
}

/** A llama of one block with two tensors: F32 and Q8_0. */
export const smallGguf: GgufFile = {
  pairs: [
    stringPair('general.architecture', 'llama'),
    stringPair('general.license', 'mit'),
    stringPair('general.base_model.0.repo_url', 'https://huggingface.co/a/b'),
    u32Pair('llama.embedding_length', 32),
    u32Pair('llama.block_count', 1),
    u32Pair('llama.attention.head_count', 4),
    u32Pair('llama.context_length', 128),
    stringPair('tokenizer.ggml.model', 'gpt2'),
    stringsPair('tokenizer.ggml.tokens', ['a', 'b', '</s>']),
    stringPair('tokenizer.chat_template', '{{ messages }}'),
    stringPair('tokenizer.chat_template.tool_use', '{{ tools }}'),
  ],
  tensors: [
    {
      name: 'output_norm.weight',
      dims: [3],
      type: 0,
      bytes: Buffer.from(new Float32Array([1, 2, 3]).buffer),
    },
    { name: 'token_embd.weight', dims: [32, 3], type: 8, bytes: Buffer.alloc(3 * 34, 7) },
  ],
};
