import { parseBody } from '../attestation/predicates.ts';
import { coreSubject } from './context/find.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { projectRiskReport } from './projections/project-risk-report.ts';
import { acceptStatement } from './statements/accept-statement.ts';
import { signForViewer } from './statements/sign-for-viewer.ts';

/** Files counts of what was tried on a checkpoint's core digest, signed with the hub-held key. */
export async function fileRiskReport(
  hub: Hub,
  viewer: Viewer,
  input: { checkpoint: string; report: unknown },
) {
  const signedIn = requireContributor(viewer);
  const subject = await coreSubject(hub, input.checkpoint);
  const body = parseBody('risk-report', input.report);
  const statement = await signForViewer(hub, signedIn, 'risk-report', subject, body);
  return acceptStatement(hub, signedIn, statement, await projectRiskReport(hub, signedIn, statement));
}
