import type { ServerResponse } from 'node:http';
import type { Hub } from '../../hub/context/hub.ts';
import { sendJson } from '../answer.ts';
import { hasRoom } from '../disk-room.ts';

/** Ready means: the database answers and takes writes, and the disk has room. */
export async function readyRoute(hub: Hub, dataFolder: string, response: ServerResponse): Promise<void> {
  const database = await hub.store.isWritable().catch(() => false);
  const disk = await hasRoom(dataFolder);
  const isReady = database && disk;
  sendJson(response, isReady ? 200 : 503, { ready: isReady, checks: { database, disk } });
}
