import { copyFileSync, truncateSync } from 'node:fs';
import path from 'node:path';
import type { Ground } from './ground.ts';
import { ourPrograms } from './programs.ts';
import type { Measured, Row } from './report.ts';

/** One peer that is much slower than the other. */
export function slowPeerRows(ground: Ground): Row[] {
  return [
    {
      name: 'ours, from a peer at 50 MB/s and one at 100 kB/s',
      aim: 'last 1 % ≤ 2 % of the time',
      measure: () => measureSlowPeer(ground),
    },
  ];
}

/** What a killed pull left is read again, and not fetched again. */
export function resumeRows(ground: Ground): Row[] {
  return [
    { name: 'the part file is whole', aim: '500 MB/s', measure: () => measureResume(ground, 1) },
    { name: 'nine tenths are there', aim: '0 bytes again', measure: () => measureResume(ground, 0.9) },
  ];
}

async function measureSlowPeer(ground: Ground): Promise<Measured> {
  const artifact = await ground.artifact();
  const room = ground.room();
  await using opened = new AsyncDisposableStack();
  opened.defer(() => ground.clear(room));
  const peers: string[] = [];
  for (const bytesPerSecond of [50e6, 100e3]) {
    const { running, place } = await ourPrograms.seed(ground, [artifact]);
    opened.use(running);
    const link = await ourPrograms.slowLink(ground, { bytesPerSecond }, [`${ground.host}:${place.port}`]);
    opened.use(link.running);
    peers.push(`${ground.host}:${link.ports[0]}`);
  }
  const items = [ourPrograms.itemOf(artifact, room, { peers })];
  const { outcome, cost } = await ourPrograms.pullToEnd(ground, { mode: 'peers-only', items });
  const figures = { 'last 1 %, % of the time': outcome.lastPercentShare * 100 };
  return { seconds: cost.seconds, bytes: artifact.sizeBytes, costs: { leecher: cost }, figures };
}

async function measureResume(ground: Ground, share: number): Promise<Measured> {
  const artifact = await ground.artifact();
  const room = ground.room();
  await using opened = new AsyncDisposableStack();
  opened.defer(() => ground.clear(room));
  const { running, place } = await ourPrograms.seed(ground, [artifact]);
  opened.use(running);
  const item = ourPrograms.itemOf(artifact, room, { webSeedUrl: `${place.origin}/${artifact.infohash}` });
  const part = `${item.targetPath}.part`;
  copyFileSync(artifact.filePath, path.resolve(part));
  const keptBytes = Math.floor((artifact.sizeBytes * share) / PIECE_BYTES_MAX) * PIECE_BYTES_MAX;
  if (share < 1) truncateSync(part, keptBytes);
  if (share < 1) truncateSync(part, artifact.sizeBytes);
  const { outcome, cost } = await ourPrograms.pullToEnd(ground, { mode: 'http-only', items: [item] });
  const missingBytes = share < 1 ? artifact.sizeBytes - keptBytes : 0;
  return {
    seconds: outcome.seconds,
    bytes: artifact.sizeBytes,
    costs: { client: cost },
    figures: { 'bytes fetched again': outcome.fromWebSeedBytes + outcome.fromPeersBytes - missingBytes },
  };
}

/** A multiple of every piece length up to 2 GiB. */
const PIECE_BYTES_MAX = 1 << 20;
