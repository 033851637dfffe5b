import type { Envelope } from '../attestation/envelope.ts';
import type { Signer } from '../attestation/key.ts';
import type { Bodies } from '../attestation/predicates.ts';
import { signStatement } from '../attestation/statement.ts';
import type { Digest } from '../base/digest.ts';
import { answersDigest } from '../evaluation/challenge.ts';
import { protocolDigest, type Protocol } from '../evaluation/protocol.ts';
import { conditions, hardwareClass, hostMark, stack } from './environment.ts';
import type { JobResult } from './job-result.ts';
import type { Lease } from './job-source.ts';
import { metricValue } from './metric-value.ts';
import type { Provider } from './provider.ts';
import type { SandboxLevel } from './child-command.ts';

/** What a run was and gave, whoever asked for it. */
export interface Ran {
  readonly protocol: Protocol;
  readonly provider: Provider;
  readonly result: JobResult;
  readonly sandboxLevel: SandboxLevel;
  readonly itemsArtifact: Digest | null;
}

export interface Evaluated extends Ran {
  readonly lease: Lease;
}

/** The signed `evaluation` statement of one run; its subject is the core digest, what the run really depended on. */
export function signEvaluation(
  evaluated: Evaluated,
  { signer, hubId, now }: { signer: Signer; hubId: string; now: Date },
): Envelope {
  const { checkpoint, jobId } = evaluated.lease;
  const subject = { name: checkpoint.name, digest: checkpoint.coreDigest };
  const body = evaluationBody(evaluated, { job: jobId, hubId });
  return signStatement({ kind: 'evaluation', subject, hub: hubId, body }, signer, now);
}

/** What is signed of a run; `job` is null where nobody asked for it. */
export function evaluationBody(
  { protocol, provider, result, sandboxLevel, itemsArtifact }: Ran,
  { job, hubId }: { readonly job: string | null; readonly hubId: string },
): Bodies['evaluation'] {
  const { value, samplingError } = metricValue(result);
  return {
    job,
    protocol: protocolDigest(protocol),
    metric: protocol.metric.id,
    value,
    correct: result.correct,
    items: result.items,
    // Nothing here is random: a run has no error of its own, and the choice of items is no part of a run.
    standardError: '0',
    ...(samplingError === null ? {} : { samplingError }),
    outputsDigest: result.outputsDigest,
    predictionsDigest: result.predictionsDigest,
    itemsArtifact,
    ...(result.challenge === null ? {} : { challengeDigest: answersDigest(result.challenge) }),
    host: hostMark(hubId),
    hardwareClass: hardwareClass({ provider, driver: result.driver }),
    stack: stack(provider),
    conditions: conditions(result, provider, sandboxLevel),
  };
}
