import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../bin/heirloom.js', import.meta.url));

/** Runs one command line of the real program, or of another one, in a folder and with a home of its own. */
export async function runProgram(
  folder: string,
  words: readonly string[],
  program?: readonly string[],
  env?: Readonly<Record<string, string>>,
) {
  const child = startProgram(folder, words, program, env);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [output, complaint, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { output, complaint, code };
}

export function startProgram(
  folder: string,
  words: readonly string[],
  program: readonly string[] = [PROGRAM],
  env: Readonly<Record<string, string>> = {},
) {
  const { PATH } = process.env;
  return spawn(process.execPath, [...program, ...words], {
    cwd: folder,
    env: { PATH, HOME: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export async function scratchFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'heirloom-cli-'));
  return {
    path: folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}
