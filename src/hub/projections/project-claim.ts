import type { Statement } from '../../attestation/statement.ts';
import { refusal } from '../../base/errors.ts';
import { parseProtocol, type Protocol } from '../../evaluation/protocol.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import type { ClaimRecord } from '../../store/evaluation-repository.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import type { Projection } from '../statements/accept-statement.ts';
import { assertMeasuredBy, assertPossible } from './assert-measured.ts';
import { refreshScores } from './refresh-scores.ts';
import { refreshTasks } from './refresh-tasks.ts';

/** A claim statement states a metric value of a checkpoint that the viewer published. */
export async function projectClaim(
  hub: Hub,
  viewer: SignedInViewer,
  statement: Statement<'claim'>,
): Promise<Projection<ClaimRecord>> {
  const { body, subject } = statement;
  const protocol = await requireProtocol(hub, body.protocol);
  assertMeasuredBy(protocol, body);
  assertPossible(protocol, body);
  const checkpoints = await hub.store.checkpoints.byCoreDigests([subject.digest]);
  if (!checkpoints.some(({ publishedBy }) => publishedBy === viewer.contributor.id))
    throw notPublisher(checkpoints);

  return {
    async write(store, { logIndex }) {
      const claim: ClaimRecord = {
        logIndex,
        coreDigest: subject.digest,
        protocolDigest: body.protocol,
        metric: body.metric,
        value: body.value,
        items: body.items,
        decimals: body.decimals,
        margin: body.margin,
        host: body.host,
        contributorId: viewer.contributor.id,
        claimedAt: hub.clock.now(),
      };
      await store.evaluations.addClaim(claim);
      if (claim.host !== null) await store.evaluators.addHost(claim.contributorId, claim.host);
      await refreshScores(store, claim.coreDigest, hub.clock.now());
      await refreshTasks(store, claim.coreDigest);
      return claim;
    },
  };
}

export async function requireProtocol(hub: Hub, digest: string): Promise<Protocol> {
  const [record] = await hub.store.evaluations.protocolsByDigests([digest]);
  if (record) return parseProtocol(record.body);
  throw refusal('HUB_PROTOCOL_UNKNOWN', `no protocol ${digest} is registered here`, {
    expected: 'a registered protocol',
    received: digest,
    remedy: 'send it with registerProtocol first',
  });
}

function notPublisher(checkpoints: readonly CheckpointRecord[]) {
  return refusal('HUB_CHECKPOINT_FOREIGN', 'only its publisher claims a value for a checkpoint', {
    expected: 'a checkpoint of yours',
    received: checkpoints[0]?.modelName ?? 'a core digest that no checkpoint here has',
    remedy: 'request an evaluation instead',
  });
}
