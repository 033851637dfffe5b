// Holds expected.json against a second runtime, and every demo file against the hub's own inspection.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf } from '../src/base/byte-source.ts';
import { digestOf } from '../src/base/digest.ts';
import { inspectDataset, type Dataset } from '../src/checkpoint/dataset.ts';
import { guessRole } from '../src/checkpoint/guess-role.ts';
import { inspectArtifact } from '../src/checkpoint/inspect.ts';

// ONNX Runtime reads this once, when it is loaded.
process.env['ORT_DISABLE_TELEMETRY'] = '1';
const ort = await import('onnxruntime-node');

interface Count {
  readonly correct: number;
  readonly total: number;
}

interface Score extends Count {
  readonly perDigit: readonly Count[];
  readonly groups: { readonly low: Count; readonly high: Count };
  readonly predictionsSha256: string;
}

const here = join(import.meta.dirname, 'demo');
const expected = JSON.parse(readFileSync(join(here, 'expected.json'), 'utf8')) as {
  readonly dataset: { readonly path: string; readonly sha256: string };
  readonly checkpoints: Readonly<Record<string, Score>>;
};

const datasetBytes = readFileSync(join(here, expected.dataset.path));
same('dataset', digestOf(datasetBytes), `sha256:${expected.dataset.sha256}`);
const dataset = imagesIn(await inspectDataset(bytesOf(datasetBytes)));
const imageBytes = dataset.height * dataset.width * dataset.channels;
const images = datasetBytes.subarray(dataset.imagesOffset, dataset.imagesOffset + dataset.n * imageBytes);
const labelsAt = dataset.labelsOffset ?? 0;
const labels = datasetBytes.subarray(labelsAt, labelsAt + dataset.n);

for (const [name, score] of Object.entries(expected.checkpoints)) {
  const folder = join(here, 'checkpoints', name);
  await inspectFolder(name, folder);
  const predictions = await predict(join(folder, 'model.onnx'));
  same(`${name} predictions`, digestOf(predictions), `sha256:${score.predictionsSha256}`);
  same(`${name} counts`, JSON.stringify(countsOf(predictions)), JSON.stringify(countsIn(score)));
  console.log(`${name}: ${score.correct}/${score.total} with ONNX Runtime as with torch`);
}

function imagesIn(found: Dataset): Extract<Dataset, { kind: 'IMAGES' }> {
  if (found.kind === 'IMAGES') return found;
  throw new Error('the demo’s dataset holds images');
}

async function inspectFolder(name: string, folder: string): Promise<void> {
  for (const file of readdirSync(folder).sort()) {
    const inspection = await inspectArtifact(file, bytesOf(readFileSync(join(folder, file))));
    same(`${name}/${file}`, inspection.state, 'VERIFIED');
    console.log(`  ${file}: ${guessRole(file, inspection)}, ${inspection.parameterCount} parameters`);
  }
}

async function predict(path: string): Promise<Uint8Array> {
  const session = await ort.InferenceSession.create(path);
  const pixels = Float32Array.from(images, normalised);
  const input = new ort.Tensor('float32', pixels, [dataset.n, 1, dataset.height, dataset.width]);
  const logits = (await session.run({ images: input }))['logits']?.data as Float32Array;
  return Uint8Array.from({ length: dataset.n }, (_, i) => largestAt(logits.subarray(i * 10, i * 10 + 10)));
}

/** Rounds to float32 after each step, as torch did. */
function normalised(pixel: number): number {
  const scaled = Math.fround(pixel * Math.fround(1 / 255));
  return Math.fround(Math.fround(scaled - Math.fround(0.1307)) / Math.fround(0.3081));
}

function largestAt(values: Float32Array): number {
  return values.indexOf(Math.max(...values));
}

function countsOf(predictions: Uint8Array): number[] {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const [i, label] of labels.entries())
    if (predictions[i] === label) counts[label] = (counts[label] ?? 0) + 1;
  const sum = (from: number, to: number) => counts.slice(from, to).reduce((a, b) => a + b, 0);
  return [sum(0, 10), sum(0, 5), sum(5, 10), ...counts];
}

function countsIn({ correct, groups, perDigit }: Score): number[] {
  return [correct, groups.low.correct, groups.high.correct, ...perDigit.map((digit) => digit.correct)];
}

function same(what: string, received: string, wanted: string): void {
  if (received !== wanted) throw new Error(`${what}: expected ${wanted}, received ${received}`);
}
