import type { Log } from './log.ts';

/** One function per business event, so that a log line always has the same name and fields. */
export interface Events {
  statementAccepted(facts: { kind: string; logIndex: number; contributor: string; subject: string }): void;
  uploadTaken(facts: { digest: string; sizeBytes: number; state: string; contributor: string }): void;
  artifactRescanned(facts: { digest: string; before: string; after: string }): void;
  backgroundFailed(facts: { work: string; item: string; error: unknown }): void;
  seededFileDamaged(facts: { infohash: string; error: unknown }): void;
  seederRestarted(): void;
  webhookFailed(facts: { webhook: string; delivery: string; attempts: number; failure: string }): void;
  jobLeased(facts: { job: string; evaluator: string; attempt: number }): void;
  jobEnded(facts: { job: string; state: string; error?: string | undefined }): void;
  jobRequeued(facts: { job: string }): void;
  requestFailed(facts: { requestId: string; code: string; error: unknown }): void;
  supergraphLoaded(facts: { bytes: number }): void;
  supergraphRefused(facts: { error: unknown }): void;
  contributorJoined(facts: { contributor: string; role: string; custody: string }): void;
}

export function eventsOn(log: Log): Events {
  return {
    statementAccepted: (facts) => log.info(facts, 'statement accepted'),
    uploadTaken: (facts) => log.info(facts, 'upload taken'),
    artifactRescanned: (facts) => log.info(facts, 'artifact inspected again'),
    backgroundFailed: ({ error, ...facts }) => log.error({ ...facts, err: error }, 'background work failed'),
    seededFileDamaged: ({ error, ...facts }) =>
      log.error({ ...facts, err: error }, 'a seeded file is damaged and not given any more'),
    seederRestarted: () => log.warn({}, 'the seeder ended and is started again'),
    webhookFailed: (facts) => log.warn(facts, 'webhook delivery failed'),
    jobLeased: (facts) => log.info(facts, 'job leased'),
    jobEnded: (facts) => log.info(facts, 'job ended'),
    jobRequeued: (facts) => log.info(facts, 'job queued again'),
    supergraphLoaded: (facts) => log.info(facts, 'supergraph loaded'),
    supergraphRefused: ({ error }) =>
      log.error({ err: error }, 'a new supergraph is refused, the old one stays'),
    contributorJoined: (facts) => log.info(facts, 'contributor joined'),
    requestFailed: ({ error, ...facts }) => log.error({ ...facts, err: error }, 'request failed'),
  };
}
