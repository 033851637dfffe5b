import type { Envelope } from '../attestation/envelope.ts';
import type { Signer } from '../attestation/key.ts';
import { signStatement } from '../attestation/statement.ts';
import { digestOf, type Digest } from '../base/digest.ts';
import { protocolDigest, type Protocol } from '../evaluation/protocol.ts';
import { conditions, hardwareClass, hostMark, stack } from './environment.ts';
import type { JobResult } from './job-result.ts';
import type { Lease } from './job-source.ts';
import { metricValue } from './metric-value.ts';
import type { Provider } from './provider.ts';
import type { SandboxLevel } from './child-command.ts';

export interface Evaluated {
  readonly lease: Lease;
  readonly protocol: Protocol;
  readonly provider: Provider;
  readonly result: JobResult;
  readonly sandboxLevel: SandboxLevel;
  readonly itemsArtifact: Digest | null;
}

/** The signed `evaluation` statement of one run; its subject is the core digest, what the run really depended on. */
export function signEvaluation(
  { lease, protocol, provider, result, sandboxLevel, itemsArtifact }: Evaluated,
  { signer, hubId, now }: { signer: Signer; hubId: string; now: Date },
): Envelope {
  const { name, coreDigest } = lease.checkpoint;
  const { value, samplingError } = metricValue(protocol, result);
  return signStatement(
    {
      kind: 'evaluation',
      subject: { name, digest: coreDigest },
      hub: hubId,
      body: {
        job: lease.jobId,
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
      },
    },
    signer,
    now,
  );
}

function answersDigest(answers: string): Digest {
  return digestOf(Buffer.from(answers, 'base64'));
}
