import type { Envelope } from '../attestation/envelope.ts';
import type { Signer } from '../attestation/key.ts';
import { signStatement } from '../attestation/statement.ts';
import { digestOf, type Digest } from '../base/digest.ts';
import { invariant } from '../base/errors.ts';
import { protocolDigest, type Protocol } from '../evaluation/protocol.ts';
import { conditions, hardwareClass, hostMark, stack } from './environment.ts';
import type { JobResult } from './job-result.ts';
import type { Lease } from './job-source.ts';
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
  return signStatement(
    {
      kind: 'evaluation',
      subject: { name, digest: coreDigest },
      hub: hubId,
      body: {
        job: lease.jobId,
        protocol: protocolDigest(protocol),
        metric: protocol.metric.id,
        value: shareText(result.correct, result.items),
        correct: result.correct,
        items: result.items,
        // A classifier without randomness has no error of its own; choice of items is no part of a run.
        standardError: '0',
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

/** k/n as a decimal without exponent or trailing zeros, nearer than 1e-15. */
export function shareText(correct: number, items: number): string {
  invariant(items >= 1 && correct >= 0 && correct <= items, 'a share is of some items');
  return (correct / items).toFixed(15).replace(/\.?0+$/, '');
}
