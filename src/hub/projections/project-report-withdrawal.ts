import type { Statement } from '../../attestation/statement.ts';
import { refusal } from '../../base/errors.ts';
import type { ReportRecord } from '../../store/report-repository.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import type { Projection } from '../statements/accept-statement.ts';
import { refreshReports } from './refresh-reports.ts';
import { requireReport } from './require-report.ts';

/** The report stays in the log and in what it is shown beside; it counts and warns no more. */
export async function projectReportWithdrawal(
  hub: Hub,
  viewer: SignedInViewer,
  { subject }: Statement<'withdrawal'>,
): Promise<Projection<ReportRecord>> {
  const report = await requireReport(hub, subject.digest);
  if (report.contributorId !== viewer.contributor.id)
    throw refusal('HUB_REPORT_FOREIGN', 'only its author takes a report back', {
      expected: 'a report of yours',
      received: `log index ${report.logIndex}`,
    });
  assertStanding(report);
  return {
    async write(store, { logIndex }) {
      await store.reports.withdraw(report.logIndex, logIndex);
      await store.reports.unpin(report.logIndex);
      await refreshReports(store, report.coreDigest);
      return { ...report, withdrawalLogIndex: logIndex, standing: 'WITHDRAWN' };
    },
  };
}

/** Nothing more can be said of a report that its author took back. */
export function assertStanding({ withdrawalLogIndex }: ReportRecord): void {
  if (withdrawalLogIndex === null) return;
  throw refusal('HUB_REPORT_WITHDRAWN', 'this report was taken back', {
    received: `log index ${withdrawalLogIndex}`,
    remedy: 'nothing needs to be done',
  });
}
