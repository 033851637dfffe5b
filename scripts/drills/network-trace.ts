import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { isIPv4 } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** To whom a command and all its children spoke, seen at the system calls that name an address. */
export interface NetworkTrace {
  readonly exitCode: number;
  /** Calls by what they reached. */
  readonly calls: Readonly<Record<Reach, number>>;
  /** Calls by address, for those that reached for another machine. */
  readonly outside: ReadonlyMap<string, number>;
  /** Files made by the telemetry of onnxruntime, which is on unless a process says otherwise before it loads. */
  readonly telemetryFiles: number;
  /** Last words of a command that failed. */
  readonly complaint: string;
}

/** A UDP socket that is only connected asks for a route; no packet leaves before a send. */
export type Reach = 'loopback' | 'inside this machine' | 'route asked' | 'outside';

/** Runs a command under strace; what it says goes nowhere unless `isHeard`. */
export async function traceNetwork(words: readonly string[], isHeard = false): Promise<NetworkTrace> {
  const folder = await mkdtemp(path.join(tmpdir(), 'heirloom-trace-'));
  try {
    const file = path.join(folder, 'calls');
    const { exitCode, complaint } = await runToEnd('strace', [...STRACE, file, ...words], isHeard);
    return { exitCode, complaint, ...(await readTrace(file)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs a command where loopback is the only network there is: what succeeds there needs no other. */
export function runWithoutNetwork(words: readonly string[], isHeard = false) {
  const script = 'ip link set lo up && exec "$@"';
  return runToEnd('unshare', [...namespaceWords(), 'sh', '-c', script, 'sh', ...words], isHeard);
}

/** Why nothing can be traced here. */
export function whyNoTrace(): string | undefined {
  if (spawnSync('strace', ['--version']).error) return 'strace is not installed';
  const tracer = /^TracerPid:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  if (tracer !== undefined && tracer !== '0') return 'this process is traced already';
  if (spawnSync('strace', ['-qq', '-o', '/dev/null', 'true']).status !== 0)
    return 'strace may not trace here';
  return undefined;
}

export function mayCutNetwork(): boolean {
  return spawnSync('unshare', [...namespaceWords(), 'ip', 'link', 'set', 'lo', 'up']).status === 0;
}

/** What a line of strace reached for; undefined where it names no address. */
export function reachOf(line: string): { readonly reach: Reach; readonly address: string } | undefined {
  // A send without an address goes to whom its socket was connected to, which -yy writes beside it.
  const peer =
    /^(?:\[pid +\d+\] |\d+ +)?(?:send\w+|connect)\(\d+<\w+:\[[^\]]*?->\[?([0-9a-f.:]+?)\]?:\d+\]>/.exec(
      line,
    )?.[1];
  const named = /inet_addr\("([^"]+)"\)/.exec(line)?.[1] ?? /inet_pton\(AF_INET6, "([^"]+)"/.exec(line)?.[1];
  const address = named ?? peer;
  if (address !== undefined) return { address, reach: reachOfAddress(address, line) };
  const family = /sa_family=(AF_\w+)/.exec(line)?.[1];
  if (family === undefined) return undefined;
  if (!INSIDE.has(family)) return { address: family, reach: 'outside' };
  return { address: family, reach: 'inside this machine' };
}

const SYSTEM_CALLS = 'connect,sendto,sendmsg,sendmmsg,openat,open,creat';
// The kernel stops a process at these calls alone.
const STRACE = ['-f', '--seccomp-bpf', '-qq', '-yy', '-s0', '-esignal=none', `-etrace=${SYSTEM_CALLS}`, '-o'];
/** `mat-debug-<pid>.log` and `.ses` in the folder for temporary files, a database in `.onnxruntime`: seen with 1.30.0. */
const TELEMETRY_FILE =
  /(?:^|\s)(?:openat|open|creat)\(.*(?:\/mat-debug-|\/\.onnxruntime\/|\/\.ses").*O_CREAT/;
const INSIDE = new Set(['AF_UNIX', 'AF_NETLINK', 'AF_UNSPEC', 'AF_ALG']);
const COMPLAINT_CHARACTERS_MAX = 2000;

/** 198.51.100.1 is the loopback's second address in the namespace of `bringInNamespace`; it exists nowhere else. */
const LOOPBACK_OF_NAMESPACE = '198.51.100.1';

function reachOfAddress(address: string, line: string): Reach {
  if (isLoopback(address)) return 'loopback';
  return /connect\(\d+<UDP/.test(line) ? 'route asked' : 'outside';
}

function isLoopback(address: string): boolean {
  const bare = address.replace(/^::ffff:/, '');
  if (isIPv4(bare)) return bare.startsWith('127.') || bare === LOOPBACK_OF_NAMESPACE || bare === '0.0.0.0';
  return bare === '::1' || bare === '::';
}

async function readTrace(file: string): Promise<Pick<NetworkTrace, 'calls' | 'outside' | 'telemetryFiles'>> {
  const calls = { loopback: 0, 'inside this machine': 0, 'route asked': 0, outside: 0 };
  const outside = new Map<string, number>();
  let telemetryFiles = 0;
  for await (const line of createInterface(createReadStream(file))) {
    if (TELEMETRY_FILE.test(line)) telemetryFiles++;
    const found = OPENS_FILE.test(line) ? undefined : reachOf(line);
    if (!found) continue;
    calls[found.reach]++;
    if (found.reach !== 'outside') continue;
    const name = `${/(\w+)\(/.exec(line)?.[1]} by ${/<(UDP|TCP)\w*:/.exec(line)?.[1] ?? 'socket'} to ${found.address}`;
    outside.set(name, (outside.get(name) ?? 0) + 1);
  }
  return { calls, outside, telemetryFiles };
}

const OPENS_FILE = /^(?:\d+ +)?(?:open|creat)/;

// Who is root keeps its other rights (PostgreSQL's files belong to another user); who isn't becomes root inside.
function namespaceWords(): string[] {
  return process.getuid?.() === 0 ? ['--net'] : ['--map-root-user', '--net'];
}

async function runToEnd(program: string, words: readonly string[], isHeard: boolean) {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on(
      'data',
      (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-COMPLAINT_CHARACTERS_MAX)),
    );
    if (isHeard) stream.pipe(process.stderr, { end: false });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { exitCode: code ?? 1, complaint: code === 0 ? '' : complaint };
}
