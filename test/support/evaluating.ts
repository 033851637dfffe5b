import type { Envelope } from '../../src/attestation/envelope.ts';
import type { Bodies } from '../../src/attestation/predicates.ts';
import { openStatement, signStatement } from '../../src/attestation/statement.ts';
import { digestOf, parseDigest, type Digest } from '../../src/base/digest.ts';
import {
  commitEvaluationResult,
  completeEvaluationJob,
  leaseEvaluationJob,
  registerProtocol,
  requestEvaluation,
  type RequestEvaluationInput,
  type RunnerInput,
} from '../../src/client/generated/operations.ts';
import { answersDigest, writeAnswers } from '../../src/evaluation/challenge.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { TASKS } from '../../src/runner/run-job.ts';
import { mnistDataset, mnistProtocol } from '../runner/job-fixture.ts';
import { upload } from './publishing.ts';
import type { SelfMember, TestHub } from './test-hub.ts';

export const ITEMS = 100;
const dataset = mnistDataset(ITEMS);

/** Publishes the data and makes its protocol known. */
export async function registerMnist(member: SelfMember): Promise<{ protocol: Digest; dataset: Digest }> {
  await publishData(member, `${member.name}/digits`, dataset);
  const body = mnistProtocol(dataset.digest, ITEMS);
  const { protocol } = await member.client.act(registerProtocol, { body });
  return { protocol: parseDigest(protocol.digest), dataset: dataset.digest };
}

export async function publishData(
  member: SelfMember,
  name: string,
  { bytes, digest }: { readonly bytes: Uint8Array; readonly digest: Digest },
): Promise<void> {
  const path = 'dataset.safetensors';
  await upload(member, path, bytes);
  const body = { dataset: name, license: 'CC0-1.0', path, sizeBytes: bytes.byteLength };
  await signAndSubmit(member, 'dataset', { name, digest }, body);
}

export async function requestRuns(
  member: SelfMember,
  checkpoint: string,
  protocol: Digest,
  evaluators: number,
  more: Pick<RequestEvaluationInput, 'priority' | 'provider'> = {},
) {
  const input = { checkpoint, protocol, evaluators, ...more };
  const { jobs } = await member.client.act(requestEvaluation, { input });
  return jobs.map(({ id }) => id);
}

export interface HeldJob {
  readonly __typename: string;
  readonly leaseToken: string;
  readonly expiresAt: string;
  readonly provider: string;
  readonly job: {
    readonly id: string;
    readonly checkpoint: { readonly name: string; readonly coreDigest: string | null };
  };
}

/** A job for this evaluator, or null when the hub has none. */
export async function lease(
  member: SelfMember,
  trustedOwners: readonly string[] | null = null,
  more: Partial<RunnerInput> = {},
  waitSeconds = 0,
): Promise<HeldJob | null> {
  const runner = {
    host: hostOf(member),
    hardwareClass: 'cpu',
    stack: 'ort',
    tasks: TASKS,
  };
  const variables = { runner: { ...runner, trustedOwners, ...more }, waitSeconds };
  const answer = await member.client.act(leaseEvaluationJob, variables);
  return answer.__typename === 'EvaluationLease' ? answer : null;
}

/** What a result says otherwise than a right one would. */
export type Lie = Partial<Bodies['evaluation']> & {
  readonly subject?: Digest;
  /** Values the model gave to the challenge. */
  readonly answers?: readonly number[];
};

export interface SignedResult {
  readonly envelope: Envelope;
  readonly challenge: string | null;
}

/** Promises a result as the runner signs one, and shows it; `change` makes it lie. */
export async function complete(
  hub: TestHub,
  member: SelfMember,
  held: HeldJob,
  protocol: Digest,
  change: Lie = {},
) {
  const result = signedResult(hub, member, held, protocol, change);
  await promise(member, held, result);
  return show(member, held, result);
}

export function signedResult(
  hub: TestHub,
  member: SelfMember,
  held: HeldJob,
  protocol: Digest,
  { answers, subject = parseDigest(held.job.checkpoint.coreDigest), ...change }: Lie = {},
): SignedResult {
  const challenge = answers ? writeAnswers(Float32Array.from(answers)) : null;
  const signed = challenge ? { challengeDigest: answersDigest(challenge) } : {};
  const envelope = signStatement(
    {
      kind: 'evaluation',
      subject: { name: held.job.checkpoint.name, digest: subject },
      hub: hub.hub.id,
      body: { ...resultOf(member, held, protocol), ...signed, ...change },
    },
    member.signer,
    hub.clock.now(),
  );
  return { envelope, challenge };
}

/** Whether it may be shown. */
export async function promise(
  member: SelfMember,
  held: HeldJob,
  { envelope }: SignedResult,
): Promise<boolean> {
  const commitment = openStatement(envelope).id;
  const variables = { id: held.job.id, leaseToken: held.leaseToken, commitment };
  const answer = await member.client.act(commitEvaluationResult, variables);
  return answer.mayReveal;
}

export function show(member: SelfMember, held: HeldJob, result: SignedResult) {
  const variables = { id: held.job.id, leaseToken: held.leaseToken, ...result };
  return member.client.act(completeEvaluationJob, variables);
}

function resultOf(member: SelfMember, held: HeldJob, protocol: Digest): Bodies['evaluation'] {
  return {
    job: held.job.id,
    protocol,
    metric: 'accuracy',
    value: '0.9',
    correct: 90,
    items: ITEMS,
    standardError: '0',
    outputsDigest: digestOf('outputs'),
    predictionsDigest: digestOf('predictions'),
    itemsArtifact: null,
    host: hostOf(member),
    hardwareClass: 'cpu',
    stack: 'ort',
    conditions: { batchSize: 64 },
  };
}

/** Another machine for each member. */
export function hostOf({ name }: { name: string }): string {
  return digestOf(name).slice(-32);
}
