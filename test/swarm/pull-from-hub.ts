// A puller as a process of its own, for the test that kills one.
import { pullArtifacts, type PullItem } from '../../src/swarm/pull.ts';

const item = JSON.parse(process.argv[2] ?? '') as PullItem & { metainfo: string };
await pullArtifacts({
  items: [{ ...item, metainfo: Buffer.from(item.metainfo, 'base64') }],
  mode: 'peers-only',
  onProgress: ({ bytesDone }) => process.stdout.write(`${bytesDone}\n`),
});
