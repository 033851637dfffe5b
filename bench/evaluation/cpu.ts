import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of processor that programs have taken (Linux); what bwrap started is not told by anybody. */
export interface Cpu {
  readonly hub: number;
  readonly database: number;
  readonly runners: number;
}

export function cpuOf(hub: number, postmaster: number, runners: readonly number[]): Cpu {
  const stats = new Map(allStats().map((stat) => [stat.pid, stat]));
  const own = (pid: number) => stats.get(pid)?.own ?? 0;
  const backends = [...stats.values()].filter(({ parent }) => parent === postmaster);
  return {
    hub: own(hub),
    database: sum([own(postmaster), stats.get(postmaster)?.ended ?? 0, ...backends.map((each) => each.own)]),
    runners: sum(runners.map(own)),
  };
}

export function perJob(before: Cpu, after: Cpu, jobs: number): string {
  const names = Object.keys(after) as (keyof Cpu)[];
  return names.map((name) => `${name} ${((after[name] - before[name]) / jobs).toFixed(0)} ms`).join(', ');
}

const MS_PER_TICK = 10;

function allStats() {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    const text = textOf(`/proc/${name}/stat`);
    // The second field is the program's name in brackets, with blanks where it likes.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    const ticks = (...at: number[]) => sum(at.map((i) => fields[i] ?? 0)) * MS_PER_TICK;
    return [{ pid: Number(name), parent, own: ticks(11, 12), ended: ticks(13, 14) }];
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It ended in between.
    return '';
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
