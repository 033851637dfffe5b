import { keyDigest } from '../../src/attestation/key.ts';
import type { Bodies } from '../../src/attestation/predicates.ts';
import type { Digest } from '../../src/base/digest.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { tinyModel } from '../runner/tiny-onnx.ts';
import { complete, hostOf, ITEMS, lease, requestRuns, type HeldJob } from './evaluating.ts';
import { publishSelf } from './publishing.ts';
import type { SelfMember, TestHub } from './test-hub.ts';

const DAY_MS = 86_400_000;

/** A publisher's model with a claim of 0.90, from the publisher's own machine. */
export async function claimedModel(
  hub: TestHub,
  publisher: SelfMember,
  protocol: Digest,
  seed: number,
): Promise<string> {
  const model = `${publisher.name}/net-${seed}`;
  await publishSelf(publisher, { model, files: { 'model.onnx': tinyModel({ bias: [seed] }) } });
  await claim(hub, publisher, model, protocol);
  return model;
}

export async function coreDigestOf(hub: TestHub, reference: string): Promise<Digest> {
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { coreDigest: Digest } }>(
    'query ($reference: String!) { checkpoint(reference: $reference) { coreDigest } }',
    { reference },
  );
  return checkpoint.coreDigest;
}

export async function claim(
  hub: TestHub,
  publisher: SelfMember,
  model: string,
  protocol: Digest,
  host = hostOf(publisher),
) {
  const subject = { name: model, digest: await coreDigestOf(hub, model) };
  const body = {
    protocol,
    metric: 'accuracy',
    value: '0.90',
    items: ITEMS,
    decimals: 2,
    margin: null,
    host,
  };
  return signAndSubmit(publisher, 'claim', subject, body);
}

/** What a member says of another, as the command says it. */
export async function say(
  author: SelfMember,
  about: SelfMember,
  action: Bodies['evaluator']['action'],
  organisation: string | null = null,
) {
  const subject = { name: about.name, digest: keyDigest(about.signer.keyId) };
  return signAndSubmit(author, 'evaluator', subject, { action, organisation, reason: null });
}

export const LIE = { value: '0.5', correct: 50 };
type Result = NonNullable<Parameters<typeof complete>[4]>;

/** Asks for a run of one model and lets the evaluator do it; what else it is given on the way it answers honestly. */
export async function runOf(
  hub: TestHub,
  publisher: SelfMember,
  evaluator: SelfMember,
  model: string,
  protocol: Digest,
  result: Result = {},
): Promise<void> {
  const [id] = await requestRuns(publisher, model, protocol, 1);
  // By chance an audit is planned beside it, which would come to somebody within a minute.
  await noPlans(hub);
  for (;;) {
    const held = await lease(evaluator);
    if (!held) throw new Error(`${evaluator.name} got no job`);
    const isAsked = held.job.id === id;
    await complete(
      hub,
      evaluator,
      held,
      protocol,
      isAsked ? result : { host: result.host ?? hostOf(evaluator) },
    );
    if (isAsked) return;
  }
}

/** Lets time pass and the hub do its own work. */
export async function pass(hub: TestHub, ms: number): Promise<void> {
  hub.clock.offsetMs += ms;
  hub.background.wake();
  await hub.background.idle();
}

/** Audits that chance planned beside real jobs are left out, where a test looks at one in particular. */
export const noPlans = (hub: TestHub) => hub.database.rows('DELETE FROM audit_plan');

export const nextDay = (hub: TestHub) => pass(hub, DAY_MS);

/** To where the hub's next day begins: nothing that follows within hours is of the day before. */
export const untilMidnight = (hub: TestHub) => pass(hub, DAY_MS - (hub.clock.now().getTime() % DAY_MS));

/** A job that the evaluator finds when it asks again and again, or null after three minutes. */
export async function leaseSoon(hub: TestHub, evaluator: SelfMember): Promise<HeldJob | null> {
  for (let minute = 0; minute < 3; minute++) {
    const held = await lease(evaluator);
    if (held) return held;
    await pass(hub, 61_000);
  }
  return null;
}
