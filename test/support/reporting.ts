import type { Bodies } from '../../src/attestation/predicates.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import type { SelfMember, TestHub } from './test-hub.ts';
import { coreDigestOf } from './trusting.ts';

type Report = Bodies['bias-report'];

/** k of 1000 of two groups, low and high, counted by right answers. */
export function counted(low: number, high: number): NonNullable<Report['groups']> {
  return [
    { name: 'low', k: low, n: 1000 },
    { name: 'high', k: high, n: 1000 },
  ];
}

/** Files counts on a checkpoint as the command does; answers the report's id. */
export async function fileCounts(
  hub: TestHub,
  member: SelfMember,
  model: string,
  body: Omit<Report, 'attribute' | 'harms'> & Partial<Report>,
): Promise<string> {
  const subject = { name: model, digest: await coreDigestOf(hub, model) };
  const filled = { attribute: 'digit', harms: ['quality-of-service'] as Report['harms'], ...body };
  const { statement } = await signAndSubmit(member, 'bias-report', subject, filled);
  return `BiasReport:${statement.logIndex}`;
}
