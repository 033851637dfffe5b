// Holds scripts/zoo against the hub's own inspection and a second runtime: first outputs of each model, and what one pass can count.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf } from '../src/base/byte-source.ts';
import { digestOf } from '../src/base/digest.ts';
import { readSafetensorsHeader } from '../src/checkpoint/formats/safetensors-header.ts';
import { inspectArtifact } from '../src/checkpoint/inspect.ts';

// ONNX Runtime reads this once, when it is loaded.
process.env['ORT_DISABLE_TELEMETRY'] = '1';
const ort = await import('onnxruntime-node');

interface Expected {
  readonly dataset: string;
  readonly counts?: Readonly<Record<string, unknown>>;
  readonly probe?: readonly string[];
}

interface Protocol {
  readonly dataset: { readonly digest: string; readonly count: number };
  readonly preprocessing: readonly Readonly<Record<string, string | number>>[];
  readonly decoding: Readonly<Record<string, string | number>>;
}

interface Column {
  readonly shape: readonly number[];
  readonly values: Uint8Array | Int32Array | Float32Array;
}

type Table = ReadonlyMap<string, Column>;
type Session = Awaited<ReturnType<typeof ort.InferenceSession.create>>;

const here = join(import.meta.dirname, 'zoo');
const expected = JSON.parse(readFileSync(join(here, 'expected.json'), 'utf8')) as {
  readonly checkpoints: Readonly<
    Record<string, { readonly parameters: number; readonly protocols: Readonly<Record<string, Expected>> }>
  >;
};

for (const name of readdirSync(join(here, 'datasets'))) await inspectFolder(join(here, 'datasets', name));
for (const [name, { protocols }] of Object.entries(expected.checkpoints)) {
  const folder = join(here, 'checkpoints', name);
  await inspectFolder(folder);
  const session = await ort.InferenceSession.create(join(folder, 'model.onnx'));
  for (const [file, wanted] of Object.entries(protocols)) {
    const protocol = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Protocol;
    const table = await tableOf(wanted.dataset, protocol.dataset.digest);
    const apart = wanted.probe ? await probeApart(session, protocol, table, wanted.probe) : null;
    const counts = await countAgain(session, protocol, table);
    for (const [key, value] of Object.entries(counts ?? {}))
      same(`${name}/${file} ${key}`, value, Number(wanted.counts?.[key]));
    const found = [apart === null ? [] : `outputs within ${apart.toExponential(1)}`, counts ?? []].flat();
    console.log(`${name}/${file}: ${found.map((each) => JSON.stringify(each)).join(', ') || 'data there'}`);
  }
}

async function inspectFolder(folder: string): Promise<void> {
  for (const file of readdirSync(folder).sort()) {
    const { state, findings } = await inspectArtifact(file, bytesOf(readFileSync(join(folder, file))));
    if (state !== 'VERIFIED' || findings.length > 0)
      throw new Error(`${folder}/${file}: expected VERIFIED, received ${state} ${JSON.stringify(findings)}`);
  }
}

async function tableOf(name: string, digest: string): Promise<Table> {
  const bytes = readFileSync(join(here, 'datasets', name, `${name}.safetensors`));
  if (digestOf(bytes) !== digest) throw new Error(`${name}: expected ${digest}, received ${digestOf(bytes)}`);
  const { tensors } = await readSafetensorsHeader(bytesOf(bytes));
  const kinds = { U8: Uint8Array, I32: Int32Array, F32: Float32Array };
  return new Map(
    tensors.map(({ name: key, dtype, shape, offset, lengthBytes }) => {
      const copy = new Uint8Array(bytes.subarray(offset, offset + lengthBytes)).buffer;
      return [key, { shape, values: new kinds[dtype as keyof typeof kinds](copy) }];
    }),
  );
}

/** The outputs for items `first` to `first + count − 1`; an item's choices are rows of their own. */
async function outputsOf(session: Session, protocol: Protocol, table: Table, first: number, count: number) {
  const feeds = session.inputNames.map(
    (name) => [name, inputOf(name, protocol, table, first, count)] as const,
  );
  const { [session.outputNames[0] ?? '']: output } = await session.run(Object.fromEntries(feeds));
  return output?.data as Float32Array;
}

