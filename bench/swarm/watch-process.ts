import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { createInterface, type Interface } from 'node:readline';

/** What a program and its children cost, as /proc told while they lived. */
export interface Cost {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** The largest sum over processes that lived at once. */
  readonly peakMib: number;
}

/** A program of a benchmark: its cost is sampled, its lines can be asked for, and it dies with its owner. */
export class WatchedProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #startedAt = performance.now();
  readonly #cpuTicks = new Map<number, number>();
  readonly #sampling: NodeJS.Timeout;
  readonly #ended: Promise<number>;
  readonly #lines: AsyncIterator<string>;
  #peakKib = 0;
  #endedAt: number | undefined;

  constructor(words: readonly string[], options: SpawnOptions = {}) {
    const [program = '', ...rest] = words;
    this.#child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'inherit'], ...options });
    living.add(this.#child);
    this.#sampling = setInterval(() => this.#sample(), SAMPLE_MS);
    this.#ended = this.#untilEnd();
    const lines: Interface | undefined = this.#child.stdout ? createInterface(this.#child.stdout) : undefined;
    this.#lines = lines ? lines[Symbol.asyncIterator]() : nothing();
  }

  /** The next line it says; a program that ends instead is an error. */
  async line(): Promise<string> {
    const { value, done } = await this.#lines.next();
    if (done)
      throw new Error(`${this.#child.spawnargs.slice(0, 3).join(' ')} ended with ${await this.#ended}`);
    return value;
  }

  /** Asks our own programs for their figures: a line in, one JSON line out. */
  async ask<T>(question = 'figures'): Promise<T> {
    this.#child.stdin?.write(`${question}\n`);
    return JSON.parse(await this.line()) as T;
  }

  /** Until it ends by itself; anything but 0 is an error. */
  async end(): Promise<Cost> {
    const code = await this.#ended;
    if (code !== 0) throw new Error(`${this.#child.spawnargs.slice(0, 3).join(' ')} ended with ${code}`);
    return this.cost();
  }

  cost(): Cost {
    this.#sample();
    const ticks = [...this.#cpuTicks.values()].reduce((sum, one) => sum + one, 0);
    return {
      seconds: ((this.#endedAt ?? performance.now()) - this.#startedAt) / 1000,
      cpuSeconds: ticks / TICKS_A_SECOND,
      peakMib: this.#peakKib / 1024,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  async #untilEnd(): Promise<number> {
    const [code] = (await once(this.#child, 'close')) as [number | null];
    this.#endedAt = performance.now();
    clearInterval(this.#sampling);
    living.delete(this.#child);
    return code ?? 1;
  }

  #sample(): void {
    let kib = 0;
    for (const pid of treeOf(this.#child.pid)) {
      const facts = factsOf(pid);
      if (!facts) continue;
      this.#cpuTicks.set(pid, facts.ticks);
      kib += facts.kib;
    }
    this.#peakKib = Math.max(this.#peakKib, kib);
  }
}

const SAMPLE_MS = 20;
/** Linux's USER_HZ. */
const TICKS_A_SECOND = 100;
const living = new Set<ChildProcess>();
process.on('exit', () => living.forEach((child) => child.kill('SIGKILL')));

function* treeOf(pid: number | undefined): Generator<number> {
  if (pid === undefined) return;
  yield pid;
  for (const task of listOf(`/proc/${pid}/task`))
    for (const child of textOf(`/proc/${pid}/task/${task}/children`).split(' '))
      if (child !== '') yield* treeOf(Number(child));
}

function factsOf(pid: number): { readonly ticks: number; readonly kib: number } | undefined {
  const fields = textOf(`/proc/${pid}/stat`).split(') ')[1]?.split(' ');
  const peak = /VmHWM:\s+(\d+)/.exec(textOf(`/proc/${pid}/status`))?.[1];
  if (!fields || peak === undefined) return undefined;
  return { ticks: Number(fields[11]) + Number(fields[12]), kib: Number(peak) };
}

function listOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function nothing(): AsyncIterator<string> {
  return { next: () => Promise.resolve({ done: true, value: undefined }) };
}
