import type { Statement } from '../../attestation/statement.ts';
import { refusal } from '../../base/errors.ts';
import type { AdvisoryRecord } from '../../store/advisory-repository.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import type { Projection } from '../statements/accept-statement.ts';
import { tellOfAdvisory } from '../webhooks/tell.ts';
import { isSteward } from './project-advisory.ts';

/** The advisory reaches nobody any more; it stays in the log and in what it is shown beside. */
export async function projectAdvisoryWithdrawal(
  hub: Hub,
  viewer: SignedInViewer,
  { subject }: Statement<'withdrawal'>,
): Promise<Projection<AdvisoryRecord>> {
  const entry = await hub.store.statements.findById(subject.digest);
  const [advisory] = entry ? await hub.store.advisories.byLogIndexes([entry.logIndex]) : [];
  if (!advisory) throw unknownAdvisory(subject.digest);
  if (advisory.contributorId !== viewer.contributor.id && !isSteward(viewer))
    throw refusal('HUB_ADVISORY_FOREIGN', 'only its author or a steward takes an advisory back', {
      expected: 'an advisory of yours, or the role STEWARD with the scope MODERATE',
      received: `Advisory:${advisory.logIndex}`,
    });
  if (advisory.withdrawalLogIndex !== null)
    throw refusal('HUB_ADVISORY_WITHDRAWN', 'this advisory was taken back before', {
      received: `log index ${advisory.withdrawalLogIndex}`,
      remedy: 'nothing needs to be done',
    });
  return {
    async write(store, { logIndex }) {
      await store.advisories.withdraw(advisory.logIndex, logIndex);
      const withdrawn = { ...advisory, withdrawalLogIndex: logIndex };
      await tellOfAdvisory(hub, store, 'advisory.withdrawn', withdrawn);
      return withdrawn;
    },
  };
}

export function unknownAdvisory(received: string) {
  return refusal('HUB_ADVISORY_UNKNOWN', `there is no advisory ${received.slice(0, 100)}`, {
    expected: 'an advisory in this hub’s log',
    received: received.slice(0, 100),
    remedy: 'list them with heirloom advisory list',
  });
}
