import { once } from 'node:events';
import { request as httpRequest, type RequestOptions } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { expect, test } from 'vitest';
import { artifactToPull } from '../../src/client/generated/operations.ts';
import { AnyClient } from '../support/any-client.ts';
import { digestOf, hexOf } from '../../src/base/digest.ts';
import { planSelf, publishPlan, smallSafetensors } from '../support/publishing.ts';

import { signerOf } from '../../src/attestation/key.ts';
import { login } from '../../src/client/login.ts';
import { readFile } from 'node:fs/promises';
import { DrillGround, stop } from './hub-process.ts';
import { drillMsMax } from './moments.ts';

/** A peer's address on loopback that is not the hub's own; only Linux has all of 127.0.0.0/8. */
const PEER = '127.0.0.77';

test.skipIf(process.platform !== 'linux')(
  'no answer and no line of the log names a peer’s address, whatever the peer does',
  { timeout: drillMsMax(1) },
  async () => {
    await using ground = await DrillGround.open();
    const words = ['hub', '--data', ground.dataFolder, '--port', '0', '--torrent-port', '0', '--no-runner'];
    const child = ground.start([...words, '--log-level', 'debug', '--json']);
    let said = '';
    let log = '';
    child.stderr!.on('data', (chunk: Buffer) => (log += chunk.toString()));
    child.stdout!.on('data', (chunk: Buffer) => (said += chunk.toString()));
    while (!said.includes('}')) await Promise.race([once(child.stdout!, 'data'), once(child, 'close')]);
    const { url, torrentPort } = JSON.parse(said) as { url: string; torrentPort: number };
    const code = (await readFile(path.join(ground.dataFolder, 'owner-invitation'), 'utf8')).trim();
    const account = await login({ hub: url, code, name: 'olga', home: ground.root });
    const client = new AnyClient(url, account.token);
    const signer = signerOf(Buffer.from(account.seed ?? '', 'base64url'));
    const olga = { name: 'olga', token: account.token, client, account, home: ground.root, signer };
    const weights = smallSafetensors(1, 100_000);
    const plan = await planSelf(olga, { model: 'olga/net', files: { 'model.safetensors': weights } });
    await publishPlan(olga, plan);
    const digest = digestOf(weights);
    const { artifact } = await client.ask(artifactToPull, { digest });
    const infohash = artifact?.swarm?.infohash ?? '';

    const bytes = infohash.replace(/../g, '%$&');
    const announce = `/announce?info_hash=${bytes}&peer_id=${'p'.repeat(20)}&port=5001&left=5&compact=1`;
    expect(await asked(url, { path: announce })).not.toContain('failure reason');
    for (const place of [
      `${announce}&ip=1`,
      '/announce?info_hash=x',
      '/nowhere',
      `/artifacts/${'0'.repeat(64)}`,
    ])
      await asked(url, { path: place });
    await asked(url, { path: '/graphql', method: 'POST' }, '{');
    await asked(url, { path: `/artifacts/${hexOf(digest)}`, headers: { range: 'bytes=0-9' } });
    await cutShort(url, `/artifacts/${hexOf(digest)}`);
    await cutShort(url, '/uploads');
    const peer = connect({ port: torrentPort, host: '127.0.0.1', localAddress: PEER });
    peer.on('error', () => undefined);
    peer.write('not a handshake');
    peer.end();

    const { artifact: now } = await client.ask(artifactToPull, { digest });
    expect(now?.swarm?.leecherCount).toBe(1);
    const schema = '{ __schema { types { name } } }';
    const answers = [
      JSON.stringify(now),
      JSON.stringify(await client.ask(schema)),
      await asked(url, { path: '/livez' }),
      await asked(url, { path: '/readyz' }),
      await asked(url, { path: '/metrics' }),
      await asked(url, { path: '/' }),
      await asked(url, { path: `/torrents/${infohash}.torrent` }),
    ];
    const isHeard = once(child, 'close');
    expect(await stop(child)).toBe(0);
    // What it wrote last may come after its end.
    await isHeard;
    expect(answers.join('\n')).not.toContain(PEER);
    expect(log).toContain('statement accepted');
    expect(log).not.toContain(PEER);
    const foreign = [...log.matchAll(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g)].filter(([ip]) => ip !== '127.0.0.1');
    expect(foreign).toEqual([]);
  },
);

async function asked(url: string, options: RequestOptions, body?: string): Promise<string> {
  const request = httpRequest(url, { ...options, localAddress: PEER });
  request.end(body);
  const [response] = await once(request, 'response');
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return text;
}

async function cutShort(url: string, place: string): Promise<void> {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', localAddress: PEER });
  socket.on('error', () => undefined);
  socket.write(`POST ${place} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\nx`);
  await once(socket, 'connect');
  socket.resetAndDestroy();
}
