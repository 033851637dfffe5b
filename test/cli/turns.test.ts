import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inviteContributor } from '../../src/client/generated/operations.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { openTestHub, type TestHub } from '../support/test-hub.ts';
import { runProgram, scratchFolder, startProgram } from './run-program.ts';

let hub: TestHub;
let folder: Awaited<ReturnType<typeof scratchFolder>>;
let door: Server;
/** What the door before the hub says instead of it, one for each request; the hub answers the rest, and each null. */
let refusals: (Record<string, string> | null)[] = [];
let asked = 0;
/** Of these requests only. */
let refusedMethod: string | null = null;

beforeAll(async () => {
  hub = await openTestHub();
  folder = await scratchFolder();
  const ada = await hub.joinSelf('ada');
  await publishSelf(ada, { model: 'ada/net', files: { 'model.safetensors': smallSafetensors(1) } });
  door = createServer(atTheDoor).listen(0, '127.0.0.1');
  await once(door, 'listening');
});
afterAll(async () => {
  door?.close();
  await folder?.[Symbol.asyncDispose]();
  await hub?.[Symbol.asyncDispose]();
});
beforeEach(() => {
  [refusals, asked, refusedMethod] = [[], 0, null];
});

const doorUrl = () => `http://127.0.0.1:${(door.address() as AddressInfo).port}`;

function atTheDoor(incoming: IncomingMessage, answer: ServerResponse): void {
  asked += 1;
  const isMeant = refusedMethod === null || incoming.method === refusedMethod;
  const refused = isMeant ? refusals.shift() : null;
  if (refused) {
    const error = { code: 'HTTP_TOO_MANY_REQUESTS', message: 'more was asked than this hub answers' };
    incoming.resume();
    answer.writeHead(429, { 'content-type': 'application/json', ...refused }).end(JSON.stringify({ error }));
    return;
  }
  const { method, headers } = incoming;
  const onward = request(new URL(incoming.url ?? '/', hub.url), { method, headers });
  onward.on('response', (given) => {
    answer.writeHead(given.statusCode ?? 500, given.headers);
    given.pipe(answer);
  });
  incoming.pipe(onward);
}

test('a search waits for its turn, and says so where no result goes', async () => {
  refusals = [{ 'retry-after': '1' }, { ratelimit: '"anonymous";r=0;t=1' }];
  const { output, complaint, code } = await runProgram(folder.path, ['search', '--hub', doorUrl(), '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(output)).toMatchObject({ nodes: [{ name: 'ada/net' }] });
  expect(complaint).toBe(`… ${doorUrl()} was asked too much; asking again in 1 s\n`.repeat(2));
  expect(asked).toBe(3);
});

test('nobody waits longer than an allowance lasts: the refusal is the answer', async () => {
  refusals = [{ 'retry-after': '3600' }];
  const { complaint, code } = await runProgram(folder.path, ['search', '--hub', doorUrl()]);
  expect([code, complaint]).toEqual([2, expect.stringContaining('HTTP_TOO_MANY_REQUESTS')]);
  expect(asked).toBe(1);
});

test('what may not be done twice is not sent twice', async () => {
  // Who the hub is may be asked again; the invitation may not be used again.
  refusals = [null, { 'retry-after': '1' }];
  const words = ['login', doorUrl(), '--invite', 'nobody-knows-it', '--name', 'eve'];
  const { complaint, code } = await runProgram(folder.path, words);
  expect([code, complaint]).toEqual([2, expect.stringContaining('HTTP_TOO_MANY_REQUESTS')]);
  expect(complaint).not.toContain('asking again');
});

test('an upload waits for its turn, and goes on where it was', async () => {
  const { code: invite } = await hub.owner.client.act(inviteContributor, {
    name: 'ben',
    role: 'CONTRIBUTOR',
  });
  const joined = await runProgram(folder.path, ['login', doorUrl(), '--invite', invite, '--name', 'ben']);
  expect(joined.complaint).toBe('');
  const file = path.join(folder.path, 'model.safetensors');
  await writeFile(file, smallSafetensors(7));
  refusedMethod = 'PATCH';
  refusals = [{ 'retry-after': '1' }, { 'retry-after': '2' }];
  const words = ['publish', file, '--name', 'ben/net', '--license', 'MIT', '--hub', doorUrl()];
  const { code, complaint } = await runProgram(folder.path, words);
  expect([code, refusals]).toEqual([0, []]);
  expect(complaint.match(/asking again in/g)).toHaveLength(2);
});

test('who interrupts a wait does not wait', async () => {
  refusals = [{ 'retry-after': '300' }];
  const child = startProgram(folder.path, ['search', '--hub', doorUrl()]);
  const ended = once(child, 'close');
  const complaint = text(child.stderr);
  child.stderr.once('data', () => child.kill('SIGINT'));
  expect((await ended)[0]).toBe(130);
  expect(await complaint).toContain('asking again in 300 s');
});
