import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { childCommand } from './child-command.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { runOwnProcess } from './own-process.ts';
import type { Sandbox } from './sandbox.ts';
import { makeWorkFolder } from './work-folder.ts';

/**
 * Has one child load our code and leave it compiled: reading it anew costs each child four times what loading that
 * does. It sees no model; all others see what it left and can't change it. Where it can't, they go without.
 */
export async function withCompiledCode(own: Sandbox, folder: string): Promise<Sandbox> {
  if (own.level !== 'bwrap') return own;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const root = await mkdtemp(join(tmpdir(), 'heirloom-compile-'));
  try {
    const nothing = join(root, 'nothing');
    await writeFile(nothing, '');
    await using work = await makeWorkFolder(nothing, nothing);
    const { argv, env } = childCommand(own.level, own.tools, {
      program: PROGRAM,
      folder: work,
      limits: DEFAULT_LIMITS,
      fileBytesMax: CODE_BYTES_MAX,
      compiled: { folder, isWritable: true },
    });
    // No job: it says so and ends, once it has loaded everything.
    const options = { cwd: work.emptyFolder, env, input: '{}', wallMs: COMPILE_MS, stdoutBytesMax: 4096 };
    const { cause, exitCode } = await runOwnProcess(argv, options);
    return cause === 'EXITED' && exitCode === 0 ? { ...own, compiledFolder: folder } : own;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

const PROGRAM = join(import.meta.dirname, `evaluate-worker${extname(import.meta.url)}`);
const COMPILE_MS = 60_000;
// The largest of our files takes some hundred kilobytes compiled.
const CODE_BYTES_MAX = 16 << 20;
