import { fileURLToPath } from 'node:url';
import type { Drill } from './drill.ts';
import { mayCutNetwork, runWithoutNetwork, traceNetwork, whyNoTrace } from './network-trace.ts';

/** The swarm under a tracer, and once more where no other network is. */
export const loopbackOnly: Drill = {
  id: 'T8',
  claim:
    'a swarm on loopback sends no packet elsewhere, looks up no name, and works where loopback is all there is',
  async run(extent) {
    const skipped = whyNoTrace();
    if (skipped !== undefined) return { figures: {}, violations: [], skipped };
    const { exitCode, complaint, calls, outside } = await traceNetwork(WORK[extent]);
    const violations = [...outside].map(([name, count]) => `${count} × ${name}`);
    if (exitCode !== 0) violations.push(`the traced work failed: ${complaint}`);
    if (calls.loopback === 0) violations.push('the tracer saw nothing at all');
    const figures: Record<string, number> = { ...calls };
    if (mayCutNetwork()) {
      const alone = await runWithoutNetwork(WORK[extent]);
      figures['exit code without a network'] = alone.exitCode;
      if (alone.exitCode !== 0) violations.push(`without a network it failed: ${alone.complaint}`);
    }
    return { figures, violations };
  },
};

export const SWARM_TESTS = ['npx', 'vitest', 'run', '--project', 'system', 'test/swarm'];

const WORK = {
  SLICE: [process.execPath, fileURLToPath(new URL('./t8-load.ts', import.meta.url))],
  WHOLE: SWARM_TESTS,
} as const;
