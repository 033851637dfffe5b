import type { EvaluationJobAnswer, JobFields, RunnerListAnswer } from '../client/generated/operations.ts';
import { bytesText, columns, countText, plainName } from './text.ts';

/** One line a job. */
export function jobLines(jobs: readonly JobFields[]): string[] {
  return columns(
    jobs.map((job) => [
      job.id,
      job.state.toLowerCase(),
      job.priority.toLowerCase(),
      plainName(job.checkpoint.name),
      `by ${plainName(job.requestedBy.name)}`,
      standing(job),
    ]),
  );
}

/** One job with all that is known of its attempts. */
export function jobDetails(job: NonNullable<EvaluationJobAnswer['evaluationJob']>): string[] {
  const facts = [
    ['state', standing(job) ? `${job.state.toLowerCase()}, ${standing(job)}` : job.state.toLowerCase()],
    ['checkpoint', plainName(job.checkpoint.name)],
    ['protocol', job.protocol.digest],
    ['requested', `by ${plainName(job.requestedBy.name)}, ${job.createdAt}, ${job.priority.toLowerCase()}`],
    ['needs', `${bytesText(job.memoryBytes)} of memory, ${job.provider?.toLowerCase() ?? 'any provider'}`],
    ...job.failedAttempts.map((attempt) => [
      'attempt',
      `${attempt.endedAt}  ${plainName(attempt.evaluator.name)} on ${attempt.host ?? '?'}  ${attempt.code}: ${plainName(attempt.sentence)}`,
    ]),
  ];
  return columns(facts);
}

export function runnerLines(runners: RunnerListAnswer['runners']): string[] {
  return columns(
    runners.map((runner) => [
      plainName(runner.contributor.name),
      runner.host,
      runner.hardwareClass,
      runner.providers.join(',').toLowerCase(),
      runner.memoryBytes === null ? '' : bytesText(runner.memoryBytes),
      runner.sandboxLevel ?? '',
      `${runner.jobsInHand} in hand`,
      `seen ${runner.lastSeenAt}`,
    ]),
  );
}

function standing({ state, progress, run, error }: JobFields): string {
  if (run) return `${run.value} by ${plainName(run.evaluator.name)}`;
  if (state === 'LEASED' && progress) return progressText(progress);
  return error === null ? '' : plainName(error).slice(0, 100);
}

function progressText({ phase, itemsDone, itemsTotal }: NonNullable<JobFields['progress']>): string {
  const items = itemsTotal === null ? '' : ` ${countText(itemsDone ?? 0)}/${countText(itemsTotal)} items`;
  return `${phase.toLowerCase().replace('_', ' ')}${items}`;
}
