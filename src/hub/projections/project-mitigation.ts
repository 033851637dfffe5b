import type { Statement } from '../../attestation/statement.ts';
import { invariant, refusal } from '../../base/errors.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import type { MitigationRecord, ReportRecord } from '../../store/report-repository.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import type { Projection } from '../statements/accept-statement.ts';
import { assertOwnChild, unknownChild } from './project-lineage-edge.ts';
import { assertStanding } from './project-report-withdrawal.ts';
import { requireReport } from './require-report.ts';

/** A mitigation is a claim until the child is counted as its ancestor was. */
export async function projectMitigation(
  hub: Hub,
  viewer: SignedInViewer,
  { subject, body }: Statement<'mitigation'>,
): Promise<Projection<{ mitigation: MitigationRecord; report: ReportRecord }>> {
  const child = await hub.store.checkpoints.findByDigest(subject.digest);
  if (!child) throw unknownChild(subject.digest);
  assertOwnChild(child, viewer);
  const report = await requireReport(hub, body.report);
  assertStanding(report);
  assertWarns(report);
  await assertBelow(hub, child, report);
  return {
    async write(store, { logIndex }) {
      if (await store.reports.hasMitigation(report.logIndex, child.id)) throw known();
      await store.reports.addMitigation({
        logIndex,
        reportLogIndex: report.logIndex,
        childId: child.id,
        contributorId: viewer.contributor.id,
        declaredAt: hub.clock.now(),
      });
      const all = await store.reports.mitigationsOf([report.logIndex]);
      const mitigation = all.find(({ childId }) => childId === child.id);
      invariant(mitigation, 'a mitigation that was written is there');
      return { mitigation, report };
    },
  };
}

function assertWarns({ warns, verdict, standing }: ReportRecord): void {
  const isStanding = standing !== 'REFUTED' && standing !== 'REPLACED';
  if (warns && isStanding) return;
  throw refusal('HUB_REPORT_WARNS_NOT', 'there is nothing to address: this report does not warn', {
    expected: 'a report that stands, whose verdict warns, such as DISPARITY',
    received: warns ? standing : verdict,
  });
}

// Forks have the same bytes: the report is on each of them.
async function assertBelow(hub: Hub, child: CheckpointRecord, { coreDigest }: ReportRecord): Promise<void> {
  const reported = await hub.store.checkpoints.byCoreDigests([coreDigest]);
  if (child.coreDigest !== coreDigest)
    for (const { id } of reported) if (await hub.store.lineage.isAncestor(id, child.id)) return;
  throw refusal('HUB_MITIGATION_UNRELATED', 'only what was made from a checkpoint addresses a report on it', {
    expected: 'a descendant of the checkpoint that the report is on',
    received: child.coreDigest === coreDigest ? 'the same bytes' : 'no descendant',
    remedy: 'declare its parents first, if it has them',
  });
}

function known() {
  return refusal('HUB_MITIGATION_KNOWN', 'this was declared before', {
    remedy: 'nothing needs to be done: the status is computed of both reports',
  });
}
