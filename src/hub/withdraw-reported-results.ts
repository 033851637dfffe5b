import { parseDigest } from '../base/digest.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { projectReportedWithdrawal, unknownReported } from './projections/project-reported-withdrawal.ts';
import { acceptStatement } from './statements/accept-statement.ts';
import { signForViewer } from './statements/sign-for-viewer.ts';

export interface WithdrawReportedResults {
  /** Of the statement that brought them. */
  readonly logIndex: number;
  readonly reason: string;
}

/** Takes reported results back, the viewer's or, for a steward, anybody's. */
export async function withdrawReportedResults(
  hub: Hub,
  viewer: Viewer,
  { logIndex, reason }: WithdrawReportedResults,
) {
  const signedIn = requireContributor(viewer);
  const [entry] = await hub.store.statements.byLogIndexes([logIndex]);
  if (!entry) throw unknownReported(String(logIndex));
  const subject = { name: 'reported results', digest: parseDigest(entry.id) };
  const body = { of: 'REPORTED_RESULTS', parent: null, kind: null, reason } as const;
  const statement = await signForViewer(hub, signedIn, 'withdrawal', subject, body);
  return acceptStatement(hub, signedIn, statement, await projectReportedWithdrawal(hub, signedIn, statement));
}
