/** The one gate: format, lint, types, dead code, generated files, tests (--static: all but those). Stops at the first that fails. */
import { spawnSync } from 'node:child_process';

const gates: readonly (readonly [name: string, command: string])[] = [
  ['format', 'oxfmt --check .'],
  ['lint', 'oxlint --type-aware'],
  ['types', 'tsc -p .'],
  ['types of the page', 'tsc -p web'],
  ['dead code', 'knip'],
  ['generated files', 'node scripts/generate.ts --check'],
  ['tests', 'vitest run'],
];

for (const [name, command] of gates) {
  if (name === 'tests' && process.argv.includes('--static')) continue;
  const startedAt = performance.now();
  const { status } = spawnSync(command, { stdio: 'inherit', shell: true });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${status === 0 ? '✔' : '✘'} ${name.padEnd(18)} ${seconds} s`);
  if (status !== 0) process.exit(1);
}
