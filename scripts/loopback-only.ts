import { SWARM_TESTS } from './drills/t8-loopback-only.ts';
import { mayCutNetwork, runWithoutNetwork, traceNetwork, whyNoTrace } from './drills/network-trace.ts';

/**
 * `node scripts/loopback-only.ts [--all | -- COMMAND WORDS…]`: whom the swarm's tests, all tests or a command speak to,
 * and whether onnxruntime's telemetry wrote anything. Exit 1 when one of them reached for another machine, or failed; 2 when nothing can be traced here.
 */
const command = commandOf(process.argv.slice(2));
const impediment = whyNoTrace();
if (impediment !== undefined) {
  console.error(impediment);
  process.exit(2);
}
const { exitCode, calls, outside, telemetryFiles } = await traceNetwork(command, true);
for (const [reach, count] of Object.entries(calls)) console.log(`${reach}: ${count} calls`);
for (const [name, count] of outside) console.log(`✘ ${count} × ${name}`);
console.log(`telemetry: ${telemetryFiles} files opened to write`);
console.log(`under strace: exit code ${exitCode}`);
const alone = mayCutNetwork() ? (await runWithoutNetwork(command, true)).exitCode : undefined;
console.log(
  `without a network: ${alone === undefined ? 'no namespace may be made here' : `exit code ${alone}`}`,
);
if (exitCode !== 0 || calls.outside > 0 || telemetryFiles > 0 || (alone ?? 0) !== 0) process.exitCode = 1;

function commandOf(words: readonly string[]): readonly string[] {
  const at = words.indexOf('--');
  if (at >= 0) return words.slice(at + 1);
  return words.includes('--all') ? ['npx', 'vitest', 'run'] : SWARM_TESTS;
}
