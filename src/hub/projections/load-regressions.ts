import { hardshipOf } from '../../evaluation/hardship.ts';
import { metricOf } from '../../evaluation/metric-registry.ts';
import { parseProtocol, type Protocol } from '../../evaluation/protocol.ts';
import {
  pairedOutcomes,
  unpairedMeans,
  unpairedShares,
  verdictOf,
  type Difference,
  type RegressionVerdict,
} from '../../evaluation/regression.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import type { RunRecord } from '../../store/evaluation-repository.ts';
import type { LineageEdgeRecord } from '../../store/lineage-repository.ts';
import type { Hub } from '../context/hub.ts';
import { itemOutcomes } from './item-outcomes.ts';

/** A child against one parent under one protocol, by one run of each. */
export interface RegressionRecord {
  readonly edge: LineageEdgeRecord;
  readonly parent: CheckpointRecord;
  readonly protocolDigest: string;
  readonly metric: string;
  /** What the protocol does to items before it asks. */
  readonly hardship: string;
  readonly childRun: RunRecord;
  readonly parentRun: RunRecord;
  readonly found: Difference;
  readonly margin: number;
  readonly verdict: RegressionVerdict;
}

/** What became better or worse since each parent, under every protocol that both were run under. */
export async function loadRegressions(
  hub: Hub,
  child: CheckpointRecord,
  margin: number,
): Promise<readonly RegressionRecord[]> {
  if (child.coreDigest === null) return [];
  const edges = await hub.store.lineage.parentEdgesOf([child.id]);
  const parents = new Map(
    (await hub.store.checkpoints.byIds(edges.map(({ parentId }) => parentId))).map((each) => [each.id, each]),
  );
  const cores = [...parents.values()].flatMap(({ coreDigest }) => coreDigest ?? []).slice(0, PARENTS_MAX);
  const runs = (await hub.store.evaluations.runsOn([child.coreDigest, ...cores])).filter(isStanding);
  const byCore = Map.groupBy(runs, ({ coreDigest }) => coreDigest);
  const regressions: RegressionRecord[] = [];
  for (const edge of edges) {
    const parent = parents.get(edge.parentId);
    // A fork's bytes are its parent's: nothing can have changed.
    if (!parent?.coreDigest || parent.coreDigest === child.coreDigest) continue;
    const pairs = pairsOf(byCore.get(child.coreDigest) ?? [], byCore.get(parent.coreDigest) ?? []);
    for (const [childRun, parentRun] of pairs.slice(0, PAIRS_MAX - regressions.length)) {
      const { protocolDigest, metric } = childRun;
      const [record] = await hub.store.evaluations.protocolsByDigests([protocolDigest]);
      if (!record) continue;
      const protocol = parseProtocol(record.body);
      const hardship = hardshipOf(protocol);
      const found = (await paired(hub, childRun, parentRun, protocol)) ?? unpaired(childRun, parentRun);
      if (found === null) continue;
      const verdict = verdictOf(found, metricOf(metric, 1).direction, margin);
      const asked = { protocolDigest, metric, hardship };
      regressions.push({ edge, parent, ...asked, childRun, parentRun, found, margin, verdict });
    }
  }
  return regressions;
}

function isStanding({ withdrawalLogIndex }: RunRecord): boolean {
  return withdrawalLogIndex === null;
}

/** Of each protocol the two runs to compare: of one evaluator where there are, with items where there are, the latest. */
function pairsOf(
  ofChild: readonly RunRecord[],
  ofParent: readonly RunRecord[],
): readonly (readonly [child: RunRecord, parent: RunRecord])[] {
  const byProtocol = Map.groupBy(ofParent, ({ protocolDigest }) => protocolDigest);
  return [...Map.groupBy(ofChild, ({ protocolDigest }) => protocolDigest)].flatMap(([digest, own]) => {
    const pairs = own.flatMap((child) =>
      (byProtocol.get(digest) ?? []).map((parent) => [child, parent] as const),
    );
    const [best] = pairs.sort((a, b) => rankOf(b) - rankOf(a) || latest(b) - latest(a));
    return best ? [best] : [];
  });
}

function rankOf([child, parent]: readonly [RunRecord, RunRecord]): number {
  const hasItems = child.itemsArtifact !== null && parent.itemsArtifact !== null;
  return (hasItems ? 2 : 0) + (child.contributorId === parent.contributorId ? 1 : 0);
}

function latest([child, parent]: readonly [RunRecord, RunRecord]): number {
  return child.logIndex + parent.logIndex;
}

async function paired(hub: Hub, child: RunRecord, parent: RunRecord, protocol: Protocol) {
  const own = await itemOutcomes(hub, child, protocol);
  const other = own && (await itemOutcomes(hub, parent, protocol));
  return own && other && pairedOutcomes(own, other);
}

function unpaired(child: RunRecord, parent: RunRecord): Difference | null {
  const { items } = child;
  if (child.correct !== null && parent.correct !== null)
    return unpairedShares(
      { correct: child.correct, items },
      { correct: parent.correct, items: parent.items },
    );
  if (child.samplingError === null || parent.samplingError === null) return null;
  return unpairedMeans(
    { value: Number(child.value), error: Number(child.samplingError), items },
    { value: Number(parent.value), error: Number(parent.samplingError) },
  );
}

/** Nobody reads more at once, and each may read two files. */
const PARENTS_MAX = 20;
const PAIRS_MAX = 20;
