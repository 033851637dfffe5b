import type { Envelope } from '../attestation/envelope.ts';
import type { Digest } from '../base/digest.ts';
import type { SandboxLevel } from './child-command.ts';
import type { Provider } from './provider.ts';

/** Where jobs come from: a hub, as its contract in schema/evaluation.graphql speaks. Throws only where it can't be reached. */
export interface JobSource {
  /** Where there is no job, one that comes within so many seconds. */
  lease(runner: RunnerFacts, waitSeconds: number, signal: AbortSignal): Promise<Lease | NoJobWaiting>;
  /** The new end of the lease, or null when it is not ours any more; `progress` tells people how far it is. */
  heartbeat(lease: Lease, progress: Progress | null, signal: AbortSignal): Promise<Date | null>;
  /** Promises a result that nobody has seen yet; how long to wait before asking again, or null when the lease is lost. */
  commit(lease: Lease, commitment: Digest, signal: AbortSignal): Promise<Promised | null>;
  /** Hands in the promised result; false when the lease is not ours any more. Throws a refusal for a result not taken. */
  complete(lease: Lease, envelope: Envelope, challenge: string | null): Promise<boolean>;
  /** Gives the job back with a reason; `isFinal` when nobody need try again. */
  fail(lease: Lease, error: string, isFinal: boolean): Promise<void>;
}

/** What this runner can do, so that it gets only work it can finish. */
export interface RunnerFacts {
  readonly host: string;
  readonly hardwareClass: string;
  readonly stack: string;
  readonly tasks: readonly string[];
  /** Those that passed the self-test, in the order they are liked. */
  readonly providers: readonly Provider[];
  /** What one job may use. */
  readonly memoryBytes: number;
  /** Of the GPU; null where no provider uses one. */
  readonly driver: string | null;
  readonly sandboxLevel: SandboxLevel;
  /** Null runs everybody's models. */
  readonly trustedOwners: readonly string[] | null;
}

export interface Promised {
  readonly mayReveal: boolean;
  readonly retryAfterSeconds: number;
}

/** How far work on a lease has come. */
export interface Progress {
  readonly phase: 'FETCHING' | 'RUNNING' | 'HANDING_IN';
  readonly itemsDone: number | null;
  readonly itemsTotal: number | null;
}

export interface NoJobWaiting {
  readonly retryAfterSeconds: number;
}

/** A job in this runner's hands until the lease ends. */
export interface Lease {
  readonly jobId: string;
  readonly leaseToken: string;
  readonly expiresAt: Date;
  /** The nonce of the inputs that go with this job beside its items. */
  readonly challenge: string;
  /** Which of this runner's providers shall compute it. */
  readonly provider: Provider;
  readonly checkpoint: {
    readonly name: string;
    readonly owner: string;
    readonly coreDigest: Digest;
    readonly artifacts: readonly JobArtifact[];
  };
  /** The protocol's JSON as the hub has it; checked before it is believed. */
  readonly protocol: unknown;
  readonly dataset: JobArtifact;
}

/** A file to fetch. What else the source needs to fetch it travels in its own subtype. */
export interface JobArtifact {
  readonly path: string;
  readonly role: string;
  readonly digest: Digest;
  readonly sizeBytes: number;
}
