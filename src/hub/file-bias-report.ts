import { parseBody } from '../attestation/predicates.ts';
import { coreSubject } from './context/find.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { projectBiasReport } from './projections/project-bias-report.ts';
import { acceptStatement } from './statements/accept-statement.ts';
import { signForViewer } from './statements/sign-for-viewer.ts';

/** Files counts by group on a checkpoint's core digest, signed with the hub-held key. */
export async function fileBiasReport(
  hub: Hub,
  viewer: Viewer,
  input: { checkpoint: string; report: unknown },
) {
  const signedIn = requireContributor(viewer);
  const subject = await coreSubject(hub, input.checkpoint);
  const body = parseBody('bias-report', input.report);
  const statement = await signForViewer(hub, signedIn, 'bias-report', subject, body);
  return acceptStatement(hub, signedIn, statement, await projectBiasReport(hub, signedIn, statement));
}
