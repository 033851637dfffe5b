import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { stateDict, TorchFixture, view } from '../checkpoint/formats/torch/torch-fixture.ts';
import { writeZip } from '../checkpoint/formats/zip/zip-fixture.ts';
import { writeSafetensors } from '../checkpoint/write-safetensors.ts';
import { Examiner } from './examiner.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'heirloom-examiner-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const written = (name: string, bytes: Uint8Array) => {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
};

const good = writeSafetensors([{ name: 'w', dtype: 'F32', shape: [2], bytes: new Uint8Array(8) }]);

/** 150,000 tensors: about ten megabytes of header, and a hundred of objects. */
function heavy(): Uint8Array {
  const names = Array.from({ length: 150_000 }, (_, i) => `t${i}`);
  return writeSafetensors(names.map((name) => ({ name, dtype: 'U8', shape: [0], bytes: new Uint8Array(0) })));
}

test('a file is hashed and inspected by threads, one file after another', async () => {
  await using examiner = new Examiner();
  const files = { 'a.safetensors': good, 'b.txt': Buffer.from('words') };
  const found = await Promise.all(
    Object.entries(files).map(([name, bytes]) =>
      examiner.examine({ file: written(name, bytes), path: name }),
    ),
  );
  expect(found.map(({ digest, inspection }) => [digest, inspection.format, inspection.state])).toEqual([
    [digestOf(good), 'safetensors', 'VERIFIED'],
    [digestOf('words'), 'text', 'VERIFIED'],
  ]);
});

test.each([
  ['time', { heapMib: 512, firstWordMs: 5, silenceMs: 5 }],
  ['memory', { heapMib: 24, firstWordMs: 60_000, silenceMs: 60_000 }],
])(
  'a file that takes the inspection’s %s is quarantined with its digests, and the next one is read',
  async (_, limits) => {
    await using examiner = new Examiner(limits);
    const bytes = heavy();
    const bomb = await examiner.examine({
      file: written('bomb.safetensors', bytes),
      path: 'bomb.safetensors',
    });
    expect(bomb).toMatchObject({
      digest: digestOf(bytes),
      blockDigests: null,
      inspection: {
        format: 'safetensors',
        state: 'QUARANTINED',
        tensors: [],
        findings: [{ rule: 'CHECKPOINT_INSPECTION_STOPPED' }],
      },
    });
    const after = await examiner.inspect({ file: written('b.txt', Buffer.from('words')), path: 'b.txt' });
    expect(['VERIFIED', 'QUARANTINED']).toContain(after.inspection.state);
  },
);

test('a machine’s fault is no finding', async () => {
  await using examiner = new Examiner();
  const missing = path.join(folder, 'missing.safetensors');
  await expect(examiner.examine({ file: missing, path: 'missing.safetensors' })).rejects.toThrow('ENOENT');
});

test('what other systems call a file’s bytes', async () => {
  await using examiner = new Examiner();
  expect(await examiner.name(written('abc.txt', Buffer.from('abc')), 'text')).toEqual({
    GIT_BLOB_SHA1: 'f2ba8f84ab5c1bce84a7b441cb1959cfc7093b7f',
    BLAKE3: '6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85',
    CRC32: '352441c2',
  });
});

test('a legacy file is converted into a folder, and what can’t be is refused', async () => {
  await using examiner = new Examiner();
  const target = mkdtempSync(path.join(folder, 'out-'));
  const question = { path: 'a.safetensors', folder: target };
  await expect(examiner.convert({ ...question, file: written('a.safetensors', good) })).rejects.toMatchObject(
    {
      kind: 'refusal',
      code: 'CHECKPOINT_NOT_CONVERTIBLE',
    },
  );
});

test('of an archive’s members each becomes a file of its own, whatever they are called', async () => {
  await using examiner = new Examiner();
  const torch = new TorchFixture();
  const saved = torch.zip(stateDict({ w: torch.tensor('FloatStorage', new Uint8Array(8), [2]) }));
  const zip = writeZip(['w.pt', 'W.bin', 'notes.txt'].map((name) => ({ name, bytes: saved })));
  const target = mkdtempSync(path.join(folder, 'members-'));
  const question = { file: written('agent.zip', zip), path: 'agent.zip', folder: target };
  const { outputs } = await examiner.convert(question);
  expect(outputs.map((output) => output.path)).toEqual([
    'w.safetensors',
    'W-2.safetensors',
    'notes.safetensors',
  ]);
});

test('a few bytes are not converted into millions', async () => {
  await using examiner = new Examiner();
  const torch = new TorchFixture();
  const wide = view(torch.storage('FloatStorage', new Uint8Array(4)), 0, [1 << 20], [0]);
  const file = written('wide.pt', torch.legacy(stateDict({ w: wide })));
  const question = { file, path: 'wide.pt', folder: mkdtempSync(path.join(folder, 'wide-')) };
  await expect(examiner.convert(question)).rejects.toMatchObject({ code: 'WEIGHTS_CONVERSION_TOO_LARGE' });
});

test('a sparse file of 1 GiB is read with the memory of a small one', async () => {
  await using examiner = new Examiner();
  const elements = 2 ** 28;
  const head = Buffer.from(`{"w":{"dtype":"F32","shape":[${elements}],"data_offsets":[0,${elements * 4}]}}`);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(head.byteLength));
  const file = written('sparse.safetensors', Buffer.concat([length, head]));
  truncateSync(file, 8 + head.byteLength + elements * 4);
  const before = process.memoryUsage().rss;
  const { inspection } = await examiner.inspect({
    file,
    path: 'sparse.safetensors',
    options: { statistics: 'NONE' },
  });
  expect(inspection).toMatchObject({ state: 'VERIFIED', parameterCount: elements });
  expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
});
