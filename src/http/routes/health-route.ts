import { statfs } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import type { Hub } from '../../hub/context/hub.ts';
import { sendJson } from '../answer.ts';

const FREE_SHARE_MIN = 0.02;

/** Ready means: the database answers and takes writes, and the disk has room. */
export async function readyRoute(hub: Hub, dataFolder: string, response: ServerResponse): Promise<void> {
  const database = await hub.store.isWritable().catch(() => false);
  const { bavail, blocks } = await statfs(dataFolder);
  const disk = bavail / blocks > FREE_SHARE_MIN;
  const isReady = database && disk;
  sendJson(response, isReady ? 200 : 503, { ready: isReady, checks: { database, disk } });
}
