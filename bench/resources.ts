/**
 * Estimates memory of inference and measures it: `node bench/resources.ts`. Each model is loaded and run once by
 * ONNX Runtime in a process of its own, whose peak is read from /proc (Linux). HEIRLOOM_TEST_DATA may name a folder
 * of real checkpoints.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOf } from '../src/base/byte-source.ts';
import {
  lenField,
  modelProto,
  nodeProto,
  proto,
  tensorProto,
  valueProto,
} from '../src/checkpoint/formats/onnx-fixture.ts';
import { inspectArtifact } from '../src/checkpoint/inspect.ts';
import type { Architecture } from '../src/checkpoint/inspection.ts';
import { estimateResources } from '../src/checkpoint/resources.ts';

const REPEATS = 5;
const SIZES: readonly (readonly [width: number, layers: number])[] = [
  [1024, 12],
  [1024, 50],
  [2048, 12],
  [2048, 30],
  [4096, 3],
];

/** A program of its own, so that nothing of this one is measured with it. */
const CHILD = `
const ort = require('onnxruntime-node');
const [file, inputs] = process.argv.slice(1);
(async () => {
  const session = await ort.InferenceSession.create(file);
  const feeds = {};
  for (const { name, dtype, dims } of JSON.parse(inputs)) {
    const count = dims.reduce((a, b) => a * b, 1);
    feeds[name] = dtype === 'I64'
      ? new ort.Tensor('int64', new BigInt64Array(count), dims)
      : new ort.Tensor('float32', new Float32Array(count), dims);
  }
  await session.run(feeds);
  const status = require('node:fs').readFileSync('/proc/self/status', 'utf8');
  console.log(/VmHWM:\\s+(\\d+) kB/.exec(status)[1]);
})();
`;

const folder = mkdtempSync(join(tmpdir(), 'heirloom-resources-'));
try {
  console.log('model                  weights    estimate   measured (least, most)   ratio (worst)');
  for (const file of [...realModels(), ...SIZES.map(([width, layers]) => writeMlp(width, layers))])
    await compare(file);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function compare(file: string): Promise<void> {
  const { tensors, architecture } = await inspectArtifact('model.onnx', bytesOf(readFileSync(file)), {
    statistics: 'NONE',
  });
  const estimate = estimateResources({ tensors, architecture }).find(
    ({ use, precision }) => use === 'INFERENCE' && precision === 'AS_STORED',
  );
  const peaks = Array.from({ length: REPEATS }, () => peakBytes(file, architecture)).sort((a, b) => a - b);
  const total = estimate?.totalBytes ?? Number.NaN;
  const ratios = peaks.map((peak) => total / peak);
  const worst = ratios.toSorted((a, b) => Math.abs(Math.log(b)) - Math.abs(Math.log(a)))[0] ?? Number.NaN;
  const name = file.split('/').at(-1)?.padEnd(20);
  const [least = 0, most = 0] = [peaks[0], peaks.at(-1)];
  console.log(
    `${name} ${mb(estimate?.weightsBytes ?? 0)} ${mb(total)}  ${mb(least)} ${mb(most)}           ${worst.toFixed(3)}`,
  );
  if (Math.abs(worst - 1) > 0.15) process.exitCode = 1;
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`.padStart(10);
}

function realModels(): readonly string[] {
  const samples = join(process.env['HEIRLOOM_TEST_DATA'] ?? '../shared', 'data/checkpoints');
  return ['mnist-base-e2.onnx', 'bert.onnx', 'gpt.onnx']
    .map((name) => join(samples, name))
    .filter(existsSync);
}

/** Matrix, Relu, matrix … */
function writeMlp(width: number, layers: number): string {
  const file = join(folder, `mlp-${width}x${layers}.onnx`);
  const weights = Float32Array.from({ length: width * width }, (_, i) => ((i * 7919) % 1009) / 50_000 - 0.01);
  const fields: Uint8Array[] = [];
  for (let i = 0; i < layers; i++) {
    fields.push(
      lenField(5, tensorProto(`w${i}`, 1, [width, width], lenField(9, new Uint8Array(weights.buffer)))),
    );
    fields.push(node('MatMul', [`x${i}`, `w${i}`], `m${i}`), node('Relu', [`m${i}`], `x${i + 1}`));
  }
  const ends = [
    lenField(11, valueProto('x0', ['n', width])),
    lenField(12, valueProto(`x${layers}`, ['n', width])),
  ];
  writeFileSync(file, modelProto([...fields, ...ends]));
  return file;
}

function node(op: string, inputs: readonly string[], output: string): Uint8Array {
  return lenField(1, proto(...inputs.map((name) => lenField(1, name)), lenField(2, output), nodeProto(op)));
}

function peakBytes(file: string, architecture: Architecture | null): number {
  const inputs = (architecture?.inputs ?? []).map(({ name, dtype, dims }) => ({
    name,
    dtype,
    dims: (dims ?? []).map((dim) => (typeof dim === 'number' ? dim : 1)),
  }));
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', CHILD, file, JSON.stringify(inputs)], {
    encoding: 'utf8',
    env: { ...process.env, ORT_DISABLE_TELEMETRY: '1' },
  });
  const kibibytes = Number(stdout.trim());
  if (!(kibibytes > 0)) throw new Error(`${file} was not measured: ${stderr}`);
  return kibibytes * 1024;
}
