import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createListener, type AddressInfo, type Server } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { AnyClient } from '../support/any-client.ts';
import { planPull } from '../../src/client/pull-checkpoint.ts';
import { uploadFile } from '../../src/client/upload.ts';
import { fetchRange } from '../../src/swarm/strict-range.ts';
import { hostileAddresses } from '../support/hostile-addresses.ts';
import { openLyingHub, type LyingHub } from '../support/lying-hub.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
let liar: LyingHub;
let canary: Canary;

beforeAll(async () => {
  hub = await openTestHub();
  const ada = await hub.joinSelf('ada');
  await publishSelf(ada, { model: 'ada/net', files: { 'model.safetensors': smallSafetensors(1) } });
  liar = await openLyingHub(hub.url);
  canary = await openCanary();
});
afterAll(async () => {
  await canary?.[Symbol.asyncDispose]();
  await liar?.[Symbol.asyncDispose]();
  await hub?.[Symbol.asyncDispose]();
});

describe('addresses that lead elsewhere', () => {
  test('are more than forty, and the canary hears whoever comes', async () => {
    expect(hostileAddresses(hub.url, canary.url).length).toBeGreaterThanOrEqual(42);
    await fetch(canary.url).catch(() => undefined);
    expect(canary.hits).toBe(1);
    canary.hits = 0;
  });

  test('are refused wherever a client is given one, and nobody comes', async () => {
    const client = new AnyClient(liar.url, 'hlm_secret', ['https://pinned.example']);
    for (const address of hostileAddresses(liar.url, canary.url)) {
      expect([address, await codeOf(client.bytes(address, 1000))]).toEqual([
        address,
        'CLIENT_ADDRESS_FOREIGN',
      ]);
      expect(() => client.sourceAt(address)).toThrow(/not its own/);
    }
    expect(canary.hits).toBe(0);
  });

  test('of torrents are refused in a pull, and nobody comes', async () => {
    const client = new AnyClient(liar.url, null);
    for (const address of hostileAddresses(liar.url, canary.url)) {
      liar.lies = { answer: (data) => withTorrentPath(data, address) };
      const pulling = planPull(client, { reference: 'ada/net', folder: await hub.folder(), roles: null });
      expect([address, await codeOf(pulling)]).toEqual([address, 'CLIENT_ADDRESS_FOREIGN']);
    }
    liar.lies = {};
    expect(canary.hits).toBe(0);
  });
});

describe('a hub that sends its askers elsewhere', () => {
  test.each([301, 302, 303, 307, 308])('by %i is not followed, with or without a token', async (status) => {
    await using redirecting = await openServer((_, response) =>
      response.writeHead(status, { location: `${canary.url}/x`, 'content-range': 'bytes 0-9/10' }).end(),
    );
    const client = new AnyClient(redirecting.url, 'hlm_secret');
    expect(await codeOf(client.bytes('/artifacts/x', 1000))).toBe('CLIENT_REDIRECTED');
    expect(await codeOf(client.ask('{ hub { id } }'))).toBe('CLIENT_REDIRECTED');
    const { signal } = new AbortController();
    const range = fetchRange({ url: `${redirecting.url}/x`, from: 0, length: 10, sizeBytes: 10, signal });
    expect(await codeOf(range.next())).toBe('SWARM_HTTP_FAILED');
    expect(canary.hits).toBe(0);
  });

  test('with an upload gets neither its bytes nor the token there', async () => {
    await using sending = await openServer((request, response) => {
      request.resume();
      if (request.url === '/uploads') response.writeHead(201, { location: `${canary.url}/uploads/1` }).end();
      else response.end('{"data":{"artifact":null}}');
    });
    const home = await hub.folder();
    const file = path.join(home, 'x.safetensors');
    await writeFile(file, smallSafetensors(1));
    const session = { client: new AnyClient(sending.url, 'hlm_secret'), account: null, home };
    const uploading = uploadFile(session, {
      file,
      path: 'x.safetensors',
      digest: digestOf(smallSafetensors(1)),
    });
    expect(await codeOf(uploading)).toBe('CLIENT_ADDRESS_FOREIGN');
    expect(canary.hits).toBe(0);
  });
});

function withTorrentPath(data: Record<string, unknown>, torrentPath: string) {
  const { checkpoint } = data as { checkpoint: { artifacts: { artifact: { swarm: object | null } }[] } };
  for (const { artifact } of checkpoint.artifacts)
    if (artifact.swarm) artifact.swarm = { ...artifact.swarm, torrentPath };
  return data;
}

interface Canary extends AsyncDisposable {
  readonly url: string;
  hits: number;
}

/** Listens at one port of every loopback address it can have, and counts who comes. */
async function openCanary(): Promise<Canary> {
  const opened: Server[] = [];
  const listen = async (host: string, port: number) => {
    const server = createListener((socket) => {
      bird.hits++;
      socket.destroy();
    });
    server.listen(port, host);
    await once(server, 'listening');
    opened.push(server);
    return (server.address() as AddressInfo).port;
  };
  const port = await listen('127.0.0.1', 0);
  for (const host of ['127.0.0.2', '::1']) await listen(host, port).catch(() => undefined);
  const bird: Canary = {
    url: `http://127.0.0.1:${port}`,
    hits: 0,
    async [Symbol.asyncDispose]() {
      for (const server of opened) server.close();
    },
  };
  return bird;
}

async function openServer(answer: RequestListener) {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
