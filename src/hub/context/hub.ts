import type { KeyId, Signer } from '../../attestation/key.ts';
import type { Clock } from '../../base/clock.ts';
import type { ContributorRecord } from '../../store/contributor-repository.ts';
import type { JobFeed } from '../../store/job-feed.ts';
import type { Store } from '../../store/store.ts';
import type { ByteLimit } from '../../swarm/byte-limit.ts';
import type { Events } from '../../telemetry/events.ts';
import type { Weights } from '../../weights/weights.ts';
import type { Bell } from './bell.ts';
import type { Challenges } from './challenges.ts';
import type { HubSwarm } from './hub-swarm.ts';
import type { Quota } from '../uploads/quota.ts';
import type { Sealer } from './sealer.ts';
import type { SwarmAccess } from './swarm-access.ts';

/*
 * hub      this installation: its key, its rooms, its clock
 * viewer   who a request acts for
 * act      one thing a viewer may do, one file in this folder, one transaction
 */
export interface Hub {
  /** The hub's own public key; statements are signed for exactly one hub. */
  readonly id: KeyId;
  readonly version: string;
  /** This hub's own address, as torrents name it. */
  readonly baseUrl: string;
  /** Whether files with a swarm are given over HTTP too. */
  readonly isWebSeedOn: boolean;
  /** Of everything that leaves this hub, by seeder and over HTTP together. */
  readonly uploadLimit: ByteLimit;
  /** Of what contributors keep here. */
  readonly quota: Quota;
  readonly signer: Signer;
  /** The hub as a contributor, for what it publishes itself. */
  readonly author: ContributorRecord;
  readonly store: Store;
  /** Which jobs change, whichever hub process changed them. */
  readonly jobFeed: JobFeed;
  readonly weights: Weights;
  readonly swarm: HubSwarm;
  readonly swarmAccess: SwarmAccess;
  readonly sealer: Sealer;
  /** How long a runner has a job for without a heartbeat. */
  readonly leaseMs: number;
  readonly clock: Clock;
  /** What evaluators of one series are asked beside it, so that a result can't be copied. */
  readonly challenges: Challenges;
  /** How long a finished evaluation waits for others to commit theirs, in milliseconds. */
  readonly commitWindowMs: number;
  readonly events: Events;
  /** Whether webhooks may lie on this machine and in the networks it stands in. */
  readonly mayCallPrivate: boolean;
  /** Rung after each accepted statement: there may be work in the background. */
  readonly bell: Bell;
}
