import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the operating system says about a live process; undefined when it is gone (or a zombie). */
export interface ProcessFacts {
  /** Opaque, equal only for one life of one pid: tells a recycled pid from the process we knew. */
  readonly startedAt: string;
  readonly commandLine: string;
}

export async function factsOf(pid: number): Promise<ProcessFacts | undefined> {
  if (!isAlive(pid)) return undefined;
  if (process.platform === 'linux') return factsFromProc(pid);
  if (process.platform === 'win32') return { startedAt: 'unknown', commandLine: '' };
  return factsFromPs(pid);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function factsFromProc(pid: number): Promise<ProcessFacts | undefined> {
  try {
    const [stat, line, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
    ]);
    // The command in parentheses may hold spaces: fields are counted after its last ')'.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return { startedAt: `${boot.trim()}:${fields[19]}`, commandLine: line.replaceAll('\0', ' ') };
  } catch {
    return undefined;
  }
}

async function factsFromPs(pid: number): Promise<ProcessFacts | undefined> {
  try {
    const { stdout } = await run('ps', ['-ww', '-o', 'lstart=,command=', '-p', String(pid)]);
    const LSTART_CHARS = 24;
    return { startedAt: stdout.slice(0, LSTART_CHARS), commandLine: stdout.slice(LSTART_CHARS).trim() };
  } catch {
    return undefined;
  }
}
