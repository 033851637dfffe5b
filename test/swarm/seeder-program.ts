// A seeder as a process of its own, so that its memory and its end can be seen: METAINFO FILE STALL_MS.
import { readFile } from 'node:fs/promises';
import { openSeeder } from '../../src/swarm/seeder.ts';

const [metainfoPath = '', filePath = '', stallMs = ''] = process.argv.slice(2);
const seeder = await openSeeder({ stallMs: Number(stallMs) });
await seeder.seed({ metainfo: await readFile(metainfoPath), filePath });
process.on('message', () => {
  global.gc?.();
  process.send?.({ rssBytes: process.memoryUsage.rss(), connections: seeder.connections });
});
process.on('disconnect', () => process.exit());
process.send?.({ port: seeder.port });
