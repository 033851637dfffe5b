import { join } from 'node:path';
import { pullArtifacts } from '../../src/swarm/pull.ts';
import { seedFiles } from '../../src/swarm/seed-files.ts';
import { openSmallHub, someBytes } from '../../test/swarm/small-hub.ts';

/*
 * All that a swarm does, once: tracker, the hub's seeder, its web seed, a member's seeder, a pull in each mode.
 */
await using hub = await openSmallHub();
const artifact = await hub.publish(someBytes(3 << 20));
const { metainfo, digest, filePath } = artifact;
const file = { digest, filePath, metainfo: metainfo.bytes, announceUrls: [hub.announceUrl] };
await using _seeding = await seedFiles([file]);
for (const mode of ['swarm', 'peers-only', 'http-only'] as const)
  await pullArtifacts({ items: [artifact.itemIn(join(hub.folder, mode))], mode });
