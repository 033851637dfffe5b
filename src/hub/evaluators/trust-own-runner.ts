import { openStatement, signStatement, type Statement } from '../../attestation/statement.ts';
import type { ContributorRecord } from '../../store/contributor-repository.ts';
import type { Hub } from '../context/hub.ts';
import { projectEvaluator } from '../projections/project-evaluator.ts';
import { acceptStatement } from '../statements/accept-statement.ts';
import { namedSubject } from './say-of-evaluator.ts';

/** Trusts the hub's own runner, which its owner operates, once: what an owner says of it later stands. */
export async function trustOwnRunner(hub: Hub, runner: ContributorRecord): Promise<void> {
  if (await hub.store.evaluators.isSpokenOf(runner.id)) return;
  const draft = {
    kind: 'evaluator' as const,
    subject: await namedSubject(hub, runner.name),
    hub: hub.id,
    body: { action: 'TRUST' as const, organisation: null, reason: 'the hub’s own runner' },
  };
  const envelope = signStatement(draft, hub.signer, hub.clock.now());
  const statement = openStatement(envelope) as Statement<'evaluator'>;
  const author = { contributor: hub.author };
  await acceptStatement(hub, author, statement, await projectEvaluator(hub, author, statement));
}
