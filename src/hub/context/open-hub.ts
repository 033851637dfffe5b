import path from 'node:path';
import { signerOf } from '../../attestation/key.ts';
import type { Clock } from '../../base/clock.ts';
import type { JobFeed } from '../../store/job-feed.ts';
import type { Store } from '../../store/store.ts';
import type { ByteLimit } from '../../swarm/byte-limit.ts';
import type { Events } from '../../telemetry/events.ts';
import type { Weights } from '../../weights/weights.ts';
import { makeInvitation } from '../invite-contributor.ts';
import { Quota } from '../uploads/quota.ts';
import type { Hub } from './hub.ts';
import { Bell } from './bell.ts';
import { challengesOf } from './challenges.ts';
import { hubAuthor } from './hub-author.ts';
import type { HubSwarm } from './hub-swarm.ts';
import { sealerOf } from './sealer.ts';
import { swarmAccess } from './swarm-access.ts';
import { secretFile, writePrivateFile } from './secret-file.ts';

export interface HubParts {
  readonly dataFolder: string;
  readonly isMembersOnly: boolean;
  readonly version: string;
  readonly baseUrl: string;
  readonly isWebSeedOn: boolean;
  readonly uploadLimit: ByteLimit;
  readonly leaseMs: number;
  readonly store: Store;
  readonly jobFeed: JobFeed;
  readonly weights: Weights;
  readonly swarm: HubSwarm;
  readonly clock: Clock;
  readonly commitWindowMs?: number | undefined;
  readonly mayCallPrivate?: boolean | undefined;
  readonly quotaBytes?: number | null | undefined;
  readonly events: Events;
}

const COMMIT_WINDOW_MS = 30_000;

/** The file with the first owner's one-time code, readable by whoever started the hub. */
export const OWNER_INVITATION_FILE = 'owner-invitation';

/** The hub's key and sealing key live in the data folder; the first start also invites the owner. */
export async function openHub({
  dataFolder,
  isMembersOnly,
  quotaBytes = null,
  ...parts
}: HubParts): Promise<Hub> {
  const secrets = path.join(dataFolder, 'secrets');
  const signer = signerOf(await secretFile(secrets, 'hub-key'));
  const sealer = sealerOf(await secretFile(secrets, 'sealing-key'));
  const author = await hubAuthor(parts.store, signer, parts.clock.now());
  const access = { ...parts, isMembersOnly, secret: await secretFile(secrets, 'announce-key') };
  const challenges = challengesOf(await secretFile(secrets, 'challenge-key'));
  const { commitWindowMs = COMMIT_WINDOW_MS } = parts;
  const mayCallPrivate = parts.mayCallPrivate ?? false;
  const told = { bell: new Bell(), mayCallPrivate, quota: new Quota(parts.store, quotaBytes) };
  const own = { id: signer.keyId, signer, sealer, author, challenges, commitWindowMs, ...told };
  const hub: Hub = { ...parts, ...own, swarmAccess: swarmAccess(access) };
  if (!(await parts.store.settings.valueOf('owner-invited'))) await inviteOwner(hub, dataFolder);
  return hub;
}

async function inviteOwner(hub: Hub, dataFolder: string): Promise<void> {
  const { code } = await makeInvitation(hub, { name: null, role: 'OWNER' });
  await writePrivateFile(path.join(dataFolder, OWNER_INVITATION_FILE), `${code}\n`);
  await hub.store.settings.set('owner-invited', hub.clock.now().toISOString());
}
