/** Makes the file npm publishes: JavaScript without types in dist/, beside it the SDL, and the lock that fixes every version. */
import { spawnSync } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';

const target = process.argv[2] ?? '.';

await rm('dist', { recursive: true, force: true });
run('tsc -p tsconfig.build.json');
await cp('schema', 'dist/schema', { recursive: true });
// A published package's `overrides` are ignored, but its shrinkwrap is not.
await cp('package-lock.json', 'npm-shrinkwrap.json');
try {
  run(`npm pack --pack-destination ${JSON.stringify(target)}`);
} finally {
  await rm('npm-shrinkwrap.json');
}

function run(command: string): void {
  const { status } = spawnSync(command, { stdio: 'inherit', shell: true });
  if (status !== 0) process.exit(1);
}
