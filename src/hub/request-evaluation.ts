import { randomUUID } from 'node:crypto';
import type { Digest } from '../base/digest.ts';
import { refusal } from '../base/errors.ts';
import { rankOf, type Priority } from '../evaluation/priority.ts';
import type { JobRecord } from '../store/job-repository.ts';
import { planAuditsBeside } from './audits/plan-audits.ts';
import { requirePublished } from './context/find.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, requireScope, type Viewer } from './context/viewer.ts';
import { memoryBytesOf, taskOf } from './jobs/job-needs.ts';
import { queuedJob } from './jobs/queued-job.ts';
import { assertRoomToWait } from './jobs/waiting-limit.ts';
import { requireProtocol } from './projections/project-claim.ts';

export interface RequestEvaluation {
  readonly checkpoint: string;
  readonly protocol: Digest;
  readonly evaluators: number;
  readonly priority: Priority;
  /** What shall compute it; null leaves it to the runner. */
  readonly provider: string | null;
}

const EVALUATORS_MAX = 20;

/** Queues one job for each evaluator asked for; runners lease them. */
export async function requestEvaluation(
  hub: Hub,
  viewer: Viewer,
  input: RequestEvaluation,
): Promise<readonly JobRecord[]> {
  const { contributor } = requireContributor(viewer);
  assertEvaluators(input.evaluators);
  // Whoever may moderate decides what everybody else waits for.
  if (input.priority === 'HIGH') requireScope(viewer, 'MODERATE', 'STEWARD');
  const checkpoint = await requirePublished(hub, input.checkpoint);
  const protocol = await requireProtocol(hub, input.protocol);
  if (checkpoint.state !== 'VERIFIED') throw notOffered(input.checkpoint, checkpoint.state);
  const requestId = randomUUID();
  const now = hub.clock.now();
  const wanted = {
    requestId,
    checkpointId: checkpoint.id,
    protocolDigest: input.protocol,
    requestedBy: contributor.id,
    priorityRank: rankOf(input.priority),
    task: taskOf(protocol),
    wantedProvider: input.provider ?? 'any',
    memoryBytes: await memoryBytesOf(hub.store, checkpoint.id),
    now,
  };
  const jobs = Array.from({ length: input.evaluators }, () => queuedJob(wanted));
  await hub.store.transaction(async (store) => {
    await assertRoomToWait(store, contributor.id, jobs.length);
    await store.jobs.add(jobs);
    await planAuditsBeside(store, jobs.length, now);
  });
  return jobs;
}

function assertEvaluators(evaluators: number): void {
  if (Number.isInteger(evaluators) && evaluators >= 1 && evaluators <= EVALUATORS_MAX) return;
  throw refusal('HUB_EVALUATORS_COUNT', 'that many evaluators can’t be asked for', {
    expected: `1..${EVALUATORS_MAX}`,
    received: String(evaluators),
  });
}

function notOffered(reference: string, state: string | null) {
  return refusal('HUB_CHECKPOINT_NOT_OFFERED', `${reference} can’t be evaluated`, {
    expected: 'weights in state VERIFIED',
    received: state ?? 'none',
    remedy: 'publish the weights as safetensors or ONNX',
  });
}
