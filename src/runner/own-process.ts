import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

export interface ProcessOptions {
  readonly cwd: string;
  /** The whole environment: nothing of ours is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly input: string;
  readonly wallMs: number;
  readonly stdoutBytesMax: number;
  /** Sees what the child writes as it comes, up to the limit. */
  readonly onStdout?: ((chunk: Uint8Array) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How a process ended: by itself, or because we ended it and why. */
export interface Ended {
  readonly cause: 'EXITED' | 'TIMEOUT' | 'STOPPED' | 'STDOUT_TOO_LONG' | 'NOT_STARTED';
  readonly exitCode: number | null;
  readonly killedBy: string | null;
  readonly stdout: Buffer;
  /** The end of what it said on stderr, for people. */
  readonly stderrTail: string;
}

/** Starts a program in a process group of its own and waits for it; whatever the cause, the whole group is gone after. */
export async function runOwnProcess(argv: readonly string[], options: ProcessOptions): Promise<Ended> {
  const [program = '', ...args] = argv;
  const { cwd, env, wallMs, stdoutBytesMax, signal } = options;
  const child = spawn(program, args, { cwd, env: { ...env }, detached: true, stdio: 'pipe' });
  const stdout: Buffer[] = [];
  let stdoutBytes = 0;
  let stderr = Buffer.alloc(0);
  let cause: Ended['cause'] = 'EXITED';
  const end = (why: Ended['cause']) => {
    if (cause === 'EXITED') cause = why;
    killGroup(child);
  };
  child.stdout.on('data', (chunk: Buffer) => {
    stdoutBytes += chunk.byteLength;
    if (stdoutBytes > stdoutBytesMax) return end('STDOUT_TOO_LONG');
    stdout.push(chunk);
    options.onStdout?.(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = Buffer.concat([stderr, chunk]).subarray(-STDERR_TAIL_BYTES);
  });
  // A child that ends early closes its stdin; how it ended is told by its exit, not by this write.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input);
  const timer = setTimeout(() => end('TIMEOUT'), wallMs);
  const stop = () => end('STOPPED');
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  const { exitCode, killedBy, error } = await ended(child);
  clearTimeout(timer);
  signal?.removeEventListener('abort', stop);
  return {
    cause: error ? 'NOT_STARTED' : cause,
    exitCode,
    killedBy,
    stdout: Buffer.concat(stdout),
    stderrTail: error ? error.message : printableTail(stderr),
  };
}

interface Exit {
  exitCode: number | null;
  killedBy: string | null;
  error?: Error;
}

/** Waits for the exit, ends the rest of the group, then for the pipes: a stray that left the group may keep them open. */
async function ended(child: ChildProcess): Promise<Exit> {
  // Listens from the start: pipes may close in the same moment as the process ends.
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const exit = await new Promise<Exit>((resolve) => {
    child.once('error', (error) => resolve({ exitCode: null, killedBy: null, error }));
    child.once('exit', (exitCode, killedBy) => resolve({ exitCode, killedBy }));
  });
  if (exit.error) return exit;
  killGroup(child);
  const grace = new AbortController();
  await Promise.race([closed, delay(PIPES_GRACE_MS, undefined, grace).catch(() => undefined)]);
  grace.abort();
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.destroy();
  return exit;
}

// What was written before the exit is in the pipe already; reading it takes moments.
const PIPES_GRACE_MS = 1000;
const STDERR_TAIL_BYTES = 2048;

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    // A negative pid is the group; Windows has none, and there only the child itself is ended.
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // Nobody of it is left.
  }
}

function printableTail(bytes: Buffer): string {
  return bytes
    .toString()
    .toWellFormed()
    .replaceAll(/\p{C}+/gu, ' ')
    .trim();
}
