import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The seeder's process of a hub, which a process with `hubPid` serves; undefined where none runs. */
export async function seederPidOf(hubPid: number): Promise<number | undefined> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  for (const line of stdout.split('\n')) {
    const [, pid, parent, words = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (Number(parent) === hubPid && /seeding\/seeder-process\./.test(words)) return Number(pid);
  }
  return undefined;
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
