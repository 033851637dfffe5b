/**
 * Times what reading a checkpoint costs beside the hash that nobody can go below: `node bench/inspect.ts [PROGRAM]`.
 * A safetensors file of 1 GiB in 64 tensors, a sparse one of 64 GiB; each row in processes of its own, five times, the
 * median. Peak memory is read from /proc (Linux). PROGRAM is the command to time, bin/heirloom.js by default.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = process.argv[2] ?? fileURLToPath(new URL('../bin/heirloom.js', import.meta.url));
const EXAMINER = examinerBeside(PROGRAM);
const REPEATS = 5;
/** Linux's USER_HZ. */
const TICKS_A_SECOND = 100;
const MIB = 1 << 20;

interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMib: number;
}

const folder = mkdtempSync(path.join(tmpdir(), 'heirloom-bench-'));
try {
  const file = path.join(folder, 'one-gib.safetensors');
  writeWeights(file, 64, 16);
  const sparse = path.join(folder, 'sparse.safetensors');
  writeSparse(sparse, 64 * 1024, 2 ** 30);
  await report('1 GiB', [
    ['sha256 alone (node:crypto)', ['-e', SHA256(file)]],
    ['inspect --no-stats', [PROGRAM, 'inspect', '--no-stats', '--json', file]],
    ['the same, statistics without spectra', [examining(file, 'BASIC', false)]],
    ['inspect (statistics and spectra)', [PROGRAM, 'inspect', '--json', file]],
    ['as the hub takes it in', [examining(file, 'SPECTRAL', true)]],
  ]);
  const server = await rangeServer(sparse);
  await report('64 GiB, sparse', [
    ['node, an empty program', ['-e', '0']],
    ['inspect --quick FILE', [PROGRAM, 'inspect', '--quick', '--json', sparse]],
    ['inspect --quick URL', [PROGRAM, 'inspect', '--quick', '--json', server.url]],
  ]);
  server.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function SHA256(name: string): string {
  return `const h = require('node:crypto').createHash('sha256'); const fs = require('node:fs');
    const f = fs.openSync(${JSON.stringify(name)}); const b = Buffer.alloc(${MIB});
    for (let n; (n = fs.readSync(f, b)) > 0;) h.update(b.subarray(0, n)); console.log(h.digest('hex'))`;
}

/** The package's own where the program is an installed one; else the sources. */
function examinerBeside(program: string): string {
  const root = path.resolve(path.dirname(program), '..');
  const source = path.join(root, 'src/weights/examiner.ts');
  return existsSync(source) ? source : path.join(root, 'dist/src/weights/examiner.js');
}

/** A program that examines a file once. */
function examining(name: string, statistics: string, isForHub: boolean): string {
  const program = path.join(folder, `${statistics}.mjs`);
  const text = `import { Examiner } from ${JSON.stringify(EXAMINER)};
    await using e = new Examiner();
    const x = await e.examine({ file: ${JSON.stringify(name)}, path: 'a.safetensors',
      options: { statistics: '${statistics}' }, isForHub: ${isForHub} });
    console.log(x.digest, x.inspection.state)`;
  writeFileSync(program, text);
  return program;
}

async function report(title: string, rows: readonly (readonly [string, readonly string[]])[]): Promise<void> {
  console.log(`\n| ${title} | s | times the first | CPU s | peak MiB |\n| --- | --- | --- | --- | --- |`);
  let first = 0;
  for (const [name, words] of rows) {
    const runs: Measured[] = [];
    for (let i = 0; i < REPEATS; i++) runs.push(await measure(words));
    const { seconds, cpuSeconds, peakMib } = median(runs);
    first ||= seconds;
    const cells = [name, seconds.toFixed(3), (seconds / first).toFixed(2), cpuSeconds.toFixed(2), peakMib];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

function median(runs: readonly Measured[]): Measured {
  const middle = runs.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(runs.length / 2)];
  if (middle === undefined) throw new Error('no run');
  return { ...middle, peakMib: Math.max(...runs.map(({ peakMib }) => peakMib)) };
}

async function measure(words: readonly string[]): Promise<Measured> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] });
  let seen = { peakMib: 0, cpuSeconds: 0 };
  const watch = setInterval(() => (seen = factsOf(child.pid ?? 0, seen)), 5);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(watch);
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}`);
  return { seconds: (performance.now() - startedAt) / 1000, ...seen };
}

/** The last that was seen of a process: one that has ended but was not waited for has no memory any more. */
function factsOf(pid: number, seen: Omit<Measured, 'seconds'>): Omit<Measured, 'seconds'> {
  try {
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    if (peak === undefined) return seen;
    const ticks = Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
    return { peakMib: Math.round(Number(peak) / 1024), cpuSeconds: ticks / TICKS_A_SECOND };
  } catch {
    return seen;
  }
}

function headOf(tensors: number, elements: number): Buffer {
  const rows = 2048;
  const bytes = elements * 4;
  const entries = Array.from({ length: tensors }, (_, i) => [
    `layers.${i}.weight`,
    { dtype: 'F32', shape: [rows, elements / rows], data_offsets: [i * bytes, (i + 1) * bytes] },
  ]);
  const header = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.byteLength));
  return Buffer.concat([length, header]);
}

/** Values as trained weights have them: small, around zero. */
function writeWeights(name: string, tensors: number, mibEach: number): void {
  const values = new Float32Array((mibEach * MIB) / 4);
  let state = 1;
  for (let i = 0; i < values.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    values[i] = (state / 2 ** 31) * 0.04;
  }
  const handle = openSync(name, 'w');
  writeSync(handle, headOf(tensors, values.length));
  for (let i = 0; i < tensors; i++) writeSync(handle, Buffer.from(values.buffer));
  closeSync(handle);
}

function writeSparse(name: string, mib: number, bytesEach: number): void {
  const tensors = (mib * MIB) / bytesEach;
  const head = headOf(tensors, bytesEach / 4);
  const handle = openSync(name, 'w');
  writeSync(handle, head);
  ftruncateSync(handle, head.byteLength + tensors * bytesEach);
  closeSync(handle);
}

async function rangeServer(name: string) {
  const { size } = await stat(name);
  const handle = await open(name, 'r');
  const server = createServer((request, response) => {
    const [, from = '0', to = '0'] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
    const end = Math.min(Number(to), size - 1);
    response.writeHead(206, { 'content-range': `bytes ${from}-${end}/${size}` });
    const bytes = Buffer.alloc(end - Number(from) + 1);
    handle.read(bytes, 0, bytes.byteLength, Number(from)).then(
      () => response.end(bytes),
      () => response.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/sparse.safetensors`,
    close: () => {
      server.close();
      void handle.close();
    },
  };
}
