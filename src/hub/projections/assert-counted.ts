import { parseDigest } from '../../base/digest.ts';
import { canonicalJson, type PlainJson } from '../../base/canonical-json.ts';
import { refusal } from '../../base/errors.ts';
import type { Statement } from '../../attestation/statement.ts';
import type { BiasPayload } from '../../bias/counts.ts';
import { countRun } from '../../bias/from-run/count-run.ts';
import { parseProtocol } from '../../evaluation/protocol.ts';
import type { RunRecord } from '../../store/evaluation-repository.ts';
import type { Hub } from '../context/hub.ts';

/** A report that says it was counted from a run is counted again from that run's own answers; null where it says nothing. */
export async function assertCountedFrom(
  hub: Hub,
  { body, subject }: Statement<'bias-report'>,
  from: BiasPayload['from'],
): Promise<RunRecord | null> {
  if (from === null) return null;
  const run = await runOf(hub, from.run);
  if (run.coreDigest !== subject.digest || run.protocolDigest !== body.protocol)
    throw foreign('a run of this checkpoint under this protocol', `Run:${run.logIndex} of another`);
  if (run.withdrawalLogIndex !== null) throw foreign('a run that stands', 'one taken back');
  if (run.itemsArtifact === null) throw foreign('a run with answers to each item', 'one without');
  const [protocol] = await hub.store.evaluations.protocolsByDigests([run.protocolDigest]);
  if (protocol?.datasetDigest !== body.dataset)
    throw foreign(`the protocol’s dataset ${protocol?.datasetDigest}`, body.dataset);
  await using items = await hub.weights.openSource(parseDigest(run.itemsArtifact));
  await using dataset = await hub.weights.openSource(parseDigest(body.dataset));
  const counted = await countRun({ protocol: parseProtocol(protocol.body), items, dataset }, from.by);
  for (const field of ['groups', 'marginals', 'crowsPairs'] as const)
    if (text(counted[field]) !== text(body[field]))
      throw refusal('HUB_REPORT_CONTRADICTS_RUN', `${field}: the run’s own answers give other counts`, {
        expected: text(counted[field]).slice(0, SHOWN_MAX),
        received: text(body[field]).slice(0, SHOWN_MAX),
        remedy: 'count them with heirloom report --from-run',
      });
  return run;
}

const SHOWN_MAX = 500;

async function runOf(hub: Hub, id: string): Promise<RunRecord> {
  const entry = await hub.store.statements.findById(id);
  const [run] = entry ? await hub.store.evaluations.runsByLogIndexes([entry.logIndex]) : [];
  if (run) return run;
  throw foreign('the evaluation statement of a run here', id);
}

function foreign(expected: string, received: string) {
  return refusal('HUB_REPORT_FOREIGN_RUN', 'this report’s counts can’t come from that run', {
    expected,
    received,
  });
}

function text(counts: unknown): string {
  return counts === undefined ? 'none' : canonicalJson(counts as PlainJson);
}
