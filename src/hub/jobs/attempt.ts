import { invariant } from '../../base/errors.ts';
import type { AttemptRecord, JobRecord } from '../../store/job-repository.ts';

/** An attempt that gave no result, from what its runner said: `CODE: sentence`, or a sentence alone. */
export function attemptOf(job: JobRecord, error: string, now: Date): Omit<AttemptRecord, 'id'> {
  invariant(job.leasedBy !== null, 'a leased job has a holder');
  const [, code = 'RUNNER_FAILED', sentence = error] = CODED.exec(error) ?? [];
  return {
    jobId: job.id,
    contributorId: job.leasedBy,
    host: job.leasedHost,
    provider: job.leaseProvider,
    beganAt: job.leasedAt ?? now,
    endedAt: now,
    code,
    sentence,
  };
}

const CODED = /^([A-Z]+(?:_[A-Z]+)+): (.+)$/s;
