import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { programOf } from '../../src/cli/program.ts';
import { runProgram, scratchFolder, startProgram } from './run-program.ts';

describe('exit codes', () => {
  test('a fault ends with 1 and says what to do', async () => {
    await using folder = await scratchFolder();
    const { complaint, code } = await runProgram(folder.path, ['search', 'x', '--hub', 'http://127.0.0.1:1']);
    expect(code).toBe(1);
    expect(complaint).toMatch(
      /no hub answers at http:\/\/127\.0\.0\.1:1.*CLIENT_HUB_UNREACHABLE\n.*\n {2}remedy/s,
    );
  });

  test('a refusal ends with 2, and as JSON with --json', async () => {
    await using folder = await scratchFolder();
    const { output, code } = await runProgram(folder.path, ['publish', 'nowhere', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(output)).toMatchObject({ error: { code: 'CLIENT_NOT_LOGGED_IN' } });
  });

  test.each([
    [['nonsense']],
    [['pull']],
    [['pull', 'a/b', '--peers-only', '--http-only']],
    [['report', 'answer', 'BiasReport:1', '--status', 'PERHAPS', '--text', 'x']],
    [['import']],
  ])('a wrong command line ends with 2, and is one document with --json: %j', async (words) => {
    await using folder = await scratchFolder();
    expect((await runProgram(folder.path, words)).code).toBe(2);
    const { output, complaint, code } = await runProgram(folder.path, [...words, '--json']);
    expect([code, complaint]).toEqual([2, '']);
    expect(JSON.parse(output)).toMatchObject({ error: { code: 'CLI_USAGE' } });
  });

  test('a truncated checkpoint is refused before anything is sent', async () => {
    await using folder = await scratchFolder();
    const file = path.join(folder.path, 'model.safetensors');
    await writeFile(file, Uint8Array.of(8, 0, 0, 0, 0, 0, 0, 0, 123));
    const { output, code } = await runProgram(folder.path, ['inspect', file, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject([{ inspection: { state: 'REJECTED' } }]);
  });
});

test('every command has a description, --json and examples', async () => {
  const program = await programOf(() => {
    throw new Error('no command is run here');
  });
  expect(program.commands.map((command) => command.name())).toEqual(
    expect.arrayContaining(
      'demo hub login invite publish publish-dataset pull seed lineage search inspect evaluate runner report token'.split(
        ' ',
      ),
    ),
  );
  for (const command of program.commands) {
    let help = '';
    command.configureOutput({ writeOut: (chunk) => (help += chunk) }).outputHelp();
    expect(help, command.name()).toMatch(/--json/);
    expect(help, command.name()).not.toContain('default: []');
    expect(help, command.name()).toMatch(/Examples?:\n {2}\$ heirloom/);
    expect(command.description().length, command.name()).toBeGreaterThan(20);
  }
});

test.skipIf(process.platform === 'win32')(
  'a hub that is told to stop takes its database with it',
  async () => {
    await using folder = await scratchFolder();
    await chmod(folder.path, 0o755);
    const hub = startProgram(folder.path, [
      'hub',
      '--port',
      '0',
      '--torrent-port',
      '0',
      '--no-runner',
      '--json',
    ]);
    const ended = new Promise<number | null>((resolve) => hub.once('close', resolve));
    await new Promise((resolve) => hub.stdout.once('data', resolve));
    const pidFile = path.join(folder.path, 'heirloom-data', 'postgres', 'data', 'postmaster.pid');
    const pid = Number((await readFile(pidFile, 'utf8')).split('\n')[0]);
    expect(isAlive(pid)).toBe(true);
    hub.kill('SIGTERM');
    expect(await ended).toBe(0);
    await expect.poll(() => isAlive(pid)).toBe(false);
  },
);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
