import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { projectReportWithdrawal } from './projections/project-report-withdrawal.ts';
import { reportSubject } from './projections/require-report.ts';
import { acceptStatement } from './statements/accept-statement.ts';
import { signForViewer } from './statements/sign-for-viewer.ts';

export interface WithdrawReport {
  /** Such as `BiasReport:12`. */
  readonly report: string;
  readonly reason: string;
}

/** Takes a report of the viewer's back, signed with the hub-held key; it warns and counts no more. */
export async function withdrawReport(hub: Hub, viewer: Viewer, { report, reason }: WithdrawReport) {
  const signedIn = requireContributor(viewer);
  const subject = await reportSubject(hub, report);
  const body = { of: 'REPORT', parent: null, kind: null, reason } as const;
  const statement = await signForViewer(hub, signedIn, 'withdrawal', subject, body);
  return acceptStatement(hub, signedIn, statement, await projectReportWithdrawal(hub, signedIn, statement));
}
