import { readFileSync } from 'node:fs';
import { bytesOf, type ByteSource } from '../../src/base/byte-source.ts';
import { hexOf } from '../../src/base/digest.ts';
import { archiveMembers } from '../../src/checkpoint/archive-members.ts';
import { planConversion } from '../../src/checkpoint/convert-to-safetensors.ts';
import { dictOf, float, pickleOf, type Pickled } from '../../src/checkpoint/formats/pickle/pickle-fixture.ts';
import { stateDict, TorchFixture } from '../../src/checkpoint/formats/torch/torch-fixture.ts';
import { inspectArtifact } from '../../src/checkpoint/inspect.ts';
import type { TensorInfo } from '../../src/checkpoint/inspection.ts';
import { randomInts, type Drill } from './drill.ts';

/** Harmless files, real ones and written ones: none is held back, and safetensors gets every byte of their tensors. */
export const benignFiles: Drill = {
  id: 'T2',
  claim: 'no harmless torch or NumPy file is held back, and every tensor of it is converted byte by byte',
  async run() {
    const tally = { files: 0, tensors: 0, converted: 0, violations: [] as string[] };
    for (const file of await realFiles()) await look(file, tally);
    for (const file of writtenFiles()) await look(file, tally);
    const { violations, ...figures } = tally;
    return { figures, violations };
  },
};

interface BenignFile {
  readonly path: string;
  readonly source: ByteSource;
  /** Digests by name, as torch.load and numpy.load see them; null where nobody but we read the file. */
  readonly digests: ReadonlyMap<string, string> | null;
}

interface Tally {
  files: number;
  tensors: number;
  converted: number;
  readonly violations: string[];
}

async function look({ path, source, digests }: BenignFile, tally: Tally): Promise<void> {
  const inspection = await inspectArtifact(path, source);
  tally.files++;
  if (!inspection.state.startsWith('VERIFIED'))
    tally.violations.push(
      `${path}: ${inspection.state}, ${inspection.findings[0]?.message} (${inspection.findings[0]?.received})`,
    );
  if (digests !== null) compare(path, inspection.tensors, digests, tally);
  const written: TensorInfo[] = [];
  for (const output of (await planConversion(path, source)).outputs) {
    const parts: Uint8Array[] = [];
    for await (const chunk of output.chunks()) parts.push(Uint8Array.from(chunk));
    const copy = await inspectArtifact(output.path, bytesOf(Buffer.concat(parts)));
    if (copy.state !== 'VERIFIED') tally.violations.push(`${output.path}: ${copy.state}`);
    written.push(...copy.tensors);
  }
  const rows = (tensors: readonly TensorInfo[]) =>
    tensors
      .map(({ dtype, shape, digest }) => `${dtype} ${shape.join(',')} ${digest}`)
      .sort()
      .join('\n');
  if (rows(written) === rows(inspection.tensors)) tally.converted += written.length;
  else tally.violations.push(`${path}: the safetensors hold other tensors`);
}

function compare(
  path: string,
  tensors: readonly TensorInfo[],
  digests: ReadonlyMap<string, string>,
  tally: Tally,
): void {
  tally.tensors += tensors.length;
  const found = new Map(tensors.map(({ name, digest }) => [name, digest === null ? '' : hexOf(digest)]));
  if (found.size !== digests.size)
    tally.violations.push(`${path}: ${found.size} tensors instead of ${digests.size}`);
  for (const [name, digest] of digests)
    if (found.get(name) !== digest) tally.violations.push(`${path}: ${name} has other bytes`);
}

async function realFiles(): Promise<readonly BenignFile[]> {
  const bytes = readFileSync(new URL('../../test/fixtures/safety/benign.zip', import.meta.url));
  const [first, ...members] = await archiveMembers(bytesOf(bytes));
  const text = Buffer.from((await wholeOf(await first?.open())) ?? []).toString();
  const manifest = JSON.parse(text) as Record<string, Record<string, string>>;
  const files: BenignFile[] = [];
  for (const { name, open } of members)
    files.push({ path: name, source: await open(), digests: new Map(Object.entries(manifest[name] ?? {})) });
  return files;
}

async function wholeOf(source: ByteSource | undefined): Promise<Uint8Array | undefined> {
  return source?.read(0, source.sizeBytes);
}

/** What no torch at hand writes: every protocol, both containers, random shapes. */
function* writtenFiles(): Generator<BenignFile> {
  const below = randomInts(20_261_121);
  const shape = () => Array.from({ length: below(4) }, () => below(5));
  for (let index = 0; index < 60; index++) {
    const file = new TorchFixture();
    const tensor = (type: string, itemBytes: number): Pickled => {
      const sizes = shape();
      const bytes = Buffer.alloc(sizes.reduce((count, length) => count * length, itemBytes));
      for (let at = 0; at < bytes.byteLength; at++) bytes[at] = below(256);
      return file.tensor(type, bytes, sizes);
    };
    const weights = stateDict({
      'a.weight': tensor('FloatStorage', 4),
      'a.bias': tensor('BFloat16Storage', 2),
      n: tensor('LongStorage', 8),
    });
    const value = dictOf({
      epoch: index,
      loss: float(0.5),
      model: weights,
      buffers: [tensor('BoolStorage', 1)],
    });
    yield {
      path: `written-${index}.pt`,
      source: bytesOf(index % 2 === 0 ? file.zip(value) : file.legacy(value)),
      digests: null,
    };
    const plain = pickleOf(
      dictOf({ a: [index, float(0.25), 'text', null], b: new Map([[index, true]]) }),
      index % 6,
    );
    yield { path: `written-${index}.pkl`, source: bytesOf(plain), digests: null };
  }
}
