import type { Statement } from '../../attestation/statement.ts';
import { invariant, refusal } from '../../base/errors.ts';
import { parseReference } from '../../checkpoint/reference.ts';
import type { AdvisoryRecord } from '../../store/advisory-repository.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import type { DatasetRecord } from '../../store/dataset-repository.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import type { RunRecord } from '../../store/evaluation-repository.ts';
import type { ReportRecord } from '../../store/report-repository.ts';
import type { Projection } from '../statements/accept-statement.ts';
import { chargeLineageChange } from './charge-lineage-change.ts';
import { projectAdvisoryWithdrawal } from './project-advisory-withdrawal.ts';
import { projectCheckpointWithdrawal } from './project-checkpoint-withdrawal.ts';
import { assertOwnChild, unknownChild } from './project-lineage-edge.ts';
import type { ReportedFileRecord } from '../../store/reported-repository.ts';
import { projectReportedWithdrawal } from './project-reported-withdrawal.ts';
import { projectReportWithdrawal } from './project-report-withdrawal.ts';
import { projectRunWithdrawal } from './project-run-withdrawal.ts';
import { unknownParent } from './record-edges.ts';

/** A withdrawal takes back what its author said; the log keeps both. */
export function projectWithdrawal(
  hub: Hub,
  viewer: SignedInViewer,
  statement: Statement<'withdrawal'>,
): Promise<
  Projection<
    CheckpointRecord | DatasetRecord | RunRecord | ReportRecord | AdvisoryRecord | ReportedFileRecord
  >
> {
  switch (statement.body.of) {
    case 'REPORTED_RESULTS':
      return projectReportedWithdrawal(hub, viewer, statement);
    case 'CHECKPOINT':
      return projectCheckpointWithdrawal(hub, viewer, statement);
    case 'DATASET':
      return projectDatasetWithdrawal(hub, viewer, statement);
    case 'RUN':
      return projectRunWithdrawal(hub, viewer, statement);
    case 'ADVISORY':
      return projectAdvisoryWithdrawal(hub, viewer, statement);
    case 'REPORT':
      return projectReportWithdrawal(hub, viewer, statement);
    case 'LINEAGE_EDGE':
      return projectEdgeWithdrawal(hub, viewer, statement);
  }
}

/** The dataset stays where it is, marked: what was trained on it can be found, and scores on it are superseded. */
export async function projectDatasetWithdrawal(
  hub: Hub,
  viewer: SignedInViewer,
  { subject }: Statement<'withdrawal'>,
): Promise<Projection<DatasetRecord>> {
  const [dataset] = await hub.store.datasets.byDigests([subject.digest]);
  if (!dataset) throw unknownDataset(subject.digest);
  if (dataset.publishedBy !== viewer.contributor.id)
    throw refusal('HUB_NAME_FOREIGN', 'only its publisher takes a dataset back', {
      expected: 'a dataset of yours',
      received: dataset.name,
    });
  if (dataset.withdrawalLogIndex !== null)
    throw refusal('HUB_DATASET_WITHDRAWN', 'this dataset was taken back before', {
      received: `log index ${dataset.withdrawalLogIndex}`,
      remedy: 'nothing needs to be done',
    });
  return {
    async write(store, { logIndex }) {
      await store.datasets.withdraw(dataset.id, logIndex);
      await store.scores.markOnDataset(dataset.digest);
      return { ...dataset, withdrawalLogIndex: logIndex };
    },
  };
}

/** The edge leaves the graph. */
export async function projectEdgeWithdrawal(
  hub: Hub,
  viewer: SignedInViewer,
  { subject, body: { parent: named, kind } }: Statement<'withdrawal'>,
): Promise<Projection<CheckpointRecord>> {
  invariant(named && kind, 'the body of an edge’s withdrawal names the edge');
  const child = await hub.store.checkpoints.findByDigest(subject.digest);
  if (!child) throw unknownChild(subject.digest);
  assertOwnChild(child, viewer);
  const reference = 'name' in named ? named.name : named.digest;
  const parent = await hub.store.checkpoints.findByReference(parseReference(reference));
  if (!parent) throw unknownParent(reference);

  return {
    async write(store) {
      await store.lineage.lock();
      await chargeLineageChange(store, viewer, child.id, hub.clock.now());
      if (!(await store.lineage.remove({ childId: child.id, parentId: parent.id, kind })))
        throw notDeclared(kind, reference);
      await store.graph.placeAgain(child.id);
      return child;
    },
  };
}

function unknownDataset(digest: string) {
  return refusal('HUB_DATASET_UNKNOWN', `no dataset ${digest} is published here`, {
    expected: 'a published dataset',
    received: digest,
  });
}

function notDeclared(kind: string, parent: string) {
  return refusal('HUB_LINEAGE_EDGE_UNKNOWN', `there is no ${kind} edge to ${parent}`, {
    expected: 'an edge of this checkpoint as it is in the graph',
    received: `${kind} ${parent}`,
    remedy: 'nothing needs to be done if it was withdrawn before',
  });
}