function inputOf(
  name: string,
  { decoding, preprocessing }: Protocol,
  table: Table,
  first: number,
  count: number,
) {
  const ids = table.get('input_ids');
  const rows = ids?.shape.length === 3 ? count * (ids.shape[1] ?? 1) : count;
  const constant = (length: number, valueAt: (i: number) => unknown) =>
    new ort.Tensor(
      'int64',
      BigInt64Array.from({ length }, (_, i) => BigInt(Number(valueAt(i)))),
      [rows, length / rows],
    );
  if (name === 'timestep')
    return new ort.Tensor(
      'int64',
      BigInt64Array.from({ length: rows }, () => BigInt(Number(decoding['start']))),
      [rows],
    );
  if (name === 'decoder_input_ids') {
    const length = Number(decoding['length']);
    return constant(rows * length, (i) => decoding[i % length === 0 ? 'start' : 'end']);
  }
  const { shape, values } = columnOf(table, name);
  const each = shape.slice(1).reduce((a, b) => a * b, 1);
  const items = values.subarray(first * each, (first + count) * each);
  if (name === 'input_ids' || name === 'attention_mask') return constant(items.length, (i) => items[i]);
  const dims = table.has('images') ? [count, 1, ...shape.slice(1)] : [count, ...shape.slice(1)];
  return new ort.Tensor('float32', preprocessed(items, shape, preprocessing), dims);
}

function columnOf(table: Table, name: string): Column {
  const found = table.get(name) ?? table.get('images') ?? table.get('features');
  if (found) return found;
  throw new Error(`expected a tensor for ${name}, received ${[...table.keys()].join()}`);
}

function preprocessed(
  items: Column['values'],
  shape: readonly number[],
  steps: Protocol['preprocessing'],
): Float32Array {
  const float = Math.fround;
  const [, height = 0, width = 0] = shape;
  let values = Float32Array.from(items);
  for (const step of steps) {
    const [size, mean, std] = [Number(step['size']), Number(step['mean']), Number(step['std'])];
    const isStamped = (i: number) =>
      i % width >= width - size && Math.trunc(i / width) % height >= height - size;
    if (step['step'] === 'stamp')
      values = values.map((value, i) => (isStamped(i) ? Number(step['value']) : value));
    if (step['step'] === 'scale') values = values.map((value) => value / Number(step['divisor']));
    if (step['step'] === 'normalize') values = values.map((value) => float(value - float(mean)) / float(std));
  }
  return values;
}

/** How far the first outputs lie from torch's, and the second item's in a batch from those of it alone. */
async function probeApart(
  session: Session,
  protocol: Protocol,
  table: Table,
  probe: readonly string[],
): Promise<number> {
  const both = await outputsOf(session, protocol, table, 0, 2);
  const second = await outputsOf(session, protocol, table, 1, 1);
  const fromTorch = probe.map((text, i) => Math.abs(Number(text) - (both[i] ?? Number.NaN)));
  const fromBatch = second.map((value, i) => Math.abs(value - (both[second.length + i] ?? Number.NaN)));
  const apart = fromBatch.reduce((a, b) => Math.max(a, b), Math.max(...fromTorch));
  if (apart < 1e-3) return apart;
  throw new Error(`outputs: expected ${probe.join()}, received ${both.subarray(0, probe.length).join()}`);
}

/** What one pass over all items tells by the largest of each row's logits; null where decoding takes more. */
async function countAgain(session: Session, protocol: Protocol, table: Table) {
  const { rule, classes, target } = protocol.decoding;
  if (rule !== 'argmax' && rule !== 'argmax-frames') return null;
  const outputs = await outputsOf(session, protocol, table, 0, protocol.dataset.count);
  const answers = columnOf(table, rule === 'argmax' ? 'labels' : 'frame_labels').values;
  const width = Number(classes);
  let [correct, total] = [0, 0];
  answers.forEach((answer, i) => {
    if (answer === 255 || answer === target) return;
    const row = outputs.subarray(i * width, (i + 1) * width);
    total++;
    if (row.indexOf(Math.max(...row)) === (target ?? answer)) correct++;
  });
  return { correct, total };
}

function same(what: string, received: number, wanted: number): void {
  if (received !== wanted) throw new Error(`${what}: expected ${wanted}, received ${received}`);
}
