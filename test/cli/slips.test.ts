import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inviteContributor } from '../../src/client/generated/operations.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { openTestHub, type TestHub } from '../support/test-hub.ts';
import { runProgram, scratchFolder } from './run-program.ts';

let hub: TestHub;
let folder: Awaited<ReturnType<typeof scratchFolder>>;

beforeAll(async () => {
  hub = await openTestHub();
  folder = await scratchFolder();
  const ada = await hub.joinSelf('ada');
  await publishSelf(ada, {
    model: 'ada/net',
    license: 'MIT',
    files: { 'm.safetensors': smallSafetensors(1) },
  });
  await run('login', hub.url, '--invite', await invite('ben'), '--name', 'ben');
});
afterAll(async () => {
  await folder?.[Symbol.asyncDispose]();
  await hub?.[Symbol.asyncDispose]();
});

const run = (...words: readonly string[]) => runProgram(folder.path, words);

const invite = async (name: string) =>
  (await hub.owner.client.act(inviteContributor, { name, role: 'CONTRIBUTOR' })).code;

describe('login', () => {
  test('a second one never takes the place of the first, whose key nobody else has', async () => {
    const file = path.join(folder.path, '.config', 'heirloom', 'accounts.json');
    const before = await readFile(file, 'utf8');
    const { code, complaint } = await run('login', hub.url, '--invite', await invite('carl'));
    expect([code, complaint]).toEqual([2, expect.stringContaining('CLIENT_JOINED_ALREADY')]);
    expect(complaint).toContain('you are ben');
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  test('a wrong address is told before a code is asked for', async () => {
    await using home = await scratchFolder();
    const { code, complaint } = await runProgram(home.path, ['login', 'http://127.0.0.1:1']);
    expect([code, complaint]).toEqual([1, expect.stringContaining('CLIENT_HUB_UNREACHABLE')]);
  });

  test('without a code it says where one is had', async () => {
    await using home = await scratchFolder();
    const { code, complaint } = await runProgram(home.path, ['login', hub.url]);
    expect([code, complaint]).toEqual([2, expect.stringContaining('CLI_INVITATION_NEEDED')]);
    expect(complaint).toContain('heirloom invite');
  });
});

test.each([
  ['a pull into a file', ['pull', 'ada/net', '--out', 'taken'], 'SWARM_FOLDER_UNUSABLE'],
  ['a port beyond all', ['pull', 'ada/net', '--port', '99999'], 'CONFIG_PORT_INVALID'],
  ['an act of tokens that there is not', ['token', 'revok'], 'CLI_ACTION'],
  ['a scope that there is not', ['token', 'create', 'x', '--scopes', 'fly'], 'read, publish'],
  ['days that are none', ['token', 'create', 'x', '--days', 'x'], 'CLI_AMOUNT_UNREADABLE'],
  ['a state that there is not', ['jobs', '--state', 'lost'], 'queued, leased'],
  ['a number of jobs that is none', ['jobs', '--first', 'x'], 'CLI_AMOUNT_UNREADABLE'],
  ['a number of rows that is none', ['leaderboard', 'x', '--first', 'x'], 'CLI_AMOUNT_UNREADABLE'],
  ['a metric that nobody told', ['leaderboard', 'x', '--metric', 'charm'], 'x by charm'],
  ['an advisory of nothing', ['advisory', 'publish', '--title', 'x'], '--severity, --text'],
  ['a drawing into a file', ['lineage', 'ada/net', '--out', 'x'], 'CLI_FORMAT_NEEDED'],
  ['a claim that is no number', ['evaluate', 'ada/net', '--claim', 'much'], 'CLI_CLAIM'],
])('%s is refused in words of the command line', async (_, words, named) => {
  await writeFile(path.join(folder.path, 'taken'), 'x');
  const { code, complaint } = await run(...words, '--hub', hub.url);
  expect([code, complaint]).toEqual([2, expect.stringContaining(named)]);
});

test.each([['token'], ['webhook']])('%s of nobody is refused, and no empty list', async (command) => {
  await using home = await scratchFolder();
  const { code, complaint } = await runProgram(home.path, [command, '--hub', hub.url]);
  expect([code, complaint]).toEqual([2, expect.stringContaining('CLIENT_NOT_LOGGED_IN')]);
});

test('a name that nobody can have is told as it was given', async () => {
  await expect(invite('b ö b')).rejects.toMatchObject({
    code: 'HUB_NAME_MALFORMED',
    facts: { received: 'b ö b' },
  });
  await expect(invite('a/b')).rejects.toThrow('it has a slash');
});
