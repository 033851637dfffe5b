import { describe, expect, test } from 'vitest';
import { bytesOf } from '../base/byte-source.ts';
import { digestOf, hexOf } from '../base/digest.ts';
import { BLOCK_BYTES, blockGrid } from './block-grid.ts';
import { smallModel } from './formats/onnx-fixture.ts';
import { inspectArtifact, inspectWithBlocks } from './inspect.ts';
import { measureTensors } from './measure-tensors.ts';
import { writeSafetensors } from './write-safetensors.ts';

const ramp = (length: number, step: number) => Uint8Array.from({ length }, (_, i) => (i * step) >> 3);

const large = writeSafetensors([
  { name: 'small', dtype: 'U8', shape: [5], bytes: ramp(5, 3) },
  { name: 'large', dtype: 'U8', shape: [2 * BLOCK_BYTES + 9], bytes: ramp(2 * BLOCK_BYTES + 9, 5) },
  { name: 'exactly.a.block', dtype: 'U8', shape: [BLOCK_BYTES], bytes: ramp(BLOCK_BYTES, 7) },
  { name: 'empty', dtype: 'U8', shape: [0], bytes: new Uint8Array(0) },
]);

/** The digests of the grid's blocks, straight from the bytes. */
function expectedDigests(bytes: Uint8Array, tensors: Parameters<typeof blockGrid>[1]): string {
  return blockGrid(bytes.byteLength, tensors)
    .map(({ offset, lengthBytes }) => hexOf(digestOf(bytes.subarray(offset, offset + lengthBytes))))
    .join('');
}

describe('the digests of blocks', () => {
  test.each<[string, Uint8Array]>([
    ['model.safetensors', large],
    ['model.onnx', smallModel()],
    ['README.md', Buffer.from('# hello')],
    ['broken.safetensors', large.slice(0, -1)],
    ['empty.txt', new Uint8Array(0)],
  ])('of %s are those of the grid', async (path, bytes) => {
    const { inspection, blockDigests } = await inspectWithBlocks(path, bytesOf(bytes));
    expect(Buffer.from(blockDigests!).toString('hex')).toBe(expectedDigests(bytes, inspection.tensors));
  });

  test('do not change the inspection', async () => {
    const { inspection } = await inspectWithBlocks('model.safetensors', bytesOf(large));
    expect(inspection).toEqual(await inspectArtifact('model.safetensors', bytesOf(large)));
    expect(inspection.tensors.map(({ digest }) => digest)).toEqual([
      digestOf(ramp(5, 3)),
      digestOf(ramp(2 * BLOCK_BYTES + 9, 5)),
      digestOf(ramp(BLOCK_BYTES, 7)),
      digestOf(''),
    ]);
  });

  test('hold for tables out of order, with tensors on top of each other or streamed from elsewhere', async () => {
    const bytes = ramp(3 * BLOCK_BYTES, 11);
    const entry = (name: string, offset: number | null, length: number) =>
      ({ name, dtype: 'U8', shape: [length], offset, lengthBytes: length }) as const;
    const tensors = [
      entry('late', 2 * BLOCK_BYTES, 1000),
      entry('early', 10, 2 * BLOCK_BYTES - 50),
      entry('inside', 500, BLOCK_BYTES + 1),
      entry('same', 10, 2 * BLOCK_BYTES - 50),
      {
        ...entry('elsewhere', null, 4),
        async *chunks() {
          yield Uint8Array.of(1, 2);
          yield Uint8Array.of(3, 4);
        },
      },
    ];
    const report = { format: 'test', tensors };
    const measured = await measureTensors(bytesOf(bytes), report, { withBlocks: true });
    expect(Buffer.from(measured.blockDigests ?? []).toString('hex')).toBe(expectedDigests(bytes, tensors));
    expect(measured.tensors.map(({ digest }) => digest)).toEqual([
      digestOf(bytes.subarray(2 * BLOCK_BYTES, 2 * BLOCK_BYTES + 1000)),
      digestOf(bytes.subarray(10, 2 * BLOCK_BYTES - 40)),
      digestOf(bytes.subarray(500, BLOCK_BYTES + 501)),
      digestOf(bytes.subarray(10, 2 * BLOCK_BYTES - 40)),
      digestOf(Uint8Array.of(1, 2, 3, 4)),
    ]);
  });
});

describe('the statistics', () => {
  const values = new Uint8Array(Float32Array.from({ length: 60 * 60 }, (_, i) => Math.sin(i * i)).buffer);
  const weights = bytesOf(
    writeSafetensors([
      { name: 'w', dtype: 'F32', shape: [60, 60], bytes: values },
      { name: 'optimizer.w', dtype: 'F32', shape: [60, 60], bytes: values },
      { name: 'ids', dtype: 'I32', shape: [60, 60], bytes: values },
      { name: 'pairs', dtype: 'C64', shape: [30, 60], bytes: values },
    ]),
  );

  test('cover every numeric tensor, the spectrum the learned ones', async () => {
    const { tensors } = await inspectArtifact('model.safetensors', weights);
    expect(tensors).toMatchObject([
      { statistics: { count: 3600, nanCount: 0 }, spectrum: { sampledShape: null } },
      { statistics: { count: 3600 }, spectrum: null },
      { statistics: { count: 3600 }, spectrum: null },
      { statistics: null, spectrum: null },
    ]);
    expect(tensors[0]?.spectrum?.alpha).toBeGreaterThan(1);
  });

  test('are left out as far as asked', async () => {
    const basic = await inspectArtifact('model.safetensors', weights, { statistics: 'BASIC' });
    expect(basic.tensors[0]).toMatchObject({ statistics: { count: 3600 }, spectrum: null });
    const none = await inspectArtifact('model.safetensors', weights, { statistics: 'NONE' });
    expect(none.tensors[0]).toMatchObject({ statistics: null, spectrum: null });
    expect(none.weightsIdentity).toBe(basic.weightsIdentity);
    const quick = await inspectArtifact('model.safetensors', weights, { isQuick: true });
    expect(quick.tensors[0]).toMatchObject({ digest: null, statistics: null, spectrum: null });
  });
});

describe('a long pass', () => {
  test('says how far it is, up to the file’s size', async () => {
    const seen: number[] = [];
    await inspectWithBlocks('model.safetensors', bytesOf(large), { onProgress: (bytes) => seen.push(bytes) });
    expect(seen.toSorted((a, b) => a - b)).toEqual(seen);
    expect(seen.at(-1)).toBe(large.byteLength);
  });

  test('ends with the signal’s reason before the next chunk', async () => {
    const controller = new AbortController();
    let chunks = 0;
    const onProgress = () => {
      if (++chunks === 2) controller.abort(new Error('enough'));
    };
    const options = { onProgress, signal: controller.signal };
    await expect(inspectArtifact('model.safetensors', bytesOf(large), options)).rejects.toThrow('enough');
    expect(chunks).toBe(2);
  });
});
