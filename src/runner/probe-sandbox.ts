import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { CHILD_ENVIRONMENT, childCommand, type SandboxTools } from './child-command.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { runOwnProcess, type Ended } from './own-process.ts';
import { makeWorkFolder } from './work-folder.ts';

/** What the probing child is told: everything it needs to find its way out. */
export interface ProbeInput {
  readonly markerFile: string;
  readonly port: number;
  readonly socketName: string;
  readonly modelFile: string;
  readonly itemsFile: string;
  readonly itemsText: string;
}

/** Escapes that worked and needs that failed in a child under bwrap; empty means it contains and still works. */
export async function probeSandbox(tools: SandboxTools): Promise<readonly string[]> {
  const outside = await mkdtemp(join(tmpdir(), 'heirloom-probe-'));
  try {
    const marker = join(outside, 'marker');
    await writeFile(marker, 'what a child must not see');
    await using folder = await makeWorkFolder(marker, marker);
    await using tcp = await listen({ host: '127.0.0.1', port: 0 });
    const socketName = `\0heirloom-probe-${randomBytes(8).toString('hex')}`;
    await using _local = await listen({ path: socketName });
    const limits = { ...DEFAULT_LIMITS, wallMs: PROBE_MS };
    const command = childCommand('bwrap', tools, { program: PROGRAM, folder, limits, fileBytesMax: 4096 });
    const { modelFile, itemsFile } = command;
    const input: ProbeInput = {
      markerFile: marker,
      port: tcp.port,
      socketName,
      modelFile,
      itemsFile,
      itemsText: ITEMS_TEXT,
    };
    const ended = await runOwnProcess(command.argv, {
      cwd: folder.emptyFolder,
      // A stand-in for a secret of the operator: it must be gone inside.
      env: { ...CHILD_ENVIRONMENT, HEIRLOOM_PROBE_SECRET: 'told' },
      input: JSON.stringify(input),
      wallMs: PROBE_MS,
      stdoutBytesMax: 4096,
    });
    return shortfallsOf(ended, (await readFile(folder.itemsFile)).toString());
  } finally {
    await rm(outside, { recursive: true, force: true });
  }
}

const PROGRAM = join(import.meta.dirname, `probe-worker${extname(import.meta.url)}`);
// A probe takes a quarter of a second; a machine in distress gets a minute before it counts as failed.
const PROBE_MS = 60_000;

function shortfallsOf(
  { cause, exitCode, killedBy, stdout, stderrTail }: Ended,
  items: string,
): readonly string[] {
  if (cause !== 'EXITED' || exitCode !== 0)
    return [`bwrap does not start here: ${cause}, exit ${exitCode ?? killedBy}: ${stderrTail.slice(0, 300)}`];
  if (items !== ITEMS_TEXT) return ['bwrap lets a child write nothing'];
  return parsed(stdout);
}

const ITEMS_TEXT = 'written by the probe';

function parsed(stdout: Buffer): readonly string[] {
  try {
    const said: unknown = JSON.parse(stdout.toString());
    if (Array.isArray(said)) return said.map(String);
  } catch {
    // Anything but a list of shortfalls is one itself.
  }
  return ['the probe answered nonsense'];
}

async function listen(at: { host: string; port: number } | { path: string }) {
  const server: Server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
