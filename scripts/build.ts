/** Builds what npm publishes: JavaScript without types in dist/, beside it the SDL, and the lock that fixes every version. */
import { spawnSync } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';

await rm('dist', { recursive: true, force: true });
const { status } = spawnSync('tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit', shell: true });
if (status !== 0) process.exit(1);
await cp('schema', 'dist/schema', { recursive: true });
// A published package's `overrides` are ignored, but its shrinkwrap is not.
await cp('package-lock.json', 'npm-shrinkwrap.json');
